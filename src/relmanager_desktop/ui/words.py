"""Words and amounts as the window shows them: days, money, codes."""

from __future__ import annotations

from datetime import date, datetime

from relmanager_desktop.domain.days import spoken_day
from relmanager_desktop.domain.texts import tr

SYMBOLS = {
    "EUR": "€", "GBP": "£", "USD": "$", "JPY": "¥", "CNY": "¥", "INR": "₹", "KRW": "₩", "PLN": "zł",
    "CHF": "CHF ", "SEK": "kr ", "NOK": "kr ", "DKK": "kr ",
}  # fmt: skip
NO_MINOR = frozenset({"JPY", "KRW", "ISK", "CLP", "VND"})
THREE_MINOR = frozenset({"KWD", "BHD", "OMR", "TND", "JOD"})
MILLION, THOUSAND = 1_000_000, 1_000
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
    """Return an amount of minor units: '£412,000', short '£1.31m'."""
    if minor is None:
        return ""
    digits = 0 if currency in NO_MINOR else 3 if currency in THREE_MINOR else 2
    amount = minor / 10**digits
    symbol = SYMBOLS.get(currency, f"{currency} ")
    if short and abs(amount) >= MILLION:
        return f"{symbol}{amount / MILLION:.2f}m"
    if short and abs(amount) >= THOUSAND * 100:
        return f"{symbol}{amount / THOUSAND:.0f}k"
    return f"{symbol}{amount:,.0f}" if amount == int(amount) else f"{symbol}{amount:,.2f}"


def ago(at: datetime | None, today: date) -> str:
    """Return 'today', 'yesterday', '11 days ago', or '–' for never."""
    if at is None:
        return "–"
    days = (today - at.astimezone().date()).days
    if days == 0:
        return str(tr("today"))
    if days == 1:
        return str(tr("yesterday"))
    if days < 0:
        return str(spoken_day(at.astimezone().date(), today))
    return str(tr("{n} day ago", plural="{n} days ago", n=days))


def due_word(due_on: date, today: date) -> tuple[str, str]:
    """Return what a due day says in a pill, and its tone."""
    days = (today - due_on).days
    if days > 0:
        return str(
            tr("{n} day late", plural="{n} days late", n=days)
        ), "bad" if days > 1 else "warn"
    if days == 0:
        return str(tr("Today")), "info"
    word = str(spoken_day(due_on, today))
    return word[:1].upper() + word[1:], "neutral"


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
