"""What holds for one kind holds for all of the catalogue."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import inspect
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session
from sqlalchemy.schema import CreateIndex, CreateTable

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.store import bulk
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.tables import METADATA, TABLES
from relmanager_desktop.store.undo import undo
from tests.store.examples import EXAMPLES, JOURNAL, fill
from tests.store.test_undo_machine import dump, problems, search_content

RECORDS = sorted(KINDS.keys() - JOURNAL)


@pytest.fixture
def filled(database: Database) -> Database:
    """A portfolio with a row of every kind."""
    with database.write("A row of every kind") as session:
        fill(session)
    return database


def found(database: Database) -> list[tuple[Any, ...]]:
    with database.read() as session:
        return search_content(session)


def delete_by_statement(session: Session) -> None:
    for kind in RECORDS:
        bulk.delete_where(session, kind, TABLES[kind].c.id > 0)


def delete_one_by_one(session: Session) -> None:
    bulk.defer_references(session)
    for kind in RECORDS:
        for record in session.query(KINDS[kind].record):
            session.delete(record)


@pytest.mark.parametrize("delete", [delete_by_statement, delete_one_by_one])
def test_a_row_of_every_kind_goes_and_comes_back_byte_for_byte(
    filled: Database, delete: Any
) -> None:
    before, content = dump(filled), found(filled)
    assert before.keys() == set(RECORDS)
    with filled.write("Delete everything") as session:
        delete(session)
    assert dump(filled) == {}
    assert found(filled) == []
    with filled.write("Undo") as session:
        undo(session, 2)
    assert dump(filled) == before
    assert found(filled) == content
    assert problems(filled) == []


def test_a_creation_of_every_kind_is_undone_and_done_again(filled: Database) -> None:
    before = dump(filled)
    with filled.write("Undo") as session:
        undo(session, 1)
    assert dump(filled) == {}
    with filled.write("Redo") as session:
        undo(session, 2)
    assert dump(filled) == before


@pytest.mark.parametrize("is_expired", [False, True])
def test_an_edit_of_every_field_is_undone_byte_for_byte(filled: Database, is_expired: bool) -> None:
    before = dump(filled)
    with filled.write("Blank everything") as session:
        for kind in RECORDS:
            record: Any = session.query(KINDS[kind].record).one()
            if is_expired:
                session.expire(record)
            if KINDS[kind].can_be_archived:
                record.custom = {"colour": "red"}
            for field in KINDS[kind].shown_fields:
                table = TABLES[kind].c[field.name]
                if table.nullable:
                    setattr(record, field.attribute, None)
                elif not field.target and field.type not in EXAMPLES:
                    setattr(record, field.attribute, "other")
    after = dump(filled)
    assert [kind for kind in RECORDS if after[kind] == before[kind]] == []
    with filled.write("Undo") as session:
        undo(session, 2)
    assert dump(filled) == before


def test_every_kind_has_a_table_of_its_fields() -> None:
    for name, kind in KINDS.items():
        columns = set(TABLES[name].c.keys()) - {"sort_key"}
        assert columns == {field.name for field in kind.fields}, name


def test_every_kind_is_mapped_by_its_attributes() -> None:
    for kind in KINDS.values():
        mapper: Any = inspect(kind.record)
        assert {field.attribute for field in kind.fields} <= set(mapper.columns.keys()), kind.name


def test_every_link_is_a_reference_that_an_undo_can_defer() -> None:
    for name, kind in KINDS.items():
        for link in kind.links:
            (key,) = TABLES[name].c[link.name].foreign_keys
            assert (key.column.table.name, key.deferrable) == (link.target, True)


def test_every_link_has_an_index() -> None:
    for name, kind in KINDS.items():
        leading = {index.columns.values()[0].name for index in TABLES[name].indexes}
        assert {link.name for link in kind.links} <= leading, name


def test_a_server_takes_the_same_tables() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]  # SQLAlchemy's own
    for table in METADATA.sorted_tables:
        assert str(CreateTable(table).compile(dialect=dialect))
        for index in table.indexes:
            assert str(CreateIndex(index).compile(dialect=dialect))
