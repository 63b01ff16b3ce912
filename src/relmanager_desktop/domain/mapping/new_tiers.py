"""Words in a column of tiers that the portfolio has not: each is asked before it makes a tier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.mapping.maps import ColumnMap, Question
from relmanager_desktop.domain.mapping.unreadable import says_nothing
from relmanager_desktop.domain.texts import tr, verbatim

_TIER, _MOST_ASKED = "account.tier", 12


def tiers_asked(
    mapped: ColumnMap, tiers: Sequence[str], cells: Sequence[Cell]
) -> Iterator[Question]:
    """Ask what each word means that names no tier of a portfolio which has some.

    One answer is a new tier of that name.
    """
    if mapped.target is None or mapped.target.path != _TIER or not tiers:
        return
    known = {fold(name) for name in tiers} | mapped.reading.values.keys()
    texts = {str(cell).strip() for cell in set(cells) if isinstance(cell, str | int)}
    new = sorted(text for text in texts if fold(text) not in known and not says_nothing(text))
    header = " ".join(mapped.header.split())
    for text in new[:_MOST_ASKED]:
        answers = (
            *((name, verbatim(name)) for name in tiers),
            (text, tr("A new tier “{name}”", name=text)),
        )
        said = tr(
            "{header}: “{value}” is no tier yet. Which one is it?",
            header=header,
            value=verbatim(text),
        )
        yield Question(mapped.column, f"value:{fold(text)}", said, answers)
