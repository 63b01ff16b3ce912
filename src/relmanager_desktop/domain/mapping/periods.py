"""Months and periods as people and machines write them: 'Juli 2026', 'Q3 2026', 'KW 31/2026'."""

from __future__ import annotations

import re

from relmanager_desktop.domain.mapping.dates import month_number

_YEAR_MONTH = re.compile(r"((?:19|20|21)\d{2})[-/.\s]?(?:M)?(0?[1-9]|1[0-2])")
_MONTH_YEAR = re.compile(r"(0?[1-9]|1[0-2])[-/.\s]((?:19|20|21)\d{2})")
_WORD_YEAR = re.compile(r"([^\W\d_]+)\.?[\s/'.-]*((?:19|20|21)?\d{2})")
_QUARTER = re.compile(
    r"((?:19|20|21)\d{2})[-/.\s]*[QT]([1-4])|[QT]([1-4])[-/.\s']*((?:19|20|21)\d{2})", re.IGNORECASE
)
_WEEK = re.compile(
    r"((?:19|20|21)\d{2})[-/.\s]*(?:W|KW|CW)\s?(\d{1,2})|"
    r"(?:W|KW|CW)\s?(\d{1,2})[-/.\s]*((?:19|20|21)\d{2})",
    re.IGNORECASE,
)
_YEARS = range(1900, 2200)


def month_of(text: str) -> tuple[int, int] | None:
    """Return year and month of '2026-07', '07/2026' or 'Juli 2026', None for anything else."""
    if match := _YEAR_MONTH.fullmatch(text):
        return int(match[1]), int(match[2])
    if match := _MONTH_YEAR.fullmatch(text):
        return int(match[2]), int(match[1])
    if match := _WORD_YEAR.fullmatch(text):
        month = month_number(match[1])
        year = int(match[2])
        return (year if year > 99 else 2000 + year, month) if month else None
    return None


def quarter_of(text: str) -> tuple[int, int] | None:
    """Return the year and the first month of 'Q3 2026' or '2026-T3', None for anything else."""
    match = _QUARTER.fullmatch(text)
    if match is None:
        return None
    return int(match[1] or match[4]), 3 * int(match[2] or match[3]) - 2


def period_of(text: str) -> str | None:
    """Return a period as the catalogue keeps it: 'Q3 2026' is '2026-Q3', 'KW 31/2026' 2026-W31."""
    bare = re.sub(r"^(?:FY|CY|GJ)\s?", "", text, flags=re.IGNORECASE)
    if bare.isdigit() and len(bare) == 4 and int(bare) in _YEARS:
        return bare
    if match := _QUARTER.fullmatch(bare):
        return f"{match[1] or match[4]}-Q{match[2] or match[3]}"
    if match := _WEEK.fullmatch(bare):
        return f"{match[1] or match[4]}-W{int(match[2] or match[3]):02d}"
    found = month_of(bare)
    return f"{found[0]:04d}-{found[1]:02d}" if found else None
