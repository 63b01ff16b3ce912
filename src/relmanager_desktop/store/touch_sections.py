"""Where a touch stands on a day, as conditions on the facts: late, due, later, put off."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, not_, select

from relmanager_desktop.store.tables import TOUCH_FACT

SECTIONS = ("late", "today", "this_week", "later", "never", "snoozed", "blocked")
DUE = frozenset({"late", "today", "this_week", "later"})


def in_section(section: str, today: date) -> ColumnElement[bool]:
    """Return the condition that a touch stands in a section; the week is the next six days."""
    condition = in_stretch(section, today)
    return condition & not_(func.coalesce(_put_off(today), False)) if section in DUE else condition


def in_stretch(section: str, today: date) -> ColumnElement[bool]:
    """Return the condition on kind of cadence and day alone: who is put off counts among the due.

    It is a stretch of the index.
    """
    c, week = TOUCH_FACT.c, today + timedelta(days=6)
    timed = c.cadence == "timed"
    conditions: dict[str, ColumnElement[bool]] = {
        "late": timed & (c.due_on < today),
        "today": timed & (c.due_on == today),
        "this_week": timed & (c.due_on > today) & (c.due_on <= week),
        "later": timed & (c.due_on > week),
        "never": c.cadence == "never_contacted",
        "snoozed": timed & _put_off(today),
        "blocked": c.cadence == "blocked",
    }
    return conditions[section]


def count_in_section(section: str, today: date) -> ColumnElement[int]:
    """Return the number of touches in a section, to be selected."""
    stretch = in_stretch(section, today)
    number = _counted(stretch)
    return number - _counted(stretch & _put_off(today)) if section in DUE else number


def _counted(condition: ColumnElement[bool]) -> ColumnElement[int]:
    counted = select(func.count()).select_from(TOUCH_FACT).where(condition)
    number: ColumnElement[int] = counted.scalar_subquery()
    return number


def _put_off(today: date) -> ColumnElement[bool]:
    until = TOUCH_FACT.c.snoozed_until
    return until.is_not(None) & (until > today)
