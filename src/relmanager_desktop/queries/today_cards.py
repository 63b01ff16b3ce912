"""The cards of the Today page: touches and actions that are due, and first contacts.

Plain SQL, so that the page can be answered before SQLAlchemy is imported.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from relmanager_desktop.domain.cadence_rules import Rule
from relmanager_desktop.domain.cadence_words import why
from relmanager_desktop.domain.texts import Text
from relmanager_desktop.domain.touches import LastTouch
from relmanager_desktop.store.glance import Glance, rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

MOST_CARDS = 60  # a column; the rest is counted
FIRST_CHANNEL = "call"

CARDS = """
SELECT f.account, a.name, a.city, coalesce(t.name, ''), coalesce(m.name, ''), f.contact,
       coalesce(c.name, ''), f.purpose, f.due_on, f.last_on, f.last_channel,
       r.id, r.name, r.target_kind, r.target_value, r.ideal_days, r.max_days, r.channels,
       coalesce(t."order", 0), f.red_on
FROM touch_fact f
JOIN account a ON a.id = f.account
LEFT JOIN cadence_rule r ON r.id = f.rule
LEFT JOIN tier t ON t.id = a.tier
LEFT JOIN member m ON m.id = a.owner
LEFT JOIN contact c ON c.id = f.contact
WHERE (f.snoozed_until IS NULL OR f.snoozed_until <= :today)
"""
TOUCHES = (
    CARDS + " AND f.cadence = 'timed' AND f.due_on BETWEEN :first AND :last"
    " ORDER BY f.due_on, f.account LIMIT :most"
)
# Of those who were never contacted the best tier comes first, in it who is worth most.
FIRST_CONTACTS = (
    CARDS + " AND f.cadence = 'never_contacted'"
    ' ORDER BY coalesce(t."order", 999), coalesce(a.annual_value, 0) DESC, f.account LIMIT :most'
)
FEW = (
    1_000  # so many are put in order; of more, the accounts of each tier are gone through by value
)
TIERS = 'SELECT id FROM tier ORDER BY "order", id'
# No index is to be had for what is joined to nothing: most of the accounts qualify.
FIRST_OF_TIER = (
    CARDS + " AND f.cadence || '' = 'never_contacted' AND a.tier {}"
    " ORDER BY a.annual_value DESC, a.id LIMIT :most"
)
ACTIONS = """
SELECT x.id, x.title, x.account, coalesce(a.name, ''), x.due, coalesce(x.promised_by, 'us'),
       coalesce(m.name, ''), coalesce(x.priority, 'normal')
FROM action x
LEFT JOIN account a ON a.id = x.account
LEFT JOIN member m ON m.id = x.owner
WHERE x.state = 'open' AND x.due BETWEEN :first AND :last AND x.archived_at IS NULL
ORDER BY x.due, x.id LIMIT :most
"""


class TouchCard(NamedTuple):
    """One touch that is due, or a first contact: whom, when and why.

    ``contact`` is 0 for the account itself; ``due_on`` is None for who was never contacted.
    """

    account: int
    name: str
    city: str
    tier: str
    tier_order: int
    owner: str
    contact: int
    person: str
    purpose: str
    due_on: date | None
    today: date
    rule: Rule
    last: LastTouch | None
    red_on: date | None

    @property
    def channel(self) -> str:
        """The channel of the last touch; where there was none, the one that the rule wants."""
        return self.last.channel if self.last else (*self.rule.channels, FIRST_CHANNEL)[0]

    @property
    def why(self) -> Text:
        """The sentence that explains the line, put together when it is read."""
        return why(self.rule, self.last, self.due_on, self.today)


class ActionCard(NamedTuple):
    """One open action that is due."""

    id: int
    title: str
    account: int | None
    name: str
    due: date
    promised_by: str
    owner: str
    priority: str


def touches_between(
    source: Session | Glance, first: date, last: date, today: date, most: int = MOST_CARDS
) -> list[TouchCard]:
    """Return the touches that come due from ``first`` to ``last``, each with its reason."""
    values = _between(first, last, today, most)
    return [_touch_card(row, today) for row in rows(source, TOUCHES, values)]


def actions_between(
    source: Session | Glance, first: date, last: date, today: date
) -> list[ActionCard]:
    """Return the open actions that are due from ``first`` to ``last``."""
    values = _between(first, last, today)
    return [_action_card(row) for row in rows(source, ACTIONS, values)]


def first_contacts(source: Session | Glance, today: date, most: int, never: int) -> list[TouchCard]:
    """Return whom to contact for the first time, the best first; none for ``most`` below 1.

    ``never`` is how many were never contacted.
    """
    values: dict[str, Any] = {"today": today.isoformat(), "most": max(0, most)}
    if never <= FEW or most < 1:
        return [_touch_card(row, today) for row in rows(source, FIRST_CONTACTS, values)]
    found: list[TouchCard] = []
    for tier in (*(row[0] for row in rows(source, TIERS, {})), None):
        which = {"tier": tier} if tier is not None else {}
        statement = FIRST_OF_TIER.format("IS NULL" if tier is None else "= :tier")
        wanted = {**values, **which, "most": most - len(found)}
        found += [_touch_card(row, today) for row in rows(source, statement, wanted)]
        if len(found) >= most:
            break
    return found


def as_day(value: Any) -> date | None:
    """Return a day as databases hand it out: a date, or ISO text."""
    return date.fromisoformat(value[:10]) if isinstance(value, str) else value


def _between(first: date, last: date, today: date, most: int = MOST_CARDS) -> dict[str, Any]:
    return {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "today": today.isoformat(),
        "most": most,
    }


def _touch_card(row: tuple[Any, ...], today: date) -> TouchCard:
    due_on, last_on = as_day(row[8]), as_day(row[9])
    rule = Rule(
        row[11], row[12], row[13], row[14], row[7], row[15], row[16], channels=_channels(row[17])
    )
    return TouchCard(
        account=row[0],
        name=row[1],
        city=row[2] or "",
        tier=row[3],
        tier_order=row[18],
        owner=row[4],
        contact=row[5],
        person=row[6],
        purpose=row[7],
        due_on=due_on,
        today=today,
        rule=rule,
        last=LastTouch(last_on, row[10], row[7]) if last_on else None,
        red_on=as_day(row[19]),
    )


def _channels(value: Any) -> tuple[str, ...]:
    """Return the channels of a rule as databases hand them out: a list, or JSON text."""
    if not isinstance(value, str):
        return tuple(value or ())
    import json  # noqa: PLC0415 - few rules name channels, and the first paint waits

    return tuple(json.loads(value))


def _action_card(row: tuple[Any, ...]) -> ActionCard:
    due = as_day(row[4])
    assert due is not None  # noqa: S101 - the query asks for a day
    return ActionCard(row[0], row[1], row[2], row[3], due, row[5], row[6], row[7])
