"""Answers as lines for people: aligned columns, words for codes, this machine's clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from relmanager_desktop.domain.records import Field, FieldType

WIDEST = 60  # of every column but the last, which nothing stands behind
_TIMES = frozenset({FieldType.INSTANT})


def table_lines(header: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    """Return rows as aligned lines under a header; all but the last column are cut where long."""
    lines = [[_one_line(cell) for cell in row] for row in [header, *rows]]
    cells = [[*(_cut(text) for text in row[:-1]), *row[-1:]] for row in lines]
    widths = [max(len(row[place]) for row in cells) for place in range(len(header))]
    rule = "  ".join("─" * min(width, WIDEST) for width in widths)
    shown = [
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]
    return [shown[0], rule, *shown[1:]]


def told(field: Field, value: Any) -> object:
    """Return a value that JSON shows as a person reads it: labels, and times of this machine."""
    if isinstance(value, list):
        return [told(field, part) for part in value]
    if value is not None and field.type in _TIMES:
        return datetime.fromisoformat(value)
    return field.label_of(value) if field.choices and value is not None else value


def _one_line(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_one_line, value))
    if isinstance(value, datetime):
        return f"{value.astimezone():%Y-%m-%d %H:%M}"
    return "" if value is None else " ".join(str(value).split())


def _cut(text: str) -> str:
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"
