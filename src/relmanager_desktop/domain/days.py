"""Days as sentences name them, short and without a year where it is this one."""

from __future__ import annotations

from datetime import date

from relmanager_desktop.domain.texts import Text, month_short, tr, verbatim

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}


def short_day(day: date, today: date) -> Text:
    """Return '3 Nov', with the year where it is not today's: '3 Nov 2025'."""
    year = "" if day.year == today.year else f" {day.year}"
    return verbatim(f"{day.day} {month_short(day.month)}{year}")


def spoken_day(day: date, today: date) -> Text:
    """Return 'today', 'tomorrow', 'yesterday', 'Thu 26 Nov' within six days, else '3 Nov'."""
    distance = (day - today).days
    if distance in NEAR:
        return tr(NEAR[distance])
    if 0 < distance <= 6:  # noqa: PLR2004 - a week ahead names its weekday
        return tr(
            "{weekday} {day}", weekday=tr(_WEEKDAYS[day.weekday()]), day=short_day(day, today)
        )
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
