"""Columns that say what is to be done with a row: 'add', 'update', 'delete' of address books."""

from __future__ import annotations

from collections.abc import Iterable

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.folding import fold

_COMMAND = (
    "action, operation, command, row action, change type, aktion, vorgang, accion, accao, azione, "
    "actie, akcja, operacja, деиствие, операция"
)
_REMOVE = (
    "delete, deleted, remove, removed, del, loschen, geloscht, entfernen, supprimer, eliminar, "
    "borrar, excluir, elimina, eliminare, verwijderen, usun, удалить"
)
_KEEP = (
    "add, added, new, insert, create, created, update, updated, modify, modified, edit, change, "
    "changed, keep, none, unchanged, upsert, neu, anlegen, hinzufugen, andern, aktualisieren, "
    "ajouter, creer, modifier, anadir, crear, actualizar, modificar, adicionar, criar, atualizar, "
    "aggiungi, crea, aggiorna, modifica, toevoegen, wijzigen, bijwerken, dodaj, zmien, "
    "aktualizuj, добавить, изменить, обновить"
)
_HEADERS, _REMOVING, _KEEPING = (frozenset(w.split(", ")) for w in (_COMMAND, _REMOVE, _KEEP))


def may_command(phrase: str) -> bool:
    """Whether a folded header may stand over what to do with each row."""
    return phrase in _HEADERS


def tells_commands(phrase: str, cells: Iterable[Cell]) -> bool:
    """Whether a column with this folded header holds nothing but what to do with each row."""
    if not may_command(phrase):
        return False
    words = {_word(cell) for cell in cells if cell is not None}
    return bool(words) and words <= _REMOVING | _KEEPING


def is_removal(cell: Cell) -> bool:
    """Whether a cell of such a column says that the row's record is to go."""
    return _word(cell) in _REMOVING


def _word(cell: Cell) -> str:
    return fold(str(cell)).strip()
