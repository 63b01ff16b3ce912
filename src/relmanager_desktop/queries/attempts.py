"""Attempts: what was written or tried and is no touch, said where nobody was ever reached."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.cadence_words import not_counted
from relmanager_desktop.domain.texts import Text
from relmanager_desktop.domain.touches import TALKS, WRITTEN, why_no_touch
from relmanager_desktop.store.cadence_reads import is_touch_row
from relmanager_desktop.store.tables import TABLES

BATCH = 500
_C = TABLES["interaction"].c
_ATTEMPTS = (
    select(_C.account, _C.channel, _C.direction, _C.state, func.max(_C.at).label("at"))
    .where(
        _C.state.in_(("held", "not_held")),
        _C.channel.in_(TALKS | WRITTEN),
        _C.archived_at.is_(None),
        ~is_touch_row(_C),
    )
    .group_by(_C.account, _C.channel, _C.direction, _C.state)
)


def last_attempts(session: Session, accounts: Iterable[int], today: date) -> dict[int, Text]:
    """Return the newest attempt at each account that has one, and why it does not count."""
    newest: dict[int, Any] = {}
    wanted = sorted(accounts)
    for start in range(0, len(wanted), BATCH):
        some = wanted[start : start + BATCH]
        for row in session.execute(_ATTEMPTS.where(_C.account.in_(some))):
            if row.account not in newest or row.at > newest[row.account].at:
                newest[row.account] = row
    return {account: _said(row, today) for account, row in newest.items()}


def _said(row: Any, today: date) -> Text:
    why = why_no_touch(row.channel, row.direction, row.state)
    return not_counted(row.channel, row.at.astimezone().date(), today, why)
