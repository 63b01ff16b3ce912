"""imports: what was taken in stays known, with what it moved and its refused rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Terminal, Write

LIST = "Company,Tier,Annual value\nAcme,A,1200\nBolt,A,about 12\n"


@pytest.fixture
def imported(terminal: Terminal, write_list: Write) -> int:
    """The change set of an import of a good row and a bad one."""
    number = terminal.json("import", write_list("customers.csv", LIST))["change_set"]
    assert terminal.code == 1
    return int(number)


def test_imports_are_listed_with_what_became_of_their_rows(
    terminal: Terminal, imported: int
) -> None:
    (run,) = terminal.json("imports")
    assert (run["change_set"], run["file"], run["state"]) == (imported, "customers.csv", "live")
    assert (run["rows"]["new"], run["rows"]["refused"], run["rows"]["rows"]) == (1, 1, 2)
    assert "customers.csv" in terminal("imports")


def test_one_import_tells_what_it_moved(terminal: Terminal, imported: int) -> None:
    run = terminal.json("imports", "--change-set", imported)
    assert {"name": "A", "before": 0, "after": 1} in run["effects"]["tiers"]["figures"]
    assert run["sheets"][0]["kinds"] == ["account"]
    assert "Tier A: 0 → 1" in terminal("imports", "--change-set", imported)


def test_refused_rows_are_written_once_more_and_finish_the_job(
    terminal: Terminal, imported: int, tmp_path: Path
) -> None:
    terminal("undo")
    place = tmp_path / "mend.xlsx"
    terminal("imports", "--change-set", imported, "--rejects", place)
    assert (terminal.code, place.exists()) == (0, True)
    again = terminal.json("import", place)
    assert again["sheets"][0]["refused"] == 1
    assert "about 12" in again["problems"][0]["message"]


def test_an_import_that_was_taken_back_says_by_what(terminal: Terminal, imported: int) -> None:
    terminal("undo")
    (run,) = terminal.json("imports")
    assert (run["state"], run["undone_by"]) == ("undone", imported + 1)
    assert "Taken back by change set" in terminal("imports", "--change-set", imported)


def test_what_is_no_import_is_said(terminal: Terminal, imported: int) -> None:
    terminal("imports", "--change-set", imported + 7)
    assert (terminal.code, "is no import" in terminal.err) == (2, True)
    terminal("imports", "--rejects", "mend.xlsx")
    assert (terminal.code, "--change-set N" in terminal.err) == (2, True)
