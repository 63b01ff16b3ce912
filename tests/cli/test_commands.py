"""Commands: their answers, as lines and as JSON."""

from __future__ import annotations

import argparse
import json
from datetime import date
from typing import Any

import pytest

from relmanager_desktop.cli import commands
from relmanager_desktop.cli.commands import Request


@pytest.mark.parametrize("count", [2, 3, 4])
def test_json_says_the_same_of_few_items_as_of_many(
    count: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(commands, "MANY_ITEMS", 3)
    items: list[Any] = [{"row": n, "on": date(2026, 11, 24), "in": ["ü"]} for n in range(count)]
    Request(argparse.Namespace(json=True)).answer({"problems": items, "count": count})
    said = capsys.readouterr().out
    assert json.loads(said) == {
        "problems": [{"row": n, "on": "2026-11-24", "in": ["ü"]} for n in range(count)],
        "count": count,
    }
    assert len(said.splitlines()) == (count + 5 if count > 3 else 5 + 7 * count)
