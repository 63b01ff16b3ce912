"""The search index: one FTS5 table, written in the same transaction as what it finds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from relmanager_desktop.domain.folding import digits, fold
from relmanager_desktop.domain.records import SEEN, Field, Kind
from relmanager_desktop.store.rows import MANY, Ranges, is_sqlite
from relmanager_desktop.store.statements import run_raw

if TYPE_CHECKING:
    from relmanager_desktop.store.traces import Touched

WIPED_ONE_BY_ONE = 2_000  # above this, wiping each row's words costs more than one rewrite
SHORTEST_NUMBER = 3
INTERNATIONAL = ("+", "00", "(+")
_SECURE = "INSERT INTO search(search, rank) VALUES('secure-delete', {})"
_GROUPS = re.compile(r"\d+")
PARTS = ("title", "body", "digits")


def prepare(connection: Any) -> None:
    """Give a DBAPI connection the functions that fold names and pick digits."""
    connection.create_function("rm_fold", 1, lambda text: fold(text) if text else "")
    connection.create_function("rm_digits", 1, lambda text: phone_words(text) if text else "")


def phone_words(text: str) -> str:
    """Return a phone number as the words that people look it up by.

    Each is a run of digits without leading noughts: the whole number, what follows each gap in
    it, and what follows a country code, so that '+49 30 1234' answers to 4930…, 30… and 1234….
    """
    groups = _GROUPS.findall(text)
    number = "".join(groups)
    words = [number.lstrip("0")]
    place = 0
    for group in groups[:-1]:
        place += len(group)
        words.append(number[place:].lstrip("0"))
    if text.startswith(INTERNATIONAL):
        bare = words[0]
        words += [bare[1:].lstrip("0"), bare[2:].lstrip("0"), bare[3:].lstrip("0")]
    return " ".join({word: None for word in words if len(word) >= SHORTEST_NUMBER})


def searched_fields(kind: Kind, part: str) -> tuple[Field, ...]:
    """Return the fields of a kind whose text stands in one part of the index."""
    return tuple(field for field in kind.fields if part in field.search.split())


SEARCHED: dict[str, Kind] = {
    kind.name: kind for kind in SEEN if any(searched_fields(kind, part) for part in PARTS)
}

SEARCHED_COLUMNS: dict[str, frozenset[str]] = {
    name: frozenset(field.name for field in kind.fields if field.search) | {"archived_at"}
    for name, kind in SEARCHED.items()
}


def refresh(session: Session, touched: Touched) -> None:
    """Bring the index up to date with the rows that a write touched."""
    if not is_sqlite(session):
        return
    if _is_mostly_new(session, touched):
        rebuild(session)
        return
    for kind in SEARCHED.values():
        if not touched.moves(kind.name, SEARCHED_COLUMNS[kind.name]):
            continue
        blocks = touched.blocks.get(kind.name, [])
        created = Ranges(blocks)
        gone = {row["id"] for row in touched.gone.get(kind.name, ())}
        changed = touched.ids.get(kind.name, set())
        if len(changed) == 1 and not gone and not blocks:
            _replace(session, kind, *changed)
            continue
        _remove(session, sorted(id_ for id_ in changed | gone if id_ not in created))
        for ids in _batches(sorted(id_ for id_ in changed - gone if id_ not in created)):
            _insert(session, kind, f"id IN ({','.join(map(str, ids))})")
        for first, count in blocks:
            _insert(session, kind, f"id BETWEEN {first} AND {first + count - 1}")


def rebuild(session: Session) -> None:
    """Write the whole index anew, in a table that is made anew: a damaged one is mended so."""
    made = "SELECT sql FROM sqlite_master WHERE name = 'search'"
    create = session.connection().exec_driver_sql(made).scalar_one()
    _run(session, "DROP TABLE search")
    _run(session, create)
    _run(session, _SECURE.format(1))
    for kind in SEARCHED.values():
        _insert(session, kind, "1 = 1")


def _is_mostly_new(session: Session, touched: Touched) -> bool:
    """Whether taking rows out one by one would cost more than writing the rest anew."""
    gone = sum(
        len(touched.ids.get(name, ())) + len(touched.gone.get(name, ()))
        for name in SEARCHED
        if touched.moves(name, SEARCHED_COLUMNS[name])
    )
    if gone <= WIPED_ONE_BY_ONE:
        return False
    count = session.connection().exec_driver_sql("SELECT count(*) FROM search_docsize").scalar_one()
    return bool(2 * gone > count)


def find(
    session: Session, text: str, *, kinds: Sequence[str] = (), limit: int = 50
) -> list[tuple[str, int]]:
    """Return (kind, id) of the records that hold every word of ``text``, as prefixes.

    Accents and case do not matter; a run of three or more digits also finds phone numbers.
    Hits in a name stand before hits in a text; within each, the newest first.
    """
    words = "".join(c if c.isalnum() else " " for c in fold(text)).split()
    if not words:
        return []
    wanted = " ".join(f'"{word}"*' for word in words)
    queries = [f"{{title}} : ({wanted})", f"{{title body}} : ({wanted})"]
    number = digits(text).lstrip("0")
    if len(number) >= SHORTEST_NUMBER and all(word.isdigit() for word in words):
        queries.append(f'{{digits}} : "{number}"*')
    return _unique(_matches(session, queries, kinds, limit), limit)


def _matches(
    session: Session, queries: Sequence[str], kinds: Sequence[str], limit: int
) -> Iterator[tuple[str, int]]:
    only = f" AND kind IN ({', '.join('?' for _ in kinds)})" if kinds else ""
    for query in queries:
        statement = (
            f"SELECT kind, rowid FROM search WHERE search MATCH ?{only} ORDER BY rowid DESC LIMIT ?"
        )
        for row in session.connection().exec_driver_sql(statement, (query, *kinds, limit)):
            yield row[0], row[1]


def _unique(hits: Iterable[tuple[str, int]], limit: int) -> list[tuple[str, int]]:
    return list(dict.fromkeys(hits))[:limit]


def _remove(session: Session, ids: Sequence[int]) -> None:
    """Take rows out, and their words from the file: each row's, or all by one rewrite."""
    is_many = len(ids) > WIPED_ONE_BY_ONE
    if is_many:
        _run(session, _SECURE.format(0))
    for some in _batches(ids):
        _run(session, f"DELETE FROM search WHERE rowid IN ({','.join(map(str, some))})")
    if is_many:
        _rewrite(session)


