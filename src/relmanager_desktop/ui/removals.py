"""Archive, bring back and delete: done at once, with the way back offered for ten seconds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from relmanager_desktop.commands.records import (
    archive_record,
    bring_back,
    delete_record,
    hanging_on,
)
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui.bridge import Bridge

Then = Callable[[], object]


class Offering(Protocol):
    """Who can offer to take back what was done."""

    bridge: Bridge

    def offer_undo(self, text: object) -> None:
        """Say what was done, and offer to take it back."""


def archive(host: Offering, kind: str, id_: int, title: str, then: Then = lambda: None) -> None:
    """Take a record out of the lists."""
    _run(host, tr("Archive {name}", name=title), archive_record, kind, id_, then)


def restore(host: Offering, kind: str, id_: int, title: str, then: Then = lambda: None) -> None:
    """Put an archived record back into the lists."""
    _run(host, tr("Bring back {name}", name=title), bring_back, kind, id_, then)


def delete(host: Offering, kind: str, id_: int, title: str, then: Then = lambda: None) -> None:
    """Delete a record, and say how many others go with it."""
    count = sum(host.bridge.ask(hanging_on, kind, id_).values())
    label = (
        tr(
            "Delete {name} and {n} record that belongs to it",
            plural="Delete {name} and {n} records that belong to it",
            n=count,
            name=title,
        )
        if count
        else tr("Delete {name}", name=title)
    )
    _run(host, label, delete_record, kind, id_, then)


def _run(
    host: Offering, label: object, command: Callable[..., Any], kind: str, id_: int, then: Then
) -> None:
    def done(_answer: Any) -> None:
        host.offer_undo(label)
        then()

    host.bridge.run(label, command, kind, id_, then=done)
