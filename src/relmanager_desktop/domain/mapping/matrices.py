"""Columns that are values of one thing: RACI letters by role, amounts by month."""

from __future__ import annotations

from collections.abc import Sequence

from relmanager_desktop.domain.mapping.columns import Column
from relmanager_desktop.domain.mapping.maps import Matrix
from relmanager_desktop.domain.mapping.values import month_of, period_of

_LETTERS = frozenset("RACI")
_MOST_LETTERS = 3  # 'R/A' and 'A, R, C' are cells of a RACI matrix as well


def raci_matrix(columns: Sequence[Column]) -> Matrix | None:
    """Return the columns of letters R, A, C and I under names of roles, None if there are none."""
    letters = tuple(column.number for column in columns if _is_raci(column))
    worded = [c for c in columns if c.number not in letters and c.look.worded > 0.5]
    if len(letters) < 2 or not worded:
        return None
    return Matrix("raci", letters, "role", "letter")


def _is_raci(column: Column) -> bool:
    if not column.header.phrase or not column.look.values:
        return False
    fitting = sum(_is_letter(value) for value in column.look.values)
    return fitting >= 0.8 * len(column.look.values)


def _is_letter(value: object) -> bool:
    letters = [c for c in str(value).upper() if c.isalpha()]
    return 0 < len(letters) <= _MOST_LETTERS and _LETTERS.issuperset(letters)


def period_matrix(columns: Sequence[Column]) -> Matrix | None:
    """Return three or more columns of numbers under months or periods, None if there are none."""
    months = tuple(c.number for c in columns if month_of(c.header.text.strip()) and _is_figure(c))
    if len(months) >= 3:
        return Matrix("revenue_entry", months, "month", "amount")
    periods = tuple(c.number for c in columns if period_of(c.header.text.strip()) and _is_figure(c))
    if len(periods) >= 3:
        return Matrix("kpi_value", periods, "period", "value")
    return None


def _is_figure(column: Column) -> bool:
    return not column.look.values or column.look.number > 0.8
