"""Every write is in the journal, and none slips past it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.orm import Session, defer
from sqlalchemy.orm.exc import StaleDataError

from relmanager_desktop.domain.records.accounts import Account, AccountLink
from relmanager_desktop.domain.records.contacts import Contact, ContactPoint
from relmanager_desktop.domain.records.own import Setting
from relmanager_desktop.store import bulk
from relmanager_desktop.store.database import Database, topics_of
from relmanager_desktop.store.faults import UnjournalledWriteError
from relmanager_desktop.store.journal import journal_of, topics_since
from relmanager_desktop.store.tables import TABLES
from relmanager_desktop.store.undo import undo

CHANGE, CHANGE_SET, ACCOUNT = TABLES["change"], TABLES["change_set"], TABLES["account"]


def open_account(database: Database, **values: Any) -> int:
    with database.write("Open") as session:
        account = Account(**{"name": "Acme", **values})
        session.add(account)
        session.flush()
        return account.id


def changes(database: Database, number: int) -> list[Any]:
    """The entries of a change set in their order."""
    with database.read() as session:
        wanted = select(CHANGE).where(CHANGE.c.change_set == number).order_by(CHANGE.c.order)
        return list(session.execute(wanted))


def numbers(database: Database) -> list[int]:
    with database.read() as session:
        return list(session.execute(select(CHANGE_SET.c.number).order_by("number")).scalars())


def last_change(database: Database) -> Any:
    (change,) = changes(database, numbers(database)[-1])
    return change


def test_a_created_row_is_noted_by_its_id(database: Database) -> None:
    id_ = open_account(database)
    change = last_change(database)
    assert (change.kind, change.first, change.count) == ("account", id_, 1)


def test_rows_created_together_are_one_entry(database: Database) -> None:
    with database.write("Open many") as session:
        session.add_all([Account(name=f"Firm {n}") for n in range(50)])
    assert last_change(database).count == 50


def test_a_change_set_keeps_its_heading(database: Database) -> None:
    moment = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
    database.clock = lambda: moment
    open_account(database)
    with database.read() as session:
        row = session.execute(select(CHANGE_SET)).one()
    assert (row.number, row.label, row.at, row.source) == (1, "Open", moment, "window")
    assert row.schema_revision is not None


def test_a_changed_field_is_kept_before_and_after(database: Database) -> None:
    id_ = open_account(database, city="Bonn")
    with database.write("Move") as session:
        session.get_one(Account, id_).city = "Köln"
    change = last_change(database)
    assert (change.before["city"], change.after["city"]) == ("Bonn", "Köln")


def test_fields_that_did_not_change_are_not_kept(database: Database) -> None:
    id_ = open_account(database, city="Bonn")
    with database.write("Move") as session:
        session.get_one(Account, id_).city = "Köln"
    assert set(last_change(database).after) == {"city", "updated_at", "version"}


def test_an_expired_attribute_has_its_old_value(database: Database) -> None:
    id_ = open_account(database, city="Bonn")
    with database.write("Move") as session:
        account = session.get_one(Account, id_)
        session.expire(account)
        account.city = "Köln"
    assert last_change(database).before["city"] == "Bonn"


def test_an_attribute_that_was_never_loaded_has_its_old_value(database: Database) -> None:
    id_ = open_account(database, city="Bonn")
    with database.write("Move") as session:
        deferred = defer(getattr(Account, "city"))  # noqa: B009 - the mapped attribute
        session.get_one(Account, id_, options=[deferred]).city = "Köln"
    assert last_change(database).before["city"] == "Bonn"


def test_a_value_that_the_database_works_out_is_kept(database: Database) -> None:
    id_ = open_account(database, city="Bonn")
    with database.write("Shout") as session:
        city: Any = func.upper("Köln-Deutz")
        session.get_one(Account, id_).city = city
    change = last_change(database)
    assert (change.before["city"], change.after["city"]) == ("Bonn", "KöLN-DEUTZ")


def test_setting_what_stood_there_is_no_change(database: Database) -> None:
    id_ = open_account(database, city="Bonn")
    with database.write("Nothing") as session:
        account = session.get_one(Account, id_)
        session.expire(account)
        account.city = "Bonn"
    assert numbers(database) == [1]


def test_json_that_is_replaced_is_kept_before_and_after(database: Database) -> None:
    id_ = open_account(database, custom={"colour": "red"})
    with database.write("Paint") as session:
        session.get_one(Account, id_).custom = {"colour": "blue", "since": None}
    change = last_change(database)
    assert change.before["custom"] == {"colour": "red"}
    assert change.after["custom"] == {"colour": "blue", "since": None}


def test_json_that_is_equal_but_not_alike_is_a_change(database: Database) -> None:
    id_ = open_account(database, custom={"n": 1})
    with database.write("Sharpen") as session:
        account = session.get_one(Account, id_)
        session.expire(account)
        account.custom = {"n": 1.0}
    assert repr(last_change(database).after["custom"]) == "{'n': 1.0}"


def test_a_link_is_a_row_of_its_own_in_the_journal(database: Database) -> None:
    parent, child = open_account(database), open_account(database, name="Daughter")
    with database.write("Link") as session:
        session.add(AccountLink(from_=parent, to=child, kind="other"))
    assert last_change(database).kind == "account_link"


def test_a_field_named_like_a_word_of_python_goes_by_its_catalogue_name(
    database: Database,
) -> None:
    one, two, three = (open_account(database, name=name) for name in "abc")
    with database.write("Link") as session:
        link = AccountLink(from_=one, to=two, kind="other")
        session.add(link)
    with database.write("Turn") as session:
        session.get_one(AccountLink, link.id).from_ = three
    assert last_change(database).before["from"] == one


def test_a_deleted_row_is_kept_whole(database: Database) -> None:
    id_ = open_account(
        database, since=date(2020, 2, 29), custom={"a": [1, None]}, roles=["customer"]
    )
    with database.write("Delete") as session:
        session.delete(session.get_one(Account, id_))
    before = last_change(database).before
    assert before["since"] == "2020-02-29"
    assert before["custom"] == {"a": [1, None]}
    assert before["created_at"].endswith("+00:00")


def test_children_are_kept_before_their_parent_goes(database: Database) -> None:
    with database.write("Meet") as session:
        contact = Contact(name="Eva")
        session.add(contact)
        session.flush()
        session.add(ContactPoint(contact=contact.id, kind="email", value="eva@example.org"))
    with database.write("Delete") as session:
        bulk.delete_where(session, "contact_point", TABLES["contact_point"].c.contact == contact.id)
        session.delete(session.get_one(Contact, contact.id))
    assert [change.kind for change in changes(database, 2)] == ["contact_point", "contact"]


def test_the_order_within_a_change_set_has_no_gap(database: Database) -> None:
    with database.write("Much") as session:
        account = Account(name="Acme")
        session.add(account)
        session.flush()
        account.name = "Ajax"
        session.flush()
        bulk.insert_rows(session, "tag", ("name",), [("a",), ("b",)], 2)
        bulk.delete_where(session, "tag", TABLES["tag"].c.name == "a")
        session.delete(account)
    assert [change.order for change in changes(database, 1)] == [1, 2, 3, 4, 5]


def test_numbers_have_no_gap_where_a_write_failed(database: Database) -> None:
    open_account(database)

    def attempt() -> None:
        with database.write("Fail") as session:
            session.add(Account(name="Lost"))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        attempt()
    open_account(database)
    assert numbers(database) == [1, 2]


def test_an_empty_write_makes_no_change_set(database: Database) -> None:
    with database.write("Nothing"):
        pass
    assert numbers(database) == []


def test_a_row_that_was_made_and_dropped_before_the_flush_leaves_nothing(
    database: Database,
) -> None:
    with database.write("Nothing") as session:
        account = Account(name="Acme")
        session.add(account)
        session.expunge(account)
    assert numbers(database) == []


def test_a_created_row_that_is_changed_in_the_same_write_is_kept_and_found(
    database: Database,
) -> None:
    with database.write("Open") as session:
        account = Account(name="Acme")
        session.add(account)
        session.flush()
        account.name = "Ajax"
    assert [change.first is None for change in changes(database, 1)] == [False, True]


def test_topics_are_the_kinds_that_changed(database: Database) -> None:
    with database.write("Open") as session:
        session.add(Account(name="Acme"))
        bulk.insert_rows(session, "tag", ("name",), [("a",)], 1)
    assert topics_of(session) == {"account", "tag"}


def test_topics_since_a_number_are_those_of_the_later_writes(database: Database) -> None:
    open_account(database)
    with database.write("Set") as session:
        session.add(Setting(key="currency", value="EUR"))
    with database.read() as session:
        assert topics_since(session, 1) == (frozenset({"setting"}), 2)
        assert topics_since(session, 2) == (frozenset(), 2)


def test_the_version_of_a_row_is_the_change_set_that_wrote_it(database: Database) -> None:
    id_ = open_account(database)
    open_account(database, name="Other")
    with database.write("Rename") as session:
        session.get_one(Account, id_).name = "Ajax"
    with database.read() as session:
        assert session.get_one(Account, id_).version == 3


def test_the_second_of_two_editors_is_told(database: Database) -> None:
    with database.write("Open") as session:
        mine = Account(name="Acme")
        session.add(mine)
    with database.write("Theirs") as session:
        session.get_one(Account, mine.id).city = "Bonn"

    def attempt() -> None:
        with database.write("Mine") as session:
            session.add(mine)
            mine.city = "Köln"

    with pytest.raises(StaleDataError):
        attempt()


def test_undoing_never_brings_back_a_version_that_somebody_else_has_read(
    database: Database,
) -> None:
    id_ = open_account(database)
    with database.write("Second") as session:
        read_by_me = session.get_one(Account, id_)
        read_by_me.city = "Bonn"
    with database.write("Undo") as session:
        undo(session, 2)
    with database.write("Third") as session:
        session.get_one(Account, id_).city = "Ulm"

    def attempt() -> None:
        with database.write("Mine") as session:
            session.add(read_by_me)
            read_by_me.city = "Köln"

    with pytest.raises(StaleDataError):
        attempt()


@pytest.mark.parametrize(
    "statement",
    [
        insert(ACCOUNT).values(name="x"),
        update(ACCOUNT).values(name="x"),
        delete(ACCOUNT),
        text("DELETE FROM account"),
        text(" update account set name = 'x'"),
        text("WITH gone AS (SELECT 1) DELETE FROM account"),
        text("DROP TABLE account"),
    ],
    ids=str,
)
def test_a_statement_that_writes_past_the_journal_is_refused(
    session: Session, statement: Any
) -> None:
    with pytest.raises(UnjournalledWriteError):
        session.execute(statement)


def test_a_query_that_updates_is_refused(session: Session) -> None:
    with pytest.raises(UnjournalledWriteError):
        session.query(Account).update({"name": "x"})


@pytest.mark.parametrize(
    "past", ["commit", "begin_nested", "bulk_save_objects", "bulk_insert_mappings"]
)
def test_the_session_of_a_write_has_no_other_door(session: Session, past: str) -> None:
    with pytest.raises(UnjournalledWriteError):
        getattr(session, past)()


def test_a_key_is_not_given_again_in_the_write_that_deleted_it(database: Database) -> None:
    id_ = open_account(database)

    def attempt() -> None:
        with database.write("Swap") as session:
            session.delete(session.get_one(Account, id_))
            session.add(Account(id=id_, name="Other"))

    with pytest.raises(UnjournalledWriteError):
        attempt()


def test_a_key_is_not_given_again_in_a_later_flush_either(database: Database) -> None:
    id_ = open_account(database)

    def attempt() -> None:
        with database.write("Swap") as session:
            session.delete(session.get_one(Account, id_))
            session.flush()
            session.add(Account(id=id_, name="Other"))

    with pytest.raises(UnjournalledWriteError):
        attempt()


def test_a_record_keeps_its_key(database: Database) -> None:
    id_ = open_account(database)
    with pytest.raises(UnjournalledWriteError), database.write("Renumber") as session:
        session.get_one(Account, id_).id = 5


def test_nothing_is_added_after_a_write_is_closed(database: Database) -> None:
    def attempt() -> None:
        with database.write("Late") as session:
            journal_of(session).close()
            session.add(Account(name="Late"))
            session.flush()

    with pytest.raises(UnjournalledWriteError):
        attempt()


def test_a_session_that_is_no_write_has_no_journal(database: Database) -> None:
    with pytest.raises(UnjournalledWriteError), database.read() as session:
        bulk.insert_rows(session, "tag", ("name",), [("a",)], 1)
