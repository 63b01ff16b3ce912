"""Labels as they stand inside a sentence."""

from __future__ import annotations

from relmanager_desktop.domain.records import Kind
from relmanager_desktop.domain.texts import Text


def lowered(label: object) -> str:
    """Return a label inside a sentence: 'Account' is 'account', 'SLA policy' and 'KPI' stay."""
    text = str(label)
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def meaning(kind: Kind) -> str:
    """Return what a kind is: the first line of what the catalogue says of it."""
    return str(Text((kind.record.__doc__ or "").strip().split("\n")[0]))
