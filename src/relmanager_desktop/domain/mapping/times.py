"""Times of day in cells: clocks, days with a time, shares of a day, '9.30 am'."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, time, timedelta

from relmanager_desktop.domain.cells import Cell, ErrorCell
from relmanager_desktop.domain.mapping.unreadable import (
    ValueProblem,
    is_blank_text,
    refuse_error,
    shown,
)
from relmanager_desktop.domain.texts import tr


def time_reader() -> Callable[[Cell], str | None]:
    """Return what reads a cell as a time of day, '09:30'."""

    def read(cell: Cell) -> str | None:
        if cell is None or (isinstance(cell, str) and is_blank_text(cell.strip())):
            return None
        if isinstance(cell, ErrorCell):
            refuse_error(cell)
        told = _clock(cell)
        if told is None:
            raise ValueProblem(
                tr("“{cell}” is not a time of day. Write it as 09:30.", cell=shown(cell))
            )
        return told

    return read


def _clock(cell: Cell) -> str | None:
    if isinstance(cell, time | datetime):
        return f"{cell:%H:%M}"
    if isinstance(cell, timedelta):
        return _clock_of_minutes(round(cell.total_seconds() / 60))
    if isinstance(cell, float | int):
        return _clock_of_minutes(round(cell * 1440)) if 0 <= cell < 1 else None
    match = re.fullmatch(r"(\d{1,2})[:.h](\d{2})?(?::\d{2})?\s*([ap]\.?m\.?)?", str(cell).lower())
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        hour = hour % 12 + (12 if match[3][0] == "p" else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def _clock_of_minutes(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
