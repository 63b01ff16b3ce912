"""Tests of cells that are mended on the way in."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.cells import Sheet, SheetInfo
from relmanager_desktop.domain.imports.mending import Mend, mends_of, place_of, spot_of, with_mends

SHEET = Sheet(SheetInfo("List"), [["Company", "Since"], ["Acme", "31/02/2025"], ["Bolt"]])


def test_a_mended_cell_is_read_in_place_of_the_files() -> None:
    mended = with_mends(SHEET, {("List", 2, 1): "28/02/2025", ("Other", 2, 1): "x"})
    assert mended.rows == [["Company", "Since"], ["Acme", "28/02/2025"], ["Bolt"]]
    assert SHEET.rows[1] == ["Acme", "31/02/2025"]


def test_a_cell_beyond_its_row_is_added_and_a_blank_one_is_blank() -> None:
    cells = {("List", 3, 2): "x", ("List", 2, 1): " ", ("List", 9, 0): "far below"}
    assert with_mends(SHEET, cells).rows[1:] == [["Acme", None], ["Bolt", None, "x"]]


def test_what_was_mended_is_told_with_its_place() -> None:
    cells = {("List", 2, 1): "28/02/2025", ("List", 3, 1): "2024"}
    assert mends_of([SHEET], cells) == [
        Mend("List!B2", "31/02/2025", "28/02/2025"),
        Mend("List!B3", "", "2024"),
    ]


@pytest.mark.parametrize("place", ["List!B2", "My list!AA10", "a!b!C3"])
def test_a_place_is_read_as_it_is_said(place: str) -> None:
    spot = spot_of(place)
    assert spot is not None
    assert place_of(spot) == place


@pytest.mark.parametrize("place", ["B2", "List!", "!B2", "List!2B", "List!B"])
def test_what_is_no_place_is_none(place: str) -> None:
    assert spot_of(place) is None
