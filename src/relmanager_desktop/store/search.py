"""The search index: one FTS5 table, written in the same transaction as what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from relmanager_desktop.domain.records import Kind
from relmanager_desktop.store import arrears
from relmanager_desktop.store.arrears import Line
from relmanager_desktop.store.rows import MANY, Ranges, is_sqlite
from relmanager_desktop.store.search_texts import (
    SEARCHED,
    SEARCHED_COLUMNS,
    lines_of,
    number_of,
    selecting,
    words_of,
)
from relmanager_desktop.store.statements import run_many, run_raw

if TYPE_CHECKING:
    from relmanager_desktop.store.traces import Touched

WIPED_ONE_BY_ONE = 2_000  # above this, wiping each row's words costs more than one rewrite
MANY_CREATED = 1_000  # rows that fill some segments of the index
READ_AT_ONCE = 5_000
_INTO = "INSERT INTO search(rowid, title, body, digits, kind) VALUES(?, ?, ?, ?, ?)"
_SECURE = "INSERT INTO search(search, rank) VALUES('secure-delete', {})"
# Words are looked for in every segment, to be found or taken out: some pages' work at a time
# keeps them few.
_TIDY = (
    "INSERT INTO search(search, rank) VALUES('usermerge', 2)",
    "INSERT INTO search(search, rank) VALUES('merge', 300)",
)


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


def find(
    session: Session, text: str, *, kinds: Sequence[str] = (), limit: int = 50
) -> list[tuple[str, int]]:
    """Return (kind, id) of the records that hold every word of ``text``, as prefixes.

    Accents and case do not matter; a run of three or more digits also finds phone numbers.
    Hits in a name stand before hits in a text; within each, the newest first.
    """
    words, number = words_of(text), number_of(text)
    if not words:
        return []
    wanted = " ".join(f'"{word}"*' for word in words)
    searches: list[tuple[str, Callable[[Line], bool]]] = [
        (f"{{title}} : ({wanted})", lambda line: line.begins_title(words)),
        (f"{{title body}} : ({wanted})", lambda line: line.begins(words)),
    ]
    if number:
        searches.append((f'{{digits}} : "{number}"*', lambda line: line.begins_number(number)))
    found: dict[tuple[str, int], None] = {}
    for hit in _matches(session, searches, kinds, limit):
        found[hit] = None
        if len(found) == limit:  # a common word costs as much again in the next search
            break
    return list(found)


def _matches(
    session: Session,
    searches: Iterable[tuple[str, Callable[[Line], bool]]],
    kinds: Sequence[str],
    limit: int,
) -> Iterator[tuple[str, int]]:
    late = arrears.rows(session)
    lines = [line for line in arrears.lines(session, late) if not kinds or line.kind in kinds]
    passed = {id_ for ids in late.values() for id_ in ids}
    only = _only(kinds)
    statement = (
        f"SELECT kind, rowid FROM search WHERE search MATCH ?{only} ORDER BY rowid DESC LIMIT ?"
    )
    for query, meets in searches:
        values = (query, limit + len(passed))
        rows = session.connection().exec_driver_sql(statement, values)
        hits = [(kind, id_) for kind, id_ in rows if id_ not in passed]
        hits += [(line.kind, line.id) for line in lines if meets(line)]
        yield from sorted(hits, key=lambda hit: hit[1], reverse=True) if lines else hits


def _only(kinds: Sequence[str]) -> str:
    """Return the SQL that keeps some kinds; which kind a row is, its table knows fastest.

    The plus keeps SQLite from looking up each row of the tables among the words instead.
    """
    tables = [f'SELECT id FROM "{kind}"' for kind in kinds if kind in SEARCHED]
    return f" AND +rowid IN ({' UNION ALL '.join(tables) or 'NULL'})" if kinds else ""


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
    for first, count in blocks:
        _insert(session, kind, f"id BETWEEN {first} AND {first + count - 1}")
    if sum(count for _, count in blocks) >= MANY_CREATED:
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
    while some := rows.fetchmany(READ_AT_ONCE):
        run_many(connection, _INTO, lines_of(kind, some))


def _tidy(session: Session) -> None:
    for statement in _TIDY:
        _run(session, statement)


def _run(session: Session, statement: str) -> None:
    session.connection().exec_driver_sql(statement)


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), MANY):
        yield ids[start : start + MANY]
