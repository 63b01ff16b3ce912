"""Words and amounts as the window shows them: days, money, codes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from relmanager_desktop.domain.days import days_silent, spoken_day
from relmanager_desktop.domain.figures import Total, format_money, minor_digits
from relmanager_desktop.domain.texts import shown_value, tr

CHANNEL_ICONS = {
    "call": "phone",
    "video": "video",
    "meeting": "users",
    "visit": "map-pin",
    "email": "mail",
    "chat": "message-square",
    "letter": "mail",
    "social": "message-square",
    "event": "calendar-days",
    "survey": "chart-column",
    "mailing": "mail",
}
STATUS_TONES = {
    "active": "good",
    "prospect": "info",
    "dormant": "warn",
    "ended": "neutral",
    "new": "neutral",
    "in_progress": "info",
    "waiting_on_them": "neutral",
    "waiting_on_us": "warn",
    "on_hold": "neutral",
    "resolved": "good",
    "closed": "good",
    "urgent": "bad",
    "high": "warn",
    "on_track": "good",
    "at_risk": "warn",
    "achieved": "good",
    "missed": "bad",
    "won": "good",
    "lost": "bad",
}


def money(minor: int | None, currency: str, *, short: bool = False) -> str:
    """Return an amount of minor units: '£412,000', '£412,000.50', short '£1.31m'; '' for none."""
    if minor is None:
        return ""
    shown = format_money(minor, currency, is_short=short)
    digits = minor_digits(currency)
    return shown.removesuffix("." + "0" * digits) if digits else shown


def total(found: Total) -> str:
    """Return a sum, short, with the currencies that it leaves out for want of a rate."""
    shown = money(found.minor, found.currency, short=True)
    if not found.missing:
        return shown
    return str(tr("{sum} without {currencies}", sum=shown, currencies=", ".join(found.missing)))


def ago(at: datetime | None, today: date) -> str:
    """Return 'today', 'yesterday', '11 days ago', or '–' for never."""
    if at is None:
        return "–"
    day = at.astimezone().date()
    if day >= today or (days := days_silent(day, today)) == 1:
        return str(spoken_day(day, today))
    return str(tr("{n} day ago", plural="{n} days ago", n=days))


def day_of(at: datetime | None) -> str:
    """Return the day of a moment where the user is, '3 Nov 2026', or '' for never."""
    return shown_value(at.astimezone().date()) if at is not None else ""


def due_word(due_on: date | None, today: date) -> tuple[str, str]:
    """Return what a due day says in a pill, and its tone; None for who was never contacted."""
    if due_on is None:
        return str(tr("Never contacted")), "info"
    days = (today - due_on).days
    if days > 0:
        return str(
            tr("{n} day late", plural="{n} days late", n=days)
        ), "bad" if days > 1 else "warn"
    if days == 0:
        return str(tr("Today")), "info"
    word = str(spoken_day(due_on, today))
    return word[:1].upper() + word[1:], "neutral"


def touch_word(due_on: date | None, today: date, *, is_red: bool) -> tuple[str, str]:
    """Return the same for a touch: amber past its ideal day, red past the last."""
    word, tone = due_word(due_on, today)
    is_late = due_on is not None and due_on < today
    return word, ("bad" if is_red else "warn") if is_late else tone


def tone_of(code: str) -> str:
    """Return the tone of a status or severity code."""
    return STATUS_TONES.get(code, "neutral")


def tier_word(tier: str) -> str:
    """Return a tier as its badge says it."""
    return str(tr("Tier {tier}", tier=tier)) if len(tier) <= 2 else tier


def long_day(day: date) -> str:
    """Return 'Tuesday 24 November 2026' by the locale of the window."""
    from PySide6.QtCore import QDate, QLocale  # noqa: PLC0415 - one use

    return QLocale().toString(QDate(day.year, day.month, day.day), "dddd d MMMM yyyy")


def weeks_spoken(
    weeks: Sequence[tuple[date, int]], capacity: int, renewals: Sequence[tuple[str, date]]
) -> str:
    """Return what the strip of weeks shows, for who listens to it."""
    counts = ", ".join(
        str(tr("{n} from {day}", plural="{n} from {day}", n=count, day=monday))
        for monday, count in weeks
        if count
    )
    parts = [str(tr("Touches a week: {weeks}", weeks=counts or str(tr("none"))))]
    if capacity:
        parts.append(str(tr("{n} fit", plural="{n} fit", n=capacity)))
    if renewals:
        names = ", ".join(str(tr("{name} on {day}", name=name, day=day)) for name, day in renewals)
        parts.append(str(tr("Renewals: {names}", names=names)))
    return ". ".join(parts)
