"""What files hold, in a form that two runs of the same deed agree on: no ids, no moments."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.store.copies import open_to_read

_KEY = re.compile(r"\b\d{17,19}\b")  # ids are given by the clock
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:[\d.]+\+00:00")
_MOMENTS = frozenset({"created_at", "updated_at", "at"})
_DATED_PARTS = frozenset({"docProps/core.xml"})


def content_of(place: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every kind with ids by their turn, and what the file is made of."""
    with closing(open_to_read(place)) as connection:
        made = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name")
        found = {"": [tuple(row) for row in made]}
        names = {row[1] for row in found[""] if row[0] == "table"} & KINDS.keys()
        turns = _turns(connection, sorted(names))
        for name in sorted(names):
            found[name] = _rows(connection, name, partial(_said, turns))
    return found


def cells_of(workbook: Path) -> dict[str, int]:
    """Return the checksum of each part of a workbook, but for the one that bears the moment."""
    with zipfile.ZipFile(workbook) as archive:
        return {
            name: zlib.crc32(archive.read(name))
            for name in archive.namelist()
            if name not in _DATED_PARTS
        }


def _turns(connection: Any, names: list[str]) -> dict[str, str]:
    turns: dict[str, str] = {}
    for name in names:
        ids = connection.execute(f'SELECT id FROM "{name}" ORDER BY id')
        turns |= {str(row[0]): f"{name} {turn}" for row, turn in zip(ids, count(1), strict=False)}
    return turns


def _rows(connection: Any, name: str, said: Callable[[object], object]) -> list[tuple[Any, ...]]:
    cursor = connection.execute(f'SELECT * FROM "{name}" ORDER BY id')
    kept = [
        place for place, (column, *_) in enumerate(cursor.description) if column not in _MOMENTS
    ]
    return [tuple(said(row[place]) for place in kept) for row in cursor]


def _said(turns: dict[str, str], value: object) -> object:
    """Return a value without moments, with ids of rows as their turns, of others as 'gone'."""
    if isinstance(value, int | str):
        text = _MOMENT.sub("then", str(value))
        return _KEY.sub(lambda found: turns.get(found[0], "gone"), text)
    return value
