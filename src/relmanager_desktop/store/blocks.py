"""Many rows at once between a table and the journal, by one statement of SQLite.

What these statements write is what ``rows.plain`` and ``rows.living`` write: days and moments in
ISO, moments with their zone, yes and no as true and false, lists as lists, blanks left out. Only
a file takes this way; elsewhere undo and bulk go row by row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Float,
    LargeBinary,
    Text,
    bindparam,
    select,
    text,
)
from sqlalchemy.orm import Session

from relmanager_desktop.store.ids import new_block
from relmanager_desktop.store.journal import Journal
from relmanager_desktop.store.rows import MANY, remembered, within
from relmanager_desktop.store.tables import TABLES, Instant


def delete_rows(session: Session, journal: Journal, kind: str, ids: Sequence[int]) -> int:
    """Move rows with these sorted ids from their table into the journal; return how many."""
    deleted = 0
    for some in _portions(ids):
        _remember(session, journal, kind, some)
        deleted += _note_deleted(session, journal, kind, some)
        _run(session, f'DELETE FROM "{kind}" WHERE {_among("id")}', **_ends(some))
    return deleted


def restore_rows(session: Session, kind: str, number: int, ids: Sequence[int]) -> None:
    """Put rows with these sorted ids back as a change set's deletions hold them."""
    columns = TABLES[kind].c
    names = ", ".join(f'"{column.name}"' for column in columns)
    values = ", ".join(_living(column) for column in columns)
    for some in _portions(ids):
        _run(
            session,
            f'INSERT INTO "{kind}" ({names}) SELECT {values} FROM "change" '
            f'WHERE change_set = :number AND kind = :kind AND "after" IS NULL '
            f"AND {_among('row')} ORDER BY row",
            number=number,
            kind=kind,
            **_ends(some),
        )


def _among(column: str) -> str:
    """Between the ends first: a walk along the key, where a list alone is a search for each."""
    return f"{column} BETWEEN :low AND :high AND {column} IN (SELECT value FROM json_each(:listed))"


def _ends(ids: Sequence[int]) -> dict[str, Any]:
    return {"low": ids[0], "high": ids[-1], "listed": f"[{','.join(map(str, ids))}]"}


def _portions(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), MANY):
        yield ids[start : start + MANY]


def _remember(session: Session, journal: Journal, kind: str, ids: Sequence[int]) -> None:
    table, names = TABLES[kind], remembered(kind)
    columns = select(*(table.c[name] for name in names))
    for condition in within(session, table.c.id, ids):
        rows = session.connection().execute(columns.where(condition)).all()
        journal.note_gone(kind, [dict(zip(names, row, strict=True)) for row in rows])


def _note_deleted(session: Session, journal: Journal, kind: str, ids: Sequence[int]) -> int:
    number, count = journal.open_change_set(), len(ids)
    done = _run(
        session,
        'INSERT INTO "change" '
        '(id, change_set, "order", kind, row, "before", created_at, updated_at, version) '
        "SELECT :block + place, :number, :first + place, :kind, id, whole, :at, :at, 1 FROM ("
        f"SELECT id, row_number() OVER (ORDER BY id) - 1 AS place, {_plain(kind)} AS whole "
        f'FROM "{kind}" WHERE {_among("id")})',
        block=new_block(count),
        number=number,
        first=journal.take_orders(count),
        kind=kind,
        at=journal.at,
        **_ends(ids),
    )
    return int(done)


def _run(session: Session, statement: str, **values: Any) -> Any:
    clause = text(statement)
    if "at" in values:
        clause = clause.bindparams(bindparam("at", type_=Instant))
    return session.connection().execute(clause, values).rowcount


def _plain(kind: str) -> str:
    """The SQL of a whole row as JSON; ``concat_ws`` passes over blanks."""
    members = ", ".join(f"'\"{c.name}\":' || {_plain_value(c)}" for c in TABLES[kind].c)
    return f"'{{' || concat_ws(',', {members}) || '}}'"


def _plain_value(column: Column[Any]) -> str:
    return _by_type(PLAIN, column).replace("{}", f'"{column.name}"')


def _living(column: Column[Any]) -> str:
    path = f"'$.\"{column.name}\"'"
    value = f'json_extract("before", {path})'
    return _by_type(LIVING, column).replace("{}", value).replace("[]", path)


def _by_type(patterns: Patterns, column: Column[Any]) -> str:
    return next((sql for type_, sql in patterns if isinstance(column.type, type_)), "{}")


Patterns = tuple[tuple[type[Any], str], ...]
# By type of column, how JSON writes it: {} is the column. An Instant stands before what it is.
PLAIN: Patterns = (
    (
        Instant,
        """'"' || replace(substr({}, 1, 19), ' ', 'T') ||"""
        """ CASE substr({}, 20) WHEN '.000000' THEN '' ELSE substr({}, 20) END || '+00:00"'""",
    ),
    (Date, """'"' || {} || '"'"""),
    (Boolean, "CASE {} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END"),
    (JSON, "{}"),
    (LargeBinary, """CASE WHEN {} IS NOT NULL THEN '"' || lower(hex({})) || '"' END"""),
    (Text, "CASE WHEN {} IS NOT NULL THEN json_quote({}) END"),
    (Float, "CASE WHEN {} IS NOT NULL THEN json_quote({}) END"),
)
# By type of column, how its table takes it: {} is the value in the journal, [] the path to it.
LIVING: Patterns = (
    (
        Instant,
        "replace(substr({}, 1, 19), 'T', ' ') ||"
        " CASE WHEN length({}) > 25 THEN substr({}, 20, 7) ELSE '.000000' END",
    ),
    (JSON, '"before" -> []'),
    (LargeBinary, "unhex({})"),
)
