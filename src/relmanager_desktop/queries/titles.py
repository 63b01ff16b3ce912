"""What a record is called, for every kind: its title, with links read as titles in turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.ids import to_letters
from relmanager_desktop.domain.records import KINDS, Field, FieldType
from relmanager_desktop.store.tables import TABLES

BATCH = 500
DEPTH = 4  # contact role → contact; relationship level → contact role → contact


def titles_of(
    session: Session, kind: str, ids: Iterable[int], depth: int = DEPTH
) -> dict[int, str]:
    """Return the titles of records by id; ids that are not there are left out."""
    fields, statement = _reading(kind)
    wanted = sorted(set(ids))
    rows: list[Any] = []
    for start in range(0, len(wanted), BATCH):
        rows.extend(session.execute(statement, {"ids": wanted[start : start + BATCH]}))
    named = _links_named(session, fields, rows, depth)
    return {row[0]: _title(row, fields, named) for row in rows}


@cache
def _reading(kind: str) -> tuple[list[Field], Select[Any]]:
    """Return the fields of a kind's title and the statement that reads them, made once."""
    entry, table = KINDS[kind], TABLES[kind]
    fields = [entry.field(name) for name in entry.title]
    # The kind of a subject, which may be of any, stands behind the fields.
    kinds = [table.c[name] for field in fields if (name := f"{field.name}_kind") in table.c]
    columns = [table.c.id, *(table.c[field.name] for field in fields), *kinds]
    return fields, select(*columns).where(table.c.id.in_(bindparam("ids", expanding=True)))


def namesakes(session: Session, kind: str, names: Mapping[int, str]) -> list[str]:
    """Return which of the names that records are to bear another bears already, or bears too."""
    from relmanager_desktop.domain.folding import sort_key  # noqa: PLC0415 - slow to load

    keys = {id_: sort_key(name) for id_, name in names.items()}
    table = TABLES[kind].c
    others = select(table.sort_key).where(
        table.sort_key.in_(set(keys.values())), table.id.not_in(keys), table.archived_at.is_(None)
    )
    borne = Counter(keys.values()) + Counter(set(session.execute(others).scalars()))
    return sorted({name for id_, name in names.items() if borne[keys[id_]] > 1})


def title_of(session: Session, kind: str, id_: int) -> str:
    """Return the title of one record, or its key if it is not there."""
    return titles_of(session, kind, [id_]).get(id_, to_letters(id_))


def full_names(session: Session, records: Iterable[tuple[str, int]]) -> list[str]:
    """Return 'Account Acme' for each kind and id."""
    return [f"{KINDS[kind].label} {title_of(session, kind, id_)}" for kind, id_ in records]


def spoken(field: Field, value: Any) -> str:
    """Return a plain value of a title as people read it."""
    if field.type in {FieldType.CHOICE, FieldType.CHOICES}:
        codes = value if isinstance(value, list) else [value]
        return ", ".join(field.label_of(code) for code in codes)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _links_named(
    session: Session, fields: list[Field], rows: list[Any], depth: int
) -> dict[int, Mapping[int, str]]:
    named: dict[int, Mapping[int, str]] = {}
    for position, field in enumerate(fields, start=1):
        if field.type is FieldType.LINK and depth:
            ids = {row[position] for row in rows if row[position] is not None}
            named[position] = titles_of(session, field.target, ids, depth - 1)
        if field.type is FieldType.RECORD and depth and rows and len(rows[0]) > len(fields) + 1:
            named[position] = _subjects_named(session, position, len(fields), rows, depth)
    return named


def _subjects_named(
    session: Session, position: int, count: int, rows: list[Any], depth: int
) -> dict[int, str]:
    """Return the titles of what the records are about, whose kind stands behind the fields."""
    titles: dict[int, str] = {}
    for kind in {row[count + 1] for row in rows} & KINDS.keys():
        ids = {row[position] for row in rows if row[count + 1] == kind}
        titles.update(titles_of(session, kind, ids - {None}, depth - 1))
    return titles


def _title(row: Any, fields: list[Field], named: dict[int, Mapping[int, str]]) -> str:
    parts = []
    for position, field in enumerate(fields, start=1):
        value = row[position]
        if value is None or value == "":
            continue
        parts.append(named[position].get(value, "") if position in named else spoken(field, value))
    return " · ".join(part for part in parts if part) or to_letters(row[0])
