"""The child that reads lists: where it cannot be started, that is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from relmanager_desktop.exchange import reader_process
from relmanager_desktop.exchange.reader_process import RefusedFile
from relmanager_desktop.exchange.readings import Request, read_file


def test_a_reader_that_cannot_be_started_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    barred = tmp_path / "python"
    barred.write_text("#!/bin/sh\n", encoding="utf-8")
    barred.chmod(0o600)
    monkeypatch.setattr(reader_process, "child_command", lambda: [str(barred)])
    path = tmp_path / "list.csv"
    path.write_text("Company\nAcme\n", encoding="utf-8")
    with pytest.raises(RefusedFile, match=r"list\.csv was not read: .*python, could not be"):
        read_file(Request(path))
