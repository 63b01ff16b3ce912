"""The search index: one FTS5 table, written in the same transaction as what it finds.

Each row holds the words of a record and, as a word of its own, the mark of its kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from relmanager_desktop.domain.records import Kind
from relmanager_desktop.store import arrears
from relmanager_desktop.store.ahead import one_ahead
from relmanager_desktop.store.engines import as_json
from relmanager_desktop.store.finding import find, find_all
from relmanager_desktop.store.rows import MANY, Ranges, is_sqlite
from relmanager_desktop.store.search_texts import (
    SEARCHED,
    SEARCHED_COLUMNS,
    lines_of,
    selecting,
)
from relmanager_desktop.store.statements import run_raw

if TYPE_CHECKING:
    from relmanager_desktop.store.traces import Touched

WIPED_ONE_BY_ONE = 2_000  # above this, wiping each row's words costs more than one rewrite
MANY_CREATED = 1_000  # rows that fill some segments of the index
READ_AT_ONCE = 5_000
# All lines of a batch in one statement, during which Python is free to spell the next.
_INTO = (
    "INSERT INTO search(rowid, title, body, digits, kind) "
    "SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?)"
)
_SECURE = "INSERT INTO search(search, rank) VALUES('secure-delete', {})"
# Words are looked for in every segment, to be found or taken out: some pages' work at a time
# keeps them few.
_TIDY = (
    "INSERT INTO search(search, rank) VALUES('usermerge', 2)",
    "INSERT INTO search(search, rank) VALUES('merge', 300)",
)
# Merging while many rows are written takes a third of the time, and most of it is merged again.
_MERGING = "INSERT INTO search(search, rank) VALUES('automerge', {})"
_USUAL_MERGING = 4


def refresh(session: Session, touched: Touched, number: int) -> None:
    """Bring the index up to date with the rows that change set ``number`` touched.

    The words of a few edited rows may stay in arrears; ``find`` knows of them.
    """
    moved = [
        SEARCHED[name]
        for name in touched.kinds() & SEARCHED.keys()
        if touched.moves(name, SEARCHED_COLUMNS[name])
    ]
    is_small = sum(map(len, touched.ids.values())) <= arrears.FEW_ROWS
    if (is_small and not moved) or not is_sqlite(session):
        return
    if _is_mostly_new(session, touched, moved):
        rebuild(session)
        return
    for kind in moved:
        if touched.gone.get(kind.name) or touched.blocks.get(kind.name):
            _take_in_and_out(session, kind, touched)
    first = arrears.since(session)
    edited = {kind.name: _edited(kind, touched) for kind in moved}
    if is_small and (not first or number - first < arrears.FEW_WRITES):
        if not first and any(edited.values()):
            arrears.begin(session, number)
        return
    settle(session, before=number)
    _write_anew(session, edited)


def settle(session: Session, before: int = arrears.END) -> None:
    """Write what is in arrears of the change sets before a number."""
    if is_sqlite(session) and arrears.since(session):
        _write_anew(session, arrears.rows(session, before))
        _tidy(session)
        arrears.begin(session, 0)


def rebuild(session: Session) -> None:
    """Write the whole index anew, in a table that is made anew: a damaged one is mended so."""
    made = "SELECT sql FROM sqlite_master WHERE name = 'search'"
    create = session.connection().exec_driver_sql(made).scalar_one()
    _run(session, "DROP TABLE search")
    _run(session, create)
    _run(session, _SECURE.format(1))
    for kind in SEARCHED.values():
        _insert(session, kind, "1 = 1")
    arrears.begin(session, 0)


def _is_mostly_new(session: Session, touched: Touched, moved: Sequence[Kind]) -> bool:
    """Whether taking rows out one by one would cost more than writing the rest anew."""
    gone = sum(
        len(touched.ids.get(kind.name, ())) + len(touched.gone.get(kind.name, ())) for kind in moved
    )
    if gone <= WIPED_ONE_BY_ONE:
        return False
    count = session.connection().exec_driver_sql("SELECT count(*) FROM search_docsize").scalar_one()
    return bool(2 * gone > count)


def _take_in_and_out(session: Session, kind: Kind, touched: Touched) -> None:
    """Write created rows, and take out deleted ones at once, so that they leave the file."""
    blocks = touched.blocks.get(kind.name, [])
    created = Ranges(blocks)
    gone = {row["id"] for row in touched.gone.get(kind.name, ())}
    _remove(session, sorted(id_ for id_ in gone if id_ not in created))
    is_many = sum(count for _, count in blocks) >= MANY_CREATED
    with _merging_later(session) if is_many else nullcontext():
        for first, count in blocks:
            _insert(session, kind, f"id BETWEEN {first} AND {first + count - 1}")
    if is_many:
        _tidy(session)


def _edited(kind: Kind, touched: Touched) -> list[int]:
    """Return the rows that were there before the write and still are."""
    created = Ranges(touched.blocks.get(kind.name, ()))
    gone = {row["id"] for row in touched.gone.get(kind.name, ())}
    edited = touched.ids.get(kind.name, set()) - gone
    return sorted(id_ for id_ in edited if id_ not in created)


def _write_anew(session: Session, rows: dict[str, list[int]]) -> None:
    """Write rows as they are now."""
    for name, ids in rows.items():
        _remove(session, ids)
        for some in _batches(ids):
            _insert(session, SEARCHED[name], f"id IN ({','.join(map(str, some))})")


def _remove(session: Session, ids: Sequence[int]) -> None:
    """Take rows out, and their words from the file: each row's, or all by one rewrite."""
    is_many = len(ids) > WIPED_ONE_BY_ONE
    if is_many:
        _run(session, _SECURE.format(0))
    for some in _batches(ids):
        _run(session, f"DELETE FROM search WHERE rowid IN ({','.join(map(str, some))})")
    if is_many:
        _run(session, "INSERT INTO search(search) VALUES('optimize')")
        _run(session, _SECURE.format(1))


def _insert(session: Session, kind: Kind, where: str) -> None:
    connection = session.connection()
    rows = run_raw(connection, selecting(kind, where))
    batches = iter(partial(rows.fetchmany, READ_AT_ONCE), [])
    for lines in one_ahead(partial(_lines, kind), batches):
        run_raw(connection, _INTO, (lines,))


def _lines(kind: Kind, rows: Sequence[Sequence[Any]]) -> str:
    return as_json(lines_of(kind, rows))


@contextmanager
def _merging_later(session: Session) -> Iterator[None]:
    """Let the segments of the index stand apart while many rows are written."""
    _run(session, _MERGING.format(0))
    yield
    _run(session, _MERGING.format(_USUAL_MERGING))


def _tidy(session: Session) -> None:
    for statement in _TIDY:
        _run(session, statement)


def _run(session: Session, statement: str) -> None:
    session.connection().exec_driver_sql(statement)


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), MANY):
        yield ids[start : start + MANY]


__all__ = ["find", "find_all", "rebuild", "refresh", "settle"]
