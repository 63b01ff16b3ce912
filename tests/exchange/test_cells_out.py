"""Every value on its way out stays the same value, or it is said what became of it."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.exchange.cells_out import LOSSES, ChangedCell, Loss, Outlet, to_cell

TEXTS = st.text(st.characters(codec=None), max_size=50)


PLAIN: list[object] = [
    *("Acme", "=1+1", "007", "a\tb\nc", "\U0001f600", "\u202eabc", 7, -7, 2.5, True, None),
    *(date(2026, 1, 2), time(8, 30), timedelta(hours=3)),
    datetime.fromisoformat("2026-01-02T03:04:05"),
]


@pytest.mark.parametrize("value", PLAIN)
def test_what_a_cell_can_hold_goes_through(value: object) -> None:
    assert to_cell(value) == (value, None)


@pytest.mark.parametrize(
    ("value", "cell", "loss"),
    [
        ("a\x00b\x0bc", "abc", Loss.CONTROLS),
        ("a\ufffeb\ufdd0c\U0001ffff", "abc", Loss.CONTROLS),
        ("a\ud800b", "ab", Loss.CONTROLS),
        ("\x1f", None, Loss.CONTROLS),
        ("a\r\nb\rc", "a\nb\nc", None),
        ("", None, None),
        (1234567890123456, "1234567890123456", Loss.DIGITS),
        (-1234567890123456, "-1234567890123456", Loss.DIGITS),
        (999_999_999_999_999, 999_999_999_999_999, None),
        (math.nan, None, Loss.NO_NUMBER),
        (-math.inf, None, Loss.NO_NUMBER),
        (Decimal("12.50"), 12.5, None),
        (Decimal("1.2345678901234567"), "1.2345678901234567", Loss.DIGITS),
        (Decimal("NaN"), None, Loss.NO_NUMBER),
        (date(1900, 2, 28), "1900-02-28", Loss.EARLY_DAY),
        (datetime.fromisoformat("1850-01-02T03:04"), "1850-01-02 03:04:00", Loss.EARLY_DAY),
        (time(8, 30, tzinfo=UTC), time(8, 30), None),
        (object(), None, Loss.UNKNOWN),
        (b"bytes", None, Loss.UNKNOWN),
    ],
)
def test_what_no_cell_can_hold_is_changed_and_said(
    value: object, cell: object, loss: Loss | None
) -> None:
    assert to_cell(value) == (cell, loss)


def test_a_value_of_a_finer_type_goes_the_way_of_its_type() -> None:
    class Colour(StrEnum):
        RED = "red"

    assert to_cell(Colour.RED) == ("red", None)


def test_an_aware_moment_becomes_wall_time_of_the_zone() -> None:
    moment = datetime(2026, 1, 2, 23, 30, tzinfo=UTC)
    there = timezone(timedelta(hours=2))
    assert to_cell(moment) == (datetime.fromisoformat("2026-01-02T23:30"), None)
    assert to_cell(moment, there) == (
        datetime.fromisoformat("2026-01-03T01:30"),
        None,
    )


def test_the_last_moment_does_not_round_into_the_year_10000() -> None:
    last = datetime.fromisoformat("9999-12-31T23:59:59.999999")
    assert to_cell(last) == (datetime.fromisoformat("9999-12-31T23:59:59"), None)


@pytest.mark.parametrize("letter", ["a", "ä", "\U0001f600"])
def test_a_long_text_is_cut_to_what_excel_counts(letter: str) -> None:
    cell, loss = to_cell(letter * 40_000)
    assert loss is Loss.CUT
    assert isinstance(cell, str)
    assert len(cell.encode("utf-16-le")) // 2 in {32_766, 32_767}
    assert cell.endswith("…")


def test_a_text_of_just_the_longest_is_not_cut() -> None:
    assert to_cell("a" * 32_767) == ("a" * 32_767, None)
    assert to_cell("\U0001f600" * 16_383) == ("\U0001f600" * 16_383, None)


@given(TEXTS)
def test_texts_that_come_out_can_go_into_xml(text: str) -> None:
    cell, _ = to_cell(text)
    written = str(cell or "")
    written.encode("utf-8")
    assert all(c in "\t\n" or ord(c) >= 32 for c in written)
    assert to_cell(cell) == (cell, None)


def test_every_loss_has_its_sentence() -> None:
    assert set(LOSSES) == set(Loss)


def test_an_outlet_says_where_it_changed_what() -> None:
    outlet = Outlet(["Accounts", "Accounts 2"], ["Key", "Name"], rows_per_sheet=3)
    assert outlet.pass_column(["a", "b\x01"], 1, first=3) == ["a", "b"]
    assert outlet.changed == [ChangedCell("Accounts 2", 2, 1, "Name", Loss.CONTROLS)]
    assert "Accounts 2!B3 (Name)" in str(outlet.changed[0].message)
