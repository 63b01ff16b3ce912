"""What the values of a column prove of how they are written."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.mapping.evidence import (
    date_order,
    decimal_mark,
    evidence_of,
    is_mark_open,
    separator_of,
    separator_of_points,
)
from relmanager_desktop.domain.mapping.values import reader_of
from relmanager_desktop.domain.own_fields import own_field
from relmanager_desktop.domain.records import field_at


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["03/04/2026", "13/04/2026"], "dmy"),
        (["03/04/2026", "04/13/2026"], "mdy"),
        (["03/04/2026", "05/06/2026"], "?"),
        (["13/04/2026", "04/13/2026"], "?"),
        (["03.04.2026"], "dmy"),
        (["2026-04-03"], "ymd"),
        (["4-Aug-09"], ""),
        (["05/05/2026"], ""),
        ([], ""),
    ],
)
def test_only_a_value_proves_which_comes_first(texts: list[str], order: str) -> None:
    assert date_order(texts) == order


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["1.234,50"], ","),
        (["1,234.50"], "."),
        (["1.234.567"], ","),
        (["12,5"], ","),
        (["0.123"], "."),
        (["1.234"], ""),
        (["1234"], ""),
        (["1.234,56", "€1.2m"], "?"),
    ],
)
def test_the_decimal_mark_is_proven_by_its_place(texts: list[str], mark: str) -> None:
    assert decimal_mark(texts) == mark


def test_one_mark_before_three_digits_stays_open() -> None:
    assert is_mark_open(["1.234", "56"])
    assert not is_mark_open(["1.234", "5,6"])


def test_the_currency_of_a_column_is_the_one_that_its_values_name() -> None:
    field = field_at("account.turnover")[1]
    assert evidence_of(["€ 1,200", "€ 300"], field).currency == "EUR"
    assert evidence_of(["€ 1,200", "$ 300"], field).currency == ""


def test_fractions_of_one_are_percent() -> None:
    field = field_at("opportunity.probability")[1]
    assert evidence_of([0.25, 0.5, 1], field).factor == 100.0
    assert evidence_of([25, 50, 1], field).factor == 1.0


def test_what_parts_several_values() -> None:
    assert separator_of(["Customers ::: * myContacts"]) == " ::: "
    assert separator_of(["VIP;Nord", "Süd"]) == ";"
    assert separator_of(["* myContacts"]) == " ::: "
    assert separator_of(["VIP"]) == ""


def test_what_parts_several_phones_and_addresses() -> None:
    assert separator_of_points(["+1 212 555 0100; +1 212 555 0101", "555-0100"]) == ";"
    assert separator_of_points(["ann@globex.com|a.lee@globex.com"]) == "|"
    assert separator_of_points(["ann@globex.com, bob@globex.com", "x@y.com"]) == ","
    assert separator_of_points(["555-0100; ask for Ann", "Lee, Ann <ann@globex.com>"]) == ""


SHARE = field_at("opportunity.probability")[1]
OWN_NUMBER = own_field("margin", "Margin", "decimal")


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["12%", 0.125, 1], [12, 12.5, 100]),
        (["12%", "0.125", "1"], [12, 12.5, 100]),
        (["12 %", "0,125", "1"], [12, 12.5, 100]),
        (["0.125", "0.3"], [12.5, 30]),
        (["12%", 15], [12, 15]),
        (["12%", 1], [12, 1]),
        ([0.5, 12], [0.5, 12]),
    ],
)
def test_fractions_beside_percents_are_percents(cells: list[Cell], values: list[float]) -> None:
    read = reader_of(SHARE, evidence_of(cells, SHARE))
    assert [read(cell) for cell in cells] == values


def test_fractions_beside_percents_are_percents_in_own_fields() -> None:
    cells: list[Cell] = ["12%", 0.125, 1]
    read = reader_of(OWN_NUMBER, evidence_of(cells, OWN_NUMBER))
    assert [read(cell) for cell in cells] == [12, 12.5, 100]


def test_fractions_alone_are_what_they_are_in_own_fields() -> None:
    assert evidence_of([0.125, 0.5], OWN_NUMBER).factor == 1
