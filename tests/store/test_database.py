"""Read and write: what is seen when, what is kept, and what is said where it fails."""

from __future__ import annotations

import multiprocessing
import threading
import time
from typing import Any

import pytest
from sqlalchemy import func, select, text

from relmanager_desktop.domain.records.accounts import Account
from relmanager_desktop.domain.records.own import Setting
from relmanager_desktop.store import engines, reserve
from relmanager_desktop.store.database import (
    Database,
    NestedWriteError,
    Origin,
    topics_of,
)
from relmanager_desktop.store.engines import PRAGMAS
from relmanager_desktop.store.faults import (
    BusyError,
    DiskFullError,
    ReadOnlyError,
)
from relmanager_desktop.store.tables import TABLES


def count(database: Database, kind: str = "account") -> int:
    with database.read() as session:
        return session.execute(select(func.count()).select_from(TABLES[kind])).scalar_one()


def add(database: Database, name: str = "Acme") -> None:
    with database.write("Add") as session:
        session.add(Account(name=name))


class TestRead:
    def test_nothing_done_in_it_is_kept(self, database: Database) -> None:
        with database.read() as session:
            session.add(Account(name="Acme"))
            session.flush()
        assert count(database) == 0

    def test_it_sees_the_old_state_during_a_write_and_does_not_wait(
        self, database: Database
    ) -> None:
        with database.write("Slow") as session:
            session.add(Account(name="Acme"))
            session.flush()
            start = time.monotonic()
            seen = count(database)
            waited = time.monotonic() - start
        assert (seen, count(database)) == (0, 1)
        assert waited < 1

    def test_one_read_sees_one_state(self, database: Database) -> None:
        with database.read() as session:
            first = session.execute(select(func.count()).select_from(TABLES["account"])).scalar()
            add(database)
            again = session.execute(select(func.count()).select_from(TABLES["account"])).scalar()
        assert (first, again) == (0, 0)


