"""Moments are aware on the way in and on the way out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import Session

from relmanager_desktop.domain.records.accounts import Account
from relmanager_desktop.store.tables import Instant

BERLIN = timezone(timedelta(hours=1))


def test_a_moment_without_a_zone_is_refused(session: Session) -> None:
    session.add(Account(name="Acme", archived_at=datetime(2026, 1, 1)))  # noqa: DTZ001 - refused
    with pytest.raises(StatementError, match="no time zone"):
        session.flush()
    session.expunge_all()
    session.rollback()


def test_a_moment_comes_back_in_utc(session: Session) -> None:
    account = Account(name="Acme", archived_at=datetime(2026, 1, 1, 0, 30, tzinfo=BERLIN))
    session.add(account)
    session.flush()
    session.refresh(account)
    assert account.archived_at == datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
    assert account.archived_at.tzinfo is UTC


def test_no_moment_stays_none() -> None:
    from sqlalchemy.dialects.sqlite import dialect

    column, sqlite = Instant(), dialect()
    assert column.process_bind_param(None, sqlite) is None
    assert column.process_result_value(None, sqlite) is None
