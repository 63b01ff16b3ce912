"""Decisions at the terminal: a look-alike is named with the option that makes it the same."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Terminal, Write

LIST = "Company,City\nAcme Gmbh Werke,Ulm\nBolt Ltd,Leeds\nBoltt Ltd,Leeds\n"


@pytest.fixture
def path(terminal: Terminal, write_list: Write) -> object:
    """A list of which one row looks like a standing account, and one like the row before it."""
    terminal("add", "account", "name=Acme Werke GmbH", "city=Ulm")
    return write_list("firms.csv", LIST)


def names(terminal: Terminal) -> list[str]:
    return sorted(row["name"] for row in terminal.json("list", "account"))


def test_a_look_alike_is_told_with_the_way_to_unite_it(terminal: Terminal, path: object) -> None:
    found = terminal.json("import", path, "--dry-run")["look_alikes"]
    assert {(one["row"], one["other_name"]) for one in found} >= {(4, "Bolt Ltd")}
    said = terminal("import", path, "--dry-run")
    assert "If it is the same: --same firms!4=firms!3" in said


def test_a_row_is_the_earlier_row_that_somebody_says(terminal: Terminal, path: object) -> None:
    terminal("import", path, "--same", "firms!4=firms!3")
    assert names(terminal) == ["Acme Gmbh Werke", "Acme Werke GmbH", "Bolt Ltd"]


def test_a_row_is_the_record_that_somebody_says(terminal: Terminal, path: object) -> None:
    (standing,) = terminal.json("list", "account")
    terminal("import", path, "--same", f"firms!2={standing['id']}")
    assert names(terminal) == ["Acme Werke GmbH", "Bolt Ltd", "Boltt Ltd"]


def test_a_row_can_be_left_out(terminal: Terminal, path: object) -> None:
    terminal("import", path, "--leave-out", "firms!4")
    assert "Boltt Ltd" not in names(terminal)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--same", "firms!4"), "is no row. Write it as Sheet!14."),
        (("--same", "firms!4=Bolt"), "is no key of a record"),
        (("--leave-out", "4"), "is no row. Write it as Sheet!14."),
        (("--leave-out", "firms!99"), "The list has no row firms!99."),
    ],
)
def test_a_slip_is_said_and_nothing_imported(
    terminal: Terminal, path: object, words: tuple[str, ...], said: str
) -> None:
    terminal("import", path, *words)
    assert terminal.code == 2
    assert said in terminal.err
    assert names(terminal) == ["Acme Werke GmbH"]


def test_the_files_value_of_one_cell_is_taken(terminal: Terminal, write_list: Write) -> None:
    terminal("add", "account", "name=Acme GmbH", "industry=Wood", "phone=030 555100")
    path = write_list("f.csv", "Company,Industry,Phone\nAcme GmbH,Steel,030 555200\n")
    done = terminal.json("import", path, "--take", "f!B2")
    assert [conflict["field"] for conflict in done["conflicts"]] == ["account.phone"]
    (row,) = terminal.json("list", "account")
    assert (row["industry"], row["phone"]) == ("Steel", "030 555100")


def test_of_two_rows_the_one_that_is_taken_stands(terminal: Terminal, write_list: Write) -> None:
    terminal("add", "account", "name=Acme GmbH", "industry=Wood")
    path = write_list("f.csv", "Company,Industry\nAcme GmbH,Steel\nAcme GmbH,Glass\n")
    (conflict,) = terminal.json("import", path, "--take", "f!B3")["conflicts"]
    assert (conflict["row"], conflict["said_in"]) == (2, "f!3")
    assert [row["industry"] for row in terminal.json("list", "account")] == ["Glass"]


def test_what_is_in_no_conflict_cannot_be_taken(terminal: Terminal, write_list: Write) -> None:
    terminal("add", "account", "name=Acme GmbH", "industry=Wood")
    path = write_list("f.csv", "Company,Industry\nAcme GmbH,Steel\n")
    terminal("import", path, "--take", "f!A2")
    assert (terminal.code, "f!A2 is no conflict" in terminal.err) == (2, True)
    assert "It has: f!B2." in terminal.err
