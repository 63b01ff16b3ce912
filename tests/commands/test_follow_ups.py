"""Tests of what follows from an interaction."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.commands.follow_ups import log_with_follow_up
from relmanager_desktop.commands.interactions import InteractionDraft
from relmanager_desktop.commands.records import add_record
from relmanager_desktop.store.tables import TABLES


@pytest.fixture
def draft(session: Session, today: date) -> InteractionDraft:
    account = add_record(session, "account", {"name": "Harbour & Pine"}, today)
    return InteractionDraft(account, datetime(2026, 11, 24, 9, tzinfo=UTC), subject="Rates")


def test_what_was_promised_becomes_an_action(
    session: Session, draft: InteractionDraft, today: date
) -> None:
    interaction = log_with_follow_up(session, draft, "Send the list", date(2026, 11, 27), today)
    action = TABLES["action"].c
    row = session.execute(select(action.account, action.title, action.due, action.origin)).one()
    assert tuple(row) == (draft.account, "Send the list", date(2026, 11, 27), interaction)


def test_nothing_promised_is_no_action(
    session: Session, draft: InteractionDraft, today: date
) -> None:
    log_with_follow_up(session, draft, None, None, today)
    assert session.execute(select(TABLES["action"].c.id)).first() is None
