"""What comes back of a damaged portfolio, whatever is broken, and what is said of the rest."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from relmanager_desktop.commands.undoing import undo_last
from relmanager_desktop.domain.records.accounts import Account
from relmanager_desktop.domain.records.contacts import Contact
from relmanager_desktop.store import bulk
from relmanager_desktop.store.backups import check_file, make_backup
from relmanager_desktop.store.checks import check_portfolio
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.faults import (
    DamagedError,
    MissingPortfolioError,
    NewerPortfolioError,
)
from relmanager_desktop.store.portfolios import open_portfolio
from relmanager_desktop.store.restores import restore
from relmanager_desktop.store.salvage import Salvage, free_place_for, salvage
from relmanager_desktop.store.tables import TABLES

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
KEPT = Path(__file__).resolve().parents[2] / "data" / "portfolios" / "0001.relm"
PAGE = 4096
FIRMS = [f"Firm {number:03d}" for number in range(90)]
PEOPLE = [f"Person {number:03d}" for number in range(90)]
Salvager = Callable[[Path], Salvage]


@pytest.fixture
def place(database: Database) -> Path:
    """A closed portfolio of ninety firms, each with a person and an e-mail."""
    with database.write("Fill") as session:
        count = len(FIRMS)
        bulk.insert_rows(session, "account", ("name",), [(firm,) for firm in FIRMS], count)
        people = [(person,) for person in PEOPLE]
        first = bulk.insert_rows(session, "contact", ("name",), people, count)
        mails = [(first + n, "email", f"p{n}@example.org") for n in range(count)]
        bulk.insert_rows(session, "contact_point", ("contact", "kind", "value"), mails, count)
    database.close()
    assert database.path is not None
    return database.path


@pytest.fixture
def salvaged(tmp_path: Path) -> Salvager:
    """Salvage a portfolio into a new one, which then checks out."""

    def run(place: Path) -> Salvage:
        found = salvage(place, tmp_path / "new.relm", clock=lambda: NOW)
        database = open_portfolio(found.place)
        assert all(finding.is_good for finding in check_portfolio(database))
        database.close()
        return found

    return run


def read(place: Path, kind: str, *fields: str) -> list[tuple[Any, ...]]:
    database = Database(place)
    with database.read() as session:
        columns = [TABLES[kind].c[field] for field in fields]
        rows = session.execute(select(*columns).order_by(TABLES[kind].c.id))
        found = [tuple(row) for row in rows]
    database.close()
    return found


def names(place: Path, kind: str = "account") -> list[str]:
    return [name for (name,) in read(place, kind, "name")]


def wipe(place: Path, *texts: str) -> None:
    """Overwrite each page that holds one of the texts."""
    data = bytearray(place.read_bytes())
    for text in texts:
        while (at := data.find(text.encode())) >= 0:
            start = at // PAGE * PAGE
            data[start : start + PAGE] = bytes(PAGE)
    place.write_bytes(data)


def rename(place: Path, old: str, new: str) -> None:
    database = Database(place)
    with database.write("Rename") as session:
        table = TABLES["account"].c
        bulk.update_where(session, "account", table.name == old, {"name": new})
    database.close()


class TestReading:
    def test_of_a_whole_file_nothing_is_lost(self, place: Path, salvaged: Salvager) -> None:
        found = salvaged(place)
        assert (found.back, found.lost, found.history_gaps) == (270, 0, 0)
        assert names(found.place) == FIRMS
        assert check_file(found.place)["contact_point"] == 90

    def test_the_damaged_file_is_not_touched(self, place: Path, salvaged: Salvager) -> None:
        wipe(place, "Firm 040")
        before = (place.read_bytes(), place.stat().st_mtime_ns)
        salvaged(place)
        assert (place.read_bytes(), place.stat().st_mtime_ns) == before
        assert list(place.parent.glob(f"{place.name}-*")) == []

    def test_what_only_the_log_holds_comes_back(
        self, database: Database, tmp_path: Path, salvaged: Salvager
    ) -> None:
        with database.write("Open") as session:
            session.add(Account(name="Acme"))
        crashed = tmp_path / "crashed.relm"
        for suffix in ("", "-wal"):
            shutil.copy(f"{database.path}{suffix}", f"{crashed}{suffix}")
        assert names(salvaged(crashed).place) == ["Acme"]

    def test_long_texts_come_back_whole(self, database: Database, salvaged: Salvager) -> None:
        with database.write("Open") as session:
            session.add(Account(name="Acme", notes="ä long story " * 2_000))
        database.close()
        assert database.path is not None
        ((notes,),) = read(salvaged(database.path).place, "account", "notes")
        assert notes == "ä long story " * 2_000

    def test_a_spoilt_header_costs_nothing(self, place: Path, salvaged: Salvager) -> None:
        data = bytearray(place.read_bytes())
        data[:100] = b"\xa5" * 100
        place.write_bytes(data)
        assert names(salvaged(place).place) == FIRMS

    def test_without_the_list_of_tables_rows_are_told_by_their_looks(
        self, place: Path, salvaged: Salvager
    ) -> None:
        wipe(place, "CREATE TABLE")
        found = salvaged(place)
        assert names(found.place) == FIRMS
        assert names(found.place, "contact") == PEOPLE

    def test_a_portfolio_of_the_first_release_is_brought_up_to_date(
        self, tmp_path: Path, salvaged: Salvager
    ) -> None:
        old = tmp_path / "old.relm"
        shutil.copy(KEPT, old)
        found = salvaged(old)
        before, after = check_file(old), check_file(found.place)
        kinds = before.keys() & TABLES.keys() - {"change_set", "change"}
        assert {kind: after[kind] for kind in kinds} == {kind: before[kind] for kind in kinds}


class TestBackups:
    def test_what_is_lost_comes_from_the_backup(self, place: Path, salvaged: Salvager) -> None:
        backup = make_backup(place, NOW)
        wipe(place, "Firm 040")
        found = salvaged(place)
        assert names(found.place) == FIRMS
        assert (found.lost, found.backup) == (0, backup.path)
        assert next(s for s in found.shares if s.kind == "account").from_backup > 10

    def test_what_was_changed_since_is_done_again(self, place: Path, salvaged: Salvager) -> None:
        make_backup(place, NOW)
        rename(place, "Firm 040", "Forty")
        row = next(row for row in read(place, "account", "id", "name") if row[1] == "Forty")
        wipe(place, "Firm 041")
        assert row in read(salvaged(place).place, "account", "id", "name")

    def test_what_was_deleted_since_stays_away(self, place: Path, salvaged: Salvager) -> None:
        make_backup(place, NOW)
        database = Database(place)
        with database.write("Delete") as session:
            bulk.delete_where(session, "account", TABLES["account"].c.name == "Firm 040")
        database.close()
        wipe(place, "Firm 041")
        assert names(salvaged(place).place) == [firm for firm in FIRMS if firm != "Firm 040"]

    def test_a_flipped_letter_is_put_right(self, place: Path, salvaged: Salvager) -> None:
        make_backup(place, NOW)
        data = place.read_bytes()
        place.write_bytes(data.replace(b"Firm 040", b"Firm 0t0", 1))
        found = salvaged(place)
        assert names(found.place) == FIRMS
        assert sum(share.mended for share in found.shares) == 1

    def test_one_of_a_past_that_was_left_brings_nothing_back(
        self, place: Path, salvaged: Salvager
    ) -> None:
        early = make_backup(place, NOW)
        database = Database(place)
        with database.write("Other") as session:
            session.add(Account(name="Other"))
        database.close()
        make_backup(place, NOW)
        restore(place, early.path, NOW)
        rename(place, "Firm 001", "One")
        wipe(place, "Firm 040")
        found = salvaged(place)
        assert found.backup == early.path
        assert "Other" not in names(found.place)


class TestLosses:
    def test_what_is_lost_is_named(self, place: Path, salvaged: Salvager) -> None:
        wipe(place, "Firm 040")
        found = salvaged(place)
        (share,) = [share for share in found.shares if share.lost]
        assert share.kind == "account"
        assert len(share.lost) + share.back == 90
        assert "firm 040" in found.titles.values()
        assert "Firm 089" in names(found.place)

    def test_what_others_belong_to_is_made_up(self, place: Path, salvaged: Salvager) -> None:
        wipe(place, "Person 040")
        found = salvaged(place)
        assert found.made_up > 10
        assert "person 040 (lost contact)" in names(found.place, "contact")
        assert check_file(found.place)["contact_point"] == 90

    def test_a_link_that_need_not_be_is_blanked(
        self, database: Database, salvaged: Salvager
    ) -> None:
        with database.write("Open") as session:
            parent = Account(name="Parent", notes="x" * 5_000)
            session.add(parent)
            session.flush()
            child = Account(name="Child", parent=parent.id, notes="y" * 5_000)
            session.add(child)
        database.close()
        assert database.path is not None
        wipe(database.path, "x" * 4_000)
        found = salvaged(database.path)
        assert read(found.place, "account", "name", "parent") == [("Child", None)]

    def test_a_flipped_key_is_put_right(self, place: Path, salvaged: Salvager) -> None:
        people = [row[0] for row in read(place, "contact", "id")]
        data = place.read_bytes()
        wrong = (people[40] ^ (1 << 40)).to_bytes(8, "big")
        place.write_bytes(data.replace(people[40].to_bytes(8, "big"), wrong))
        found = salvaged(place)
        links = [row[0] for row in read(found.place, "contact_point", "contact")]
        assert links == people

    def test_a_lost_heading_of_the_history_is_given_again(
        self, database: Database, salvaged: Salvager
    ) -> None:
        for number in range(3):
            with database.write(f"Step {number}") as session:
                session.add(Contact(name=f"Person {number}"))
        database.close()
        assert database.path is not None
        wipe(database.path, "Step 1")
        found = salvaged(database.path)
        assert found.history_gaps == 3
        numbers = [row[0] for row in read(found.place, "change_set", "number")]
        assert sorted(numbers) == list(range(1, len(numbers) + 1))

    def test_what_is_done_after_it_is_undone_as_ever(self, place: Path, salvaged: Salvager) -> None:
        wipe(place, "Firm 040")
        new = salvaged(place).place
        before = names(new)
        database = Database(new)
        with database.write("Open") as session:
            session.add(Account(name="Acme"))
        undo_last(database)
        database.close()
        assert names(new) == before


class TestRefusing:
    def test_a_file_without_anything_of_a_portfolio(self, tmp_path: Path) -> None:
        other = tmp_path / "other.relm"
        other.write_bytes(b"nonsense" * 10_000)
        with pytest.raises(DamagedError, match=r"Nothing of a portfolio .* other\.relm"):
            salvage(other, tmp_path / "new.relm")
        assert not (tmp_path / "new.relm").exists()

    def test_an_empty_file(self, tmp_path: Path) -> None:
        (tmp_path / "empty.relm").touch()
        with pytest.raises(DamagedError):
            salvage(tmp_path / "empty.relm", tmp_path / "new.relm")

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(MissingPortfolioError):
            salvage(tmp_path / "none.relm", tmp_path / "new.relm")

    def test_a_name_that_is_taken(self, place: Path) -> None:
        with pytest.raises(FileExistsError, match="is there already"):
            salvage(place, place)

    def test_a_newer_portfolio(self, place: Path, tmp_path: Path) -> None:
        database = Database(place)
        with database.engine.execution_options(write=True).begin() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        database.close()
        with pytest.raises(NewerPortfolioError, match="schema 9999"):
            salvage(place, tmp_path / "new.relm")


def test_the_new_file_is_named_after_the_damaged_one(tmp_path: Path) -> None:
    place = tmp_path / "North.relm"
    assert free_place_for(place).name == "North salvaged.relm"
    (tmp_path / "North salvaged.relm").touch()
    assert free_place_for(place).name == "North salvaged (2).relm"
