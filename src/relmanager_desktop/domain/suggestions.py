"""What there is instead, where somebody names what there is not."""

from __future__ import annotations

from collections.abc import Iterable

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.texts import Text, tr

FEW = 8  # as many names are all told; of more only the nearest
NEAREST = 3


def what_there_is(wanted: str, names: Iterable[str]) -> Text:
    """Return the sentence that names what could have been meant: all of few, or the nearest."""
    known = list(dict.fromkeys(name for name in names if name))
    if not known:
        return tr("There is none yet.")
    if len(known) <= FEW:
        return tr("There are: {names}.", names=", ".join(known))
    return tr("Near are: {names}.", names=", ".join(nearest(wanted, known)))


def nearest(wanted: str, names: Iterable[str], most: int = NEAREST) -> list[str]:
    """Return the names that are written most like what was wanted, the most like first."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - needed for a mistake only

    found = process.extract(wanted, list(names), scorer=fuzz.WRatio, processor=fold, limit=most)
    return [name for name, _score, _place in found]
