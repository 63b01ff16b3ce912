"""Whether a list has the rows and conflicts that the options of an import speak of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NoReturn

from relmanager_desktop.cli.commands import key_of
from relmanager_desktop.cli.failures import UsageError
from relmanager_desktop.cli.unmet import enumerated, refuse
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.imports.decisions import CellPlace, Decisions
from relmanager_desktop.domain.imports.plans import ImportPlan
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import tr

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def refuse_unmet_rows(session: Session, decisions: Decisions, plan: ImportPlan) -> None:
    """Let decisions pass that speak of rows which the list has, and of records that there are.

    Raises:
        UsageError: With the first place or record that there is not.
    """
    known = _rows(plan) if decisions.same or decisions.left else {}
    for place in (*decisions.same, *decisions.left):
        if place not in known:
            _refuse_row(place, plan)
    for place, meant in decisions.same.items():
        order, kind = known[place]
        if isinstance(meant, int):
            _refuse_stranger(session, kind, meant)
        elif meant not in known:
            _refuse_row(meant, plan)
        elif known[meant][0] >= order:
            message = tr(
                "--same: {row} can only be the same as a row before it, and {other} is none.",
                row="!".join(map(str, place)),
                other="!".join(map(str, meant)),
            )
            raise UsageError(str(message))


def taken_cells(places: Sequence[str], plan: ImportPlan) -> frozenset[CellPlace]:
    """Return the cells in conflict of which a person takes the file's value.

    Raises:
        UsageError: If a place is no conflict, with those that there are.
    """
    found = {
        fold(cell.cell): CellPlace(cell.kind, cell.record, cell.field, cell.sheet, cell.row)
        for cell in plan.cells
        if not cell.taken and cell.record > 0
    }
    for place in places:
        if fold(place) not in found:
            said = tr("{place} is no conflict with a record that stands", place=place)
            refuse("--take", said, [c.cell for c in plan.cells if not c.taken and c.record > 0])
    return frozenset(found[fold(place)] for place in places)


def _rows(plan: ImportPlan) -> Mapping[tuple[str, int], tuple[int, str]]:
    """Return the rows of all sheets, those skipped too: their order, and what each is."""
    rows = [
        (sheet.map.sheet, row, sheet.map.main)
        for sheet in plan.sheets
        for row in sorted({*sheet.numbers, *(skipped.row for skipped in sheet.skipped)})
    ]
    return {(name, row): (order, kind) for order, (name, row, kind) in enumerate(rows)}


def _refuse_row(place: tuple[str, int], plan: ImportPlan) -> NoReturn:
    message = tr(
        "The list has no row {place}. It has: {rows}.",
        place=f"{place[0]}!{place[1]}",
        rows=enumerated([
            f"{sheet.map.sheet}!{min(sheet.numbers)}–{max(sheet.numbers)}"
            for sheet in plan.sheets
            if sheet.numbers
        ]) or "–",
    )  # fmt: skip
    raise UsageError(str(message))


def _refuse_stranger(session: Session, kind: str, id_: int) -> None:
    from relmanager_desktop.queries.titles import titles_of  # noqa: PLC0415 - quick start

    if kind and id_ not in titles_of(session, kind, [id_]):
        message = tr(
            "--same: no {kind} has the key {key}.", kind=str(KINDS[kind].label).lower(),
            key=key_of(id_),
        )  # fmt: skip
        raise UsageError(str(message))
