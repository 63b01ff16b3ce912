"""Tests of looking into a damaged portfolio: all that can be read, and never a change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from relmanager_desktop.commands.insides import Inside, lacking, look_inside
from relmanager_desktop.commands.portfolios import back_up
from relmanager_desktop.domain.records.accounts import Account
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.faults import DamagedError
from relmanager_desktop.store.tables import TABLES


@pytest.fixture
def damaged(database: Database) -> Path:
    """A portfolio of 400 accounts with a page of them spoilt."""
    with database.write("Open") as session:
        session.add_all(Account(name=f"Firm {n}", notes="x" * 400) for n in range(400))
    database.close()
    place = database.path
    assert place is not None
    whole = place.read_bytes()
    spot = whole.index(b"Firm 200") // 4096 * 4096
    place.write_bytes(whole[:spot] + bytes(4096) + whole[spot + 4096 :])
    return place


@pytest.fixture
def inside(damaged: Path) -> Iterator[Inside]:
    found = look_inside(damaged, "Jo")
    yield found
    found.end()


def count(database: Database) -> int:
    with database.read() as session:
        return session.execute(select(func.count()).select_from(TABLES["account"])).scalar() or 0


def test_what_can_be_read_is_shown_and_what_cannot_is_counted(inside: Inside) -> None:
    database = inside.open("Jo")
    assert 300 < count(database) == 400 - inside.missing["account"] < 400
    database.close()
    assert f"Accounts {inside.missing['account']}" in str(inside.told)


def test_the_damaged_file_is_only_read(damaged: Path) -> None:
    before, beside = damaged.read_bytes(), sorted(damaged.parent.iterdir())
    found = look_inside(damaged, "Jo")
    found.open("Jo").close()
    found.end()
    assert damaged.read_bytes() == before
    assert sorted(damaged.parent.iterdir()) == beside


def test_a_change_is_refused_with_the_way_to_the_mend(inside: Inside) -> None:
    database = inside.open("Jo")
    with (
        pytest.raises(DamagedError, match="Restore its newest backup, or salvage"),
        database.write("Add") as session,
    ):
        session.add(Account(name="Acme"))
    with pytest.raises(DamagedError), database.write_quietly():
        pass
    with pytest.raises(DamagedError):
        back_up(database, "by hand")
    assert database.is_read_only
    database.close()


def test_the_copy_goes_with_the_look(damaged: Path) -> None:
    found = look_inside(damaged, "Jo")
    assert damaged.parent not in found.place.parents
    found.end()
    assert not found.place.parent.exists()


def test_what_holds_nothing_of_a_portfolio_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    (tmp_path / "North.relm").write_bytes(b"nonsense" * 1_000)
    with pytest.raises(DamagedError):
        look_inside(tmp_path / "North.relm", "Jo")
    assert not list(temporary.iterdir())


def test_records_that_cannot_be_read_are_named_by_their_kind() -> None:
    said = str(lacking({"account": 1_200, "contact": 3}))
    assert said == "Not readable: Accounts 1,200, Contacts 3."
