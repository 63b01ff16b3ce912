"""What is asked of how the values of a column are written, and what is not."""

from __future__ import annotations

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
