"""Whom a cadence rule is for: a tier, role, segment, tag, account or contact that there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.ids import from_letters
from relmanager_desktop.domain.problems import InvalidError, Problem
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.records.interactions import CadenceRule
from relmanager_desktop.domain.suggestions import what_there_is
from relmanager_desktop.domain.texts import joined, lowered, tr
from relmanager_desktop.store.tables import TABLES

# What a rule may call these by, besides the letters of the key.
NAMED_BY = {
    "tier": ("name",),
    "tag": ("name",),
    "account": ("name", "reference"),
    "contact": ("name", "reference"),
}
BY_LETTERS = frozenset({"account", "contact"})


def refuse_unknown_target(session: Session, draft: Mapping[str, Any]) -> None:
    """Let a rule pass whose target there is.

    Raises:
        InvalidError: If it names nothing, with what there is.
    """
    kind, value = draft.get("target_kind"), (draft.get("target_value") or "").strip()
    if not value or kind not in _KINDS:
        return  # the catalogue says of these that they are missing or no choice
    if kind in BY_LETTERS and _is_key(session, kind, value):
        return
    names = list(_names(session, kind))
    if fold(value) in map(fold, names):
        return
    label = lowered(KINDS["cadence_rule"].field("target_kind").label_of(kind))
    nothing = tr("There is no {kind} “{value}”, so the rule fits nobody.", kind=label, value=value)
    message = joined(" ", nothing, what_there_is(value, names))
    raise InvalidError([Problem("target_value", message)])


def follow_name(session: Session, kind: str, old: str | None, new: str | None) -> None:
    """Let the rules for a record follow its new name, unless another one has the old name still."""
    if not old or not new or fold(old) in map(fold, _names(session, kind)):
        return
    rules = select(CadenceRule).where(TABLES["cadence_rule"].c.target_kind == kind)
    for rule in session.execute(rules).scalars():
        if fold(rule.target_value.strip()) == fold(old):
            rule.target_value = new
    session.flush()


_KINDS = frozenset(choice.code for choice in KINDS["cadence_rule"].field("target_kind").choices)


def _names(session: Session, kind: str) -> Iterable[str]:
    if kind == "role":
        return (role.code for role in KINDS["account"].field("roles").choices)
    if kind == "segment":
        return _segments(session)
    table = TABLES[kind]
    columns = [table.c[name] for name in NAMED_BY[kind]]
    rows = session.execute(select(*columns).where(table.c.archived_at.is_(None)))
    return (name for row in rows for name in row if name)


def _segments(session: Session) -> Iterable[str]:
    choice, account = TABLES["choice"].c, TABLES["account"].c
    yield from session.execute(select(choice.label).where(choice.list == "segment")).scalars()
    used = select(account.segment).where(account.segment.is_not(None)).distinct()
    yield from session.execute(used).scalars()


def _is_key(session: Session, kind: str, value: str) -> bool:
    try:
        id_ = from_letters(value)
    except ValueError:
        return False
    found = select(TABLES[kind].c.id).where(TABLES[kind].c.id == id_)
    return session.execute(found).first() is not None
