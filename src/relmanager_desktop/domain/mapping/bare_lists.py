"""Lists without a header: which column names the companies or the people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from relmanager_desktop.domain.mapping.columns import Column, Option
from relmanager_desktop.domain.mapping.fitness import OPEN
from relmanager_desktop.domain.mapping.kinds import Guess
from relmanager_desktop.domain.mapping.maps import SURE, Target
from relmanager_desktop.domain.mapping.vocabulary import Meaning

_NAMED_BY = {"account": frozenset({"name"}), "contact": frozenset({"name", "family_name"})}
_MOSTLY = 0.8  # the share of words, and of different ones, in a column of names
_CERTAINTY = 0.65


def with_name(guess: Guess, columns: Sequence[Column]) -> Guess:
    """Let the first column of different words name the companies or people of a bare list.

    Only where no column has a header, and none is said to be the name or looks like it.
    """
    fields = _NAMED_BY.get(guess.kind, frozenset())
    has_header = any(column.header.text for column in columns)
    sure = [o.target for o in guess.chosen if o is not None and o.certainty >= SURE]
    is_named = any(t.kind == guess.kind and t.field in fields for t in sure)
    if not fields or has_header or is_named:
        return guess
    for number, (column, option) in enumerate(zip(columns, guess.chosen, strict=True)):
        is_open = column.wish is None and (option is None or option.certainty < SURE)
        if is_open and column.look.worded > _MOSTLY and column.look.distinct > _MOSTLY:
            chosen = [*guess.chosen]
            chosen[number] = _as_name(guess.kind, number)
            missing = tuple(name for name in guess.missing if name not in fields)
            return replace(guess, chosen=tuple(chosen), missing=missing)
    return guess


def _as_name(kind: str, number: int) -> Option:
    target = Target(kind, "name")
    meaning = Meaning(kind, "name", _CERTAINTY, how="look")
    return Option(number, target, _CERTAINTY, meaning, OPEN, f"{target.path}:", is_direct=True)
