"""Who may be contacted, by which channel, for what: it fails closed and says why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from relmanager_desktop.domain.days import short_day
from relmanager_desktop.domain.texts import Text, joined, tr, verbatim
from relmanager_desktop.domain.touches import CHANNEL_WORDS, TALKS, WRITTEN

ANY = "any"
# What a channel needs a granted consent for; a conversation needs none.
NEEDED = {"mailing": "marketing", "survey": "survey"}
# Written advertising needs one too.
ADVERTISING = frozenset({"email", "chat", "social", "letter"})
PURPOSES = {"sales": "marketing"}
PURPOSE_WORDS = {
    "service": tr("service"),
    "marketing": tr("marketing"),
    "survey": tr("surveys"),
}
# A consent for one channel that speaks of another: mass mail goes out by e-mail.
_SPEAKS_OF = {"mailing": frozenset({"mailing", "email", ANY})}
_BY_ANYTHING = tuple(sorted(TALKS | WRITTEN))


@dataclass(frozen=True)
class Consent:
    """One entry of a person's consents; a later one of the same purpose and channel replaces it.

    Attributes:
        channel: a channel of an interaction, or 'any' for all of them.
    """

    purpose: str
    state: str
    on: date | None = None
    expires_on: date | None = None
    channel: str = ANY


def why_not_contact(
    name: str,
    do_not_contact: bool,
    consents: Iterable[Consent],
    channels: Iterable[str],
    purpose: str,
    today: date,
) -> Text | None:
    """Return why a person is off the list, or None if one of the channels is open.

    Args:
        channels: those that the rule allows; none stands for every direct one.
        purpose: of the touch, such as 'check_in' or 'sales'.
    """
    if do_not_contact:
        return tr("{name} asked not to be contacted", name=name)
    known = list(consents)
    asked = PURPOSES.get(purpose, "service")
    wanted = tuple(channels)
    tried = wanted or _BY_ANYTHING
    shut = [channel for channel in tried if _is_shut(known, asked, channel, today)]
    if not all(c in shut or _lacks_consent(known, c, purpose, today) for c in tried):
        return None
    if len(shut) == len(tried):
        return _withdrew(name, asked, known, wanted, today)
    return tr("No consent of {name} for {channels}", name=name, channels=_words(tried))


def _withdrew(
    name: str, asked: str, known: Sequence[Consent], wanted: tuple[str, ...], today: date
) -> Text:
    purpose = PURPOSE_WORDS[asked]
    ended = [
        held.expires_on
        for channel in wanted or _BY_ANYTHING
        if (held := _standing(known, asked, channel)) and held.state == "granted"
    ]
    if day := max(filter(None, ended), default=None):
        return tr(
            "The consent of {name} for {purpose} ended on {day}",
            name=name,
            purpose=purpose,
            day=short_day(day, today),
        )
    is_whole = any(c.purpose == asked and c.channel == ANY for c in known)
    if is_whole or not wanted:
        return tr("{name} withdrew the consent for {purpose}", name=name, purpose=purpose)
    return tr(
        "{name} withdrew the consent for {purpose} by {channels}",
        name=name,
        purpose=purpose,
        channels=_words(wanted),
    )


def _words(channels: Sequence[str]) -> Text:
    return joined(", ", *(CHANNEL_WORDS.get(c) or verbatim(c) for c in channels))


def _is_shut(known: Sequence[Consent], asked: str, channel: str, today: date) -> bool:
    """Whether a consent was withdrawn or ran out: who once asked for it needs it again."""
    held = _standing(known, asked, channel)
    return held is not None and (held.state == "withdrawn" or _has_ended(held, today))


def _has_ended(held: Consent, today: date) -> bool:
    return held.expires_on is not None and held.expires_on < today


def _lacks_consent(known: Sequence[Consent], channel: str, purpose: str, today: date) -> bool:
    """Whether a channel needs a granted consent and there is none that still holds."""
    needed = _needed(channel, purpose)
    if not needed:
        return False
    held = _standing(known, needed, channel)
    return held is None or held.state != "granted" or _has_ended(held, today)


def _needed(channel: str, purpose: str) -> str:
    """Return what purpose a consent is needed for by this channel, '' for none."""
    if channel in ADVERTISING and purpose == "sales":
        return "marketing"
    return NEEDED.get(channel, "")


def _standing(known: Sequence[Consent], purpose: str, channel: str) -> Consent | None:
    """Return the newest entry that speaks of a channel; of one day's, the one that closes first."""
    spoken = _SPEAKS_OF.get(channel, frozenset({channel, ANY}))
    speaking = (c for c in known if c.purpose == purpose and c.channel in spoken)
    return max(speaking, key=_rank, default=None)


def _rank(consent: Consent) -> tuple[date, bool, int]:
    expiry = (consent.expires_on or date.max).toordinal()
    return consent.on or date.min, consent.state == "withdrawn", -expiry
