"""Set-based writes, which note in the journal what they did."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.records.accounts import Account
from relmanager_desktop.store import blocks, bulk, ids
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.faults import UnjournalledWriteError
from relmanager_desktop.store.journal import journal_of
from relmanager_desktop.store.rows import living, plain, read_by_ids, runs_of
from relmanager_desktop.store.tables import TABLES
from tests.store.test_undo_machine import drafts

ACCOUNT, CHANGE = TABLES["account"].c, TABLES["change"].c


def insert(session: Session, *names: str) -> int:
    return bulk.insert_rows(session, "account", ("name",), [(name,) for name in names], len(names))


def cities(session: Session) -> list[str | None]:
    return list(session.execute(select(ACCOUNT.city).order_by(ACCOUNT.id)).scalars())


def entries(session: Session) -> list[Any]:
    return list(session.execute(select(TABLES["change"]).order_by(CHANGE.order)))


class TestInsert:
    def test_ids_are_consecutive_in_the_order_of_the_rows(self, session: Session) -> None:
        first = insert(session, "A", "B", "C")
        rows = session.execute(select(ACCOUNT.id, ACCOUNT.name).order_by(ACCOUNT.id)).all()
        assert [tuple(row) for row in rows] == [(first, "A"), (first + 1, "B"), (first + 2, "C")]

    def test_the_journal_keeps_one_line(self, session: Session) -> None:
        first = insert(session, "A", "B", "C")
        (entry,) = entries(session)
        assert (entry.first, entry.count) == (first, 3)

    def test_ids_can_be_taken_beforehand(self, session: Session) -> None:
        first = ids.new_block(2)
        rows = [("Mother", None), ("Child", first)]
        assert (
            bulk.insert_rows(session, "account", ("name", "parent"), rows, 2, first=first) == first
        )

    def test_fields_left_out_take_the_defaults_of_the_catalogue(self, session: Session) -> None:
        first = insert(session, "A")
        assert session.get_one(Account, first).status == KINDS["account"].field("status").default

    def test_names_sort_by_their_folded_key(self, session: Session) -> None:
        insert(session, "Zebra", "Ähre")
        names = session.execute(select(ACCOUNT.name).order_by(TABLES["account"].c.sort_key))
        assert names.scalars().all() == ["Ähre", "Zebra"]

    def test_moments_without_a_zone_are_refused(self, session: Session) -> None:
        rows = [("A", datetime(2026, 1, 1))]  # noqa: DTZ001 - that is what is refused
        with pytest.raises(ValueError, match="no time zone"):
            bulk.insert_rows(session, "account", ("name", "archived_at"), rows, 1)

    def test_more_rows_than_announced_are_refused(self, session: Session) -> None:
        with pytest.raises(ValueError, match="announced"):
            bulk.insert_rows(session, "account", ("name",), [("A",), ("B",)], 1)

    def test_no_rows_leave_no_trace(self, session: Session) -> None:
        bulk.insert_rows(session, "account", ("name",), [], 0)
        assert journal_of(session).number is None

    def test_progress_is_told(self, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(bulk, "BATCH", 2)
        told: list[int] = []
        rows = [(f"Firm {n}",) for n in range(5)]
        bulk.insert_rows(session, "account", ("name",), rows, 5, progress=told.append)
        assert told == [2, 4, 5]


class TestUpdate:
    def test_only_rows_that_differ_are_written(self, session: Session) -> None:
        first = insert(session, "A", "B")
        bulk.update_each(session, "account", {first: {"city": "Bonn"}})
        both = {first: {"city": "Bonn"}, first + 1: {"city": "Bonn"}}
        assert bulk.update_each(session, "account", both) == 1

    def test_different_columns_of_different_rows(self, session: Session) -> None:
        first = insert(session, "A", "B")
        values = {first: {"city": "Bonn"}, first + 1: {"notes": "Big"}}
        assert bulk.update_each(session, "account", values) == 2
        assert cities(session) == ["Bonn", None]

    def test_by_condition(self, session: Session) -> None:
        insert(session, "A", "B")
        bulk.update_where(session, "account", ACCOUNT.name == "B", {"city": "Bonn"})
        assert cities(session) == [None, "Bonn"]

    def test_the_sort_key_follows_the_name(self, session: Session) -> None:
        first = insert(session, "A")
        bulk.update_each(session, "account", {first: {"name": "Ähre"}})
        assert session.execute(select(TABLES["account"].c.sort_key)).scalar() == "ahre"

    def test_a_row_that_is_not_there_is_no_error(self, session: Session) -> None:
        assert bulk.update_each(session, "account", {1: {"city": "Bonn"}}) == 0

    def test_what_the_session_holds_is_read_anew(self, session: Session) -> None:
        account = Account(name="A")
        session.add(account)
        session.flush()
        bulk.update_each(session, "account", {account.id: {"city": "Bonn"}})
        assert account.city == "Bonn"

    def test_what_is_pending_is_written_first(self, session: Session) -> None:
        session.add(Account(name="A"))
        assert bulk.update_where(session, "account", ACCOUNT.name == "A", {"city": "Bonn"}) == 1

    @pytest.mark.parametrize("name", ["id", "version", "created_at", "sort_key"])
    def test_what_the_program_keeps_is_refused(self, session: Session, name: str) -> None:
        first = insert(session, "A")
        with pytest.raises(UnjournalledWriteError):
            bulk.update_each(session, "account", {first: {name: 5}})

    def test_a_kind_whose_field_is_called_key_is_no_exception(self, session: Session) -> None:
        first = bulk.insert_rows(session, "setting", ("key", "value"), [("a", "1")], 1)
        bulk.update_each(session, "setting", {first: {"key": "b", "value": "2"}})
        rows = read_by_ids(session, "setting", [first])
        assert (rows[first]["key"], rows[first]["value"]) == ("b", "2")


class TestDelete:
    def test_rows_go_into_the_journal_whole(self, session: Session) -> None:
        first = insert(session, "A", "B", "C")
        whole = read_by_ids(session, "account", [first, first + 2])
        bulk.delete_where(session, "account", ACCOUNT.name != "B")
        kept = {entry.row: entry.before for entry in entries(session) if entry.row}
        assert kept == {id_: plain(row) for id_, row in whole.items()}

    def test_a_family_goes_in_any_order(self, database: Database) -> None:
        with database.write("Family") as session:
            mother = insert(session, "Mother")
            rows = [("Child", mother)]
            bulk.insert_rows(session, "account", ("name", "parent"), rows, 1)
        with database.write("Delete") as session:
            assert bulk.delete_where(session, "account", ACCOUNT.id > 0) == 2

    def test_a_row_that_is_referred_to_stays_and_nothing_is_written(
        self, database: Database
    ) -> None:
        from sqlalchemy.exc import IntegrityError

        with database.write("Family") as session:
            mother = insert(session, "Mother")
            bulk.insert_rows(session, "account", ("name", "parent"), [("Child", mother)], 1)

        def attempt() -> None:
            with database.write("Delete") as session:
                bulk.delete_where(session, "account", ACCOUNT.id == mother)

        with pytest.raises(IntegrityError):
            attempt()
        with database.read() as session:
            assert (
                session.execute(select(func.count()).select_from(TABLES["account"])).scalar() == 2
            )

    def test_links_of_rows_that_went_are_told_to_the_facts(self, session: Session) -> None:
        mother = insert(session, "Mother")
        bulk.insert_rows(session, "account", ("name", "parent"), [("Child", mother)], 1)
        bulk.delete_where(session, "account", ACCOUNT.parent == mother)
        (gone,) = journal_of(session).touched.gone["account"]
        assert gone["parent"] == mother


@settings(suppress_health_check=list(HealthCheck), max_examples=60)
@given(data=st.data(), kind=st.sampled_from(["account", "contact", "attachment", "campaign"]))
def test_sqlite_writes_the_journal_as_python_does(
    database: Database, data: st.DataObject, kind: str
) -> None:
    """Both encodings of a row are equal, and both lead back to the same bytes."""
    values = data.draw(drafts[kind])
    with database.write("Add") as session:
        first = bulk.insert_rows(session, kind, list(values), [tuple(values.values())], 1)
        row = read_by_ids(session, kind, [first])[first]
        stored = session.connection().exec_driver_sql(f'SELECT * FROM "{kind}"').all()
        bulk.delete_where(session, kind, TABLES[kind].c.id == first)
        whole = select(CHANGE.before).where(CHANGE.row == first)
        before = session.execute(whole).scalar_one()
        number = journal_of(session).number
        blocks.restore_rows(session, kind, number or 0, [first])
        by_sqlite = session.connection().exec_driver_sql(f'SELECT * FROM "{kind}"').all()
        bulk.delete_where(session, kind, TABLES[kind].c.id == first)
        bulk.write_rows(session, kind, [living(kind, before)])
        by_python = session.connection().exec_driver_sql(f'SELECT * FROM "{kind}"').all()
        bulk.delete_where(session, kind, TABLES[kind].c.id == first)
    assert repr(before) == repr({name: before[name] for name in plain(row)})
    assert repr(sorted(before.items())) == repr(sorted(plain(row).items()))
    assert stored == by_sqlite == by_python


@given(st.sets(st.integers(0, 60)))
def test_runs_hold_the_same_ids(wanted: set[int]) -> None:
    runs = list(runs_of(sorted(wanted)))
    assert [id_ for first, count in runs for id_ in range(first, first + count)] == sorted(wanted)
    assert all(a + n < b for (a, n), (b, _) in pairwise(runs))


def test_a_moment_keeps_its_microseconds_in_the_journal(session: Session) -> None:
    moment = datetime(2026, 1, 1, 0, 0, 0, 7, tzinfo=UTC)
    rows = [("A", moment)]
    bulk.insert_rows(session, "account", ("name", "archived_at"), rows, 1)
    bulk.delete_where(session, "account", ACCOUNT.id > 0)
    assert entries(session)[-1].before["archived_at"] == "2026-01-01T00:00:00.000007+00:00"
