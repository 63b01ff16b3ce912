"""Cells from the clipboard, read for the cells of a list from the chosen one on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from relmanager_desktop.domain.problems import InvalidError, NotFoundError
from relmanager_desktop.domain.records import Kind
from relmanager_desktop.domain.texts import Text, joined, tr
from relmanager_desktop.queries.drafts import typed_value
from relmanager_desktop.queries.record_rows import record_rows
from relmanager_desktop.queries.titles import title_of
from relmanager_desktop.ui.bridge import Bridge

TOLD_APART = frozenset({"account", "contact"})  # by their names, so two alike are confused


class Pasted(NamedTuple):
    """A text for one cell: the record, the field, and what is to stand there."""

    id: int
    name: str
    text: str


class Clip(NamedTuple):
    """What the clipboard holds for a list: cells that fit, and how many filled ones do not.

    ``fixed`` would fall on columns that cannot be edited, ``outside`` on no row or column.
    """

    cells: list[Pasted]
    fixed: int
    outside: int

    @property
    def left_out(self) -> Text | None:
        """How many cells are not pasted, and why; None where all are."""
        n = self.fixed + self.outside
        if not n:
            return None
        reasons = [
            tr("their columns cannot be edited here") if self.fixed else None,
            tr("they reach beyond the list") if self.outside else None,
        ]
        return tr(
            "{n} cell was not pasted: {why}.",
            plural="{n} cells were not pasted: {why}.",
            n=n,
            why=joined(", ", *(reason for reason in reasons if reason)),
        )


class PastedWrongError(Exception):
    """One of the cells does not fit; nothing was written."""


def cells_of(text: str, ids: Sequence[int], names: Sequence[str | None]) -> Clip:
    """Return what lines of cells parted by tabs mean for these records and columns.

    A column without a name cannot be edited and is passed over; what hangs over is left out.
    """
    cells: list[Pasted] = []
    fixed = outside = 0
    for row, line in enumerate(text.rstrip("\r\n").splitlines()):
        for column, word in enumerate(map(str.strip, line.split("\t"))):
            if row >= len(ids) or column >= len(names):
                outside += bool(word)
            elif (name := names[column]) is None:
                fixed += bool(word)
            else:
                cells.append(Pasted(ids[row], name, word))
    return Clip(cells, fixed, outside)


def new_titles(kind: Kind, changes: Mapping[int, Mapping[str, Any]]) -> dict[int, str]:
    """Return by record the names that changes give to accounts and people."""
    title = kind.title[0]
    if kind.name not in TOLD_APART:
        return {}
    return {id_: str(values[title]) for id_, values in changes.items() if values.get(title)}


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
