"""Cadence: which rule wins, what counts as a touch, when the next is due, and the sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.domain.cadence import (
    LastTouch,
    Rule,
    Snooze,
    State,
    Subject,
    is_touch,
    next_touch,
    next_touches,
    rules_for,
    state_of,
)
from relmanager_desktop.domain.calendars import SpecialDay, WorkingCalendar
from relmanager_desktop.domain.texts import verbatim

TODAY = date(2026, 11, 24)
TIER_A = Rule(1, "Strategic", "tier", "A", "check_in", 14, 28)
ACME = Subject(account=7, keys=frozenset({"Acme"}), tier="A", roles=frozenset({"customer"}))
CALL = LastTouch(date(2026, 10, 20), "call", "check_in")
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def due(rule: Rule = TIER_A, *touches: LastTouch, **given_: object):  # type: ignore[no-untyped-def]
    return next_touch(rule, touches, given_.pop("snoozes", ()), TODAY, **given_)  # type: ignore[arg-type]


def test_the_line_explains_itself() -> None:
    assert str(due(TIER_A, CALL).why) == (
        "Due since 3 Nov: last call 20 Oct, every 14 days because tier A (rule 'Strategic')"
    )


def test_past_the_ideal_is_due_and_past_the_maximum_overdue() -> None:
    assert due(TIER_A, replace(CALL, on=TODAY - timedelta(days=15))).state is State.DUE
    assert due(TIER_A, replace(CALL, on=TODAY - timedelta(days=60))).state is State.OVERDUE


def test_never_contacted_is_a_state_of_its_own() -> None:
    found = due(TIER_A)
    assert found.state is State.NEVER_CONTACTED
    assert str(found.why) == "Never contacted: every 14 days because tier A (rule 'Strategic')"


def test_an_account_without_a_rule_says_so() -> None:
    (found,) = next_touches(Subject(account=1), [TIER_A], [CALL], [], TODAY)
    assert found.state is State.NO_RULE
    assert "No cadence rule fits" in str(found.why)


def test_a_person_without_a_rule_of_their_own_has_no_line() -> None:
    assert next_touches(Subject(1, contact=5), [TIER_A], [], [], TODAY) == ()


@pytest.mark.parametrize(
    ("kind", "value"),
    [("account", "Acme"), ("tag", "board"), ("segment", "Key"), ("role", "customer")],
)
def test_the_nearer_target_wins(kind: str, value: str) -> None:
    subject = replace(ACME, tags=frozenset({"board"}), segment="Key")
    nearer = Rule(2, "Nearer", kind, value, "check_in", 7, 10)
    assert rules_for(subject, [TIER_A, nearer]) == (nearer,)


def test_among_equals_the_lower_order_wins() -> None:
    second = Rule(2, "Second", "tier", "A", "check_in", 7, 10, order=2)
    first = Rule(3, "First", "tier", "A", "check_in", 9, 10, order=1)
    assert rules_for(ACME, [second, first]) == (first,)


def test_a_contact_rule_speaks_of_the_person_only() -> None:
    rule = Rule(2, "Priya", "contact", "Priya Raman", "check_in", 7, 10)
    priya = Subject(7, contact=3, contact_keys=frozenset({"Priya Raman"}))
    assert rules_for(ACME, [rule]) == ()
    assert rules_for(priya, [rule, TIER_A]) == (rule,)


def test_each_purpose_has_its_own_line() -> None:
    review = Rule(2, "Reviews", "tier", "A", "business_review", 90, 120)
    found = next_touches(ACME, [TIER_A, review], [CALL], [], TODAY)
    assert {item.purpose: item.state for item in found} == {
        "check_in": State.OVERDUE,
        "business_review": State.NEVER_CONTACTED,
    }


def test_any_touch_counts_as_a_check_in() -> None:
    review = LastTouch(date(2026, 11, 20), "meeting", "business_review")
    assert due(TIER_A, CALL, review).last == review


def test_a_rule_with_channels_counts_only_those() -> None:
    visits = replace(TIER_A, channels=("visit",))
    assert due(visits, CALL).state is State.NEVER_CONTACTED


@pytest.mark.parametrize(
    ("channel", "direction", "state", "counts"),
    [
        ("call", "both", "held", True),
        ("call", "out", "held", True),
        ("email", "in", "held", True),
        ("email", "out", "held", False),
        ("email", None, "held", True),
        ("call", "both", "planned", False),
        ("call", "both", "not_held", False),
        ("mailing", "both", "held", False),
        ("survey", "in", "held", False),
    ],
)
def test_only_held_direct_and_two_way_counts(
    channel: str, direction: str | None, state: str, counts: bool
) -> None:
    assert is_touch(channel, direction, state) is counts


def test_due_on_a_holiday_moves_to_the_next_business_day_and_says_so() -> None:
    calendar = WorkingCalendar(days={date(2026, 11, 3): SpecialDay("Stocktaking")})
    found = due(TIER_A, CALL, calendar=calendar)
    assert found.due_on == date(2026, 11, 4)
    assert str(found.why).endswith("; moved on from Stocktaking")


def test_calendar_days_are_not_moved() -> None:
    every_day = replace(TIER_A, business_days_only=False)
    saturday = LastTouch(date(2026, 11, 7), "call", "check_in")
    assert due(every_day, saturday).due_on == date(2026, 11, 21)
    assert due(TIER_A, saturday).due_on == date(2026, 11, 23)


def test_a_snooze_says_until_when_and_why() -> None:
    snoozes = (Snooze("check_in", date(2026, 12, 8), "partner on leave"),)
    found = due(TIER_A, CALL, snoozes=snoozes)
    assert (found.state, str(found.why)) == (State.SNOOZED, "Snoozed until 8 Dec: partner on leave")


def test_a_snooze_that_ended_or_is_of_another_purpose_does_nothing() -> None:
    snoozes = (Snooze("check_in", TODAY, "x"), Snooze("sales", date(2027, 1, 1), "y"))
    assert due(TIER_A, CALL, snoozes=snoozes).state is State.OVERDUE


def test_who_asked_not_to_be_contacted_is_off_the_list() -> None:
    found = due(TIER_A, CALL, blocked=verbatim("Priya asked not to be contacted"))
    assert (found.state, str(found.why)) == (State.BLOCKED, "Priya asked not to be contacted")


def test_due_today_and_due_soon_are_said() -> None:
    today = replace(CALL, on=TODAY - timedelta(days=14))
    soon = replace(CALL, on=TODAY - timedelta(days=12))
    assert str(due(TIER_A, today).why).startswith("Due today: last call")
    assert due(TIER_A, soon).state is State.DUE_SOON
    assert state_of(TODAY + timedelta(days=30), TODAY + timedelta(days=40), TODAY) is State.FINE


@given(last=DAYS, ideal=st.integers(1, 400), extra=st.integers(0, 400))
def test_due_never_lies_before_ideal_nor_red_before_due(last: date, ideal: int, extra: int) -> None:
    rule = replace(TIER_A, ideal_days=ideal, max_days=ideal + extra)
    found = next_touch(rule, [replace(CALL, on=last)], [], TODAY)
    assert found.due_on is not None and found.red_on is not None
    assert last + timedelta(days=ideal) <= found.due_on <= found.red_on


@given(first=DAYS, second=DAYS)
def test_the_newest_touch_moves_the_date(first: date, second: date) -> None:
    touches = [replace(CALL, on=first), replace(CALL, on=second)]
    assert next_touch(TIER_A, touches, [], TODAY) == next_touch(
        TIER_A, [replace(CALL, on=max(first, second))], [], TODAY
    )


@given(day=DAYS)
def test_a_business_rule_never_falls_on_a_weekend(day: date) -> None:
    found = next_touch(TIER_A, [replace(CALL, on=day)], [], TODAY)
    assert found.due_on is not None
    assert found.due_on.weekday() < 5
