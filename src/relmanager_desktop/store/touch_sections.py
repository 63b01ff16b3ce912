"""Where a touch stands on a day, as conditions on the facts: late, due, later, put off."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, bindparam, func, not_, select

from relmanager_desktop.store.tables import FACT_TOTAL, TOUCH_FACT

SECTIONS = ("late", "today", "this_week", "later", "never", "snoozed", "blocked")
DUE = frozenset({"late", "today", "this_week", "later"})
_TODAY, _WEEK = bindparam("today", type_=Date()), bindparam("week", type_=Date())


def in_section(section: str, today: date) -> ColumnElement[bool]:
    """Return the condition that a touch stands in a section; the week is the next six days."""
    if section == "snoozed":
        return _is_timed(TOUCH_FACT.c) & _is_put_off(today)
    stretch = _stretch(section, TOUCH_FACT.c, today, days_of(today)["week"])
    return stretch & not_(func.coalesce(_is_put_off(today), False)) if section in DUE else stretch


def days_of(today: date) -> dict[str, date]:
    """Return the values that the numbers below want."""
    return {"today": today, "week": today + timedelta(days=6)}


def number_in_section(section: str) -> ColumnElement[int]:
    """Return the number of touches in a section, to be selected with ``days_of`` a day.

    It is a sum of the totals that are kept, less those who are put off, of whom there are few.
    """
    if section == "snoozed":
        return _number_put_off(_is_timed(TOUCH_FACT.c))
    total = FACT_TOTAL.c
    there = (total.of == "touch") & _stretch(section, total, _TODAY, _WEEK)
    number = select(func.coalesce(func.sum(total.number), 0)).where(there).scalar_subquery()
    if section not in DUE:
        return number
    return number - _number_put_off(_stretch(section, TOUCH_FACT.c, _TODAY, _WEEK))


def _stretch(section: str, columns: Any, today: Any, week: Any) -> ColumnElement[bool]:
    """Return the condition on cadence and day alone: who is put off counts among the due."""
    timed, day = _is_timed(columns), columns.due_on
    conditions: dict[str, ColumnElement[bool]] = {
        "late": timed & (day < today),
        "today": timed & (day == today),
        "this_week": timed & (day > today) & (day <= week),
        "later": timed & (day > week),
        "never": columns.cadence == "never_contacted",
        "blocked": columns.cadence == "blocked",
    }
    return conditions[section]


def _number_put_off(among: ColumnElement[bool]) -> ColumnElement[int]:
    put_off = select(func.count()).select_from(TOUCH_FACT).where(among, _is_put_off(_TODAY))
    number: ColumnElement[int] = put_off.scalar_subquery()
    return number


def _is_timed(columns: Any) -> ColumnElement[bool]:
    timed: ColumnElement[bool] = columns.cadence == "timed"
    return timed


def _is_put_off(today: Any) -> ColumnElement[bool]:
    until = TOUCH_FACT.c.snoozed_until
    put_off: ColumnElement[bool] = until.is_not(None) & (until > today)
    return put_off
