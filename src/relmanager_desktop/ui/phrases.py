"""Labels as they stand inside a sentence."""

from __future__ import annotations

from relmanager_desktop.domain.records import Kind
from relmanager_desktop.domain.texts import Text, lowered

__all__ = ["lowered", "meaning"]


def meaning(kind: Kind) -> str:
    """Return what a kind is: the first line of what the catalogue says of it."""
    return str(Text((kind.record.__doc__ or "").strip().split("\n")[0]))
