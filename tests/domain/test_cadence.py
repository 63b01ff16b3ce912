"""Cadence: which rule wins, what counts as a touch, when the next is due, and the sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.domain.cadence import (
    State,
    Subject,
    next_touch,
    next_touches,
    rules_for,
    state_of,
)
from relmanager_desktop.domain.cadence_rules import Rule, Snooze
from relmanager_desktop.domain.calendars import SpecialDay, WorkingCalendar
from relmanager_desktop.domain.texts import Text, verbatim
from relmanager_desktop.domain.touches import LastTouch

TODAY = date(2026, 11, 24)
TIER_A = Rule(1, "Strategic", "tier", "A", "check_in", 14, 28)
ACME = Subject(account=7, keys=frozenset({"Acme"}), tier="A", roles=frozenset({"customer"}))
CALL = LastTouch(date(2026, 10, 20), "call", "check_in")
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def due(rule: Rule = TIER_A, *touches: LastTouch, **given_: object):  # type: ignore[no-untyped-def]  # the answer is the rule's own
    return next_touch(rule, touches, given_.pop("snoozes", ()), TODAY, **given_)  # type: ignore[arg-type]  # given by name


def test_the_line_explains_itself() -> None:
    assert str(due(TIER_A, CALL).why) == (
        "Due since 3 Nov: last call 20 Oct, every 14 days because tier A (rule 'Strategic')"
    )


def test_past_the_ideal_is_due_and_past_the_maximum_overdue() -> None:
    assert due(TIER_A, CALL._replace(on=TODAY - timedelta(days=15))).state is State.DUE
    assert due(TIER_A, CALL._replace(on=TODAY - timedelta(days=60))).state is State.OVERDUE


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


def test_among_equals_of_one_order_the_older_rule_wins_and_the_tie_is_explained() -> None:
    older = TIER_A._replace(id=1, name="Older")
    newer = TIER_A._replace(id=2, name="Newer")
    (found,) = next_touches(ACME, [newer, older], [CALL], [], TODAY)
    assert found.rule == older
    assert found.overruled == (newer,)
    assert str(found.why_this_rule) == (
        "Rule 'Older' goes before 'Newer' (tier A): it is the older one"
    )


def test_a_rule_that_no_other_rivals_needs_no_explanation() -> None:
    (found,) = next_touches(ACME, [TIER_A], [CALL], [], TODAY)
    assert found.why_this_rule is None
    (none,) = next_touches(Subject(account=1), [TIER_A], [], [], TODAY)
    assert none.why_this_rule is None


def test_an_empty_target_fits_nobody() -> None:
    nowhere = TIER_A._replace(target_value=" ")
    assert rules_for(replace(ACME, tier=""), [nowhere]) == ()


def test_a_target_is_found_without_case_and_accents() -> None:
    subject = replace(ACME, tags=frozenset({"Réseau"}))
    tagged = Rule(2, "Network", "tag", "RESEAU ", "check_in", 7, 10)
    assert rules_for(subject, [tagged]) == (tagged,)


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


def test_a_rule_with_channels_counts_only_those_and_says_so() -> None:
    spoken = TIER_A._replace(channels=("call", "video"))
    mail = LastTouch(date(2026, 11, 12), "email", "check_in")
    found = due(spoken, mail, CALL)
    assert found.last == CALL
    assert str(found.why) == (
        "Due since 3 Nov: last call 20 Oct, every 14 days by call or video call because tier A"
        " (rule 'Strategic'); the e-mail of 12 Nov does not count"
    )


def test_a_touch_of_another_kind_is_not_never_contacted_in_words() -> None:
    visits = TIER_A._replace(purpose="business_review", channels=("visit",), ideal_days=90)
    found = due(visits, CALL)
    assert found.state is State.NEVER_CONTACTED
    assert str(found.why) == (
        "No business review yet: every 90 days by visit because tier A (rule 'Strategic')"
    )


def test_a_newer_touch_of_another_purpose_goes_without_saying() -> None:
    review = Rule(2, "Reviews", "tier", "A", "business_review", 90, 120, channels=("meeting",))
    held = LastTouch(date(2026, 8, 3), "meeting", "business_review")
    assert due(review, held, CALL).passed_over is None


def test_due_on_a_holiday_moves_to_the_next_business_day_and_says_so() -> None:
    calendar = WorkingCalendar(days={date(2026, 11, 3): SpecialDay("Stocktaking")})
    found = due(TIER_A, CALL, calendar=calendar)
    assert found.due_on == date(2026, 11, 4)
    assert str(found.why).startswith("Due since 4 Nov: last call 20 Oct, every 14 days")
    assert str(found.why).endswith("; moved from 3 Nov (closed: Stocktaking)")


def test_calendar_days_are_not_moved() -> None:
    every_day = TIER_A._replace(business_days_only=False)
    saturday = LastTouch(date(2026, 11, 7), "call", "check_in")
    assert due(every_day, saturday).due_on == date(2026, 11, 21)
    assert str(due(every_day, saturday).why).endswith("(rule 'Strategic')")
    assert due(TIER_A, saturday).due_on == date(2026, 11, 23)
    assert str(due(TIER_A, saturday).why).endswith("; moved from 21 Nov (Saturday)")


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


def test_a_rule_may_be_blocked_for_its_channels_alone() -> None:
    mails = Rule(2, "Offers", "tier", "A", "sales", 30, 60, channels=("email",))

    def blocked(rule: Rule) -> Text | None:
        return verbatim("No consent of Priya for e-mail") if rule.channels else None

    found = next_touches(ACME, [TIER_A, mails], [CALL], [], TODAY, blocked=blocked)
    assert {item.purpose: item.state for item in found} == {
        "check_in": State.OVERDUE,
        "sales": State.BLOCKED,
    }


def test_blocked_goes_before_snoozed() -> None:
    snoozes = (Snooze("", date(2026, 12, 8), "partner on leave"),)
    assert due(TIER_A, CALL, snoozes=snoozes, blocked=verbatim("no")).state is State.BLOCKED


def test_of_several_snoozes_the_longest_counts() -> None:
    snoozes = (Snooze("", date(2026, 12, 8), "leave"), Snooze("check_in", date(2026, 12, 1), "x"))
    assert due(TIER_A, CALL, snoozes=snoozes).snoozed_until == date(2026, 12, 8)


def test_days_late_are_counted_from_the_day_it_was_due() -> None:
    assert due(TIER_A, CALL).days_late == 21
    assert due(TIER_A, CALL._replace(on=TODAY)).days_late == 0
    assert due(TIER_A).days_late == 0


def test_the_maximum_day_itself_is_not_red() -> None:
    assert state_of(date(2026, 11, 1), TODAY, TODAY) is State.DUE
    assert state_of(date(2026, 11, 1), TODAY - timedelta(days=1), TODAY) is State.OVERDUE


def test_due_today_and_due_soon_are_said() -> None:
    today = CALL._replace(on=TODAY - timedelta(days=14))
    soon = CALL._replace(on=TODAY - timedelta(days=12))
    assert str(due(TIER_A, today).why).startswith("Due today: last call")
    assert due(TIER_A, soon).state is State.DUE_SOON
    assert str(due(TIER_A, soon).why).startswith("Due on 26 Nov: last call 12 Nov")
    assert state_of(TODAY + timedelta(days=30), TODAY + timedelta(days=40), TODAY) is State.FINE


@given(last=DAYS, ideal=st.integers(1, 400), extra=st.integers(0, 400))
def test_due_never_lies_before_ideal_nor_red_before_due(last: date, ideal: int, extra: int) -> None:
    rule = TIER_A._replace(ideal_days=ideal, max_days=ideal + extra)
    found = next_touch(rule, [CALL._replace(on=last)], [], TODAY)
    assert found.due_on is not None
    assert found.red_on is not None
    assert last + timedelta(days=ideal) <= found.due_on <= found.red_on


@given(first=DAYS, second=DAYS)
def test_the_newest_touch_moves_the_date(first: date, second: date) -> None:
    touches = [CALL._replace(on=first), CALL._replace(on=second)]
    assert next_touch(TIER_A, touches, [], TODAY) == next_touch(
        TIER_A, [CALL._replace(on=max(first, second))], [], TODAY
    )


@given(day=DAYS)
def test_a_business_rule_never_falls_on_a_weekend(day: date) -> None:
    found = next_touch(TIER_A, [CALL._replace(on=day)], [], TODAY)
    assert found.due_on is not None
    assert found.due_on.weekday() < 5


@given(last=DAYS, later=st.integers(0, 400))
def test_a_touch_logged_for_yesterday_moves_the_date_from_yesterday(last: date, later: int) -> None:
    today = last + timedelta(days=later)
    yesterday = CALL._replace(on=today - timedelta(days=1))
    every_day = TIER_A._replace(business_days_only=False)
    found = next_touch(
        every_day, [CALL._replace(on=last - timedelta(days=2)), yesterday], [], today
    )
    assert found.due_on == yesterday.on + timedelta(days=14)


@given(rules=st.permutations([TIER_A._replace(id=n, order=n % 2) for n in range(1, 5)]))
def test_the_winner_does_not_hang_on_the_order_in_which_rules_are_read(rules: list[Rule]) -> None:
    assert [rule.id for rule in rules_for(ACME, rules)] == [2]


@given(st.lists(st.sampled_from(["call", "visit", "email"]), max_size=3), DAYS, DAYS)
def test_every_line_has_a_sentence_without_holes(
    channels: list[str], last: date, today: date
) -> None:
    rule = TIER_A._replace(channels=tuple(dict.fromkeys(channels)))
    words = str(next_touch(rule, [CALL._replace(on=last)], [], today).why)
    assert words
    assert "{" not in words


def test_to_an_account_that_ended_no_touch_is_owed_with_a_rule_or_without() -> None:
    gone = replace(ACME, status="ended", ended_on=date(2026, 3, 31))
    for rules in ([TIER_A], []):
        (found,) = next_touches(gone, rules, [CALL], [], TODAY)
        assert (found.state, str(found.why)) == (State.BLOCKED, "The account ended on 31 Mar")
    (found,) = next_touches(replace(gone, ended_on=None), [TIER_A], [], [], TODAY)
    assert str(found.why) == "The account has ended"


@pytest.mark.parametrize("status", ["prospect", "active", "dormant"])
def test_the_rules_hold_for_every_account_that_did_not_end(status: str) -> None:
    (found,) = next_touches(replace(ACME, status=status), [TIER_A], [CALL], [], TODAY)
    assert found.state is not State.BLOCKED
