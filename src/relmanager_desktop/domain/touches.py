"""Touches: which interactions move a cadence, and why the others do not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from relmanager_desktop.domain.texts import Text, tr

HELD = "held"
# A conversation by these channels is direct, and goes both ways unless it is said otherwise.
TALKS = frozenset({"call", "video", "meeting", "visit", "event", "chat"})
# Written channels are direct too, but what is written goes one way until it is answered.
WRITTEN = frozenset({"email", "letter", "social"})
TWO_WAY = "both"

CHANNEL_WORDS = {
    "call": tr("call"),
    "video": tr("video call"),
    "meeting": tr("meeting"),
    "visit": tr("visit"),
    "email": tr("e-mail"),
    "chat": tr("chat"),
    "letter": tr("letter"),
    "social": tr("message"),
    "event": tr("event"),
    "survey": tr("survey"),
    "mailing": tr("mailing"),
}
PURPOSE_WORDS = {
    "check_in": tr("check-in"),
    "business_review": tr("business review"),
    "contract_review": tr("contract review"),
    "supplier_review": tr("supplier review"),
    "support": tr("support contact"),
    "sales": tr("sales contact"),
}
_NOT_HELD = {
    "planned": tr("it is only planned"),
    "not_held": tr("it was not held"),
}
_ONE_WAY = {
    "out": tr("it went one way: nothing came back"),
    "in": tr("it went one way: it was not answered"),
}


class LastTouch(NamedTuple):
    """The newest touch of one channel and purpose; ``on`` is the day in the account's zone."""

    on: date
    channel: str
    purpose: str
    interaction: int = 0


def usual_direction(channel: str) -> str:
    """Return the direction of an interaction of which nobody says it: a letter goes out."""
    return TWO_WAY if channel in TALKS else "out"


def is_touch(channel: str, direction: str | None, state: str) -> bool:
    """Whether an interaction moves a cadence: held, direct and two-way.

    Planned, not held and mass mail never count; a letter or e-mail counts once it was answered,
    a call unless it was a message left.

    Source: mechanisms.md §2.5, "Touch rule".
    """
    return why_no_touch(channel, direction, state) is None


def why_no_touch(channel: str, direction: str | None, state: str) -> Text | None:
    """Return why an interaction does not move a cadence, or None if it does."""
    if state != HELD:
        return _NOT_HELD.get(state, _NOT_HELD["not_held"])
    if channel not in TALKS | WRITTEN:
        return tr("it went to many and is no conversation")
    way = direction or usual_direction(channel)
    return None if way == TWO_WAY else _ONE_WAY.get(way, _ONE_WAY["out"])


def newest(touches: Iterable[LastTouch]) -> LastTouch | None:
    """Return the newest touch, None of none; of one day the one that was written down last."""
    return max(
        touches, key=lambda touch: (touch.on, touch.interaction, touch.channel), default=None
    )
