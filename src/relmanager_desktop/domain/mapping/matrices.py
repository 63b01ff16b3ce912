"""Columns that are values of one thing: RACI letters by role, amounts by month."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from string import ascii_uppercase

from relmanager_desktop.domain.mapping.columns import Column
from relmanager_desktop.domain.mapping.dates import parse_date
from relmanager_desktop.domain.mapping.maps import Matrix
from relmanager_desktop.domain.mapping.values import month_of, period_of

_LETTERS = frozenset("RACI")
_MOST_LETTERS = 3  # 'R/A' and 'A, R, C' are cells of a RACI matrix as well
_LETTERED = 0.5  # from this share on a column is one of letters, odd cells or not
_PROVEN = 0.7  # the share that all of them together need to be a matrix
_FEWEST_PERIODS = 3


def raci_matrix(columns: Sequence[Column]) -> Matrix | None:
    """Return the columns of letters R, A, C and I under names of roles, None if there are none."""
    roles = [c for c in columns if c.header.phrase and c.look.values and c.wish is None]
    lettered = [c for c in roles if _share(c, _LETTERS) >= _LETTERED]
    if len(lettered) < 2 or _pooled(lettered) < _PROVEN:
        return None
    numbers = {column.number for column in lettered}
    numbers |= {column.number for column in roles if _is_among(column, numbers)}
    if not any(c.number not in numbers and c.look.worded > 0.5 for c in columns):
        return None
    return Matrix("raci", tuple(sorted(numbers)), "role", "letter")


def _is_among(column: Column, numbers: Collection[int]) -> bool:
    """Whether a column of codes is a role like those around it, odd as its cells may be."""
    if _share(column, frozenset(ascii_uppercase)) < 1:
        return False
    if min(numbers) < column.number < max(numbers):
        return True
    is_beside = column.number in {min(numbers) - 1, max(numbers) + 1}
    return is_beside and not column.meanings and _share(column, _LETTERS) > 0


def _pooled(columns: Sequence[Column]) -> float:
    """Return the share of letters in all cells of several columns together."""
    fitting = sum(_share(column, _LETTERS) * len(column.look.values) for column in columns)
    return fitting / sum(len(column.look.values) for column in columns)


def _share(column: Column, known: frozenset[str]) -> float:
    """Return the share of cells that are one to three of these letters, parted or not."""
    values = [[c for c in str(value).upper() if c.isalpha()] for value in column.look.values]
    fitting = [v for v in values if 0 < len(v) <= _MOST_LETTERS and known.issuperset(v)]
    return len(fitting) / len(values)


def period_matrix(columns: Sequence[Column]) -> Matrix | None:
    """Return the columns of figures under months or periods, None if they are not the most.

    Beside a column of KPIs they are its values; beside accounts alone months are their revenue.
    """
    dated = [c for c in columns if _is_period(c.header.text.strip()) and c.wish is None]
    if not dated or not _are_figures(dated):
        return None
    periods = tuple(column.number for column in dated)
    months = tuple(c.number for c in dated if _is_month(c.header.text.strip()))
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


def _are_figures(columns: Sequence[Column]) -> bool:
    """Whether the columns together hold figures, odd cells left aside."""
    filled = [column for column in columns if column.look.values]
    values = sum(len(column.look.values) for column in filled)
    figures = sum(column.look.number * len(column.look.values) for column in filled)
    return figures > _PROVEN * values > 0
