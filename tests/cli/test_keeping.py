"""new, check, backup, restore, doctor."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from relmanager_desktop.cli import main
from tests.cli.conftest import Terminal


def test_new_lays_the_foundation(terminal: Terminal) -> None:
    assert [tier["name"] for tier in terminal.json("list", "tier")] == ["A", "B", "C"]
    assert len(terminal.json("list", "cadence_rule")) == 3


def test_new_refuses_to_overwrite(terminal: Terminal) -> None:
    terminal("new")
    assert terminal.code == 2
    assert "is there already" in terminal.err


def test_new_with_the_sample(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", str(tmp_path / "s.relm"), "--sample", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["accounts"] == 40


def test_a_sound_portfolio_checks_out(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme", "tier=A")
    assert terminal.json("check")["ok"] is True
    assert "ok" in terminal("check")


def test_wrong_facts_are_found_and_mended(terminal: Terminal) -> None:
    from relmanager_desktop.store.database import Database
    from relmanager_desktop.store.tables import TOUCH_FACT

    terminal("add", "account", "name=Acme", "tier=A")
    database = Database(terminal.portfolio)
    with database.write_quietly() as session:
        session.connection().execute(TOUCH_FACT.delete())
    database.close()
    assert terminal.json("check")["ok"] is False
    assert terminal.code == 2
    assert terminal.json("check", "--mend")["ok"] is True
    assert terminal.json("check")["ok"] is True


def test_a_backup_can_be_restored_and_the_present_file_is_kept(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme")
    terminal("backup")
    terminal("add", "account", "name=Bolt")
    kept = Path(terminal.json("restore")["kept"])
    assert [r["name"] for r in terminal.json("list", "account")] == ["Acme"]
    assert kept.is_file()
    assert len(terminal.json("backup", "--list")) == 1
    assert "by hand" in terminal("backup", "--list")


@pytest.mark.parametrize("named_by", ["number", "file", "path"])
def test_a_backup_is_named_as_the_list_shows_it(terminal: Terminal, named_by: str) -> None:
    terminal("add", "account", "name=Acme")
    terminal("backup")
    terminal("add", "account", "name=Bolt")
    terminal("backup")
    _, older = terminal.json("backup", "--list")
    path = Path(older["backup"])
    terminal("restore", {"number": older["number"], "file": path.name, "path": path}[named_by])
    assert [r["name"] for r in terminal.json("list", "account")] == ["Acme"]


def test_a_backup_that_is_none_of_the_list_says_where_to_look(terminal: Terminal) -> None:
    terminal("backup")
    terminal("restore", "99")
    assert terminal.code == 2
    assert "There is no backup 99. Give its number or its file as `backup" in terminal.err


def test_restore_without_a_backup_is_said(terminal: Terminal) -> None:
    terminal("restore")
    assert terminal.code == 2
    terminal("restore", "/nowhere/x.relm")
    assert terminal.code == 2


def test_a_missing_portfolio_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "/nowhere/x.relm", "account"]) == 2
    assert "There is no portfolio" in capsys.readouterr().err


def test_doctor_lists_what_this_is_made_of(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["missing"] == []
    assert "sqlalchemy" in found["libraries"]
    assert main(["doctor"]) == 0


def test_help_and_wrong_words_have_their_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert main(["--help"]) == 0
    assert main(["dance"]) == 2
    capsys.readouterr()
