"""undo and redo: what was written is taken back, with consent where it changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from relmanager_desktop.cli.commands import (
    DONE,
    PORTFOLIO,
    WRONG,
    Command,
    Request,
    arg,
    key_of,
)
from relmanager_desktop.cli.failures import UsageError
from relmanager_desktop.cli.overruling import overruled_of
from relmanager_desktop.commands.undoing import (
    back_up_before_undo,
    preview_undo,
    redo_last,
    undo_last,
    undo_number,
)
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.queries.history import record_history, undone_by
from relmanager_desktop.queries.later_changes import Later, later_changes, undo_first
from relmanager_desktop.queries.titles import title_of
from relmanager_desktop.queries.undo_previews import edited_cells
from relmanager_desktop.store.undo import Conflict, UndoConflictError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relmanager_desktop.commands.undoing import Undone
    from relmanager_desktop.store.database import Database

MOST_NAMED = 100


def undo(request: Request) -> int:
    """Take back the newest change, or one change set; what changed since is shown first."""
    number, overruled = request.given.change_set, request.given.take_back or ()
    if overruled and number is None:
        raise UsageError(str(tr("--take-back: say of which change set, with --change-set N.")))
    with request.portfolio() as database:
        _refuse_undone(database, number)
        back_up_before_undo(database, number)
        try:
            if number is None:
                done = undo_last(database)
            else:
                done = undo_number(
                    database,
                    number,
                    keep_conflicts=request.given.keep_conflicts,
                    overruled=overruled_of(database, number, overruled),
                )
        except UndoConflictError as error:
            return _ask_consent(request, database, error)
        return _undone(request, database, done, tr("There is nothing to undo."))


def _refuse_undone(database: Database, number: int | None) -> None:
    """Let a change set pass of which there is something to take back, or something in the way.

    Raises:
        UsageError: If it was taken back already, with the change set that did.
    """
    if number is None:
        return
    with database.read() as session:
        undoing = undone_by(session).get(number)
        plan = preview_undo(session, number) if undoing is not None else None
    if plan is not None and plan.is_empty and not plan.conflicts:
        message = tr(
            "“{label}” was taken back already, by change set {undoing}. To do it again, take that "
            "back: --change-set {undoing}.",
            label=plan.label,
            undoing=undoing,
        )
        raise UsageError(str(message))


def redo(request: Request) -> int:
    """Do again what was undone last."""
    with request.portfolio() as database:
        done = redo_last(database)
        return _undone(request, database, done, tr("There is nothing to redo."))


def _ask_consent(request: Request, database: Database, error: UndoConflictError) -> int:
    """Show every record that an undo would trample; nothing is taken back."""
    plan = error.plan
    conflicts = _conflicts(database, plan.conflicts, plan.number)
    answer = {"undone": None, "label": plan.label, "change_set": None, "conflicts": conflicts}
    request.answer(answer)
    for conflict in conflicts[:MOST_NAMED]:
        request.say(_line(conflict))
        for cell in conflict["cells"]:
            request.say(_cell_line(cell))
    if in_the_way := _undo_first(conflicts):
        request.say(in_the_way)
    if plan.is_empty:
        request.say(f"relmanager: {error}")
        return WRONG
    way = tr(
        "--change-set {n} --keep-conflicts leaves them as they are and takes back the rest; "
        "--take-back {id} takes back one of them all the same, --take-back {id}.FIELD one cell; "
        "a name does as well as a key.",
        n=plan.number,
        id=next((c["id"] for c in conflicts if c["is_choice"]), "ID"),
    )
    request.say(f"relmanager: {error} {way}")
    return WRONG


def _undone(request: Request, database: Database, done: Undone | None, nothing: object) -> int:
    if done is None:
        raise UsageError(str(nothing))
    data = {
        "undone": done.undone,
        "label": done.label,
        "change_set": done.number,
        "conflicts": _conflicts(database, done.conflicts, done.undone),
    }
    request.answer(data, [done.sentence])
    return DONE


def _undo_first(conflicts: Sequence[Mapping[str, Any]]) -> Text | None:
    """Return which change sets to take back first, None where nothing later is known."""
    told = [
        [Later(one["change_set"], one["label"]) for one in conflict["later"]]
        for conflict in conflicts
    ]
    return undo_first(told)


def _conflicts(
    database: Database, conflicts: Sequence[Conflict], number: int
) -> list[dict[str, Any]]:
    """Return conflicts as JSON; the first of them name the record, and who wrote it when."""
    with database.read() as session:
        named, rest = conflicts[:MOST_NAMED], conflicts[MOST_NAMED:]
        in_the_way = later_changes(session, number, named)
        return [
            _conflict(conflict)
            | _last_writing(session, conflict)
            | {"later": [{"change_set": one.number, "label": one.label} for one in later]}
            for conflict, later in zip(named, in_the_way, strict=True)
        ] + [_conflict(conflict) for conflict in rest]


def _conflict(conflict: Conflict) -> dict[str, Any]:
    return {
        "kind": conflict.kind,
        "id": key_of(conflict.row),
        "reason": str(conflict.reason),
        "is_choice": conflict.is_choice,
        "record": "",
        "changed_at": None,
        "changed_by": "",
        "cells": [],
        "later": [],
    }


def _last_writing(session: Session, conflict: Conflict) -> dict[str, Any]:
    newest = next(iter(record_history(session, conflict.kind, conflict.row, limit=1)), None)
    return {
        "record": title_of(session, conflict.kind, conflict.row),
        "changed_at": newest.at if newest else None,
        "changed_by": newest.author if newest else "",
        "cells": [asdict(cell) for cell in edited_cells(session, conflict)],
    }


def _cell_line(cell: dict[str, str]) -> object:
    return tr(
        "  {field} ({name}): now {now}; written {written}, before {before}",
        field=cell["label"],
        name=cell["field"],
        now=cell["now"] or tr("(empty)"),
        written=cell["written"] or tr("(empty)"),
        before=cell["before"] or tr("(empty)"),
    )


def _line(conflict: dict[str, Any]) -> object:
    return tr(
        "{kind} {record}: {reason} ({at}, {author}; {id})",
        kind=KINDS[conflict["kind"]].label,
        record=conflict["record"] or "–",
        id=conflict["id"],
        reason=conflict["reason"],
        at=f"{conflict['changed_at']:%Y-%m-%d %H:%M}" if conflict["changed_at"] else "–",
        author=conflict["changed_by"] or "–",
    )


COMMANDS = (
    Command(
        "undo",
        "take back the newest change",
        undo,
        (
            PORTFOLIO,
            arg("--change-set", type=int, metavar="N", help="take back this one instead"),
            arg(
                "--keep-conflicts",
                action="store_true",
                help="leave rows that changed since as they are",
            ),
            arg(
                "--take-back",
                action="append",
                metavar="RECORD[.FIELD]",
                help="take back this record, or this cell, though edited since; by key or name",
            ),
        ),
    ),
    Command("redo", "do again what was undone", redo, (PORTFOLIO,)),
)
