"""Drafts: the same sentence for a form, a command and a row."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.domain.drafts import defaults_of, problems_of, refuse_problems
from relmanager_desktop.domain.problems import InvalidError
from relmanager_desktop.domain.records import KINDS

TODAY = date(2026, 11, 24)
CALL = {
    "account": 1,
    "at": datetime(2026, 11, 23, 10, tzinfo=UTC),
    "channel": "call",
    "state": "held",
    "subject": "Prices",
}


def fields_wrong(kind: str, **values: object) -> list[str]:
    return [problem.field for problem in problems_of(kind, values, TODAY)]


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        (0.0, "The rate is above 0: say what one unit was worth in the portfolio's currency."),
        (-1.5, "Rate is at least 0, not -1.5."),
    ],
)
def test_an_exchange_rate_is_above_nothing(rate: float, said: str) -> None:
    known = {"currency": "USD", "on": TODAY}
    (problem,) = problems_of("exchange_rate", {**known, "rate": rate}, TODAY)
    assert (problem.field, str(problem.message)) == ("rate", said)
    assert problems_of("exchange_rate", {**known, "rate": 0.0001}, TODAY) == ()


@pytest.mark.parametrize("link", ["account", "contact", "action"])
def test_a_snooze_is_of_something(link: str) -> None:
    snooze = {"until": date(2027, 1, 1), "reason": "leave"}
    (problem,) = problems_of("snooze", snooze, TODAY)
    said = "Account, Contact or Action is required: choose one."
    assert (problem.field, str(problem.message)) == ("account", said)
    assert problems_of("snooze", {**snooze, link: 7}, TODAY) == ()


def test_a_good_draft_has_no_problem() -> None:
    assert problems_of("interaction", CALL, TODAY) == ()


def test_a_required_field_without_a_value_is_named() -> None:
    (problem,) = problems_of("account", {"name": ""}, TODAY)
    assert (problem.field, str(problem.message)) == ("name", "Name is required: fill it in.")


def test_zero_is_a_value() -> None:
    assert fields_wrong("account", name="Acme", employees=0) == []


@given(st.integers())
def test_a_judgement_lies_between_one_and_five(value: int) -> None:
    wrong = fields_wrong("account", name="Acme", supply_risk=value)
    assert (wrong == []) == (1 <= value <= 5)


def test_a_range_says_its_ends() -> None:
    (problem,) = problems_of("account", {"name": "Acme", "founded": 12}, TODAY)
    assert str(problem.message) == "Founded lies between 1000 and 2100, not at 12."


def test_an_open_range_says_its_one_end() -> None:
    (problem,) = problems_of("account", {"name": "Acme", "employees": -4}, TODAY)
    assert str(problem.message) == "Employees is at least 0, not -4."


@pytest.mark.parametrize("value", [10**15, -(10**15), 10**400, float("inf"), float("nan")])
@pytest.mark.parametrize("name", ["annual_value", "employees"])
def test_a_number_has_at_most_15_digits(name: str, value: float) -> None:
    (problem,) = problems_of("account", {"name": "Acme", name: value}, TODAY)
    assert problem.field == name
    assert "at most 15 digits" in str(problem.message)


def test_the_largest_amount_is_kept() -> None:
    assert fields_wrong("account", name="Acme", annual_value=10**15 - 1) == []


def test_an_unknown_choice_lists_the_known_ones() -> None:
    (problem,) = problems_of("account", {"name": "Acme", "status": "asleep"}, TODAY)
    assert str(problem.message) == (
        "“asleep” is no Status: choose one of Prospect, Active, Dormant, Ended."
    )


def test_every_one_of_several_choices_is_looked_at() -> None:
    assert fields_wrong("account", name="Acme", roles=["customer", "frenemy"]) == ["roles"]


def test_interactions_that_lie_in_the_future_are_refused() -> None:
    tomorrow = {**CALL, "at": datetime(2026, 11, 26, 10, tzinfo=UTC)}
    (problem,) = problems_of("interaction", tomorrow, TODAY)
    assert problem.field == "at"
    assert "26 Nov 2026" in str(problem.message)


def test_a_planned_interaction_may_lie_in_the_future() -> None:
    planned = {**CALL, "at": datetime(2026, 12, 26, 10, tzinfo=UTC), "state": "planned"}
    assert problems_of("interaction", planned, TODAY) == ()


def test_a_contract_that_ends_before_it_starts_is_refused_at_its_end() -> None:
    contract = {
        "account": 1,
        "title": "Supply",
        "side": "buy",
        "start": date(2026, 5, 1),
        "end": date(2026, 4, 1),
    }
    (problem,) = problems_of("contract", contract, TODAY)
    assert problem.field == "end"
    assert str(problem.message) == (
        "End (1 Apr 2026) lies before Start (1 May 2026): correct one of the two."
    )


def test_a_cadence_whose_maximum_is_below_its_ideal_is_refused() -> None:
    rule = {
        "name": "A",
        "target_kind": "tier",
        "target_value": "A",
        "purpose": "check_in",
        "ideal_days": 30,
        "max_days": 14,
    }
    assert [problem.field for problem in problems_of("cadence_rule", rule, TODAY)] == ["max_days"]


def test_refusing_carries_every_problem() -> None:
    with pytest.raises(InvalidError) as caught:
        refuse_problems("account", {"employees": -1}, TODAY)
    assert [problem.field for problem in caught.value.problems] == ["name", "employees"]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_defaults_of_every_kind_are_good_values(kind: str) -> None:
    defaults = defaults_of(kind)
    wrong = {problem.field for problem in problems_of(kind, defaults, TODAY)}
    assert wrong.isdisjoint(defaults)


def test_a_snooze_that_would_be_over_already_is_refused() -> None:
    given_ = {"account": 1, "reason": "On leave"}
    assert fields_wrong("snooze", until=TODAY, **given_) == ["until"]
    assert fields_wrong("snooze", until=date(2026, 11, 25), **given_) == []


def test_a_large_number_is_said_in_full() -> None:
    problems = problems_of("interaction", {**CALL, "minutes": 999_999_999_999}, TODAY)
    assert "999999999999." in str(problems[0].message)
