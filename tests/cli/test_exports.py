"""export: a workbook out and home again."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import CUSTOMERS, Terminal, Write


def test_our_own_workbook_comes_home_without_a_change(
    terminal: Terminal, write_list: Write, tmp_path: Path
) -> None:
    terminal("import", write_list("customers.csv", CUSTOMERS))
    book = tmp_path / "out.xlsx"
    assert terminal.json("export", book)["sheets"]["Accounts"] == 2
    answer = terminal.json("import", book)
    for sheet in answer["sheets"]:
        assert (sheet["new"], sheet["changed"], sheet["conflict"], sheet["refused"]) == (0, 0, 0, 0)
    assert answer["change_set"] is None


@pytest.mark.parametrize(("header", "kind"), [("Tier", "tier"), ("Owner", "member")])
def test_a_slip_in_our_own_workbook_makes_no_tier_and_no_member(
    terminal: Terminal, tmp_path: Path, header: str, kind: str
) -> None:
    terminal("add", "account", "name=Acme", "tier=A")
    path = tmp_path / "home.xlsx"
    terminal("export", path)
    book = openpyxl.load_workbook(path)
    sheet = book["Accounts"]
    column = [cell.value for cell in sheet[1]].index(header) + 1
    sheet.cell(2, column).value = "Nope"
    book.save(path)
    done = terminal.json("import", path, "--dry-run")
    (problem,) = done["problems"]
    assert problem["message"].startswith(f"There is no {kind} called “Nope” yet")
    assert all(sheet["counts"].get(kind, {}).get("new", 0) == 0 for sheet in done["sheets"])


def test_csv_of_one_kind(terminal: Terminal, write_list: Write, tmp_path: Path) -> None:
    terminal("import", write_list("customers.csv", CUSTOMERS))
    terminal("export", tmp_path / "a.csv", "--kinds", "account")
    assert "Acme GmbH" in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")


def test_a_relative_target_is_not_taken_for_a_file_that_is_open(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    terminal("export", "out.xlsx")
    assert (terminal.code, terminal.err) == (0, "")
    terminal("export", "out.csv")
    assert (terminal.code, terminal.err) == (0, "")


@pytest.mark.parametrize("name", ["out.pdf", "out", "out.xls"])
def test_an_export_that_is_no_workbook_and_no_text_file_is_refused(
    terminal: Terminal, tmp_path: Path, name: str
) -> None:
    terminal("export", tmp_path / name)
    assert (terminal.code, terminal.err.count("\n")) == (2, 1)
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--collisions", "overwrite"),
        ("--collisions", "fill"),
        ("--match", "name"),
        ("--as", "contact"),
        ("--set", "account.roles=customer"),
        ("--dates", "dmy"),
    ],
)
def test_a_way_to_read_lists_is_refused_for_our_own_workbook(
    terminal: Terminal, write_list: Write, tmp_path: Path, option: str, value: str
) -> None:
    terminal("import", write_list("customers.csv", CUSTOMERS))
    terminal("export", tmp_path / "out.xlsx")
    terminal("import", tmp_path / "out.xlsx", option, value)
    assert (terminal.code, terminal.out) == (2, "")
    assert f"{option} is for lists from elsewhere" in terminal.err


def test_a_cell_that_cannot_hold_a_text_is_told_in_a_sentence(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal("add", "account", "name=Acme", f"notes={'x' * 40_000}")
    terminal("export", tmp_path / "out.xlsx")
    assert "(Notes): the text was cut: a cell holds 32,767 characters." in terminal.err
