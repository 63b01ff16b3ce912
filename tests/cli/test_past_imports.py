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


def test_rows_are_counted_as_rows_even_where_there_are_none(
    terminal: Terminal, write_list: Write
) -> None:
    path = write_list("people.csv", "Company,Contact\nAcme,Ana Silva\nAcme,Jo Hill\n")
    terminal("import", path)
    (run,) = terminal.json("imports")
    fates = ("New", "Changed", "Same", "Conflict", "Refused", "Skipped")
    header, _rule, line, *_ = terminal("imports").splitlines()
    shown = [line[header.index(fate) :].split()[0] for fate in fates]
    assert shown == [str(run["rows"][fate.lower()]) for fate in fates]


def test_an_import_of_which_something_was_kept_is_partly_taken_back(
    terminal: Terminal, imported: int
) -> None:
    terminal("set", "account", "Acme", "city=York")
    terminal("add", "action", "title=Call", "account=Acme")
    terminal("undo", "--change-set", imported, "--keep-conflicts")
    terminal("imports")
    assert terminal.json("imports")[0]["state"] == "live"  # nothing was left to take back


@pytest.mark.parametrize(("edited", "state"), [("city=York", "partly"), ("notes=Hm", "undone")])
def test_an_import_says_whether_a_cell_of_it_was_kept(
    terminal: Terminal, write_list: Write, edited: str, state: str
) -> None:
    terminal("add", "account", "name=Acme GmbH")
    path = write_list("firms.csv", "Company,City,Industry\nAcme GmbH,Ulm,Steel\n")
    number = terminal.json("import", path)["change_set"]
    terminal("set", "account", "Acme GmbH", edited)
    terminal("undo", "--change-set", number, "--keep-conflicts")
    assert terminal.json("imports")[0]["state"] == state
    said = terminal("imports", "--change-set", number)
    assert ("but for what was edited since" in said) == (state == "partly")


def test_an_import_of_which_a_record_was_kept_is_partly_taken_back(
    terminal: Terminal, write_list: Write
) -> None:
    path = write_list("firms.csv", "Company,City\nAcme GmbH,Ulm\nBolt Ltd,Leeds\n")
    number = terminal.json("import", path)["change_set"]
    terminal("set", "account", "Acme GmbH", "city=York")
    terminal("undo", "--change-set", number, "--keep-conflicts")
    assert terminal.json("imports")[0]["state"] == "partly"
    terminal("redo")
    assert terminal.json("imports")[0]["state"] == "live"
