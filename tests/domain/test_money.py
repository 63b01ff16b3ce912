"""Money: minor units and sums by rates."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.domain.money import (
    MissingRate,
    Rates,
    convert,
    from_minor,
    sum_money,
    to_minor,
)

CURRENCIES = st.sampled_from(["EUR", "JPY", "KWD", "CLF", "GBP", "XTS"])
AMOUNTS = st.integers(-(10**15), 10**15)
RATES = Rates("GBP", {"EUR": Decimal("0.85"), "JPY": Decimal("0.005"), "ZZZ": Decimal(0)})


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        ("12.345", "GBP", 1235),
        ("-12.345", "GBP", -1235),
        (1.005, "EUR", 101),
        (" 1200 ", "JPY", 1200),
        (Decimal("1.5"), "KWD", 1500),
        (3, "eur", 300),
    ],
)
def test_an_amount_becomes_whole_minor_units(
    amount: Decimal | float | str, currency: str, minor: int
) -> None:
    assert to_minor(amount, currency) == minor


@pytest.mark.parametrize("amount", ["", "ca. 40", "nan", float("inf")])
def test_what_is_no_number_is_refused(amount: str | float) -> None:
    with pytest.raises(ValueError, match="is not an amount"):
        to_minor(amount, "EUR")


@given(AMOUNTS, CURRENCIES)
def test_minor_units_survive_the_way_there_and_back(minor: int, currency: str) -> None:
    assert to_minor(from_minor(minor, currency), currency) == minor


def test_the_same_currency_needs_no_rate() -> None:
    assert convert(123, "CHF", "CHF", RATES) == 123


def test_amounts_are_converted_by_what_a_unit_is_worth() -> None:
    assert convert(10_000, "EUR", "GBP", RATES) == 8_500
    assert convert(8_500, "GBP", "EUR", RATES) == 10_000
    assert convert(100_00, "EUR", "JPY", RATES) == 17_000


@pytest.mark.parametrize(
    ("source", "target", "named"),
    [("USD", "GBP", "USD"), ("GBP", "USD", "USD"), ("ZZZ", "GBP", "ZZZ")],
)
def test_a_missing_rate_is_said(source: str, target: str, named: str) -> None:
    found = convert(100, source, target, RATES)
    assert found == MissingRate(named)
    assert isinstance(found, MissingRate)
    assert "add one in Settings" in str(found.message)


def test_a_sum_without_a_rate_says_what_it_leaves_out() -> None:
    total = sum_money([(100, "GBP"), (100, "EUR"), (7, "USD"), (7, "USD")], "GBP", RATES)
    assert (total.minor, total.missing, total.left_out) == (185, ("USD",), 2)
    assert str(total.note).startswith("Without 2 amounts in USD")


def test_a_whole_sum_has_no_note() -> None:
    assert sum_money([(100, "GBP"), (100, "EUR")], "GBP", RATES).note is None


@given(st.lists(st.tuples(AMOUNTS, st.sampled_from(["GBP", "EUR", "JPY", "USD"]))))
def test_the_order_of_amounts_does_not_change_their_sum(amounts: list[tuple[int, str]]) -> None:
    assert sum_money(amounts, "EUR", RATES) == sum_money(reversed(amounts), "EUR", RATES)


@given(AMOUNTS)
def test_converting_there_and_back_loses_less_than_a_unit_of_the_coarser(minor: int) -> None:
    there = convert(minor, "GBP", "EUR", RATES)
    assert isinstance(there, int)
    back = convert(there, "EUR", "GBP", RATES)
    assert isinstance(back, int)
    assert abs(back - minor) <= 1
