"""The conflicts of an import: which value of the file differs from ours and was not taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from relmanager_desktop.domain.cells import column_letters
from relmanager_desktop.domain.own_fields import MARK, field_in
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import tr

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relmanager_desktop.domain.imports.fates import CellChange
    from relmanager_desktop.domain.imports.plans import ImportPlan

MOST_LINES = 100


def conflicts_of(session: Session, plan: ImportPlan) -> list[dict[str, Any]]:
    """Return each conflict as plain JSON, with both values as people read them."""
    cells = [cell for cell in plan.cells if not cell.taken]
    names = _names(session, cells)
    return [_conflict(session, plan, cell, names) for cell in cells]


def conflict_lines(conflicts: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return a line for each of the first conflicts, and how many more there are."""
    lines = [str(_line(conflict)) for conflict in conflicts[:MOST_LINES]]
    more = len(conflicts) - len(lines)
    if more:
        lines.append(
            str(
                tr(
                    "… and {n} more conflict: --json lists all.",
                    plural="… and {n} more conflicts: --json lists all.",
                    n=more,
                )
            )
        )
    return lines


def _line(conflict: Mapping[str, Any]) -> object:
    if conflict["said_in"]:
        return tr(
            "{place}: {record}, {field}: here {theirs}, but {yours} in {other}; that was taken.",
            place=_place(conflict),
            record=conflict["record"] or KINDS[conflict["kind"]].label,
            field=_label(conflict["kind"], conflict["field"].partition(".")[2]),
            yours=conflict["yours"] or tr("(empty)"),
            theirs=conflict["file"] or tr("(empty)"),
            other=conflict["said_in"],
        )
    return tr(
        "{place}: {record}, {field}: yours {yours}, in the file {theirs}; yours was kept.",
        place=_place(conflict),
        record=conflict["record"] or KINDS[conflict["kind"]].label,
        field=_label(conflict["kind"], conflict["field"].partition(".")[2]),
        yours=conflict["yours"] or tr("(empty)"),
        theirs=conflict["file"] or tr("(empty)"),
    )


def _place(conflict: Mapping[str, Any]) -> str:
    return f"{conflict['sheet']}!{conflict['column'] or ''}{conflict['row']}"


def _label(kind: str, name: str) -> object:
    """Return what a field is called: 'own:Region code' is that of the user's own field."""
    is_own = name.startswith(f"{MARK}:")
    return name.removeprefix(f"{MARK}:") if is_own else KINDS[kind].field(name).label


def _conflict(
    session: Session, plan: ImportPlan, cell: CellChange, names: Mapping[tuple[str, int], str]
) -> dict[str, Any]:
    from relmanager_desktop.queries.history import spoken_value  # noqa: PLC0415 - quick start

    field = field_in(cell.kind, cell.field, plan.own) or KINDS[cell.kind].fields[0]
    return {
        "sheet": cell.sheet,
        "row": cell.row,
        "column": column_letters(cell.column) if cell.column >= 0 else None,
        "kind": cell.kind,
        "field": f"{cell.kind}.{f'{MARK}:{field.label}' if field.is_custom else cell.field}",
        "record": names.get((cell.kind, cell.record)) or _name_of_new(plan, cell),
        "yours": spoken_value(session, field, cell.old),
        "file": spoken_value(session, field, cell.new),
        "said_in": "!".join(map(str, cell.said_in)) if cell.said_in else None,
    }


def _name_of_new(plan: ImportPlan, cell: CellChange) -> str:
    """Return what a record that the file makes is called, '' for others."""
    if cell.record > 0:
        return ""
    return str(plan.new[cell.kind].value(cell.record, KINDS[cell.kind].title[0]) or "")


def _names(session: Session, cells: Sequence[CellChange]) -> dict[tuple[str, int], str]:
    from relmanager_desktop.queries.titles import titles_of  # noqa: PLC0415 - quick start

    names: dict[tuple[str, int], str] = {}
    for kind in {cell.kind for cell in cells}:
        ids = [cell.record for cell in cells if cell.kind == kind and cell.record > 0]
        names |= {(kind, id_): title for id_, title in titles_of(session, kind, ids).items()}
    return names
