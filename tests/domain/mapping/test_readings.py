"""What is asked of how the values of a column are written, and what is not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from relmanager_desktop.domain.mapping.maps import Wishes
from relmanager_desktop.domain.mapping.values import ValueProblem, reader_of
from relmanager_desktop.domain.records import field_at
from tests.domain.mapping.sheets_of import column_of, sheet_of, understood


def asked(header: str, *values: str) -> list[str]:
    rows = [f"Firm {n} Ltd;{value}" for n, value in enumerate(values)]
    found = understood(sheet_of("\n".join([f"Company;{header}", *rows])))
    assert column_of(found, header).target is not None
    return [question.about for question in found.questions]


def test_dates_that_each_prove_their_own_order_are_not_asked() -> None:
    assert asked("Customer since", "13/02/2019", "02/13/2019", "2021-03-04", "31/02/2020") == []


def test_dates_of_mixed_orders_are_asked_where_one_can_be_read_in_two_ways() -> None:
    assert asked("Customer since", "13/02/2019", "02/13/2019", "03/04/2019") == ["dates"]


@pytest.mark.parametrize(
    "values",
    [
        ("15000", "€ 12.500", "$1,250,000"),
        ("1,182.50", "96.250"),
        ("1.182,50", "96,250"),
        ("1,200.50", "3.400,75", "1.500"),
    ],
)
def test_an_amount_that_contradicts_the_mark_of_the_others_is_asked(values: Sequence[str]) -> None:
    assert asked("Annual revenue", *values) == ["decimal_mark"]


@pytest.mark.parametrize(
    "values",
    [
        ("15000", "€ 12,500", "$1,250,000"),
        ("0.125", "1.250"),
        ("1,234.567", "96.250"),
        ("1,200.50", "3.400,75", "1000"),
    ],
)
def test_amounts_that_each_prove_their_mark_are_not_asked(values: Sequence[str]) -> None:
    assert asked("Annual revenue", *values) == []


def test_an_amount_that_contradicts_the_others_is_refused_until_it_is_answered() -> None:
    sheet = sheet_of("Company;Revenue\nFoo Ltd;€ 12.500\nBar Ltd;$1,250,000")
    field = field_at("account.turnover")[1]
    read = reader_of(field, column_of(understood(sheet), "Revenue").reading)
    assert read("$1,250,000") == 1_250_000
    with pytest.raises(ValueProblem):
        read("€ 12.500")
    answered = understood(sheet, wishes=Wishes(decimals=","))
    assert reader_of(field, column_of(answered, "Revenue").reading)("€ 12.500") == 12_500
