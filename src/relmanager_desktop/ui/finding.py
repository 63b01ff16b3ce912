"""What the search popup finds: records by the index, and actions by their names."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.queries.searching import find_hits
from relmanager_desktop.ui.search_popup import Found

if TYPE_CHECKING:
    from relmanager_desktop.ui.hosts import Host

RECORDS, ACTIONS = 30, 6


def find_all(window: Host, text: str) -> list[Found]:
    """Return records that hold the words, then actions whose names do."""
    found = []
    if text.strip():
        for hit in window.bridge.ask(find_hits, text, (), RECORDS):
            kind = KINDS[hit.kind]
            detail = " · ".join(part for part in (str(kind.label), hit.place) if part)
            found.append(
                Found(hit.title, detail, kind.icon, partial(window.open_record, hit.kind, hit.id))
            )
    return [*found, *_actions(window, text)]


def _actions(window: Host, text: str) -> list[Found]:
    words = fold(text).split()
    hits = [
        action
        for action in window.all_actions()
        if all(word in fold(action.text) for word in words) and action.id != "search"
    ]
    return [
        Found(action.text.rstrip("…"), action.group, action.icon, action.run, action.keys())
        for action in hits[: ACTIONS if words else len(hits)]
    ]
