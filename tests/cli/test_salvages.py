"""salvage: a damaged portfolio from the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from relmanager_desktop.cli.main import ROOMS

READING = {"list", "search", "today", "history", "imports", "export"}


def wipe(place: Path, text: str) -> None:
    """Overwrite the pages that hold a text."""
    data = bytearray(place.read_bytes())
    while (at := data.find(text.encode())) >= 0:
        start = at // 4096 * 4096
        data[start : start + 4096] = bytes(4096)
    place.write_bytes(data)


def test_a_whole_portfolio_comes_back_whole(terminal: Any, tmp_path: Path) -> None:
    terminal("add", "account", "name=Acme")
    answer = terminal.json("salvage", tmp_path / "new.relm")
    assert terminal.code == 0
    assert answer["kinds"]["account"] == {"back": 1, "mended": 0, "from_backup": 0, "lost": []}
    terminal.portfolio = tmp_path / "new.relm"
    assert [row["name"] for row in terminal.json("list", "account")] == ["Acme"]
    terminal("check")
    assert terminal.code == 0


def test_what_is_lost_is_said_by_its_keys_and_the_exit_code(terminal: Any) -> None:
    lost = terminal.json("add", "account", "name=Acme GmbH & Co")["id"]
    wipe(terminal.portfolio, "Acme GmbH & Co")
    answer = terminal.json("salvage")
    assert terminal.code == 1
    assert answer["kinds"]["account"]["lost"] == [lost]
    assert Path(answer["portfolio"]).name.endswith(" salvaged.relm")
    assert "acme gmbh" in Path(answer["report"]).read_text(encoding="utf-8")


def test_a_damaged_portfolio_names_the_way_out(terminal: Any) -> None:
    place = terminal.portfolio
    whole = place.read_bytes()
    place.write_bytes(whole[:100] + bytes(4000) + whole[4100:])
    terminal("today")
    assert terminal.code == 2
    assert "salvage what can be read" in terminal.err


@pytest.mark.parametrize("name", ["new.relm"])
def test_a_name_that_is_taken_is_said(terminal: Any, tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    terminal("salvage", tmp_path / name)
    assert terminal.code == 2
    assert "new.relm is there already" in terminal.err


def test_a_damaged_portfolio_is_looked_into_and_takes_no_change(terminal: Any) -> None:
    for number in range(60):
        terminal("add", "account", f"name=Firm {number}", f"notes={'long ' * 60}")
    wipe(terminal.portfolio, "Firm 30")
    before = terminal.portfolio.read_bytes()
    listed = terminal.json("list", "account", "--inside")
    assert terminal.code == 0
    assert 30 < len(listed) < 60
    assert "is damaged: this is what can be read of it" in terminal.err
    assert terminal.portfolio.read_bytes() == before


def test_a_whole_portfolio_is_not_called_damaged(terminal: Any) -> None:
    terminal("add", "account", "name=Firm")
    assert [row["name"] for row in terminal.json("list", "account", "--inside")] == ["Firm"]
    assert (terminal.code, "damaged" in terminal.err) == (0, False)
    assert "is whole: it is opened as it is" in terminal.err


@pytest.mark.parametrize("name", sorted(ROOMS))
def test_only_what_reads_is_offered_the_look(terminal: Any, name: str) -> None:
    terminal(name, "--help")
    assert ("--inside" in terminal.out) == (name in READING)


def test_who_meets_the_damage_is_told_of_the_look(terminal: Any) -> None:
    terminal("add", "account", "name=Firm")
    wipe(terminal.portfolio, "Firm")
    terminal("list", "account")
    assert terminal.code == 2
    assert "With --inside you see what can be read of it." in terminal.err
