"""One kind on its way into the workbook: its columns, its rows, its sheet or sheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.records import Kind
from relmanager_desktop.domain.workbooks import (
    MAX_DATA_ROWS,
    WorkbookColumn,
    sheet_layout,
    sheet_name,
    table_name,
)
from relmanager_desktop.domain.workbooks.notes import note_of
from relmanager_desktop.domain.workbooks.tints import tints_of
from relmanager_desktop.exchange.cells_out import Outlet, text_cell
from relmanager_desktop.exchange.layouts import Column, SheetSpec, width_of
from relmanager_desktop.queries.export_lists import Lists
from relmanager_desktop.queries.export_rows import KindRows, Source

ROWS_PER_SHEET = MAX_DATA_ROWS
KEY_WIDTH = 7.0  # enough to see that something is there
_LEAST_WIDTHS = {"date": 11.0, "instant": 16.5, "money": 13.0}


class KindSheet:
    """One kind on its way into the workbook: one sheet, or several where it is long."""

    def __init__(self, source: Source, kind: Kind) -> None:
        self.kind = kind
        self.layout = sheet_layout(kind.name, source.own.get(kind.name, ()))
        headers = [column.header for column in self.layout]
        self.outlet = Outlet([], headers, source.zone, ROWS_PER_SHEET)
        self.rows = KindRows(source, kind.name, self.layout, self.outlet)
        self.count = self.rows.count
        self.counts = _parted(self.count)
        self.names = [sheet_name(kind.name, n) for n in range(1, len(self.counts) + 1)]
        self.outlet.sheets = self.names

    def specs(self, zone: str, lists: Lists) -> Iterator[SheetSpec]:
        """Yield what to write."""
        columns = self._columns(zone, lists)
        rows = iter(self.rows)
        for number, (name, count) in enumerate(zip(self.names, self.counts, strict=True), start=1):
            yield SheetSpec(
                name=name,
                columns=columns,
                rows=islice(rows, count),
                row_count=count,
                table=table_name(self.kind.name, number),
                tints=tints_of(self.kind.name, self.layout),
            )

    def _columns(self, zone: str, lists: Lists) -> tuple[Column, ...]:
        first = self.rows.first()
        return tuple(
            Column(
                header=column.header,
                width=_width(column, [row[place] for row in first]),
                style=column.style,
                note=text_cell(note_of(column, zone))[0] or "",
                header_style=_header_style(column),
                offers=lists.range_of(self.kind.name, column),
                is_strict=lists.is_strict(column),
                limits=column.limits,
            )
            for place, column in enumerate(self.layout)
        )


def _parted(count: int) -> list[int]:
    full, rest = divmod(count, ROWS_PER_SHEET)
    return [ROWS_PER_SHEET] * full + ([rest] if rest or not full else [])


def _width(column: WorkbookColumn, cells: Sequence[Cell]) -> float:
    if column.is_key:
        return KEY_WIDTH
    shown = (cell for cell in cells if isinstance(cell, str))
    least = _LEAST_WIDTHS.get(column.style, 8.0)
    return max(width_of(shown, least), width_of([column.header + "   "]))


def _header_style(column: WorkbookColumn) -> str:
    if column.is_key:
        return "header_key"
    return "header_required" if column.field.required else "header"
