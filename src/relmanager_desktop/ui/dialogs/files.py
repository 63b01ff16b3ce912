"""Files that are asked for: a list to import, a portfolio to open, a workbook to write."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.exports import ExportReport
from relmanager_desktop.queries.exports import export_workbook as write_workbook
from relmanager_desktop.ui.pages.page import Page
from relmanager_desktop.ui.saving import WORKBOOK, ask_where
from relmanager_desktop.ui.widgets.states import Progress

if TYPE_CHECKING:
    from relmanager_desktop.ui.apart import Errand
    from relmanager_desktop.ui.hosts import Host

LISTS = "*.xlsx *.xlsm *.xlsb *.xls *.ods *.csv *.tsv *.txt *.vcf *.zip"
SHOWN_AFTER_MS = 400


def ask_import(window: Host) -> Path | None:
    """Return the list that the person chose, None for none."""
    words = tr("Spreadsheets, text files and contact cards ({endings})", endings=LISTS)
    path, _ = QFileDialog.getOpenFileName(
        window, str(tr("Import a spreadsheet")), _folder(window), f"{words};;{tr('All files')} (*)"
    )
    return Path(path) if path else None


def ask_portfolio(window: Host) -> Path | None:
    """Return the portfolio that the person chose, None for none."""
    path, _ = QFileDialog.getOpenFileName(
        window, str(tr("Open a portfolio")), _folder(window), f"{tr('Portfolios')} (*.relm)"
    )
    return Path(path) if path else None


def export_workbook(window: Host, kinds: tuple[str, ...] = ()) -> None:
    """Ask where to, and write the portfolio there, or only some kinds of it."""
    present = window.bridge.path
    stem = present.stem if present is not None else str(tr("Portfolio"))
    today = window.today
    part = f" {KINDS[kinds[0]].plural}" if kinds else ""
    proposed = Path(_folder(window)) / f"{stem}{part} {today:%Y-%m-%d}{WORKBOOK}"
    place = ask_where(window, tr("Export as a workbook"), proposed, tr("Workbooks"))
    if place is not None:
        write_to(window, place, kinds)


def write_to(window: Host, path: Path, kinds: tuple[str, ...] = ()) -> None:
    """Write the portfolio, or some kinds of it, in a child process that can be stopped."""
    page = window.stack.currentWidget()
    assert isinstance(page, Page)  # noqa: S101 - the stack holds nothing else
    command = partial(write_workbook, kinds=kinds or None, now=window.now)
    started: list[Errand] = []
    strip = Progress(tr("Writing {name}", name=path.name), partial(_stop, started))
    strip.hide()
    place = page.messages.layout()
    assert isinstance(place, QVBoxLayout)  # noqa: S101 - messages stand one below the other
    place.insertWidget(0, strip)

    def done(report: ExportReport | None) -> None:
        if report is not None:
            _say_written(page, report)

    started.append(
        errand := window.bridge.run_apart(
            "", command, path, progress=strip.show_progress, then=done
        )
    )
    QTimer.singleShot(SHOWN_AFTER_MS, strip, strip.show)
    errand.done.connect(lambda _outcome: _remove(strip))


def _say_written(page: Page, report: ExportReport) -> None:
    rows = sum(report.sheets.values())
    title = tr(
        "{n} row written to {name}",
        plural="{n} rows written to {name}",
        n=rows,
        name=report.path.name,
    )
    notes = [str(note) for note in report.notes]
    if cut := len(report.changed_cells):
        notes.append(
            str(
                tr(
                    "{n} cell could not take its value as it is; the Read me sheet lists it.",
                    plural="{n} cells could not take their values as they are; "
                    "the Read me sheet lists them.",
                    n=cut,
                )
            )
        )
    show = (tr("Show the file"), "folder-open", partial(_show, report.path))
    page.messages.show_message("good", title, " ".join(notes) or report.path.parent, show)


def _show(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def _stop(started: list[Errand]) -> None:
    for errand in started:
        errand.cancel()


def _remove(strip: Any) -> None:
    strip.hide()
    strip.deleteLater()


def _folder(window: Host) -> str:
    path = window.bridge.path
    return str(path.parent if path is not None else Path.home())
