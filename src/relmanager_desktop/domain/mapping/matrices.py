"""Columns that are values of one thing: RACI letters by role, amounts by month."""

from __future__ import annotations

from collections.abc import Sequence

from relmanager_desktop.domain.mapping.columns import Column
from relmanager_desktop.domain.mapping.dates import parse_date
from relmanager_desktop.domain.mapping.maps import Matrix
from relmanager_desktop.domain.mapping.values import month_of, period_of

_LETTERS = frozenset("RACI")
_MOST_LETTERS = 3  # 'R/A' and 'A, R, C' are cells of a RACI matrix as well
_FEWEST_PERIODS = 3


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
    """Return the columns of figures under months or periods, None if they are not the most.

    Beside a column of KPIs they are its values; beside accounts alone months are their revenue.
    """
    months = tuple(c.number for c in columns if _is_figure(c) and _is_month(c.header.text.strip()))
    periods = tuple(
        c.number for c in columns if _is_figure(c) and _is_period(c.header.text.strip())
    )
    named = [column for column in columns if column.header.text and column.number not in periods]
    if len(periods) < max(_FEWEST_PERIODS, len(named)):
        return None
    if _has(named, "kpi_value", "kpi"):
        return Matrix("kpi_value", periods, "period", "value")
    if months == periods and _has(named, "revenue_entry", "account"):
        return Matrix("revenue_entry", months, "month", "amount")
    return None


def _has(columns: Sequence[Column], kind: str, field: str) -> bool:
    return any((m.kind, m.field) == (kind, field) for c in columns for m in c.meanings)


def _is_month(text: str) -> bool:
    return month_of(text) is not None or (text[:4].isdigit() and parse_date(text, "") is not None)


def _is_period(text: str) -> bool:
    return _is_month(text) or period_of(text) is not None


def _is_figure(column: Column) -> bool:
    return column.look.number > 0.8
