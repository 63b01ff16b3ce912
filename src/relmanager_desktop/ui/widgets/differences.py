"""What two people made of the same field, in words."""

from __future__ import annotations

from typing import Any

from relmanager_desktop.commands.records import Difference
from relmanager_desktop.domain.records import Field
from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.queries.history import spoken_value
from relmanager_desktop.ui.bridge import Bridge


def shown_difference(bridge: Bridge, field: Field, found: Difference) -> Text:
    """Return both values of a field as one sentence."""
    return tr(
        "{field} was changed to “{theirs}” meanwhile; you typed “{mine}”.",
        field=field.label,
        theirs=in_words(bridge, field, found.theirs),
        mine=in_words(bridge, field, found.mine),
    )


def in_words(bridge: Bridge, field: Field, value: Any) -> str:
    """Return a value as people read it; 'empty' for none."""
    if value is None or value == "":
        return str(tr("empty"))
    return bridge.ask(spoken_value, field, value)
