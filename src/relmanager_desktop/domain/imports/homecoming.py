"""Our own workbook coming home: known by its hidden sheet, read the way it was written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from relmanager_desktop.domain.cells import Cell, Sheet
from relmanager_desktop.domain.imports.columns import Reader
from relmanager_desktop.domain.imports.keys import key_id
from relmanager_desktop.domain.imports.memories import MEMORY_SHEET
from relmanager_desktop.domain.imports.rows import ReaderOf
from relmanager_desktop.domain.imports.sheet_rows import Row
from relmanager_desktop.domain.mapping.maps import ColumnMap, Reading, SheetMap, Target
from relmanager_desktop.domain.records import Field, FieldType
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.domain.workbooks import (
    LISTS_SHEET,
    MANIFEST_SHEET,
    Manifest,
    SheetReading,
    read_layout,
    read_manifest,
    readme_sheet,
    row_checksum,
    sheet_layout,
)
from relmanager_desktop.domain.workbooks.values import (
    PERCENT_FACTOR,
    SEPARATOR,
)

README = "Read me"  # also where the workbook was made in English and this is another language
_PERCENT_DIGITS = 10  # what remains after a percentage went to a fraction and back
_HEADER_ROWS = 20  # title rows that somebody may have put above a table
_KEY_IN_BRACKETS = re.compile(r"\[([0-9A-Za-z]{13})\]\s*$")


@dataclass(frozen=True)
class Home:
    """A workbook of ours, whether it is this portfolio's own, and the user-defined fields."""

    manifest: Manifest
    is_own: bool
    own: Mapping[str, Sequence[Field]] = field(default_factory=dict)


def home_of(
    sheets: Sequence[Sheet], portfolio: str, own: Mapping[str, Sequence[Field]] | None = None
) -> Home | None:
    """Return whose workbook this is, None if it is none of ours.

    ``portfolio`` tells portfolios apart as the hidden sheet does; ``own`` are the user-defined
    fields by kind. Our hidden sheet is found by name, never by state: other programs show it.
    """
    hidden = next((sheet for sheet in sheets if sheet.info.name == MANIFEST_SHEET), None)
    manifest = None if hidden is None else read_manifest(hidden.rows)
    if manifest is None:
        return None
    is_own = bool(portfolio) and manifest.portfolio == portfolio
    return Home(manifest, is_own, own or {})


def lists_of(sheets: Sequence[Sheet], home: Home | None) -> list[Sheet]:
    """Return the sheets that may hold lists, without those by which our workbooks tell themselves.

    They are left aside by name, hidden or not: other programs show what was hidden.
    """
    aside = {MEMORY_SHEET}
    if home is not None:
        aside |= {MANIFEST_SHEET, LISTS_SHEET, readme_sheet(), README}
    return [sheet for sheet in sheets if sheet.info.name not in aside]


def home_map(sheet: Sheet, home: Home) -> SheetMap | None:
    """Return how one of our sheets is read; None for sheets that somebody else put in.

    A key says which record a row is, so every other cell is its value, blanks too; in the
    workbook of another portfolio keys say nothing.
    """
    recorded = home.manifest.headers.get(sheet.info.name, ("", {}))[1]
    for number, row in enumerate(sheet.rows[:_HEADER_ROWS]):
        reading = read_layout(sheet.info.name, row, home.own, recorded)
        if reading is not None and len(reading.columns) * 2 > sum(cell is not None for cell in row):
            return _map(sheet, number, row, reading, home)
    return None


def _map(sheet: Sheet, number: int, row: Row, reading: SheetReading, home: Home) -> SheetMap:
    header = tuple("" if cell is None else str(cell) for cell in row)
    is_keyed = home.is_own and reading.key_position is not None
    return SheetMap(
        sheet=sheet.info.name,
        header_row=number + 1,
        kinds=(reading.kind,),
        columns=tuple(_column(n, name, reading, is_keyed) for n, name in enumerate(header) if name),
        confidence=1.0,
        reason=tr("This is a sheet of the portfolio workbook."),
        header=header,
    )


