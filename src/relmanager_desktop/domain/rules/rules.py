"""What a rule is: some fields, and the sentence that is due when their values do not fit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from relmanager_desktop.domain.texts import Text


@dataclass(frozen=True)
class Rule:
    """One rule of one kind.

    Attributes:
        fields: the catalogue names it looks at; the problem is shown at the last one. It is only
            asked when each of them has a value.
        problem: called with the values in the order of ``fields`` and then with today; answers
            the sentence, or None where all is well.
        spares_rows: whether a row of a workbook may break it, because it tells of what was.
    """

    fields: tuple[str, ...]
    problem: Callable[..., Text | None]
    spares_rows: bool = False
