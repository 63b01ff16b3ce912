"""What an interaction does for the touches that are due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from relmanager_desktop.domain.cadence import next_touch
from relmanager_desktop.domain.cadence_effects import (
    rules_asked,
    usual_channel,
    what_moved,
    what_stays_due,
)
from relmanager_desktop.domain.cadence_rules import Rule
from relmanager_desktop.domain.touches import LastTouch

TODAY = date(2026, 11, 24)
ANY = Rule(1, "Strategic", "tier", "A", "check_in", 14, 28)
REVIEW = Rule(
    2, "Reviews", "role", "supplier", "supplier_review", 90, 120, ("video", "meeting", "visit")
)
PRIYA = Rule(3, "Priya", "contact", "Priya", "check_in", 30, 60, ("visit",))
OLD = LastTouch(date(2026, 8, 3), "video", "supplier_review")


def test_a_channel_that_the_rule_does_not_want_moves_nothing_and_says_the_mend() -> None:
    stays = what_stays_due("call", "both", "held", "supplier_review", [ANY, REVIEW])
    assert str(stays) == (
        "Does not count for the supplier review, which stays due: rule 'Reviews' wants video call,"
        " meeting or visit. Choose that channel if it was one."
    )


@pytest.mark.parametrize(
    ("channel", "purpose"),
    [("video", "supplier_review"), ("call", "check_in"), ("call", "support")],
)
def test_what_a_rule_wants_counts(channel: str, purpose: str) -> None:
    assert what_stays_due(channel, "both", "held", purpose, [ANY, REVIEW]) is None


def test_a_purpose_of_no_rule_is_judged_as_a_check_in() -> None:
    wants_visits = ANY._replace(channels=("visit",))
    stays = what_stays_due("call", "both", "held", "support", [wants_visits])
    assert "for the check-in" in str(stays)


def test_a_letter_without_an_answer_is_no_touch_whatever_the_rule() -> None:
    assert "nothing came back" in str(what_stays_due("email", "out", "held", "check_in", []))


def test_only_the_rules_of_those_who_took_part_are_asked() -> None:
    dues = {
        (who, rule.purpose): next_touch(rule, [], [], TODAY) for who, rule in ((0, ANY), (7, PRIYA))
    }
    assert rules_asked(dues, ()) == (ANY,)
    assert rules_asked(dues, (7,)) == (PRIYA, ANY)


@pytest.mark.parametrize(
    ("rule", "last", "channel"),
    [
        (None, None, "call"),
        (ANY, None, "call"),
        (ANY, OLD, "video"),
        (ANY, OLD._replace(channel="email"), "call"),
        (REVIEW, None, "video"),
        (REVIEW._replace(channels=("email", "visit")), None, "visit"),
        (REVIEW._replace(channels=("email",)), None, "email"),
    ],
)
def test_one_begins_with_the_channel_of_last_time_or_the_first_that_is_wanted(
    rule: Rule | None, last: LastTouch | None, channel: str
) -> None:
    assert usual_channel(rule, last) == channel


def test_the_one_touch_that_moved_is_named_with_its_day() -> None:
    before = next_touch(REVIEW, [OLD], [], TODAY)
    after = next_touch(REVIEW, [OLD._replace(on=TODAY)], [], TODAY)
    key = (0, "supplier_review")
    moved = what_moved({key: before}, {key: after}, "supplier_review", TODAY)
    assert str(moved) == "the next supplier review is due on 22 Feb 2027"
    assert what_moved({key: before}, {key: before}, "supplier_review", TODAY) is None


def test_of_several_that_moved_the_one_of_the_purpose_is_named() -> None:
    dues = {
        (0, rule.purpose): next_touch(rule, [OLD._replace(on=TODAY)], [], TODAY)
        for rule in (ANY, REVIEW)
    }
    assert "check-in" in str(what_moved({}, dues, "check_in", TODAY))
    assert what_moved({}, dues, "sales", TODAY) is None
    blocked = {key: replace(due, snooze=None, due_on=None) for key, due in dues.items()}
    assert what_moved({}, blocked, "check_in", TODAY) is None
