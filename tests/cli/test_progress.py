"""Progress: a line a second of long work, none of short work, none among the answers."""

from __future__ import annotations

import pytest

from relmanager_desktop.cli import progress as module
from relmanager_desktop.cli.progress import Progress
from relmanager_desktop.domain.texts import Text, tr
from tests.cli.conftest import CUSTOMERS, Terminal, Write


def said_at(*seconds: float, total: int = 400) -> list[str]:
    """Return what is said of work that reports 100 rows more at each of these moments."""
    said: list[Text] = []
    moments = iter((0.0, *seconds))
    told = Progress(said.append, lambda: next(moments)).of(tr("Importing a.csv"))
    for number, _ in enumerate(seconds, start=1):
        told(number * 100, total)
    return [str(text) for text in said]


def test_short_work_says_nothing() -> None:
    assert said_at(0.2, 0.9) == []


def test_long_work_says_a_line_a_second() -> None:
    assert said_at(0.5, 1.1, 1.6, 2.2, total=500) == [
        "Importing a.csv: 40 %",
        "Importing a.csv: 80 %",
    ]


def test_where_nobody_knows_how_many_there_are_the_rows_are_counted() -> None:
    assert said_at(1.5, total=0) == ["Importing a.csv: 100 rows"]


def test_an_import_says_its_progress_beside_its_answer(
    terminal: Terminal, write_list: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SILENT_SECONDS", 0.0)
    done = terminal.json("import", write_list("customers.csv", CUSTOMERS))
    assert done["change_set"] is not None
    assert "Looking at customers.csv: " in terminal.err
    assert "Importing customers.csv: " in terminal.err
