"""Months above columns take the year that is said elsewhere."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.mapping.bare_months import with_years
from tests.domain.mapping.sheets_of import sheet_of, understood

HEADER = ("KPI", "Januar", "Februar", "März")


def test_the_name_of_the_sheet_gives_the_year() -> None:
    assert with_years(HEADER, ["Kennzahlen 2026"]) == (
        *("KPI", "Januar 2026", "Februar 2026", "März 2026"),
    )


@pytest.mark.parametrize("said", [[], ["Kennzahlen"], ["2025", "2026"], ["Nr. 120261"]])
def test_no_year_or_two_leave_the_months_alone(said: list[str]) -> None:
    assert with_years(HEADER, said) == HEADER


def test_fewer_than_three_months_are_no_row_of_months() -> None:
    assert with_years(("Name", "Mai", "Juni"), ["2026"]) == ("Name", "Mai", "Juni")


def test_a_title_gives_the_year_of_a_matrix() -> None:
    sheet = sheet_of("Kennzahlen 2026\nKPI;Januar;Februar;März\nOTIF;96;95;97\nPPM;80;90;70")
    found = understood(sheet)
    assert found.matrix is not None
    assert found.matrix.kind == "kpi_value"
    assert found.header[1] == "Januar 2026"
