"""Who may be contacted, by which channel, for what: it fails closed and says why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from relmanager_desktop.domain.texts import Text, tr

# What a channel needs a granted consent for; a conversation needs none.
NEEDED = {"mailing": "marketing", "survey": "survey"}
# Written advertising needs one too.
ADVERTISING = frozenset({"email", "chat", "social", "letter"})
PURPOSES = {"sales": "marketing"}


@dataclass(frozen=True)
class Consent:
    """One entry of a person's consents; a later one of the same purpose replaces it."""

    purpose: str
    state: str
    on: date | None = None
    expires_on: date | None = None


def why_not_contact(
    name: str,
    do_not_contact: bool,
    consents: Iterable[Consent],
    channels: Iterable[str],
    purpose: str,
    today: date,
) -> Text | None:
    """Return why a person is off the list, or None if one of the channels is open."""
    if do_not_contact:
        return tr("{name} asked not to be contacted", name=name)
    standing = {c.purpose: c for c in sorted(consents, key=lambda c: c.on or date.min)}
    asked = PURPOSES.get(purpose, "service")
    held = standing.get(asked)
    if held is not None and held.state == "withdrawn":
        return tr("{name} withdrew the consent for {purpose}", name=name, purpose=tr(asked))
    wanted = list(channels)
    if wanted and all(_is_closed(c, purpose, standing, today) for c in wanted):
        return tr("No consent of {name} for {channels}", name=name, channels=", ".join(wanted))
    return None


def _is_closed(channel: str, purpose: str, standing: dict[str, Consent], today: date) -> bool:
    needed = NEEDED.get(channel)
    if needed is None and channel in ADVERTISING and purpose == "sales":
        needed = "marketing"
    if needed is None:
        return False
    held = standing.get(needed)
    return (
        held is None or held.state != "granted" or bool(held.expires_on and held.expires_on < today)
    )
