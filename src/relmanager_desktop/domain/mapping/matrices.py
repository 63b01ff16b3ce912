"""Columns that are values of one thing: RACI letters by role, amounts by month."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from string import ascii_uppercase

from relmanager_desktop.domain.mapping.columns import Column
from relmanager_desktop.domain.mapping.dates import parse_date
from relmanager_desktop.domain.mapping.maps import Matrix, Target
from relmanager_desktop.domain.mapping.periods import month_of, period_of, quarter_of
from relmanager_desktop.domain.mapping.sums import is_headed_as_sum
from relmanager_desktop.domain.mapping.vocabulary import Meaning
from relmanager_desktop.domain.records import KINDS, FieldType

_LETTERS = frozenset("RACI")
_MOST_LETTERS = 3  # 'R/A' and 'A, R, C' are cells of a RACI matrix as well
_LETTERED = 0.5  # from this share on a column is one of letters, odd cells or not
_PROVEN = 0.7  # the share that all of them together need to be a matrix
_BETWEEN = re.compile(r"[\s/,;|&+.()\-]+")
_EXACT, _KNOWN = frozenset({"word", "label"}), 0.75
_PARTIES = frozenset({"account", "contact", "member"})
_NAMES = frozenset((party, "name") for party in _PARTIES)
_COMPANIES = 0.3  # from this share of legal forms on a column names companies
_FEWEST_PERIODS = 3


def raci_matrix(columns: Sequence[Column]) -> Matrix | None:
    """Return the columns of letters R, A, C and I under names of roles, None if there are none.

    Classes A, B and C of companies are none: somebody has to be responsible, and no role is called
    like another field.
    """
    roles = [c for c in columns if c.header.phrase and c.look.values and c.wish is None]
    lettered = [c for c in roles if _share(c, _LETTERS) >= _LETTERED and _may_be_role(c)]
    if len(lettered) < 2 or _pooled(lettered) < _PROVEN or not _has_responsible(lettered):
        return None
    numbers = {column.number for column in lettered}
    numbers |= {c.number for c in roles if _is_among(c, numbers) or _is_beside(c, numbers)}
    rest = [c for c in columns if c.number not in numbers and c.look.worded > 0.5]
    if not rest or _lists_companies(rest):
        return None
    found = Matrix("raci", tuple(sorted(numbers)), "role", "letter")
    return None if _gives_cells(columns, found) else found


def _may_be_role(column: Column) -> bool:
    """Whether a header names a person or a part that people play, or nothing else that we know."""
    known = [m for m in column.meanings if m.how in _EXACT and m.certainty >= _KNOWN]
    return not known or any(map(_is_of_people, known))


def _is_of_people(meaning: Meaning) -> bool:
    field = KINDS[meaning.kind].by_name.get(meaning.field) if meaning.kind in KINDS else None
    if field is not None and field.type is FieldType.LINK:
        return field.target in _PARTIES
    return meaning.kind == "contact_role" or (meaning.kind, meaning.field) in _NAMES


def _is_beside(column: Column, numbers: set[int]) -> bool:
    """Whether a column of letters stands next to others: 'Sales' among parts is one, too."""
    is_next = not numbers.isdisjoint((column.number - 1, column.number + 1))
    return is_next and _share(column, _LETTERS) == 1


def _has_responsible(columns: Sequence[Column]) -> bool:
    """Whether R stands in several columns, or in one beside two others of the four letters."""
    found = [{letter for v in c.look.values for letter in _letters(str(v))} for c in columns]
    everywhere = frozenset[str]().union(*found) & _LETTERS
    return "R" in everywhere and (sum("R" in one for one in found) > 1 or len(everywhere) > 2)


def _lists_companies(columns: Sequence[Column]) -> bool:
    """Whether each row is a company, and no column says what there is to do."""
    if _has(columns, "action", "title", _EXACT):
        return False
    return _has(columns, "account", "name", {"word"}) or any(
        c.look.company > _COMPANIES for c in columns
    )


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
    values = [_letters(str(value)) for value in column.look.values]
    return sum(bool(v) and known.issuperset(v) for v in values) / len(values)


def _letters(text: str) -> frozenset[str]:
    """Return the letters of 'A', 'R/A' or 'RAC', none of a word, a name or an id: 'C1', 'Ira'."""
    parts = _BETWEEN.split(text.strip())
    is_parted = all(len(part) == 1 for part in parts)
    if not (is_parted or (len(parts) == 1 and text.isupper())) or not "".join(parts).isalpha():
        return frozenset()
    letters = "".join(parts).upper()
    return frozenset(letters) if len(letters) <= _MOST_LETTERS else frozenset()


def period_matrix(columns: Sequence[Column], *, is_said: bool = False) -> Matrix | None:
    """Return the columns of figures under months or periods, None if there is no such matrix.

    Beside a column of KPIs they are its values; beside accounts alone months are their revenue,
    which quarters and years among the months sum up, and so are quarters without months, if these
    are the most of the columns: a KPI has its unit, target and owner beside it. There is none
    where the user says which other column gives the values; where ``is_said`` that there is one,
    two columns are enough.
    """
    dated = [c for c in columns if _is_period(c.header.text.strip()) and c.wish is None]
    if not dated or not _are_figures(dated):
        return None
    periods = tuple(column.number for column in dated)
    months = _months_or_quarters(dated)
    named = [column for column in columns if column.header.text and column.number not in periods]
    beside = [column for column in named if not is_headed_as_sum(column.header)]
    if len(periods) < (2 if is_said else _FEWEST_PERIODS):
        return None
    found = None
    if _has(named, "kpi_value", "kpi"):
        found = Matrix("kpi_value", periods, "period", "value")
    elif len(periods) < len(beside) and not is_said:
        return None
    elif 2 * len(months) > len(periods) and _has(named, "revenue_entry", "account"):
        found = Matrix("revenue_entry", months, "month", "amount")
    return None if found is None or _gives_cells(named, found) else found


def _months_or_quarters(columns: Sequence[Column]) -> tuple[int, ...]:
    """Return the columns of months; where there are none, those of quarters."""
    texts = {column.number: column.header.text.strip() for column in columns}
    months = tuple(number for number, text in texts.items() if _is_month(text))
    return months or tuple(n for n, text in texts.items() if quarter_of(text) is not None)


def _gives_cells(columns: Sequence[Column], matrix: Matrix) -> bool:
    """Whether the user says that one of these columns gives what the cells of a matrix would."""
    cell = Target(matrix.kind, matrix.cell_field)
    return any(column.wish is not None and column.wish.target == cell for column in columns)


def _has(
    columns: Sequence[Column], kind: str, field: str, how: Collection[str] | None = None
) -> bool:
    return any(
        (m.kind, m.field) == (kind, field) and (how is None or m.how in how)
        for column in columns
        for m in column.meanings
    )


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
