"""Names of cells and columns, as a spreadsheet shows them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.domain.cells import ErrorCell, cell_name, column_letters, column_number


@pytest.mark.parametrize(
    ("row", "column", "name"), [(0, 0, "A1"), (13, 2, "C14"), (0, 26, "AA1"), (8, 16383, "XFD9")]
)
def test_a_cell_has_the_name_that_the_spreadsheet_shows(row: int, column: int, name: str) -> None:
    assert cell_name(row, column) == name


@given(st.integers(0, 20_000))
def test_letters_and_number_of_a_column_say_the_same(column: int) -> None:
    assert column_number(column_letters(column)) == column
    assert column_number(column_letters(column).lower()) == column


def test_an_error_cell_shows_its_code() -> None:
    assert str(ErrorCell("#N/A")) == "#N/A"
