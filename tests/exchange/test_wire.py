"""Rows through the pipe: what goes in at one end comes out at the other."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.domain.cells import Cell, ErrorCell, MergedRange, SheetInfo, TableRange
from relmanager_desktop.exchange import wire
from relmanager_desktop.exchange.limits import Refusal
from relmanager_desktop.exchange.wire import ROWS, SHEET, Sender, decode_rows, decode_sheet

LETTERS = st.text(st.characters(codec="utf-8", min_codepoint=32, max_codepoint=126), min_size=1)
CELLS = st.one_of(
    st.none(),
    LETTERS,
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(timedelta(days=-9_999), timedelta(days=9_999)),
    st.builds(ErrorCell, st.sampled_from(["#N/A", "#DIV/0!"])),
)


def sent(rows: list[list[Cell]]) -> list[list[Cell]]:
    stream = io.BytesIO()
    Sender(stream).rows(rows)
    received: list[list[Cell]] = []
    for line in stream.getvalue().splitlines(keepends=True):
        assert line[:1] == ROWS
        received += decode_rows(line[1:])
    return received


def trimmed(row: list[Cell]) -> list[Cell]:
    while row and row[-1] is None:
        row = row[:-1]
    return row


@given(st.lists(st.lists(CELLS, max_size=5), max_size=5))
def test_every_cell_arrives_as_it_was_sent(rows: list[list[Cell]]) -> None:
    wanted = [trimmed(row) for row in rows]
    while wanted and not wanted[-1]:
        wanted.pop()
    received = sent(rows)
    assert received == wanted
    assert [[type(cell) for cell in row] for row in received] == [
        [type(cell) for cell in row] for row in wanted
    ]


def test_blank_rows_between_are_kept_and_at_the_end_are_not() -> None:
    assert sent([["a"], [], [None], ["b"], [], [None, None]]) == [["a"], [], [], ["b"]]


def test_numbers_that_are_none_arrive_as_errors() -> None:
    assert sent([[float("nan"), float("inf")]]) == [[ErrorCell("#NUM!"), ErrorCell("#NUM!")]]


def test_text_arrives_in_one_form_and_without_control_characters() -> None:
    assert sent([["Zoe\u0308\x00", "a\r\nb", "it\x92s", "\x07"]]) == [["Zo\xeb", "a\nb", "it’s"]]


def test_a_column_of_days_and_moments_keeps_both() -> None:
    moment = datetime(2024, 5, 1, 13, tzinfo=UTC).replace(tzinfo=None)
    column: list[list[Cell]] = [[date(2024, 5, 1)], [moment], [time(8, 30)], ["soon"]]
    assert sent(column) == column


def test_a_sheet_arrives_with_merges_and_tables() -> None:
    table = TableRange("tbl", 0, 1, 5, None, 0, 1, ("Name", "City"))
    info = SheetInfo("A", True, 9, 2, (MergedRange(0, 0, 0, 1),), (table,))
    stream = io.BytesIO()
    Sender(stream).sheet(info)
    assert stream.getvalue()[:1] == SHEET
    assert decode_sheet(stream.getvalue()[1:]) == info


def test_more_cells_than_memory_should_hold_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "CELLS", 5)
    sender = Sender(io.BytesIO())
    with pytest.raises(Refusal, match="too_many_cells"):
        sender.rows([["a"] * 6])
