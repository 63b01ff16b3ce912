"""Cells from the clipboard, read for the cells of a list from the chosen one on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from relmanager_desktop.domain.problems import InvalidError, NotFoundError
from relmanager_desktop.domain.records import Kind
from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.queries.drafts import typed_value
from relmanager_desktop.queries.record_rows import record_rows
from relmanager_desktop.queries.titles import title_of
from relmanager_desktop.ui.bridge import Bridge


class Pasted(NamedTuple):
    """A text for one cell: the record, the field, and what is to stand there."""

    id: int
    name: str
    text: str


class PastedWrongError(Exception):
    """One of the cells does not fit; nothing was written."""


def cells_of(text: str, ids: Sequence[int], names: Sequence[str | None]) -> list[Pasted]:
    """Return what lines of cells parted by tabs mean for these records and columns.

    A column without a name cannot be edited and is passed over; what hangs over is left out.
    """
    lines = text.rstrip("\r\n").splitlines()
    return [
        Pasted(id_, name, word.strip())
        for id_, line in zip(ids, lines, strict=False)
        for name, word in zip(names, line.split("\t"), strict=False)
        if name is not None
    ]


def changes_of(
    bridge: Bridge, kind: Kind, cells: Iterable[Pasted], today: date
) -> dict[int, dict[str, Any]]:
    """Return the typed values by record and field.

    Raises:
        PastedWrongError: With record, field and reason of the first cell that does not fit.
    """
    changes: dict[int, dict[str, Any]] = {}
    for cell in cells:
        field = kind.field(cell.name)
        rows = bridge.ask(record_rows, kind.name, [cell.id], [cell.name])
        currency = rows[0].currency if rows else ""
        read = partial(typed_value, today=today)
        try:
            value = bridge.ask(read, field, cell.text, currency)
        except (InvalidError, NotFoundError) as error:
            raise PastedWrongError(str(_said(bridge, kind, cell, error))) from error
        changes.setdefault(cell.id, {})[cell.name] = value
    return changes


def _said(bridge: Bridge, kind: Kind, cell: Pasted, error: Exception) -> Text:
    title = bridge.ask(title_of, kind.name, cell.id)
    return tr(
        "{name}, {field}: {reason}", name=title, field=kind.field(cell.name).label, reason=error
    )
