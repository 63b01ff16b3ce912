"""What is said of one sheet once its rows are through: what was mended, and what was not there."""

from __future__ import annotations

from collections.abc import Callable

from relmanager_desktop.domain.cells import cell_name
from relmanager_desktop.exchange.sheet_audits import Audit
from relmanager_desktop.exchange.sheet_mending import Mender
from relmanager_desktop.exchange.sheet_scan import SheetScan
from relmanager_desktop.exchange.wire import Sender


def note_sheet(
    sender: Sender, name: str, scan: SheetScan, mender: Mender, audit: Callable[[], Audit | None]
) -> None:
    """Send the notes on a sheet; ``audit`` is asked where more cells seem to be there than came."""
    if scan.uncached:
        sender.note("uncached_formulas", n=scan.uncached, sheet=name, cell=scan.first_uncached)
    if scan.unplaced_errors:
        sender.note("unplaced_errors", n=scan.unplaced_errors, sheet=name)
    if scan.texts:
        sender.note("no_numbers", n=len(scan.texts), sheet=name, cell=scan.texts[0])
    if mender.odd_dates:
        count, first = len(mender.odd_dates), mender.odd_dates[0]
        sender.note("odd_dates", n=count, sheet=name, cell=first)
    if scan.values not in (0, mender.cells) and (found := audit()):
        _note_audit(sender, name, mender, found)


def _note_audit(sender: Sender, name: str, mender: Mender, found: Audit) -> None:
    if found.twice:
        cell = cell_name(*found.twice[0])
        sender.note("given_twice", n=len(found.twice), sheet=name, cell=cell)
    left_out = len(found.filled) - mender.cells
    if left_out > 0:
        sender.note("cells_left_out", n=left_out, sheet=name)
