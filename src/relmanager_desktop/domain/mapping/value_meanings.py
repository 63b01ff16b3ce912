"""What the words of a header mean beside what they say, given the values below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from relmanager_desktop.domain.mapping.columns import Column
from relmanager_desktop.domain.mapping.vocabulary import Meaning
from relmanager_desktop.domain.records import KINDS

_VERY_NAME = 0.9
_MOSTLY_COMPANIES = 0.6


def meanings_by_values(main: str, column: Column) -> Iterator[Meaning]:
    """Yield what a header may mean as well in a list about ``main``, by the look of its values."""
    yield from _by_number(column)
    yield from _by_bearer(main, column)


def _by_number(column: Column) -> Iterator[Meaning]:
    """Yield what a name of figures and a turnover of one year may be beside what they are called.

    'Kreditor' over numbers is the supplier's number; 'Umsatz 2025' is what we sold in that year.
    """
    for meaning in column.meanings:
        if meaning.kind != "account":
            continue
        if meaning.field == "name" and column.look.number > 0.8:
            yield replace(meaning, field="reference", certainty=meaning.certainty * 0.97)
        if meaning.field == "turnover" and column.header.year:
            later = (column.header.year - 2000) / 10_000  # of two years the later one
            yield replace(meaning, field="annual_value", certainty=0.97 + later)


def _by_bearer(main: str, column: Column) -> Iterator[Meaning]:
    """Yield the company that a 'Contact name' is over companies, as ledgers call their parties."""
    look = column.look
    if look.company < _MOSTLY_COMPANIES or look.person > look.company:
        return
    for meaning in column.meanings:
        if (meaning.kind, meaning.field) == ("contact", "name") and meaning.certainty > _VERY_NAME:
            yield replace(meaning, kind="account", certainty=meaning.certainty * 0.95)
            if "account" in KINDS[main].by_name:
                yield replace(meaning, kind=main, field="account")
            return
