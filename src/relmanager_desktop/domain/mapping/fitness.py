"""A fit of values and a field: a factor on the certainty, and what may be said of it."""

from __future__ import annotations

from dataclasses import dataclass

from relmanager_desktop.domain.texts import Text

TELLING = 0.75


@dataclass(frozen=True)
class Fit:
    """How values fit: a factor on the certainty, the share that fits, and what they look like.

    ``what`` is None where nothing can be said; ``is_telling`` is whether such values are so
    particular that they bear a doubtful header out.
    """

    factor: float
    share: float = 0.0
    what: Text | None = None
    is_telling: bool = False


OPEN = Fit(1.0)


def graded(share: float, what: Text | None, *, is_telling: bool = False) -> Fit:
    """Return the fit of a share of values that fit, 0 to 1."""
    for least, factor in ((0.9, 1.0), (0.75, 0.97), (0.5, 0.85), (0.25, 0.55)):
        if share >= least:
            return Fit(factor, share, what, is_telling and share >= TELLING)
    return Fit(0.2, share, what)
