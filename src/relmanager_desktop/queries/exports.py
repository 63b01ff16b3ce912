"""The portfolio as a workbook, or one kind as a text file: read, spelled, written, checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from itertools import islice
from pathlib import Path

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.ids import to_letters
from relmanager_desktop.domain.records import KINDS, Kind
from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.domain.workbooks import (
    MANIFEST_SHEET,
    MAX_DATA_ROWS,
    Manifest,
    WorkbookColumn,
    in_order,
    is_main,
    manifest_rows,
    sheet_layout,
    sheet_name,
    table_name,
)
from relmanager_desktop.domain.workbooks.notes import note_of
from relmanager_desktop.domain.workbooks.tints import tints_of
from relmanager_desktop.exchange.cells_out import ChangedCell, Outlet, text_cell
from relmanager_desktop.exchange.csv_write import write_csv
from relmanager_desktop.exchange.layouts import Column, SheetSpec, Visibility, width_of
from relmanager_desktop.exchange.xlsx_write import Progress, verify_workbook, write_workbook
from relmanager_desktop.queries.export_lists import Lists
from relmanager_desktop.queries.export_readme import readme_sheet_of
from relmanager_desktop.queries.export_rows import KindRows, Source, open_source
from relmanager_desktop.queries.scopes import Part, Scope
from relmanager_desktop.store.files import atomic_write
from relmanager_desktop.store.tables import TABLES

ROWS_PER_SHEET = MAX_DATA_ROWS


@dataclass(frozen=True)
class ExportReport:
    """What came of an export.

    Attributes:
        path: where the file is; another than asked for where that one was open elsewhere.
        sheets: how many rows each sheet holds.
        changed_cells: the cells that could not take a value as it is, each with the reason.
        notes: sentences on what else to know.
    """

    path: Path
    sheets: dict[str, int]
    changed_cells: tuple[ChangedCell, ...] = ()
    notes: tuple[Text, ...] = ()


def export_workbook(
    session: Session,
    path: Path,
    *,
    kinds: Sequence[str] | None = None,
    where: Sequence[str] = (),
    owner: str = "",
    since: date | None = None,
    archived: bool = False,
    now: datetime | None = None,
    progress: Progress | None = None,
) -> ExportReport:
    """Write the portfolio, or a part of it, as a workbook that can come home again.

    See ``Part`` for what can be asked for. ``now`` is the local moment to be noted in the file.
    ``progress(done, total, what)`` is told rows; what it raises ends the export and leaves the old
    file as it was.

    Raises:
        InvalidError: If a condition does not fit.
        NotFoundError: If a name in a condition is nobody's.
        WriteError: If the file cannot be written.
    """
    part = Part(tuple(kinds or ()), tuple(where), owner, since, archived)
    plan = _Plan(open_source(session, Scope(session, part)), part)
    sheets = plan.sheets(now)
    written = atomic_write(
        path,
        partial(_write, sheets=sheets, now=now, progress=progress),
        verify=verify_workbook,
    )
    return plan.report(path, written)


def export_csv(
    session: Session,
    path: Path,
    kind: str,
    *,
    where: Sequence[str] = (),
    owner: str = "",
    since: date | None = None,
    archived: bool = False,
    raw: bool = False,
    delimiter: str = ",",
    progress: Progress | None = None,
) -> ExportReport:
    """Write the records of one kind as a text file.

    ``raw`` leaves out the apostrophes that keep spreadsheets from running what begins like a
    formula: only for programs.

    Raises:
        As ``export_workbook``.
    """
    part = Part((kind,), tuple(where), owner, since, archived)
    source = open_source(session, Scope(session, part), is_text_file=True)
    sheet = _KindSheet(source, KINDS[kind])
    headers = [column.header for column in sheet.layout]

    def write(target: Path) -> None:
        rows = _told(sheet.rows, sheet.count, str(KINDS[kind].plural), progress)
        write_csv(target, headers, rows, is_raw=raw, delimiter=delimiter)

    written = atomic_write(path, write)
    counts = {sheet_name(kind): sheet.count}
    return ExportReport(written, counts, tuple(sheet.outlet.changed), _notes(path, written))


class _KindSheet:
    """One kind on its way into the workbook: one sheet, or several where it is long."""

    def __init__(self, source: Source, kind: Kind) -> None:
        self.kind = kind
        self.layout = sheet_layout(kind.name, source.own.get(kind.name, ()))
        headers = [column.header for column in self.layout]
        self.outlet = Outlet([], headers, source.zone, ROWS_PER_SHEET)
        self.rows = KindRows(source, kind.name, self.layout, self.outlet)
        self.count = self.rows.count()
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
            )
            for place, column in enumerate(self.layout)
        )


@dataclass
class _Plan:
    """Which sheets there will be, and what came of them."""

    source: Source
    part: Part
    kinds: list[_KindSheet] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)

    def sheets(self, now: datetime | None) -> list[SheetSpec]:
        """Return the whole workbook in the order of its sheets."""
        zone = self.source.zone.key
        made = (_KindSheet(self.source, kind) for kind in in_order(self.part.kinds))
        self.kinds = [sheet for sheet in made if self.part.kinds or sheet.count or _is_kept(sheet)]
        lists = Lists(self.source, [(sheet.kind.name, sheet.layout) for sheet in self.kinds])
        self.notes += lists.notes
        data = [spec for sheet in self.kinds for spec in sheet.specs(zone, lists)]
        readme = readme_sheet_of(self.counts, self.part, self.changed_cells, now, zone)
        return [readme, *data, lists.spec(), self._manifest_sheet()]

    def counts(self) -> dict[str, int]:
        """Return the rows of each sheet."""
        return {
            name: count
            for sheet in self.kinds
            for name, count in zip(sheet.names, sheet.counts, strict=True)
        }

    def changed_cells(self) -> list[ChangedCell]:
        """Return what has been changed on the way so far."""
        return [cell for sheet in self.kinds for cell in sheet.outlet.changed]

    def report(self, wanted: Path, written: Path) -> ExportReport:
        """Return what came of it."""
        notes = (*self.notes, *_notes(wanted, written))
        return ExportReport(written, self.counts(), tuple(self.changed_cells()), notes)

    def _manifest_sheet(self) -> SheetSpec:
        columns = (Column("", 12), Column("", 24), Column("", 60))
        return SheetSpec(
            MANIFEST_SHEET,
            columns,
            self._manifest_rows(),
            visibility=Visibility.VERY_HIDDEN,
            order=1,
        )

    def _manifest_rows(self) -> Iterator[tuple[Cell, ...]]:
        session = self.source.session
        first, last = _change_sets(session)
        headers = {
            name: (sheet.kind.name, {c.header: c.field.name for c in sheet.layout})
            for sheet in self.kinds
            for name in sheet.names
        }
        manifest = Manifest(
            portfolio=first,
            change_set=last,
            schema=_schema_revision(session),
            zone=self.source.zone.key,
            currency=self.source.currency,
            filter=self.part.as_filter(),
            headers=headers,
            checksums={sheet.kind.name: sheet.rows.checksums for sheet in self.kinds},
        )
        for row in manifest_rows(manifest):
            yield tuple(text_cell(value)[0] for value in row)


def _write(
    part: Path, *, sheets: list[SheetSpec], now: datetime | None, progress: Progress | None
) -> None:
    created = now.replace(tzinfo=None) if now else None
    write_workbook(part, sheets, created=created, progress=progress)


def _told(
    rows: KindRows, total: int, what: str, progress: Progress | None
) -> Iterator[Sequence[Cell]]:
    for done, row in enumerate(rows, start=1):
        if progress is not None and done % 1_000 == 0:
            progress(done, total, what)
        yield row


def _parted(count: int) -> list[int]:
    full, rest = divmod(count, ROWS_PER_SHEET)
    return [ROWS_PER_SHEET] * full + ([rest] if rest or not full else [])


def _is_kept(sheet: _KindSheet) -> bool:
    return is_main(sheet.kind.name)


def _width(column: WorkbookColumn, cells: Sequence[Cell]) -> float:
    if column.is_key:
        return 7.0
    shown = (cell for cell in cells if isinstance(cell, str))
    least = {"date": 11.0, "instant": 16.5, "money": 13.0}.get(column.style, 8.0)
    return max(width_of(shown, least), width_of([column.header + "   "]))


def _header_style(column: WorkbookColumn) -> str:
    if column.is_key:
        return "header_key"
    return "header_required" if column.field.required else "header"


def _notes(wanted: Path, written: Path) -> tuple[Text, ...]:
    if written == wanted:
        return ()
    said = tr(
        "{wanted} is open in another program. The new file is {written}, beside it.",
        wanted=wanted.name,
        written=written.name,
    )
    return (said,)


def _change_sets(session: Session) -> tuple[str, int]:
    """Return what tells portfolios apart, the key of the first change set, and the last number."""
    table = TABLES["change_set"].c
    first = session.execute(select(table.id).order_by(table.number).limit(1)).scalar()
    last = session.execute(select(func.max(table.number))).scalar()
    return (to_letters(first) if first is not None else ""), last or 0


def _schema_revision(session: Session) -> str:
    return str(session.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")
