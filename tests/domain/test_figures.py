"""Figures: amounts as people write them, short and exact."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.domain.figures import format_money, minor_digits
from relmanager_desktop.domain.money import from_minor


def test_a_currency_unknown_to_the_table_has_two_digits() -> None:
    assert (minor_digits("EUR"), minor_digits("jpy"), minor_digits("KWD")) == (2, 0, 3)


@pytest.mark.parametrize(
    ("minor", "currency", "shown"),
    [
        (41_200_000, "GBP", "£412,000"),
        (131_000_000, "GBP", "£1.31m"),
        (1_250, "GBP", "£12.50"),
        (1_200, "GBP", "£12"),
        (123_456, "USD", "$1,235"),
        (1_236_000_000, "EUR", "€12.4m"),
        (42_000_000_000, "EUR", "€420m"),
        (205_000_000_000, "EUR", "€2.05bn"),
        (99_999_900, "GBP", "£999,999"),
        (99_999_999_900, "GBP", "£1,000m"),
        (5_000_000_000_000_00, "EUR", "€5,000bn"),
        (1200, "JPY", "¥1,200"),
        (0, "EUR", "€0"),
        (-41_200_000, "GBP", "−£412,000"),
        (120_000, "CHF", "CHF\N{NO-BREAK SPACE}1,200"),
    ],
)
def test_a_short_amount_is_made_for_reading(minor: int, currency: str, shown: str) -> None:
    assert format_money(minor, currency) == shown


@pytest.mark.parametrize(
    ("minor", "currency", "shown"),
    [(131_000_055, "GBP", "£1,310,000.55"), (1200, "JPY", "¥1,200"), (-1, "KWD", "−KWD\xa00.001")],
)
def test_an_exact_amount_has_every_digit(minor: int, currency: str, shown: str) -> None:
    assert format_money(minor, currency, is_short=False) == shown


@given(st.integers(0, 10**15), st.sampled_from(["GBP", "JPY", "TND", "CLF"]))
def test_an_exact_amount_reads_back_as_it_was(minor: int, currency: str) -> None:
    shown = format_money(minor, currency, is_short=False)
    figure = shown.lstrip("£¥").rpartition("\N{NO-BREAK SPACE}")[2].replace(",", "")
    assert Decimal(figure) == from_minor(minor, currency)


@given(st.integers(10**8, 10**15))
def test_a_short_amount_is_off_by_half_a_percent_at_most(minor: int) -> None:
    shown = format_money(minor, "GBP").lstrip("£").replace(",", "")
    size = 10**9 if shown.endswith("bn") else 10**6
    exact = from_minor(minor, "GBP")
    assert abs(Decimal(shown.rstrip("bnm")) * size - exact) <= exact * Decimal("0.005")