def _column(number: int, header: str, reading: SheetReading, is_keyed: bool) -> ColumnMap:
    known = reading.columns.get(number)
    if known is None or (known.is_key and not is_keyed):
        reason = tr("It is no column of ours: it can be kept as an own field.")
        return ColumnMap(number, header, None, 1.0, reason)
    target = Target(reading.kind, known.path, own=known.field if known.field.is_custom else None)
    clears = is_keyed and not known.field.required and not known.is_key
    return ColumnMap(
        number, header, target, 1.0, tr("It bears the field's name."), Reading(clears=clears)
    )


def unchanged_rows(found: SheetMap, home: Home) -> Callable[[Row], int | None] | None:
    """Return what tells the rows that are as they were exported: their record's id, else None.

    None instead of a function if the sheet cannot tell.
    """
    known = home.own.get(found.main, ())
    if any(c.target and c.target.own and c.target.own not in known for c in found.columns):
        return None  # a column that was put in says something in rows that are else as they were
    positions = {c.target.field: c.column for c in found.columns if c.target}
    checksums = home.manifest.checksums.get(found.main, {})
    if "id" not in positions or not checksums:
        return None
    recorded = home.manifest.headers.get(found.sheet, ("", {}))[1]
    headers = {name: header for header, name in recorded.items()}
    by_header = {column.header: column.column for column in found.columns}
    key = positions["id"]
    rest = [
        by_header.get(headers.get(column.field.name, column.header), -1)
        for column in sheet_layout(found.main, home.own.get(found.main, ()))
        if not column.is_key
    ]

    def unchanged(row: Row) -> int | None:
        id_ = key_id(row[key]) if key < len(row) else None
        if id_ is None or id_ not in checksums:
            return None
        cells = [row[n] if 0 <= n < len(row) else None for n in rest]
        return id_ if row_checksum(cells) == checksums[id_] else None

    return unchanged


def home_reader(otherwise: ReaderOf, zone: str) -> ReaderOf:
    """Return how cells of our own workbook are read: as they were spelled, or as people type.

    ``zone`` is the one in which the workbook tells moments. Amounts stay in whole units.
    """
    told_in = ZoneInfo(zone or "UTC")

    def reader_of(field: Field, reading: Reading) -> Reader:
        plain = otherwise(field, reading)
        own = _OWN.get(field.type)
        if field.type is FieldType.INSTANT:
            return lambda cell: _moment(cell, told_in, plain)
        if field.type in {FieldType.CHOICE, FieldType.CHOICES, FieldType.YES_NO}:
            return _worded(field, plain)
        return plain if own is None else lambda cell: own(cell, plain)

    return reader_of


def _moment(cell: Cell, zone: ZoneInfo, plain: Reader) -> Any:
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=zone).astimezone(UTC)
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day, tzinfo=zone).astimezone(UTC)
    return plain(cell)


def _worded(field: Field, plain: Reader) -> Reader:
    """Return the reader of words that we offered; any other word is read like anybody's."""
    known: dict[Cell, Any] = {str(choice.label): choice.code for choice in field.choices}
    if field.type is FieldType.YES_NO:
        known = {str(tr("Yes")): True, str(tr("No")): False}
    if field.type is not FieldType.CHOICES:
        return lambda cell: known[cell] if cell in known else plain(cell)

    def read(cell: Cell) -> Any:
        words = str(cell).split(SEPARATOR)
        return [known[word] for word in words] if known.keys() >= set(words) else plain(cell)

    return read


def _percent(cell: Cell, plain: Reader) -> Any:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return round(cell * PERCENT_FACTOR, _PERCENT_DIGITS)
    return plain(cell)


def _time(cell: Cell, plain: Reader) -> Any:
    return f"{cell:%H:%M}" if isinstance(cell, time) else plain(cell)


def _json(cell: Cell, plain: Reader) -> Any:
    try:
        return json.loads(str(cell))
    except ValueError:
        return plain(cell)


def _record(cell: Cell, plain: Reader) -> Any:
    match = _KEY_IN_BRACKETS.search(str(cell))
    known = key_id(match[1]) if match else None
    return plain(cell) if known is None else known


_OWN: dict[FieldType, Callable[[Cell, Reader], Any]] = {
    FieldType.PERCENT: _percent,
    FieldType.TIME: _time,
    FieldType.JSON: _json,
    FieldType.RECORD: _record,
}
