"""Taking a change set back, doing it again, and what stands in the way."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.records.accounts import Account
from relmanager_desktop.domain.records.contacts import Contact, ContactPoint
from relmanager_desktop.domain.records.own import SavedView, Setting
from relmanager_desktop.store import blocks, bulk, search, statements
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.faults import UnjournalledWriteError
from relmanager_desktop.store.tables import TABLES
from relmanager_desktop.store.undo import (
    CellConflict,
    UndoConflictError,
    UndoPlan,
    plan_undo,
    redoable,
    undo,
    undoable,
)

ACCOUNT = TABLES["account"].c


def open_account(database: Database, name: str = "Acme", **values: Any) -> int:
    with database.write(f"Open {name}") as session:
        account = Account(name=name, **values)
        session.add(account)
        session.flush()
        return account.id


def edit(database: Database, id_: int, **values: Any) -> None:
    with database.write("Edit") as session:
        account = session.get_one(Account, id_)
        for name, value in values.items():
            setattr(account, name, value)


def delete(database: Database, id_: int) -> None:
    with database.write("Delete") as session:
        bulk.delete_where(session, "account", ACCOUNT.id == id_)


def take_back(database: Database, number: int, *, keep_conflicts: bool = False) -> UndoPlan:
    with database.write("Undo") as session:
        return undo(session, number, keep_conflicts=keep_conflicts)


def account(database: Database, id_: int) -> Account | None:
    with database.read() as session:
        found = session.get(Account, id_)
        session.expunge_all()
        return found


def reasons(database: Database, number: int) -> list[str]:
    with database.read() as session:
        return [str(conflict.reason) for conflict in plan_undo(session, number).conflicts]


def labels(database: Database) -> tuple[str | None, str | None]:
    """What could be undone and what redone."""
    with database.read() as session:
        done, undone = undoable(session), redoable(session)
    return done.label if done else None, undone.label if undone else None


def again(database: Database) -> None:
    with database.read() as session:
        step = redoable(session)
    assert step is not None
    take_back(database, step.number)


class TestTakingBack:
    def test_a_creation_goes(self, database: Database) -> None:
        id_ = open_account(database)
        take_back(database, 1)
        assert account(database, id_) is None

    def test_an_edit_gets_its_old_value_and_version(self, database: Database) -> None:
        id_ = open_account(database, city="Bonn")
        edit(database, id_, city="Köln")
        take_back(database, 2)
        found = account(database, id_)
        assert found is not None
        assert (found.city, found.version) == ("Bonn", 1)

    def test_a_moment_given_in_another_zone_is_no_conflict(self, database: Database) -> None:
        id_ = open_account(database)
        edit(database, id_, archived_at=datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=9))))
        assert reasons(database, 2) == []

    def test_a_deletion_comes_back_whole(self, database: Database) -> None:
        moment = datetime(2026, 3, 29, 1, 30, 0, 5, tzinfo=UTC)
        values: dict[str, Any] = {
            "since": date(2020, 2, 29),
            "custom": {"a": [1.0, None, {"b": "ü\x00"}]},
            "roles": ["customer"],
            "margin_percent": 0.1 + 0.2,
            "turnover": -(2**62),
            "archived_at": moment,
        }
        id_ = open_account(database, **values)
        delete(database, id_)
        take_back(database, 2)
        found = account(database, id_)
        assert {name: getattr(found, name) for name in values} == values

    def test_a_deletion_with_children_comes_back_with_them(self, database: Database) -> None:
        with database.write("Meet") as session:
            contact = Contact(name="Eva")
            session.add(contact)
            session.flush()
            session.add(ContactPoint(contact=contact.id, kind="email", value="eva@example.org"))
        with database.write("Delete") as session:
            points = TABLES["contact_point"].c
            bulk.delete_where(session, "contact_point", points.contact == contact.id)
            session.delete(session.get_one(Contact, contact.id))
        plan = take_back(database, 2)
        assert {kind: len(ids) for kind, ids in plan.restored.items()} == {
            "contact": 1,
            "contact_point": 1,
        }

    def test_a_row_made_and_deleted_in_one_write_leaves_nothing(self, database: Database) -> None:
        with database.write("In and out") as session:
            first = bulk.insert_rows(session, "account", ("name",), [("A",), ("B",)], 2)
            bulk.delete_where(session, "account", ACCOUNT.id == first)
        take_back(database, 1)
        assert account(database, first) is None
        assert account(database, first + 1) is None

    def test_a_step_edited_and_deleted_in_one_write_comes_back_unedited(
        self, database: Database
    ) -> None:
        id_ = open_account(database, city="Bonn")
        with database.write("Edit and delete") as session:
            bulk.update_each(session, "account", {id_: {"city": "Köln"}})
            bulk.delete_where(session, "account", ACCOUNT.id == id_)
        take_back(database, 2)
        found = account(database, id_)
        assert found is not None
        assert found.city == "Bonn"

    def test_an_import_with_overwritten_values_goes_as_one(self, database: Database) -> None:
        id_ = open_account(database, city="Bonn")
        with database.write("Import") as session:
            first = bulk.insert_rows(session, "account", ("name",), [("A",), ("B",)], 2)
            towns = {id_: {"city": "Köln"}, first: {"city": "Ulm"}}
            bulk.update_each(session, "account", towns)
        take_back(database, 2)
        with database.read() as session:
            rows = session.execute(select(ACCOUNT.id, ACCOUNT.city)).all()
        assert [tuple(row) for row in rows] == [(id_, "Bonn")]

    def test_a_parent_made_after_its_child_goes_with_it(self, database: Database) -> None:
        with database.write("Family") as session:
            first = bulk.insert_rows(session, "account", ("name",), [("Child",), ("Mother",)], 2)
            bulk.update_each(session, "account", {first: {"parent": first + 1}})
        take_back(database, 1)
        assert account(database, first + 1) is None

    def test_search_follows(self, database: Database) -> None:
        id_ = open_account(database, "Acme")
        take_back(database, 1)
        with database.read() as session:
            assert search.find(session, "acme") == []
        take_back(database, 2)
        with database.read() as session:
            assert search.find(session, "acme") == [("account", id_)]

    def test_an_archived_row_that_comes_back_stays_out_of_the_search(
        self, database: Database
    ) -> None:
        id_ = open_account(database, "Acme", archived_at=datetime(2026, 1, 1, tzinfo=UTC))
        delete(database, id_)
        take_back(database, 2)
        with database.read() as session:
            assert search.find(session, "acme") == []

    def test_what_the_session_held_is_read_anew(self, database: Database) -> None:
        id_ = open_account(database, city="Bonn")
        edit(database, id_, city="Köln")
        with database.write("Undo") as session:
            held = session.get_one(Account, id_)
            undo(session, 2)
            assert held.city == "Bonn"

    def test_an_unknown_number_is_refused(self, session: Session) -> None:
        with pytest.raises(KeyError):
            undo(session, 99)

    def test_it_needs_a_write_of_its_own(self, database: Database, session: Session) -> None:
        session.add(Account(name="Acme"))
        with pytest.raises(UnjournalledWriteError):
            undo(session, 1)

    @pytest.mark.parametrize("size", [3, 1_200])
    def test_rows_without_neighbours_come_and_go_like_blocks(
        self, database: Database, size: int
    ) -> None:
        with database.write("Import") as session:
            rows = [(f"Firm {n}",) for n in range(2 * size)]
            first = bulk.insert_rows(session, "account", ("name",), rows, 2 * size)
        with database.write("Delete") as session:
            even = range(first, first + 2 * size, 2)
            assert bulk.delete_where(session, "account", ACCOUNT.id.in_(even)) == size
        take_back(database, 2)
        plan = take_back(database, 3)
        assert plan.removed["account"] == list(even)
        with database.read() as session:
            assert session.execute(select(ACCOUNT.id)).all() == [(i + 1,) for i in even]

    def test_where_sqlite_is_not_at_hand_the_rows_go_one_by_one(
        self, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for module in (bulk, search):
            monkeypatch.setattr(module, "is_sqlite", lambda _: False, raising=False)
        monkeypatch.setattr("relmanager_desktop.store.undo.is_sqlite", lambda _: False)
        monkeypatch.setattr("relmanager_desktop.store.rows.is_sqlite", lambda _: False)
        monkeypatch.setattr(bulk, "defer_references", lambda _: None)
        monkeypatch.setattr("relmanager_desktop.store.undo.defer_references", lambda _: None)
        monkeypatch.setattr(blocks, "_run", pytest.fail)
        monkeypatch.setattr(statements, "_is_by_position", lambda *_: False)
        id_ = open_account(database, city="Bonn", since=date(2020, 1, 1), roles=["customer"])
        before = account(database, id_)
        with database.write("Edit and delete") as session:
            bulk.update_each(session, "account", {id_: {"city": "Köln"}})
            bulk.delete_where(session, "account", ACCOUNT.id == id_)
        take_back(database, 2)
        found = account(database, id_)
        assert found is not None
        assert before is not None
        assert [getattr(found, column.name) for column in ACCOUNT] == [
            getattr(before, column.name) for column in ACCOUNT
        ]


class TestConflicts:
    def test_a_field_that_changed_since_is_named(self, database: Database) -> None:
        id_ = open_account(database, city="Bonn")
        edit(database, id_, city="Köln")
        edit(database, id_, city="Ulm")
        assert reasons(database, 2) == ["City changed since."]

    def test_another_field_that_changed_since_is_none(self, database: Database) -> None:
        id_ = open_account(database, city="Bonn")
        edit(database, id_, city="Köln")
        edit(database, id_, notes="Big")
        take_back(database, 2)
        found = account(database, id_)
        assert found is not None
        assert (found.city, found.notes, found.version) == ("Bonn", "Big", 4)

    def test_a_field_that_was_set_back_by_hand_is_none(self, database: Database) -> None:
        id_ = open_account(database, city="Bonn")
        edit(database, id_, city="Köln", notes="Big")
        edit(database, id_, city="Bonn")
        take_back(database, 2)
        found = account(database, id_)
        assert found is not None
        assert (found.city, found.notes) == ("Bonn", None)

    def test_nothing_is_undone_without_consent(self, database: Database) -> None:
        id_ = open_account(database, city="Bonn")
        edit(database, id_, city="Köln")
        edit(database, id_, city="Ulm")
        with pytest.raises(UndoConflictError, match="“Edit” cannot be undone: 1 record"):
            take_back(database, 2)
        found = account(database, id_)
        assert found is not None
        assert found.city == "Ulm"

    def test_with_consent_the_rest_is_undone(self, database: Database) -> None:
        with database.write("Import") as session:
            first = bulk.insert_rows(session, "account", ("name",), [("A",), ("B",)], 2)
        edit(database, first, city="Ulm")
        plan = take_back(database, 1, keep_conflicts=True)
        assert plan.removed == {"account": [first + 1]}
        assert account(database, first) is not None

    def test_a_created_row_that_was_edited_since_stays(self, database: Database) -> None:
        id_ = open_account(database)
        edit(database, id_, city="Ulm")
        assert reasons(database, 1) == ["It was edited since."]

    def test_an_edit_that_was_undone_is_no_edit(self, database: Database) -> None:
        id_ = open_account(database)
        edit(database, id_, city="Ulm")
        take_back(database, 2)
        assert reasons(database, 1) == []

    def test_a_created_row_that_is_referred_to_since_stays(self, database: Database) -> None:
        id_ = open_account(database)
        open_account(database, "Daughter", parent=id_)
        assert reasons(database, 1) == ["It is still referred to (Account)."]

    def test_what_a_kept_row_refers_to_stays_too(self, database: Database) -> None:
        with database.write("Import") as session:
            mother = bulk.insert_rows(session, "account", ("name",), [("Mother",)], 1)
            child = bulk.insert_rows(session, "account", ("name", "parent"), [("Child", mother)], 1)
        edit(database, child, city="Ulm")
        plan = take_back(database, 1, keep_conflicts=True)
        assert plan.removed == {}

    def test_a_row_that_was_deleted_since_is_said(self, database: Database) -> None:
        id_ = open_account(database)
        edit(database, id_, city="Ulm")
        delete(database, id_)
        assert reasons(database, 2) == ["It was deleted since."]

    def test_a_row_that_is_there_again_is_said(self, database: Database) -> None:
        id_ = open_account(database)
        delete(database, id_)
        take_back(database, 2)
        assert reasons(database, 2) == ["It is there again."]

    def test_a_row_does_not_come_back_to_a_parent_that_is_gone(self, database: Database) -> None:
        mother = open_account(database, "Mother")
        child = open_account(database, "Child", parent=mother)
        delete(database, child)
        delete(database, mother)
        assert reasons(database, 3) == ["What it points to (Account) is gone."]

    def test_nor_do_those_that_hang_on_it(self, database: Database) -> None:
        mother = open_account(database, "Mother")
        child = open_account(database, "Child", parent=mother)
        open_account(database, "Grandchild", parent=child)
        with database.write("Delete") as session:
            bulk.delete_where(session, "account", ACCOUNT.id != mother)
        delete(database, mother)
        assert len(reasons(database, 4)) == 2

    def test_a_link_is_not_set_back_to_what_is_gone(self, database: Database) -> None:
        mother = open_account(database, "Mother")
        child = open_account(database, "Child", parent=mother)
        edit(database, child, parent=None)
        delete(database, mother)
        assert reasons(database, 3) == ["What it points to (Account) is gone."]
        take_back(database, 3, keep_conflicts=True)
        assert account(database, child) is not None

    def test_a_unique_key_is_not_given_twice(self, database: Database) -> None:
        with database.write("Set") as session:
            session.add(Setting(key="currency", value="EUR"))
        with database.write("Forget") as session:
            bulk.delete_where(session, "setting", TABLES["setting"].c.key == "currency")
        with database.write("Set again") as session:
            session.add(Setting(key="currency", value="USD"))
        assert reasons(database, 2) == ["Another one of the same name is there now."]
        take_back(database, 2, keep_conflicts=True)

    def test_where_all_stands_in_the_way_the_step_is_still_taken(self, database: Database) -> None:
        id_ = open_account(database)
        edit(database, id_, city="Köln")
        edit(database, id_, city="Ulm")
        take_back(database, 2, keep_conflicts=True)
        take_back(database, 3)
        assert labels(database) == ("Open Acme", "Edit")


class TestLines:
    def test_an_empty_portfolio_has_nothing_to_undo(self, database: Database) -> None:
        assert labels(database) == (None, None)

    def test_the_newest_step_is_undone_first(self, database: Database) -> None:
        open_account(database, "A")
        open_account(database, "B")
        assert labels(database) == ("Open B", None)

    def test_an_undone_step_can_be_done_again(self, database: Database) -> None:
        open_account(database, "A")
        open_account(database, "B")
        take_back(database, 2)
        assert labels(database) == ("Open A", "Open B")

    def test_doing_again_is_undone_like_the_step(self, database: Database) -> None:
        id_ = open_account(database, "A")
        take_back(database, 1)
        again(database)
        assert labels(database) == ("Open A", None)
        take_back(database, 3)
        assert labels(database) == (None, "Open A")
        again(database)
        assert account(database, id_) is not None

    def test_steps_are_done_again_in_their_order(self, database: Database) -> None:
        open_account(database, "A")
        open_account(database, "B")
        take_back(database, 2)
        take_back(database, 1)
        assert labels(database) == (None, "Open A")
        again(database)
        assert labels(database) == ("Open A", "Open B")

    def test_redo_dies_with_the_next_write(self, database: Database) -> None:
        open_account(database, "A")
        take_back(database, 1)
        open_account(database, "B")
        assert labels(database) == ("Open B", None)

    def test_what_the_clock_did_is_not_in_the_line(self, database: Database) -> None:
        open_account(database, "A")
        take_back(database, 1)
        with database.write("Take scores", source="clock") as session:
            session.add(Account(name="Clock"))
        assert labels(database) == (None, "Open A")

    def test_how_a_view_looks_is_not_in_the_line(self, database: Database) -> None:
        open_account(database, "A")
        with database.write("Save the view") as session:
            session.add(SavedView(kind="account", name="Mine"))
        assert labels(database) == ("Open A", None)

    def test_an_older_step_can_be_undone_out_of_turn(self, database: Database) -> None:
        open_account(database, "A")
        open_account(database, "B")
        take_back(database, 1)
        assert labels(database) == ("Open B", "Open A")


def written_and_edited(database: Database, **later: Any) -> tuple[int, int]:
    """Write cells of an account, then edit its city and ``later``; return (change set, id)."""
    id_ = open_account(database, phone="0")
    edit(database, id_, city="Bonn", postcode="53111", **dict.fromkeys(later, "?"))
    edit(database, id_, city="York", **later)
    return 2, id_


class TestCells:
    """What was edited since stays, and only that."""

    def test_the_other_cells_of_an_edited_row_are_taken_back(self, database: Database) -> None:
        number, id_ = written_and_edited(database)
        take_back(database, number, keep_conflicts=True)
        row = account(database, id_)
        assert row is not None
        assert (row.city, row.postcode) == ("York", None)

    def test_a_conflict_has_the_cell_with_all_that_it_held(self, database: Database) -> None:
        number, _id = written_and_edited(database)
        with database.read() as session:
            (conflict,) = plan_undo(session, number).conflicts
        assert conflict.cells == (CellConflict("city", None, "Bonn", "York"),)

    def test_a_single_cell_is_taken_back_all_the_same(self, database: Database) -> None:
        number, id_ = written_and_edited(database, phone="1")
        with database.write("Undo") as session:
            chosen = frozenset({("account", id_, "city")})
            plan = undo(session, number, keep_conflicts=True, overruled=chosen)
        row = account(database, id_)
        assert row is not None
        assert (row.city, row.phone) == (None, "1")
        assert [cell.field for conflict in plan.conflicts for cell in conflict.cells] == ["phone"]

    def test_own_fields_are_cells_of_their_own(self, database: Database) -> None:
        id_ = open_account(database, custom={"size": "L"})
        edit(database, id_, custom={"size": "L", "code": "A", "note": "x"})
        edit(database, id_, custom={"size": "L", "code": "B", "note": "x"})
        take_back(database, 2, keep_conflicts=True)
        row = account(database, id_)
        assert row is not None
        assert row.custom == {"size": "L", "code": "B"}
