"""Columns that are added to a text line by line: 'Region code: N-14', beside what stands there."""

from __future__ import annotations

from collections.abc import Sequence


def as_lines(header: str, values: Sequence[str | None]) -> list[str | None]:
    """Return each value behind the header of its column, None where there is none."""
    head = " ".join(header.split())
    return [None if value is None else f"{head}: {value}" if head else value for value in values]


def with_lines(standing: str | None, added: str | None) -> str | None:
    """Return a text with the lines of another that it has not yet, below its own."""
    if not standing or not added:
        return standing or added
    known = {_spoken(line) for line in standing.splitlines()}
    more = [line for line in added.splitlines() if line.strip() and _spoken(line) not in known]
    return "\n".join([standing.rstrip(), *more]) if more else standing


def _spoken(line: str) -> str:
    return " ".join(line.split()).casefold()