class TestWrite:
    def test_an_exception_leaves_nothing(self, database: Database) -> None:
        def attempt() -> None:
            with database.write("Fail") as session:
                session.add(Account(name="Acme"))
                session.flush()
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            attempt()
        assert (count(database), count(database, "change"), count(database, "change_set")) == (
            0,
        ) * 3

    def test_the_next_write_goes_on_after_a_failed_one(self, database: Database) -> None:
        def attempt() -> None:
            with database.write("Fail"):
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            attempt()
        add(database)
        assert count(database) == 1

    def test_the_next_write_goes_on_after_a_commit_that_failed(self, database: Database) -> None:
        from sqlalchemy.exc import IntegrityError

        def attempt() -> None:
            with database.write("Fail") as session:
                session.connection().exec_driver_sql("PRAGMA defer_foreign_keys=ON")
                session.add(Account(name="Orphan", parent=5))

        for _ in range(3):
            with pytest.raises(IntegrityError):
                attempt()
        add(database)
        assert count(database) == 1

    def test_a_write_in_a_write_is_refused_at_once(self, database: Database) -> None:
        def attempt() -> None:
            with database.write("Outer"), database.write("Inner"):
                pass

        start = time.monotonic()
        with pytest.raises(NestedWriteError):
            attempt()
        assert time.monotonic() - start < 1
        add(database)

    def test_threads_wait_for_each_other(self, database: Database) -> None:
        threads = [threading.Thread(target=add, args=(database, str(n))) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with database.read() as session:
            numbers = session.execute(select(TABLES["change_set"].c.number)).scalars().all()
        assert sorted(numbers) == list(range(1, 9))

    def test_author_and_source_are_kept(self, database: Database) -> None:
        database.origin = Origin("Eva", "terminal")
        add(database)
        with database.write("Scores", source="clock") as session:
            session.add(Account(name="Clock"))
        with database.read() as session:
            sets = TABLES["change_set"].c
            rows = session.execute(select(sets.author, sets.source).order_by(sets.number))
            assert [tuple(row) for row in rows] == [("Eva", "terminal"), ("Eva", "clock")]

    def test_topics_are_none_before_the_end(self, database: Database) -> None:
        with database.write("Add") as session:
            session.add(Account(name="Acme"))
            assert topics_of(session) == frozenset()

    def test_a_quiet_write_makes_no_change_set(self, database: Database) -> None:
        with database.write_quietly() as session:
            session.execute(text("DELETE FROM search"))
        assert count(database, "change_set") == 0


class TestPragmas:
    @pytest.mark.parametrize("pragma", PRAGMAS)
    def test_every_connection_is_prepared(self, database: Database, pragma: str) -> None:
        name, _, wanted = pragma.partition("=")
        words = {"ON": 1, "OFF": 0, "FULL": 2, "MEMORY": 2, "WAL": "wal"}
        with database.engine.connect() as connection:
            found = connection.exec_driver_sql(f"PRAGMA {name}").scalar()
        assert str(found) == str(words.get(wanted, wanted))

    def test_the_engine_is_new_enough(self, database: Database) -> None:
        """SQLite below 3.51.3 may corrupt a file that two connections checkpoint at once."""
        with database.engine.connect() as connection:
            version = connection.exec_driver_sql("SELECT sqlite_version()").scalar()
        assert tuple(map(int, str(version).split("."))) >= (3, 51, 3)

    def test_json_is_written_as_sqlite_writes_it(self, database: Database) -> None:
        with database.write("Add") as session:
            session.add(Account(name="Acme", custom={"a": [1, "ü"]}, roles=["customer"]))
        with database.engine.connect() as connection:
            statement = "SELECT custom, json(custom), roles, json(roles) FROM account"
            row = connection.exec_driver_sql(statement).one()
        assert (row[0], row[2]) == (row[1], row[3]) == ('{"a":[1,"ü"]}', '["customer"]')


class TestFaults:
    def test_a_file_that_another_program_writes_is_said(
        self, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(engines, "BUSY_SECONDS", 0.1)
        impatient = Database(database.url)
        with database.write("Hold"), pytest.raises(BusyError, match=r"portfolio\.relm"):
            add(impatient)
        impatient.close()

    def test_a_full_disk_is_said_and_costs_nothing(self, database: Database) -> None:
        add(database)
        with database.engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

        def attempt() -> None:
            with database.write("Too much") as session:
                session.add_all([Account(name="x" * 5_000) for _ in range(100)])

        with pytest.raises(DiskFullError, match="full"):
            attempt()
        assert count(database) == 1

    def test_a_full_disk_gets_the_room_that_was_kept(self, database: Database) -> None:
        assert database.path is not None
        reserve.keep(database.path)
        kept = database.path.parent / "backups" / ".reserve"
        assert kept.stat().st_size == reserve.SIZE_BYTES

        def attempt() -> None:
            with database.write("Too much"):
                raise DiskFullError("full")

        with pytest.raises(DiskFullError):
            attempt()
        assert not kept.exists()

    def test_a_file_that_may_not_be_written_is_said(self, database: Database) -> None:
        with database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA query_only=ON")
        with pytest.raises(ReadOnlyError, match=r"portfolio\.relm"):
            add(database)

    def test_a_mistake_of_ours_stays_what_it_is(self, database: Database) -> None:
        from sqlalchemy.exc import OperationalError

        with pytest.raises(OperationalError, match="no such table"), database.read() as session:
            session.execute(text("SELECT * FROM nowhere"))


class TestOthers:
    def test_another_connection_is_noticed(self, database: Database) -> None:
        other = Database(database.url)
        before = database.data_version()
        assert database.data_version() == before
        add(other)
        assert database.data_version() != before
        other.close()

    def test_the_watcher_holds_no_old_state(self, database: Database) -> None:
        """A watcher inside a transaction would keep the log from being folded in."""
        database.data_version()
        add(database)
        with database.engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            assert raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0


def bump(place: str, times: int) -> None:
    """Read a number and write it back one larger."""
    database = Database(place)
    for _ in range(times):
        with database.write("Bump") as session:
            setting = session.execute(select(Setting)).scalar_one()
            setting.value = str(int(setting.value or 0) + 1)
    database.close()


def test_two_processes_that_read_then_write_lose_nothing(database: Database) -> None:
    with database.write("Set") as session:
        session.add(Setting(key="n", value="0"))
    context = multiprocessing.get_context("spawn")
    place = str(database.path)
    workers = [context.Process(target=bump, args=(place, 60)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    with database.read() as session:
        assert session.execute(select(Setting)).scalar_one().value == "120"
    with database.read() as session:
        numbers = session.execute(select(TABLES["change_set"].c.number)).scalars().all()
    assert sorted(numbers) == list(range(1, 122))
