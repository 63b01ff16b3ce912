"""The first change sets of a portfolio: what it needs before anybody types."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop import paths
from relmanager_desktop.commands.records import add_record
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.store.calendars import ZONE
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.tables import TABLES

TIERS = (("A", 1), ("B", 2), ("C", 3))
# Tier, ideal and maximum days: the balanced rhythm of the first start.
RHYTHM = (("A", 14, 28), ("B", 30, 45), ("C", 90, 120))
LISTS = {
    "opportunity_stage": (
        ("Prospecting", 10.0, None),
        ("Engaging", 30.0, None),
        ("Proposal", 50.0, None),
        ("Negotiation", 75.0, None),
        ("Won", 100.0, "won"),
        ("Lost", 0.0, "lost"),
    ),
    "snooze_reason": (
        ("On leave", None, None),
        ("Asked to call later", None, None),
        ("Waiting for news", None, None),
    ),
}


def begin(database: Database, author: str = "", today: date | None = None) -> None:
    """Give a new portfolio its tiers, rhythm, zone and the member at this computer."""
    day = today or database.clock().date()
    with database.write(tr("Make the portfolio"), source="clock") as session:
        lay_foundation(session, author, day)


def begin_with_sample(database: Database, today: date, now: datetime) -> int:
    """Fill a portfolio with the sample, as one step that can be undone."""
    from relmanager_desktop.commands.samples import make_sample  # noqa: PLC0415 - rarely needed

    with database.write(tr("Make the sample portfolio")) as session:
        return make_sample(session, today, now)


def lay_foundation(session: Session, author: str, today: date) -> None:
    """Add what is missing of tiers, rules, lists, zone and member."""
    _keep_zone(session, paths.zone_of_this_machine(), today)
    if session.execute(select(TABLES["tier"].c.id)).first() is None:
        for name, order in TIERS:
            add_record(session, "tier", {"name": name, "order": order}, today)
        for name, ideal, most in RHYTHM:
            add_record(session, "cadence_rule", _rule(name, ideal, most), today)
    for list_name, words in LISTS.items():
        for order, (label, probability, outcome) in enumerate(words, start=1):
            _add_word(session, list_name, label, order, probability, outcome, today)
    if author and session.execute(select(TABLES["member"].c.id)).first() is None:
        add_record(session, "member", {"name": author, "is_me": True, "touches_per_day": 5}, today)


def _keep_zone(session: Session, zone: str, today: date) -> None:
    """Let the days of touches be those of the calendar here, wherever the file is opened."""
    setting = TABLES["setting"].c
    is_known = session.execute(select(setting.id).where(setting.key == ZONE)).first() is not None
    if zone and not zone.startswith("Etc/") and not is_known:
        add_record(session, "setting", {"key": ZONE, "value": zone}, today)


def _rule(tier: str, ideal: int, most: int) -> dict[str, object]:
    return {
        "name": str(tr("Tier {tier}", tier=tier)),
        "target_kind": "tier",
        "target_value": tier,
        "ideal_days": ideal,
        "max_days": most,
    }


def _add_word(
    session: Session,
    list_name: str,
    label: str,
    order: int,
    probability: float | None,
    outcome: str | None,
    today: date,
) -> None:
    values = {
        "list": list_name,
        "code": label.lower().replace(" ", "_"),
        "label": label,
        "order": order,
        "probability": probability,
        "outcome": outcome,
    }
    add_record(session, "choice", values, today)
