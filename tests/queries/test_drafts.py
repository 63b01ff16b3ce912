"""Tests of reading a typed text as a value of a field."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy.orm import Session

from relmanager_desktop.domain.problems import InvalidError
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.queries.drafts import typed_condition, typed_value

DUE, AT = KINDS["action"].field("due"), KINDS["interaction"].field("at")


def test_a_day_is_typed_in_words(session: Session, today: date) -> None:
    found = typed_value(session, DUE, "in 2 weeks", today=today)
    assert found == today + timedelta(days=14)
    assert typed_value(session, DUE, "2026-12-03", today=today).isoformat() == "2026-12-03"


def test_a_moment_is_typed_in_words(session: Session, today: date) -> None:
    yesterday = today - timedelta(days=1)
    meant = datetime.combine(yesterday, time(14, 30)).astimezone(UTC)
    assert typed_value(session, AT, "yesterday 14:30", today=today) == meant


def test_a_day_in_a_condition_on_moments_means_all_of_it(session: Session, today: date) -> None:
    assert typed_condition(session, AT, "=", "today", today=today).value == today


def test_a_day_that_is_another_in_america_is_refused(session: Session, today: date) -> None:
    with pytest.raises(InvalidError):
        typed_value(session, DUE, "3/12", today=today)
