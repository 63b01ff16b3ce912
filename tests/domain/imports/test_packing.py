"""Tests of refused rows packed small."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.domain.cells import Cell, ErrorCell
from relmanager_desktop.domain.imports.fates import CellProblem
from relmanager_desktop.domain.imports.packing import packed_refusals, unpacked_refusals
from relmanager_desktop.domain.imports.refusals import RefusedRow, RefusedTable
from relmanager_desktop.domain.texts import tr

NAIVE = datetime(2026, 11, 24, 9, 30, tzinfo=UTC).replace(tzinfo=None)
CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(),
    st.just(NAIVE),
    st.just(date(2026, 11, 24)),
    st.just(time(9, 30)),
    st.just(timedelta(hours=30)),
    st.just(ErrorCell("#N/A")),
)


@given(st.lists(CELLS, max_size=8))
def test_every_cell_comes_back_as_it_was(cells: list[Cell]) -> None:
    table = RefusedTable("Customers", ("Company",), (RefusedRow(14, tuple(cells), ()),))
    assert unpacked_refusals(packed_refusals([table])) == (table,)


def test_problems_come_back_in_words() -> None:
    problem = CellProblem("Customers", 14, 2, "Since", "x", tr("“{v}” is no date.", v="x"), "")
    table = RefusedTable("Customers", ("Company",), (RefusedRow(14, ("Acme",), (problem,)),))
    (back,) = unpacked_refusals(packed_refusals([table]))
    assert str(back.rows[0].reason) == "“x” is no date."
    assert back.rows[0].problems[0].cell == "Customers!C14"


def test_no_refused_row_is_nothing() -> None:
    assert packed_refusals([]) == ""
    assert unpacked_refusals("") == ()
