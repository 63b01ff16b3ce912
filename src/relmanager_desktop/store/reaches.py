"""Which accounts' facts a write moves: what feeds a cadence, and whom it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, select
from sqlalchemy.orm import Session

from relmanager_desktop.store.tables import TABLES
from relmanager_desktop.store.traces import Touched

BATCH = 500
# A change to one of these may move every account.
EVERYTHING = frozenset(
    {
        "cadence_rule",
        "tier",
        "tag",
        "setting",
        "working_calendar",
        "calendar_window",
        "calendar_day",
    }
)
# These belong to an account by this field.
BY_ACCOUNT = ("interaction", "snooze", "account_tag", "contact_role")
# The columns that a cadence follows from; a change to another one moves nothing.
MOVING: dict[str, frozenset[str]] = {
    "account": frozenset(
        {
            "name",
            "reference",
            "tier",
            "roles",
            "segment",
            "status",
            "time_zone",
            "working_calendar",
            "archived_at",
        }
    ),
    "contact": frozenset({"name", "reference", "do_not_contact", "archived_at"}),
    "contact_role": frozenset({"contact", "account", "primary", "ended_on", "archived_at"}),
    "interaction": frozenset(
        {"account", "at", "channel", "purpose", "direction", "state", "archived_at"}
    ),
    "setting": frozenset({"key", "value"}),
    "tier": frozenset({"name"}),
    "tag": frozenset({"name"}),
}
# These belong to a person, whose accounts are looked up.
BY_CONTACT = {"contact": "id", "consent": "contact", "snooze": "contact"}
FEEDING = EVERYTHING.union(BY_ACCOUNT, BY_CONTACT, {"account", "interaction_contact"})
_IDS: BindParameter[int] = bindparam("ids", expanding=True)


def moves_any(touched: Touched, kinds: Set[str]) -> bool:
    """Whether what a write did to one of these kinds can move a cadence."""
    return any(_moves(touched, kind) for kind in touched.kinds() & kinds)


def accounts_of(session: Session, touched: Touched) -> set[int]:
    """Return the accounts whose cadence a write can have moved, but for those it made."""
    found = set(touched.ids.get("account", ())) if _moves(touched, "account") else set()
    for kind in BY_ACCOUNT:
        if _moves(touched, kind):
            found.update(_linked(session, touched, kind, "account"))
    contacts: set[int] = set()
    for kind, name in BY_CONTACT.items():
        if _moves(touched, kind):
            contacts.update(_linked(session, touched, kind, name))
    interactions = _linked(session, touched, "interaction_contact", "interaction")
    found.update(_values(session, "interaction", "account", "id", interactions))
    found.update(_values(session, "contact_role", "account", "contact", contacts))
    return {id_ for id_ in found if id_}


def _moves(touched: Touched, kind: str) -> bool:
    if kind in MOVING:
        return touched.moves(kind, MOVING[kind])
    return kind in touched.kinds()


def _linked(session: Session, touched: Touched, kind: str, name: str) -> set[int]:
    """Return the values of a link in the rows touched, before and after."""
    found = {row[name] for row in touched.gone.get(kind, ()) if row.get(name)}
    found.update(row[name] for row in touched.old.get(kind, ()) if row.get(name))
    found.update(_values(session, kind, name, "id", touched.ids.get(kind, ())))
    for first, count in touched.blocks.get(kind, ()):
        between = {"first": first, "last": first + count - 1}
        found.update(session.connection().execute(_between(kind, name), between).scalars())
    return found


def _values(
    session: Session, kind: str, name: str, by: str, ids: Iterable[int | None]
) -> Iterator[int]:
    wanted = sorted(id_ for id_ in ids if id_ is not None)
    for start in range(0, len(wanted), BATCH):
        some = {"ids": wanted[start : start + BATCH]}
        yield from session.connection().execute(_among(kind, name, by), some).scalars()


@cache
def _between(kind: str, name: str) -> Select[Any]:
    table = TABLES[kind].c
    rows = table.id.between(bindparam("first"), bindparam("last"))
    return select(table[name]).where(rows).distinct()


@cache
def _among(kind: str, name: str, by: str) -> Select[Any]:
    table = TABLES[kind].c
    return select(table[name]).where(table[by].in_(_IDS)).distinct()
