"""Tests of reading a typed text as a value of a field."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy.orm import Session

from relmanager_desktop.domain.problems import InvalidError
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.queries.drafts import typed_condition, typed_value

DUE, AT = KINDS["action"].field("due"), KINDS["interaction"].field("at")


def test_a_day_is_typed_in_words(session: Session) -> None:
    today = datetime.now().astimezone().date()
    assert typed_value(session, DUE, "in 2 weeks") == today + timedelta(days=14)
    assert typed_value(session, DUE, "2026-12-03").isoformat() == "2026-12-03"


def test_a_moment_is_typed_in_words(session: Session) -> None:
    yesterday = datetime.now().astimezone().date() - timedelta(days=1)
    meant = datetime.combine(yesterday, time(14, 30)).astimezone(UTC)
    assert typed_value(session, AT, "yesterday 14:30") == meant


def test_a_day_in_a_condition_on_moments_means_all_of_it(session: Session) -> None:
    condition = typed_condition(session, AT, "=", "today")
    assert condition.value == datetime.now().astimezone().date()


def test_a_day_that_is_another_in_america_is_refused(session: Session) -> None:
    with pytest.raises(InvalidError):
        typed_value(session, DUE, "3/12")
