"""Which cells of which sheets take colour, and when: overdue days, states of trouble."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.workbooks.columns import WorkbookColumn


class Tone(StrEnum):
    """How a coloured cell is meant."""

    BAD = "bad"
    WARNING = "warning"
    GOOD = "good"
    QUIET = "quiet"


@dataclass(frozen=True)
class Tint:
    """When a cell is coloured; columns count from 0.

    ``equals`` is the word that the cell must hold. Where it is '', the tint is for days gone by:
    the cell is a past day or moment and ``state`` (a column, None for always) holds one of
    ``open_words``, '' meaning blank.
    """

    column: int
    tone: Tone
    equals: str = ""
    state: int | None = None
    open_words: tuple[str, ...] = ()


# Kind, its due day, the field that says whether it still matters, and the codes for yes.
OVERDUE: tuple[tuple[str, str, str, str], ...] = (
    ("action", "due", "state", "open"),
    ("issue", "due_at", "status", "new in_progress waiting_on_them waiting_on_us on_hold"),
    ("objective", "due", "state", "open on_track at_risk"),
    ("opportunity", "close_on", "outcome", ""),
    ("risk", "review_on", "state", "open watched"),
    ("contract", "review_on", "state", "draft active"),
    ("contract", "end", "state", "active"),
    ("policy_page", "review_on", "", ""),
)
# Kind, field, and the tone of each code.
STATES: tuple[tuple[str, str, dict[str, Tone]], ...] = (
    ("issue", "severity", {"urgent": Tone.BAD, "high": Tone.WARNING}),
    (
        "objective",
        "state",
        {"missed": Tone.BAD, "at_risk": Tone.WARNING, "achieved": Tone.GOOD, "on_track": Tone.GOOD},
    ),
    ("opportunity", "outcome", {"lost": Tone.BAD, "won": Tone.GOOD}),
    ("action", "state", {"done": Tone.QUIET, "dropped": Tone.QUIET}),
    ("action", "priority", {"high": Tone.WARNING}),
    ("account", "status", {"ended": Tone.QUIET, "dormant": Tone.WARNING}),
    ("contract", "state", {"ended": Tone.QUIET}),
    ("contact_role", "support", {"enemy": Tone.BAD, "non_supporter": Tone.WARNING}),
)


def tints_of(kind: str, layout: Sequence[WorkbookColumn]) -> tuple[Tint, ...]:
    """Return the tints of a kind's sheet."""
    at = {column.field.name: place for place, column in enumerate(layout)}
    days = [
        Tint(at[due], Tone.BAD, state=at.get(state), open_words=_words(kind, state, codes))
        for name, due, state, codes in OVERDUE
        if name == kind
    ]
    states = [
        Tint(at[field], tone, equals=KINDS[kind].field(field).label_of(code))
        for name, field, tones in STATES
        if name == kind
        for code, tone in tones.items()
    ]
    return (*days, *states)


def _words(kind: str, state: str, codes: str) -> tuple[str, ...]:
    if not state:
        return ()
    field = KINDS[kind].field(state)
    return tuple(field.label_of(code) for code in codes.split()) or ("",)
