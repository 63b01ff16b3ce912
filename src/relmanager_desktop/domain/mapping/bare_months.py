"""Months above columns that leave their year to the sheet's name, the file's or a title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from relmanager_desktop.domain.mapping.dates import month_number

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_FEWEST = 3


def with_years(header: Sequence[str], said: Iterable[str]) -> tuple[str, ...]:
    """Return a header whose bare months have the one year that names or titles say.

    'Januar' on a sheet 'Kennzahlen 2026' is 'Januar 2026'. Where two years are said, or none, or
    fewer than three months stand there, the header stays as it is.
    """
    months = [name for name in header if _is_month(name)]
    if len(months) < _FEWEST:
        return tuple(header)
    years = {year for text in said for year in _YEAR.findall(text)}
    if len(years) != 1:
        return tuple(header)
    year = years.pop()
    return tuple(f"{name.strip()} {year}" if _is_month(name) else name for name in header)


def _is_month(name: str) -> bool:
    return month_number(name) is not None
