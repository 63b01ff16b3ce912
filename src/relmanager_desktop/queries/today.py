"""The Today page: whom to contact and why, what to do, and what was promised.

Plain SQL, so that the page can be answered before SQLAlchemy is imported.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from relmanager_desktop.domain.figures import Total
from relmanager_desktop.queries.today_cards import (
    ActionCard,
    TouchCard,
    actions_between,
    as_day,
    first_contacts,
    touches_between,
)
from relmanager_desktop.queries.totals import total_of
from relmanager_desktop.store.glance import Glance, rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

WEEKS = 13
USUAL_A_DAY = 5  # touches, where no member says how many
WEEK_DAYS = 7
# A snoozed line is no card, so it does not count either.
TOUCHES_DUE = (
    "SELECT (SELECT coalesce(sum(number), 0) FROM fact_total"
    " WHERE of = 'touch' AND cadence = 'timed' AND due_on {when})"
    " - (SELECT count(*) FROM touch_fact WHERE cadence = 'timed' AND due_on {when}"
    " AND snoozed_until IS NOT NULL AND snoozed_until > :today)"
)
COUNTS = {
    "touches_late": TOUCHES_DUE.format(when="< :today"),
    "touches_today": TOUCHES_DUE.format(when="= :today"),
    "actions_late": "SELECT count(*) FROM action WHERE state = 'open' AND due < :today"
    " AND archived_at IS NULL",
    "actions_today": "SELECT count(*) FROM action WHERE state = 'open' AND due = :today"
    " AND archived_at IS NULL",
    "never": "SELECT coalesce(sum(number), 0) FROM fact_total"
    " WHERE of = 'touch' AND cadence = 'never_contacted'",
    "issues_open": "SELECT count(*) FROM issue WHERE status NOT IN"
    " ('resolved', 'closed', 'cancelled', 'duplicate') AND archived_at IS NULL",
    "issues_urgent": "SELECT count(*) FROM issue WHERE severity IN ('high', 'urgent') AND status"
    " NOT IN ('resolved', 'closed', 'cancelled', 'duplicate') AND archived_at IS NULL",
    "accounts": "SELECT coalesce(sum(number), 0) FROM account_total",
    "ruled": "SELECT coalesce(sum(number), 0) FROM fact_total"
    " WHERE of = 'account' AND cadence <> 'no_rule'",
}
RENEWAL_VALUE = """
SELECT coalesce(k.currency, a.currency), coalesce(sum(k.value), 0), count(k.value), count(*)
FROM contract k LEFT JOIN account a ON a.id = k.account AND k.currency IS NULL
WHERE k."end" BETWEEN :today AND :quarter AND k.archived_at IS NULL
GROUP BY coalesce(k.currency, a.currency)
"""
PER_DAY = """
SELECT due_on, number FROM fact_total
WHERE of = 'touch' AND cadence = 'timed' AND due_on BETWEEN :first AND :last
"""
RENEWALS = """
SELECT a.name, k."end" FROM contract k JOIN account a ON a.id = k.account
WHERE k."end" BETWEEN :first AND :last AND k.archived_at IS NULL ORDER BY k."end" LIMIT 6
"""
CAPACITY = "SELECT coalesce(sum(touches_per_day), 0) FROM member WHERE archived_at IS NULL"


class Column(NamedTuple):
    """One column of the board; the cards are cut at MOST_CARDS, the totals are not.

    Today's ends with first contacts, as many as the day has room for.
    """

    touches: tuple[TouchCard, ...]
    actions: tuple[ActionCard, ...]
    total: int


class Week(NamedTuple):
    """One week of the strip: its Monday and the touches that come due."""

    monday: date
    touches: int


class TodayBoard(NamedTuple):
    """All that the Today page shows; the renewals' worth is in the portfolio's currency."""

    today: date
    overdue: Column
    due: Column
    this_week: Column
    counts: dict[str, int]
    renewal_value: Total
    weeks: tuple[Week, ...]
    capacity_a_week: int
    renewals: tuple[tuple[str, date], ...]

    @property
    def first_contacts(self) -> int:
        """How many of today's touches would be the first ever."""
        return sum(touch.due_on is None for touch in self.due.touches)


def today_board(source: Session | Glance, today: date) -> TodayBoard:
    """Return the board of a day; overdue is what was due before, this week the next six days."""
    far = date.min
    tomorrow, last = today + timedelta(days=1), today + timedelta(days=6)
    values = {"today": today.isoformat(), "quarter": (today + timedelta(days=90)).isoformat()}
    counts = {name: int(rows(source, sql, values)[0][0]) for name, sql in COUNTS.items()}
    # Only the living have facts, and who has none has no rule either.
    counts["unruled"] = counts["accounts"] - counts.pop("ruled")
    late = counts["touches_late"] + counts["actions_late"]
    now = counts["touches_today"] + counts["actions_today"]
    renewals = rows(source, RENEWAL_VALUE, values)
    counts["renewals"] = sum(row[3] for row in renewals)
    capacity = int(rows(source, CAPACITY, {})[0][0])
    room = (capacity or USUAL_A_DAY) - counts["touches_late"] - counts["touches_today"]
    return TodayBoard(
        today=today,
        overdue=_column(source, far, today - timedelta(days=1), today, late),
        due=_with_first(
            source, _column(source, today, today, today, now), today, room, counts["never"]
        ),
        this_week=_column(source, tomorrow, last, today, None),
        counts=counts,
        renewal_value=total_of(source, (row[:3] for row in renewals)),
        weeks=tuple(_weeks(source, today)),
        capacity_a_week=capacity * 5,
        renewals=tuple(_renewals(source, today)),
    )


def _column(
    source: Session | Glance, first: date, last: date, today: date, total: int | None
) -> Column:
    touches = tuple(touches_between(source, first, last, today))
    actions = tuple(actions_between(source, first, last, today))
    return Column(touches, actions, len(touches) + len(actions) if total is None else total)


def _with_first(
    source: Session | Glance, due: Column, today: date, room: int, never: int
) -> Column:
    """Return today's column with first contacts behind what is due."""
    first = tuple(first_contacts(source, today, room, never))
    return Column(due.touches + first, due.actions, due.total + len(first))


def _weeks(source: Session | Glance, today: date) -> Iterable[Week]:
    monday = today - timedelta(days=today.weekday())
    last = monday + timedelta(days=WEEKS * WEEK_DAYS - 1)
    per_week = [0] * WEEKS
    for day, count in rows(
        source, PER_DAY, {"first": monday.isoformat(), "last": last.isoformat()}
    ):
        on = as_day(day)
        if on is not None:
            per_week[(on - monday).days // WEEK_DAYS] += count
    return (
        Week(monday + timedelta(days=number * WEEK_DAYS), count)
        for number, count in enumerate(per_week)
    )


def _renewals(source: Session | Glance, today: date) -> Iterable[tuple[str, date]]:
    last = today + timedelta(days=WEEKS * WEEK_DAYS)
    for name, end in rows(source, RENEWALS, {"first": today.isoformat(), "last": last.isoformat()}):
        day = as_day(end)
        if day is not None:
            yield name, day
