"""Edited rows are found by their new words at once, whether or not the index has them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from relmanager_desktop.domain.records.accounts import Account
from relmanager_desktop.store import arrears, bulk, search
from relmanager_desktop.store.checks import check_portfolio
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.tables import TABLES
from relmanager_desktop.store.undo import undo

ACCOUNT = TABLES["account"].c
ARCHIVED = datetime(2026, 1, 1, tzinfo=UTC)
words = st.sampled_from(["Blue", "Ocean", "Ähre", "blu", "4", "49 30 1234", "o'Neill", "Łódź"])
texts = st.lists(words, max_size=3).map(" ".join)


@pytest.fixture
def ids(database: Database) -> list[int]:
    """Twenty accounts whose words the index has."""
    with database.write("Import") as session:
        rows = [(f"Firm {number}", "Bonn") for number in range(20)]
        first = bulk.insert_rows(session, "account", ("name", "city"), rows, 20)
    return list(range(first, first + 20))


def edit(database: Database, id_: int, **values: Any) -> None:
    with database.write("Edit") as session:
        account = session.get_one(Account, id_)
        for name, value in values.items():
            setattr(account, name, value)


def found(database: Database, text: str, **given: Any) -> list[int]:
    with database.read() as session:
        return [id_ for _, id_ in search.find(session, text, **given)]


def behind_since(database: Database) -> int:
    with database.read() as session:
        return arrears.since(session)


def content(session: Session) -> list[Any]:
    statement = "SELECT rowid, title, body, digits, kind FROM search ORDER BY rowid"
    return list(session.connection().exec_driver_sql(statement))


def settle(database: Database) -> None:
    with database.write_quietly() as session:
        search.settle(session)


def test_a_small_edit_leaves_word_since_when_the_index_is_behind(
    database: Database, ids: list[int]
) -> None:
    assert behind_since(database) == 0
    edit(database, ids[0], name="Ajax")
    edit(database, ids[1], name="Bolt")
    assert behind_since(database) == 2


def test_an_edit_of_what_is_not_searched_does_not(database: Database, ids: list[int]) -> None:
    edit(database, ids[0], annual_value=7)
    assert behind_since(database) == 0


def test_an_edited_row_is_found_by_its_new_words_only(database: Database, ids: list[int]) -> None:
    edit(database, ids[0], name="Ajax", phone="+49 30 1234")
    assert found(database, "aja") == found(database, "030 1234") == [ids[0]]
    assert ids[0] not in found(database, "firm")


def test_hits_are_in_the_same_order_as_ever(database: Database, ids: list[int]) -> None:
    edit(database, ids[3], name="Harbour Firm")
    edit(database, ids[5], notes="harbour")
    edit(database, ids[4], name="Harbour")
    assert found(database, "harbour") == [ids[4], ids[3], ids[5]]
    assert found(database, "firm", limit=3) == ids[:-4:-1]


def test_only_the_kinds_wanted_are_found(database: Database, ids: list[int]) -> None:
    edit(database, ids[0], name="Ajax")
    assert found(database, "ajax", kinds=["contact"]) == []
    assert found(database, "ajax", kinds=["account"]) == [ids[0]]


def test_an_archived_row_is_found_no_more(database: Database, ids: list[int]) -> None:
    edit(database, ids[0], archived_at=ARCHIVED)
    assert ids[0] not in found(database, "firm", limit=99)
    edit(database, ids[0], archived_at=None)
    assert ids[0] in found(database, "firm", limit=99)


def test_a_row_that_is_edited_and_then_deleted_is_found_no_more_and_comes_back(
    database: Database, ids: list[int]
) -> None:
    edit(database, ids[0], name="Ajax")
    with database.write("Delete") as session:
        session.delete(session.get_one(Account, ids[0]))
    assert found(database, "ajax") == []
    with database.write("Undo") as session:
        undo(session, 3)
    assert found(database, "ajax") == [ids[0]]
    settle(database)
    assert found(database, "ajax") == [ids[0]]


def test_a_large_edit_brings_the_index_up_to_date(database: Database, ids: list[int]) -> None:
    edit(database, ids[0], name="Ajax")
    with database.write("Move") as session:
        bulk.update_where(session, "account", ACCOUNT.id > ids[0], {"city": "Ulm"})
    assert behind_since(database) == 0
    assert found(database, "ajax") == [ids[0]]
    assert len(found(database, "ulm")) == 19


def test_a_large_edit_of_what_is_not_searched_does_so_too(
    database: Database, ids: list[int]
) -> None:
    edit(database, ids[0], name="Ajax")
    with database.write("Value") as session:
        bulk.update_where(session, "account", ACCOUNT.id > 0, {"annual_value": 7})
    assert behind_since(database) == 0
    assert found(database, "ajax") == [ids[0]]


def test_many_small_edits_bring_the_index_up_to_date(
    database: Database, ids: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrears, "FEW_WRITES", 3)
    numbers = []
    for number in range(5):
        edit(database, ids[0], name=f"Ajax {number}")
        numbers.append(behind_since(database))
    assert numbers == [2, 2, 2, 0, 6]


def test_a_failed_write_leaves_the_index_as_it_was(database: Database, ids: list[int]) -> None:
    def attempt() -> None:
        with database.write("Fail") as session:
            session.get_one(Account, ids[0]).name = "Ajax"
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        attempt()
    assert behind_since(database) == 0
    assert found(database, "ajax") == []


def test_another_connection_knows_of_the_arrears(database: Database, ids: list[int]) -> None:
    edit(database, ids[0], name="Ajax")
    assert database.path is not None
    other = Database(database.path)
    assert found(other, "ajax") == [ids[0]]
    other.close()


def test_a_check_knows_of_the_arrears(database: Database, ids: list[int]) -> None:
    edit(database, ids[0], name="Ajax")
    assert all(finding.is_good for finding in check_portfolio(database))
    assert behind_since(database) == 2


def test_an_index_that_lacks_a_row_and_is_behind_is_mended(
    database: Database, ids: list[int]
) -> None:
    edit(database, ids[0], name="Ajax")
    with database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM search_content WHERE id = ?", (ids[1],))
    check_portfolio(database, mend=True)
    assert behind_since(database) == 0
    assert found(database, "ajax") == [ids[0]]
    assert ids[1] in found(database, "firm")


@pytest.fixture(scope="module")
def kept_open(
    empty_portfolio: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """One portfolio for all examples."""
    place = shutil.copyfile(empty_portfolio, tmp_path_factory.mktemp("arrears") / "a.relm")
    database = Database(place)
    yield database
    database.close()


@given(
    edits=st.lists(st.tuples(st.integers(0, 4), texts, texts, texts), max_size=6),
    wanted=st.lists(texts, min_size=1, max_size=4),
)
def test_what_is_found_does_not_depend_on_whether_the_index_is_behind(
    kept_open: Database, edits: list[tuple[int, str, str, str]], wanted: list[str]
) -> None:
    with kept_open.write("Import") as session:
        bulk.delete_where(session, "account", ACCOUNT.id > 0)
        first = bulk.insert_rows(session, "account", ("name",), [("Blue 4",)] * 5, 5)
    for place, name, notes, phone in edits:
        edit(kept_open, first + place, name=name, notes=notes, phone=phone)
    before = [found(kept_open, text, limit=3) for text in wanted]
    settle(kept_open)
    assert [found(kept_open, text, limit=3) for text in wanted] == before
    with kept_open.write_quietly() as session:
        settled = content(session)
        search.rebuild(session)
        assert content(session) == settled
