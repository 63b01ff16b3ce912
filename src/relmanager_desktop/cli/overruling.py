"""What --take-back names: records and cells that are taken back although edited since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from relmanager_desktop.cli.commands import key_of
from relmanager_desktop.cli.failures import UsageError
from relmanager_desktop.commands.undoing import preview_undo
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.queries.titles import titles_of
from relmanager_desktop.queries.undo_previews import edited_cells
from relmanager_desktop.store.rows import Key
from relmanager_desktop.store.undo import CellKey, Conflict, Overruled

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relmanager_desktop.store.database import Database


def overruled_of(database: Database, number: int, keys: Sequence[str]) -> Overruled:
    """Return the records and cells that are taken back although they were edited since.

    Raises:
        UsageError: If one was not, cannot be taken back all the same, or is called like another.
    """
    if not keys:
        return frozenset()
    with database.read() as session:
        choices = _choices(session, preview_undo(session, number).conflicts)
    for key in keys:
        if len(choices.get(fold(key), ())) != 1:
            raise UsageError(str(_no_choice(key, number, choices)))
    return frozenset(choice for key in keys for choice in choices[fold(key)])


def _choices(session: Session, conflicts: Sequence[Conflict]) -> Mapping[str, set[Key | CellKey]]:
    """Return what can be taken back all the same, by all that it may be called.

    Records by their id or name, single cells by that and the field's name or label.
    """
    found: dict[str, set[Key | CellKey]] = {}
    titles: dict[str, dict[int, str]] = {}
    own = [conflict for conflict in conflicts if conflict.is_choice]
    for kind in {conflict.kind for conflict in own}:
        titles[kind] = titles_of(session, kind, [c.row for c in own if c.kind == kind])
    for conflict in own:
        title = titles[conflict.kind].get(conflict.row, "")
        label = KINDS[conflict.kind].label
        for name in filter(None, (key_of(conflict.row), title, title and f"{label} {title}")):
            found.setdefault(fold(name), set()).add((conflict.kind, conflict.row))
            for cell in edited_cells(session, conflict):
                place = (conflict.kind, conflict.row, cell.field)
                for field in (cell.field, cell.label):
                    found.setdefault(fold(f"{name}.{field}"), set()).add(place)
    return found


def _no_choice(key: str, number: int, choices: Mapping[str, set[Key | CellKey]]) -> Text:
    several = choices.get(fold(key), set())
    if several:
        keys = sorted({str(key_of(choice[1])) for choice in several})
        return tr(
            "--take-back: {key} is the name of several records. Write one by its key: {keys}.",
            key=key,
            keys=", ".join(keys),
        )
    return tr(
        "--take-back: {key} is none of the records that were edited since change set "
        "{number} and could be taken back all the same.",
        key=key,
        number=number,
    )
