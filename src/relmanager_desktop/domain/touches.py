"""Touches: which interactions move a cadence, and why the others do not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from relmanager_desktop.domain.texts import Text, tr

HELD = "held"
# A conversation by these channels is direct and two-way by itself, whoever began it.
TALKS = frozenset({"call", "video", "meeting", "visit", "event", "chat"})
# Written channels are direct, but two-way only if something came back.
WRITTEN = frozenset({"email", "letter", "social"})
# The directions that say so; an interaction without a direction is taken for a conversation.
ANSWERED = frozenset({"in", "both"})
UNKNOWN_DIRECTION = "both"

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


class LastTouch(NamedTuple):
    """The newest touch of one channel and purpose; ``on`` is the day in the account's zone."""

    on: date
    channel: str
    purpose: str
    interaction: int = 0


def is_touch(channel: str, direction: str | None, state: str) -> bool:
    """Whether an interaction moves a cadence: held, direct and two-way.

    Planned, not held and mass mail never count; a letter or e-mail counts once it was answered.

    Source: mechanisms.md §2.5, "Touch rule".
    """
    return why_no_touch(channel, direction, state) is None


def why_no_touch(channel: str, direction: str | None, state: str) -> Text | None:
    """Return why an interaction does not move a cadence, or None if it does."""
    if state != HELD:
        return _NOT_HELD.get(state, _NOT_HELD["not_held"])
    if channel in TALKS:
        return None
    if channel not in WRITTEN:
        return tr("it went to many and is no conversation")
    if (direction or UNKNOWN_DIRECTION) in ANSWERED:
        return None
    return tr("nothing came back yet")


def newest(touches: Iterable[LastTouch]) -> LastTouch | None:
    """Return the newest touch, None of none; of one day the one that was written down last."""
    return max(
        touches, key=lambda touch: (touch.on, touch.interaction, touch.channel), default=None
    )
