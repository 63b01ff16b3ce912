"""The figures of the sidebar: what is late, how many accounts, how many open issues."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from relmanager_desktop.queries.today import COUNTS
from relmanager_desktop.store.glance import rows


@dataclass(frozen=True)
class Badges:
    """What the sidebar shows behind its destinations."""

    late: int
    accounts: int
    issues_open: int


def badges(session: Session, today: date) -> Badges:
    """Return the figures of a day: late are touches and actions together."""
    values = {"today": today.isoformat(), "quarter": today.isoformat()}
    wanted = ("touches_late", "actions_late", "accounts", "issues_open")
    late, actions, accounts, issues = (
        int(rows(session, COUNTS[name], values)[0][0]) for name in wanted
    )
    return Badges(late + actions, accounts, issues)
