"""Days as sentences name them, short and without a year where it is this one."""

from __future__ import annotations

from datetime import date

from relmanager_desktop.domain.texts import Text, tr

WEEKDAYS_SHORT = (
    tr("Mon"),
    tr("Tue"),
    tr("Wed"),
    tr("Thu"),
    tr("Fri"),
    tr("Sat"),
    tr("Sun"),
)
MONTHS_SHORT = (
    tr("Jan"),
    tr("Feb"),
    tr("Mar"),
    tr("Apr"),
    tr("May"),
    tr("Jun"),
    tr("Jul"),
    tr("Aug"),
    tr("Sep"),
    tr("Oct"),
    tr("Nov"),
    tr("Dec"),
)
NEAR = {-1: tr("yesterday"), 0: tr("today"), 1: tr("tomorrow")}
DAYS_NAMED_AHEAD = 6


def short_day(day: date, today: date) -> Text:
    """Return '3 Nov', with the year where it is not today's: '3 Nov 2025'.

    Like every text it is put into words when shown, so that it follows the language.
    """
    month = MONTHS_SHORT[day.month - 1]
    if day.year == today.year:
        return tr("{day} {month}", day=day.day, month=month)
    return tr("{day} {month} {year}", day=day.day, month=month, year=day.year)


def spoken_day(day: date, today: date) -> Text:
    """Return 'today', 'tomorrow', 'yesterday', 'Thu 26 Nov' within six days, else '3 Nov'."""
    distance = (day - today).days
    if distance in NEAR:
        return NEAR[distance]
    if 0 < distance <= DAYS_NAMED_AHEAD:
        weekday = WEEKDAYS_SHORT[day.weekday()]
        return tr("{weekday} {day}", weekday=weekday, day=short_day(day, today))
    return short_day(day, today)


def days_silent(last_touch: date, today: date) -> int:
    """Return the whole days without a touch, 0 or more.

    Raises:
        ValueError: If last_touch lies after today.

    Source: KPI catalogue, "Silence".
    """
    if last_touch > today:
        raise ValueError(f"The last touch, {last_touch}, lies after {today}")
    return (today - last_touch).days
