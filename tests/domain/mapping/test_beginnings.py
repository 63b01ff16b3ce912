"""Beginnings told by a year, a month or a day."""

from __future__ import annotations

from datetime import date

import pytest

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.mapping.beginnings import beginning_reader
from relmanager_desktop.domain.mapping.unreadable import ValueProblem
from tests.domain.mapping.sheets_of import fields_of, sheet_of, understood


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (2015, date(2015, 1, 1)),
        ("2015", date(2015, 1, 1)),
        ("March 2015", date(2015, 3, 1)),
        ("2015-03", date(2015, 3, 1)),
        ("14.03.2015", date(2015, 3, 14)),
        (42064, date(2015, 3, 1)),
        (None, None),
        ("n/a", None),
    ],
)
def test_a_beginning_is_the_first_day_of_what_is_told(cell: Cell, day: date | None) -> None:
    assert beginning_reader("dmy")(cell) == day


def test_what_is_no_day_is_refused() -> None:
    with pytest.raises(ValueProblem):
        beginning_reader("dmy")("long ago")


def test_a_column_of_years_tells_since_when() -> None:
    found = understood(sheet_of("Company;Customer since\nNord AS;2015\nSol GmbH;2018"))
    assert fields_of(found) == {"Company": "account.name", "Customer since": "account.since"}
