"""Rows of a list beside what is stored, compared as they are stored: most say nothing new."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from relmanager_desktop.store.conversions import converted_column, converters_of
from relmanager_desktop.store.rows import is_sqlite
from relmanager_desktop.store.statements import run_raw
from relmanager_desktop.store.tables import TABLES


def say_nothing_new(
    session: Session,
    kind: str,
    names: Sequence[str],
    ids: Sequence[int],
    rows: Sequence[Sequence[Any]],
) -> list[bool]:
    """Whether each row surely holds blanks and the values of its record, and nothing else.

    Row n is of the record ``ids[n]``, its values in the order of ``names``. A row that says the
    same in another way may count as new; that costs a closer look, and nothing else.
    """
    if not rows or not is_sqlite(session):
        return [False] * len(rows)
    columns = dict(zip(names, zip(*rows, strict=True), strict=True))
    said = {name: c for name, c in columns.items() if any(value is not None for value in c)}
    stored = _stored(session, kind, [*said], ids)
    converters = converters_of(session.connection().dialect, TABLES[kind], [*said])
    told = zip(*map(converted_column, said.values(), converters), strict=True)
    return [
        row == held or (held is not None and _differs_by_blanks(row, held))
        for row, held in zip(told, map(stored.get, ids), strict=True)
    ]


def _differs_by_blanks(row: Sequence[Any], held: Sequence[Any]) -> bool:
    return all(new is None or new == old for new, old in zip(row, held, strict=True))


def _stored(
    session: Session, kind: str, names: Sequence[str], ids: Sequence[int]
) -> dict[int, tuple[Any, ...]]:
    quoted = "".join(f', "{name}"' for name in names)
    wanted = f"[{','.join(map(str, ids))}]"
    found = run_raw(
        session.connection(),
        f'SELECT id{quoted} FROM "{kind}" WHERE id BETWEEN ? AND ?'
        " AND id IN (SELECT value FROM json_each(?))",
        (min(ids), max(ids), wanted),
    )
    return {row[0]: row[1:] for row in found.fetchall()}
