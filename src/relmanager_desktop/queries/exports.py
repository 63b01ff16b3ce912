"""The portfolio as a workbook, or one kind as a text file: read, spelled, written, checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.domain.workbooks import (
    MANIFEST_SHEET,
    Manifest,
    in_order,
    is_main,
    manifest_rows,
    sheet_name,
)
from relmanager_desktop.exchange.cells_out import ChangedCell, text_cell
from relmanager_desktop.exchange.csv_write import write_csv
from relmanager_desktop.exchange.layouts import Column, SheetSpec, Visibility
from relmanager_desktop.exchange.xlsx_write import Progress, verify_workbook, write_workbook
from relmanager_desktop.queries.export_lists import Lists
from relmanager_desktop.queries.export_readme import readme_sheet_of
from relmanager_desktop.queries.export_rows import KindRows, Source, open_source
from relmanager_desktop.queries.export_sheets import KindSheet
from relmanager_desktop.queries.imports import last_change_set, portfolio_key
from relmanager_desktop.queries.scopes import Part, Scope
from relmanager_desktop.store.files import atomic_write


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
    sheet = KindSheet(source, KINDS[kind])
    headers = [column.header for column in sheet.layout]

    def write(target: Path) -> None:
        rows = _told(sheet.rows, sheet.count, str(KINDS[kind].plural), progress)
        write_csv(target, headers, rows, is_raw=raw, delimiter=delimiter)

    written = atomic_write(path, write)
    counts = {sheet_name(kind): sheet.count}
    return ExportReport(written, counts, tuple(sheet.outlet.changed), _notes(path, written))


@dataclass
class _Plan:
    """Which sheets there will be, and what came of them."""

    source: Source
    part: Part
    kinds: list[KindSheet] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)

    def sheets(self, now: datetime | None) -> list[SheetSpec]:
        """Return the whole workbook in the order of its sheets."""
        zone = self.source.zone.key
        made = (KindSheet(self.source, kind) for kind in in_order(self.part.kinds))
        self.kinds = [
            sheet for sheet in made if self.part.kinds or sheet.count or is_main(sheet.kind.name)
        ]
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
        headers = {
            name: (sheet.kind.name, {c.header: c.path for c in sheet.layout})
            for sheet in self.kinds
            for name in sheet.names
        }
        manifest = Manifest(
            portfolio=portfolio_key(session),
            change_set=last_change_set(session),
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


def _notes(wanted: Path, written: Path) -> tuple[Text, ...]:
    if written.resolve() == wanted.resolve():
        return ()
    said = tr(
        "{wanted} is open in another program. The new file is {written}, beside it.",
        wanted=wanted.name,
        written=written.name,
    )
    return (said,)


def _schema_revision(session: Session) -> str:
    return str(session.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")
