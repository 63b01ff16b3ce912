"""Where a touch stands on a day, as conditions on the facts: late, due, later, put off."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, func, not_

from relmanager_desktop.store.tables import TOUCH_FACT

SECTIONS = ("late", "today", "this_week", "later", "never", "snoozed", "blocked")


def in_section(section: str, today: date) -> ColumnElement[bool]:
    """Return the condition that a touch stands in a section; the week is the next six days."""
    c = TOUCH_FACT.c
    snoozed = c.snoozed_until.is_not(None) & (c.snoozed_until > today)
    timed = (c.cadence == "timed") & not_(func.coalesce(snoozed, False))
    week = today + timedelta(days=6)
    conditions: dict[str, ColumnElement[bool]] = {
        "late": timed & (c.due_on < today),
        "today": timed & (c.due_on == today),
        "this_week": timed & (c.due_on > today) & (c.due_on <= week),
        "later": timed & (c.due_on > week),
        "never": c.cadence == "never_contacted",
        "snoozed": and_(c.cadence == "timed", snoozed),
        "blocked": c.cadence == "blocked",
    }
    return conditions[section]
