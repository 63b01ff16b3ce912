"""Rows of a part that can be taken together: plainly new, plainly known, or said before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from relmanager_desktop.domain.imports.matching import Matcher, Tokens
from relmanager_desktop.domain.imports.newcomers import Newcomers
from relmanager_desktop.domain.imports.outcomes import Outcome

NEW, KNOWN, AGAIN, UNSURE = "new", "known", "again", ""


class Run(NamedTuple):
    """Rows from ``start`` to before ``end``, and what they are; the unsure are to be looked for.

    ``refs`` are the records of those that are known, for those said again the rows before them
    that said the same.
    """

    start: int
    end: int
    said: str
    refs: Sequence[int] = ()


def runs_of(
    outcome: Outcome,
    matcher: Matcher,
    newcomers: Newcomers,
    tokens: Sequence[Tokens],
    abouts: Sequence[Any],
) -> Iterator[Run]:
    """Yield the rows from top to bottom, as far as they are plainly of one sort."""
    firsts = _first_alike(outcome, tokens, abouts)
    strange = _strangers(matcher, firsts, tokens, abouts)
    bare = newcomers.are_bare(outcome.part.kind, outcome.rows) if any(strange) else strange
    refs = matcher.known_alike(tokens)
    said = [
        KNOWN
        if ref
        else UNSURE
        if not is_strange
        else AGAIN
        if first != n
        else UNSURE
        if is_bare
        else NEW
        for n, (first, ref, is_strange, is_bare) in enumerate(
            zip(firsts, refs, strange, bare, strict=True)
        )
    ]
    absent = (n for n, is_there in enumerate(outcome.part.present) if not is_there)
    for n in (*outcome.sheet.problems, *absent):
        said[n] = UNSURE
    whose = {KNOWN: refs, AGAIN: firsts}
    start = 0
    for sort, run in groupby(said):
        end = start + len(list(run))
        yield Run(start, end, sort, whose.get(sort, ())[start:end])
        start = end


def _first_alike(
    outcome: Outcome, tokens: Sequence[Tokens], abouts: Sequence[Any]
) -> Sequence[int]:
    """Return for each row the first that says exactly the same of its record, mostly itself.

    Without a key each row is a record of its own.
    """
    count = len(tokens)
    if outcome.later or outcome.part.adds or len(set(tokens)) == count:
        return range(count)
    keyless = (None,) * len(tokens[0])
    seen: dict[Any, int] = {}
    rows = zip(tokens, abouts, outcome.rows, strict=True)
    try:
        return [n if row[0] == keyless else seen.setdefault(row, n) for n, row in enumerate(rows)]
    except TypeError:  # of rows with lists none is looked up
        return range(count)


def _strangers(
    matcher: Matcher, firsts: Sequence[int], tokens: Sequence[Tokens], abouts: Sequence[Any]
) -> Sequence[bool]:
    """Return which rows speak of no record known, and of none that a row says otherwise of."""
    different = [n for n, first in enumerate(firsts) if n == first]
    if len(different) == len(firsts):
        return matcher.are_strangers(tokens, abouts)
    strange = matcher.are_strangers([tokens[n] for n in different], [abouts[n] for n in different])
    is_strange = dict(zip(different, strange, strict=True))
    return [is_strange[first] for first in firsts]
