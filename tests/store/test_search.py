"""The index finds what a person means, and holds exactly what the tables hold."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relmanager_desktop.domain.records.accounts import Account
from relmanager_desktop.domain.records.contacts import Contact, ContactPoint
from relmanager_desktop.store import bulk, search
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.tables import TABLES
from relmanager_desktop.store.undo import undo

ACCOUNT = TABLES["account"].c


def open_account(database: Database, **values: Any) -> int:
    with database.write("Open") as session:
        account = Account(**{"name": "Acme", **values})
        session.add(account)
        session.flush()
        return account.id


def found(database: Database, text: str, **given: Any) -> list[tuple[str, int]]:
    with database.read() as session:
        return search.find(session, text, **given)


def test_a_name_is_found_by_the_beginning_of_each_word(database: Database) -> None:
    id_ = open_account(database, name="Blue Ocean Trading")
    assert found(database, "oce blu") == [("account", id_)]


def test_accents_and_case_do_not_matter(database: Database) -> None:
    id_ = open_account(database, name="Ähre & Söhne Łódź Straße")
    for text in ("ahre", "SÖHNE", "lodz", "strasse", "Straße"):
        assert found(database, text) == [("account", id_)], text


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Bäckerei Groß", "baecker"),
        ("Baeckerei Gross", "bäcker groß"),
        ("Müller Maschinenbau", "mueller"),
        ("Mueller Maschinenbau", "müller"),
        ("Jørgensen", "joergen"),
        ("Hauptstrasse 5", "hauptstraße"),
        ("Michael Blue", "michae blue"),
    ],
)
def test_umlauts_are_found_however_they_are_written(
    database: Database, name: str, typed: str
) -> None:
    id_ = open_account(database, name=name)
    assert found(database, typed) == [("account", id_)]


def test_notes_and_places_are_found(database: Database) -> None:
    id_ = open_account(database, notes="They asked for a discount")
    assert found(database, "discount") == [("account", id_)]


def test_a_hit_in_the_name_stands_before_a_hit_in_the_notes(database: Database) -> None:
    named = open_account(database, name="Discount Ltd")
    noted = open_account(database, notes="discount")
    assert found(database, "discount") == [("account", named), ("account", noted)]


def test_the_newest_stands_first(database: Database) -> None:
    ids = [open_account(database, name="Acme") for _ in range(3)]
    assert [id_ for _, id_ in found(database, "acme")] == ids[::-1]


@pytest.mark.parametrize(
    "text", ["+49 30 1234", "4930123", "030 1234", "301234", "1234", "0049301"]
)
def test_a_phone_is_found_by_its_digits(database: Database, text: str) -> None:
    id_ = open_account(database, phone="+49 (30) 1234-56")
    assert found(database, text) == [("account", id_)]


def test_an_e_mail_is_found(database: Database) -> None:
    with database.write("Meet") as session:
        contact = Contact(name="Eva")
        session.add(contact)
        session.flush()
        point = ContactPoint(contact=contact.id, kind="email", value="eva.stone@example.org")
        session.add(point)
    assert ("contact_point", point.id) in found(database, "eva.stone@exam")


def test_kinds_can_be_chosen(database: Database) -> None:
    open_account(database)
    assert found(database, "acme", kinds=["contact"]) == []


def test_kinds_are_values_and_not_a_piece_of_the_statement(database: Database) -> None:
    open_account(database)
    assert found(database, "acme", kinds=["x') OR 1=1 --"]) == []


def test_there_are_no_more_than_asked_for(database: Database) -> None:
    for _ in range(5):
        open_account(database)
    assert len(found(database, "acme", limit=3)) == 3


@pytest.mark.parametrize("text", ["d", "Д", "ł", "7", "日", "q"])
def test_a_single_letter_finds_all_words_that_begin_with_it(database: Database, text: str) -> None:
    names = ["D", "Dörr", "Zum Dom", "Дом", "Łódź", "7 Hills", "747", "日本", "Abcd"]
    ids = {name: open_account(database, name=name) for name in names}
    begun = {
        "d": {"D", "Dörr", "Zum Dom"},
        "Д": {"Дом"},
        "ł": {"Łódź"},
        "7": {"7 Hills", "747"},
        "日": {"日本"},
        "q": set(),
    }
    assert {id_ for _, id_ in found(database, text)} == {ids[name] for name in begun[text]}


def test_a_letter_with_ever_so_many_second_letters_finds_them_all(database: Database) -> None:
    names = [f"d{chr(0x4E00 + number)}" for number in range(100)]
    with database.write("Fill") as session:
        bulk.insert_rows(session, "account", ("name",), [(name,) for name in names], 100)
    with database.read() as session:
        assert len(search.find_all(session, "d", kind="account", limit=1_000)) == 100


@pytest.mark.parametrize("limit", [1, 7, 40, 1_000])
@pytest.mark.parametrize("text", ["d", "do", "dom a", "4930", "x"])
def test_all_that_is_found_is_what_is_found_in_order(
    database: Database, text: str, limit: int
) -> None:
    names = ("Dom", "Dora Amt", "Zum Dom", "Alt", "4930 Dinge", "Bad")
    notes = ("dolls", "", "about Dom and Amt", "x-ray", "+49 30 1234", "")
    rows = [(names[n % 6], notes[(n // 6) % 6], f"+49 30 {n:04}") for n in range(60)]
    columns = ("name", "street", "phone")
    with database.write("Fill") as session:
        first = bulk.insert_rows(session, "account", columns, rows, len(rows))
    with database.write("Edit") as session:  # whose words the index may lack
        session.get_one(Account, first + 3).name = "Dorn Amt"
    with database.read() as session:
        ordered = search.find(session, text, kinds=("account",), limit=max(limit, 1_000))
        every = search.find_all(session, text, kind="account", limit=max(limit, 1_000))
        some = search.find_all(session, text, kind="account", limit=limit)
    assert sorted(every) == sorted(id_ for _, id_ in ordered)
    assert set(some) <= set(every)
    assert len(some) == min(limit, len(every))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=20))
def test_no_text_is_too_strange_to_look_for(database: Database, text: str) -> None:
    assert found(database, text) == []


class TestInStep:
    def test_a_changed_name(self, database: Database) -> None:
        id_ = open_account(database)
        with database.write("Rename") as session:
            session.get_one(Account, id_).name = "Ajax"
        assert found(database, "acme") == []
        assert found(database, "ajax") == [("account", id_)]

    def test_a_name_changed_in_the_write_that_made_it(self, database: Database) -> None:
        with database.write("Open") as session:
            account = Account(name="Acme")
            session.add(account)
            session.flush()
            account.name = "Ajax"
        assert found(database, "acme") == []
        assert found(database, "ajax") == [("account", account.id)]

    def test_a_row_made_and_deleted_in_one_write(self, database: Database) -> None:
        with database.write("In and out") as session:
            account = Account(name="Acme")
            session.add(account)
            session.flush()
            session.delete(account)
        assert found(database, "acme") == []

    def test_a_deleted_row(self, database: Database) -> None:
        id_ = open_account(database)
        with database.write("Delete") as session:
            session.delete(session.get_one(Account, id_))
        assert found(database, "acme") == []

    def test_an_archived_row_leaves_and_comes_back(self, database: Database) -> None:
        id_ = open_account(database)
        with database.write("Archive") as session:
            session.get_one(Account, id_).archived_at = datetime(2026, 1, 1, tzinfo=UTC)
        assert found(database, "acme") == []
        with database.write("Bring back") as session:
            session.get_one(Account, id_).archived_at = None
        assert found(database, "acme") == [("account", id_)]

    def test_a_row_that_is_inserted_archived_stays_out(self, database: Database) -> None:
        with database.write("Import") as session:
            rows = [("Acme", datetime(2026, 1, 1, tzinfo=UTC))]
            bulk.insert_rows(session, "account", ("name", "archived_at"), rows, 1)
        assert found(database, "acme") == []

    @pytest.mark.parametrize("count", [7, search.WIPED_ONE_BY_ONE + 1])
    def test_many_rows_at_once(self, database: Database, count: int) -> None:
        with database.write("Import") as session:
            rows = [(f"Acme {n}",) for n in range(count)]
            bulk.insert_rows(session, "account", ("name",), rows, count)
        assert len(found(database, "acme", limit=count + 1)) == count
        with database.write("Edit") as session:
            bulk.update_where(session, "account", ACCOUNT.id > 0, {"city": "Bonn"})
        with database.write("Undo") as session:
            undo(session, 1, keep_conflicts=True)
        with database.write("Undo") as session:
            undo(session, 2)
        with database.write("Undo") as session:
            undo(session, 1)
        assert found(database, "acme") == []

    def test_many_rows_among_more(self, database: Database) -> None:
        count = search.WIPED_ONE_BY_ONE + 1
        with database.write("Import") as session:
            rows = [(f"Zanzibarius {n}",) for n in range(count)] + [("Acme",)] * 2 * count
            first = bulk.insert_rows(session, "account", ("name",), rows, 3 * count)
        with database.write("Delete") as session:
            bulk.delete_where(session, "account", ACCOUNT.id < first + count)
        assert found(database, "zanzibarius") == []
        assert len(found(database, "acme", limit=10_000)) == 2 * count
        assert not words_in_the_file(database, b"zanzibar")

    def test_a_failed_write(self, database: Database) -> None:
        def attempt() -> None:
            with database.write("Fail") as session:
                session.add(Account(name="Acme"))
                session.flush()
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            attempt()
        assert found(database, "acme") == []

    def test_a_rebuild_changes_nothing(self, database: Database) -> None:
        open_account(database, name="Ähre", phone="+49 30 1234", notes="x")
        content = "SELECT * FROM search"
        with database.write_quietly() as session:
            before = session.connection().exec_driver_sql(content).all()
            search.rebuild(session)
            assert session.connection().exec_driver_sql(content).all() == before


def test_what_was_deleted_is_not_in_the_index_any_more(database: Database) -> None:
    """The words of a person who is forgotten are wiped from the index as well."""
    ids = [open_account(database, name=f"Zanzibarius{n}") for n in range(3)]
    with database.write("Delete") as session:
        bulk.delete_where(session, "account", ACCOUNT.id.in_(ids))
    assert not words_in_the_file(database, b"zanzibar")


def test_replaced_words_leave_the_index_as_soon_as_it_is_settled(database: Database) -> None:
    id_ = open_account(database, name="Zanzibarius")
    with database.write("Rename") as session:
        session.get_one(Account, id_).name = "Ajax"
    with database.write_quietly() as session:
        search.settle(session)
    assert not words_in_the_file(database, b"zanzibar")


def test_after_an_import_words_are_looked_for_in_few_places(database: Database) -> None:
    for number in range(9):
        with database.write("Import") as session:
            names = [(f"Acme {number} {n}",) for n in range(search.MANY_CREATED)]
            bulk.insert_rows(session, "account", ("name",), names, len(names))
    with database.engine.connect() as connection:
        segments = "SELECT count(DISTINCT segid) FROM search_idx"
        assert connection.exec_driver_sql(segments).scalar_one() <= 4


def test_small_writes_after_an_import_are_merged_as_before(database: Database) -> None:
    with database.write("Import") as session:
        names = [(f"Acme {n}",) for n in range(search.MANY_CREATED)]
        bulk.insert_rows(session, "account", ("name",), names, len(names))
    with database.engine.connect() as connection:
        kept = "SELECT v FROM search_config WHERE k = 'automerge'"
        assert connection.exec_driver_sql(kept).scalar_one() == 4


def words_in_the_file(database: Database, word: bytes) -> bool:
    """Whether a word still stands anywhere in the index."""
    with database.engine.connect() as connection:
        blocks = connection.exec_driver_sql("SELECT block FROM search_data").scalars().all()
    return any(word in block for block in blocks)


def test_a_damaged_index_is_mended_by_writing_it_anew(database: Database) -> None:
    id_ = open_account(database)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM search_data")
    with database.write_quietly() as session:
        search.rebuild(session)
    assert found(database, "acme") == [("account", id_)]