def _rewrite(session: Session) -> None:
    _run(session, "INSERT INTO search(search) VALUES('optimize')")
    _run(session, _SECURE.format(1))


def _insert(session: Session, kind: Kind, where: str) -> None:
    _run(session, _inserting(kind, where))


def _replace(session: Session, kind: Kind, id_: int) -> None:
    """Write one row anew: the statements stay the same, so that SQLite need not read them again."""
    connection = session.connection()
    run_raw(connection, "DELETE FROM search WHERE rowid = ?", (id_,))
    run_raw(connection, _ONE_ROW[kind.name], (id_,))


def _inserting(kind: Kind, where: str) -> str:
    parts = ", ".join(_part(kind, part) for part in PARTS)
    archived = " AND archived_at IS NULL" if kind.can_be_archived else ""
    return (
        "INSERT INTO search(rowid, title, body, digits, kind) "
        f"SELECT id, {parts}, '{kind.name}' FROM \"{kind.name}\" WHERE {where}{archived}"
    )


def _part(kind: Kind, part: str) -> str:
    function = "rm_digits" if part == "digits" else "rm_fold"
    names = [f"coalesce(\"{field.name}\", '')" for field in searched_fields(kind, part)]
    if part == "digits":
        return " || ' ' || ".join(f"{function}({name})" for name in names) or "''"
    joined = " || ' ' || ".join(names)
    return f"{function}({joined})" if names else "''"


def _run(session: Session, statement: str) -> None:
    session.connection().exec_driver_sql(statement)


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), MANY):
        yield ids[start : start + MANY]


_ONE_ROW = {name: _inserting(kind, "id = ?") for name, kind in SEARCHED.items()}
