"""What records get at birth, and that it does not make them others."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.domain.imports.lists import (
    Columns,
    MemoryPortfolio,
    fates_of,
    new_of,
    plan_of,
    rows_of,
)

CALLS = {
    "Date": "interaction.at",
    "Company": "interaction.account",
    "Type": "interaction.channel",
    "Direction": "interaction.direction",
    "Notes": "interaction.body",
}
DAY = datetime(2026, 3, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    ("columns", "kind", "row"),
    [
        (CALLS, "interaction", [DAY, "Acme", "call", None, "Asked about renewal"]),
        ({"Account": "risk.account", "What": "risk.description"}, "risk", ["Acme", "Insolvency"]),
    ],
)
def test_the_same_row_twice_is_the_same_record_though_its_name_was_given_at_birth(
    columns: Columns, kind: str, row: list[object]
) -> None:
    portfolio = MemoryPortfolio()
    portfolio.take(plan_of(rows_of(columns, [row], kind)))
    again = plan_of(rows_of(columns, [row], kind), portfolio=portfolio)
    assert fates_of(again) == ["same"]


def test_two_calls_of_one_day_that_tell_different_things_are_two() -> None:
    rows = [[DAY, "Acme", "call", None, "Asked"], [DAY, "Acme", "call", None, "Answered"]]
    assert fates_of(plan_of(rows_of(CALLS, rows, "interaction"))) == ["new", "new"]


def test_a_direction_left_open_is_the_usual_one_of_the_channel() -> None:
    rows = [(DAY, "Acme", "call", None, "Rates"), (DAY, "Acme", "email", None, "Rates, written")]
    plan = plan_of(rows_of(CALLS, rows, "interaction"))
    assert new_of(plan, "interaction", "channel", "direction") == [
        ("call", "both"),
        ("email", "out"),
    ]


NUMBERED = {"Kd-Nr": "account.reference", "Firma": "account.name"}


def test_a_number_is_no_name_where_the_list_has_names() -> None:
    plan = plan_of(rows_of(NUMBERED, [["00126", None], ["00127", "Acme"]], "account"))
    assert fates_of(plan) == ["refused", "new"]
    assert [(p.header, str(p.message)) for p in plan.problems] == [
        ("Firma", "Name is required: fill it in.")
    ]


def test_a_row_without_a_name_finds_its_record_by_the_number() -> None:
    portfolio = MemoryPortfolio()
    portfolio.take(plan_of(rows_of(NUMBERED, [["00126", "Acme"]], "account")))
    again = plan_of(rows_of(NUMBERED, [["00126", None]], "account"), portfolio=portfolio)
    assert fates_of(again) == ["same"]


def test_a_list_without_names_is_named_by_its_numbers() -> None:
    plan = plan_of(rows_of({"Kd-Nr": "account.reference"}, [["00126"]], "account"))
    assert new_of(plan, "account", "name") == [("00126",)]
