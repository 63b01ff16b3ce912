"""The search index: one FTS5 table, written in the same transaction as what it finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from relmanager_desktop.domain.folding import digits, fold
from relmanager_desktop.domain.records import SEEN, Field, Kind

if TYPE_CHECKING:
    from relmanager_desktop.store.journal import Touched

BATCH = 500
MANY = 2_000  # above this, wiping row by row costs 100 times what one rewrite does
_SECURE = "INSERT INTO search(search, rank) VALUES('secure-delete', {})"
PARTS = ("title", "body", "digits")


def prepare(connection: Any) -> None:
    """Give a DBAPI connection the functions that fold names and pick digits."""
    connection.create_function("rm_fold", 1, lambda text: fold(text) if text else "")
    connection.create_function("rm_digits", 1, lambda text: digits(text) if text else "")


def searched_fields(kind: Kind, part: str) -> tuple[Field, ...]:
    """Return the fields of a kind whose text stands in one part of the index."""
    return tuple(field for field in kind.fields if part in field.search.split())


SEARCHED: dict[str, Kind] = {
    kind.name: kind for kind in SEEN if any(searched_fields(kind, part) for part in PARTS)
}


def refresh(session: Session, touched: Touched) -> None:
    """Bring the index up to date with the rows that a write touched."""
    if session.get_bind().dialect.name != "sqlite":
        return
    for kind in SEARCHED.values():
        changed = touched.ids.get(kind.name, set())
        gone = [row["id"] for row in touched.gone.get(kind.name, ())]
        _remove(session, sorted(changed.union(gone)))
        for ids in _batches(sorted(changed)):
            _insert(session, kind, f"id IN ({','.join(map(str, ids))})")
        for first, count in touched.blocks.get(kind.name, ()):
            _insert(session, kind, f"id BETWEEN {first} AND {first + count - 1}", is_new=True)


def _remove(session: Session, ids: list[int]) -> None:
    """Take rows out; many at once without wiping each, then the whole index is written anew."""
    is_many = len(ids) > MANY
    if is_many:
        _run(session, _SECURE.format(0))
    for some in _batches(ids):
        marks = ",".join(map(str, some))
        _run(session, f"DELETE FROM search WHERE rowid IN ({marks})")  # noqa: S608 - integers
    if is_many:
        _run(session, "INSERT INTO search(search) VALUES('optimize')")
        _run(session, _SECURE.format(1))


def rebuild(session: Session) -> None:
    """Write the whole index anew."""
    _run(session, "DELETE FROM search")
    for kind in SEARCHED.values():
        _insert(session, kind, "1 = 1")


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
    number = digits(text)
    queries = [f"{{title}} : ({wanted})", f"{{title body}} : ({wanted})"]
    if len(number) >= 3 and len(number) >= len("".join(words)) - 1:  # noqa: PLR2004
        queries.append(f'{{digits}} : "{number}"*')
    return _unique(_matches(session, queries, kinds, limit), limit)


def _matches(
    session: Session, queries: Sequence[str], kinds: Sequence[str], limit: int
) -> Iterator[tuple[str, int]]:
    only = f" AND kind IN ({','.join(repr(kind) for kind in kinds)})" if kinds else ""
    for query in queries:
        statement = (
            f"SELECT kind, rowid FROM search WHERE search MATCH ?{only} "  # noqa: S608 - our kinds
            "ORDER BY rowid DESC LIMIT ?"
        )
        for row in session.connection().exec_driver_sql(statement, (query, limit)):
            yield row[0], row[1]


def _unique(hits: Iterable[tuple[str, int]], limit: int) -> list[tuple[str, int]]:
    return list(dict.fromkeys(hits))[:limit]


def _insert(session: Session, kind: Kind, where: str, *, is_new: bool = False) -> None:
    parts = ", ".join(_part(kind, part) for part in PARTS)
    archived = " AND archived_at IS NULL" if kind.can_be_archived and not is_new else ""
    _run(
        session,
        f"INSERT INTO search(rowid, title, body, digits, kind) "  # noqa: S608 - catalogue names
        f"SELECT id, {parts}, '{kind.name}' FROM \"{kind.name}\" WHERE {where}{archived}",
    )


def _part(kind: Kind, part: str) -> str:
    fields = searched_fields(kind, part)
    if not fields:
        return "''"
    joined = " || ' ' || ".join(f"coalesce(\"{field.name}\", '')" for field in fields)
    return f"rm_digits({joined})" if part == "digits" else f"rm_fold({joined})"


def _run(session: Session, statement: str) -> None:
    session.connection().exec_driver_sql(statement)


def _batches(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
