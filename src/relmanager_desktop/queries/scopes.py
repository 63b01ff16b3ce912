"""Just a part of the portfolio: some accounts, one owner, some kinds, since a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Select, select, true
from sqlalchemy.orm import Session

from relmanager_desktop.domain.problems import InvalidError, NotFoundError, Problem
from relmanager_desktop.domain.records import KINDS, Field, FieldType, Kind
from relmanager_desktop.domain.suggestions import nearest
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.conditions import Condition, parse_condition, where
from relmanager_desktop.queries.drafts import typed_condition
from relmanager_desktop.queries.records import find_record
from relmanager_desktop.store.tables import TABLES

# What happened on a day, and the field that says when; all else is there whenever it began.
TIMES: Mapping[str, str] = {
    "interaction": "at",
    "issue": "opened_at",
    "issue_event": "at",
    "order_line": "ordered_on",
    "revenue_entry": "month",
    "saving": "month",
    "survey_answer": "on",
    "review": "on",
    "loyalty_entry": "on",
    "exchange_rate": "on",
}


@dataclass(frozen=True)
class Part:
    """Which part of the portfolio is asked for; empty is all of it.

    Attributes:
        kinds: catalogue names.
        where: conditions as people write them, 'tier=A' or 'contact.city=Hamburg'; without a
            kind they speak of the kinds asked for, or of accounts.
        owner: the name of the member whose accounts are meant.
        since: leaves out what happened before this day.
        archived: whether archived records come along.
    """

    kinds: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    owner: str = ""
    since: date | None = None
    archived: bool = False

    def as_filter(self) -> dict[str, Any]:
        """Return what was asked for as JSON keeps it, without what was not."""
        given = {
            "kinds": list(self.kinds),
            "where": list(self.where),
            "owner": self.owner,
            "since": self.since.isoformat() if self.since else "",
            "archived": self.archived,
        }
        return {name: value for name, value in given.items() if value}


class Scope:
    """Answers which records of each kind belong to a part.

    What hangs on a record that is left out is left out as well: contacts by their roles, all else
    by its account and its required links.

    Raises:
        InvalidError: If a condition names no field, or its value does not fit.
        NotFoundError: If there is no such kind, or a name, such as the owner's, is nobody's.
    """

    def __init__(self, session: Session, part: Part) -> None:
        self._session = session
        self._part = part
        self._conditions: dict[str, list[Condition]] = {}
        self._ids: dict[str, Select[tuple[int]] | None] = {}
        for kind in part.kinds:
            if kind not in KINDS or not KINDS[kind].is_seen:
                raise NotFoundError(tr("There is no kind of record called “{name}”.", name=kind))
        for text in part.where:
            self._enter(text)
        if part.owner:
            owner = find_record(session, "member", part.owner)
            self._conditions.setdefault("account", []).append(Condition("owner", "=", owner))

    def fitting(self, kind: str) -> ColumnElement[bool]:
        """Return the condition on a kind's table for what belongs to the part."""
        table = TABLES[kind]
        fitting = self._own(kind)
        for link in KINDS[kind].links:
            ids = self._ids_of(link.target) if _hangs_by(kind, link) else None
            if ids is not None:
                fitting = fitting & table.c[link.name].in_(ids)
        if kind == "contact" and (accounts := self._ids_of("account")) is not None:
            role = TABLES["contact_role"].c
            fitting = fitting & table.c.id.in_(
                select(role.contact).where(role.account.in_(accounts))
            )
        return fitting

    def _own(self, kind: str) -> ColumnElement[bool]:
        table = TABLES[kind]
        fitting = true() & where(self._session, kind, self._conditions.get(kind, ()))
        if not self._part.archived and "archived_at" in table.c:
            fitting = fitting & table.c.archived_at.is_(None)
        if self._part.since is not None and kind in TIMES:
            fitting = fitting & (table.c[TIMES[kind]] >= _first(kind, self._part.since))
        return fitting

    def _ids_of(self, kind: str) -> Select[tuple[int]] | None:
        """Return the ids of a kind that the part narrows down, None where all belong to it."""
        if kind not in self._ids:
            self._ids[kind] = None  # a kind that hangs on itself asks no further
            if self._is_narrowed(KINDS[kind]):
                self._ids[kind] = select(TABLES[kind].c.id).where(self.fitting(kind))
        return self._ids[kind]

    def _is_narrowed(self, kind: Kind) -> bool:
        if self._conditions.get(kind.name) or (self._part.since and kind.name in TIMES):
            return True
        if kind.name == "contact" and self._ids_of("account") is not None:
            return True
        return any(
            self._ids_of(link.target) is not None
            for link in kind.links
            if _hangs_by(kind.name, link)
        )

    def _enter(self, text: str) -> None:
        prefix, dot, rest = text.partition(".")
        named = prefix.strip().lower()
        if dot and named in KINDS:
            self._enter_for((named,), rest)
        else:
            self._enter_for(self._part.kinds or ("account",), text)

    def _enter_for(self, kinds: Sequence[str], text: str) -> None:
        name, operator, value = parse_condition(text)
        having = [(kind, field) for kind in kinds if (field := _field(kind, name))]
        if not having:
            labels = ", ".join(str(KINDS[kind].label) for kind in kinds)
            names = [field.name for kind in kinds for field in KINDS[kind].shown_fields]
            message = tr(
                "{kind} has no field “{field}”. Near are: {names}.",
                kind=labels,
                field=name,
                names=", ".join(nearest(name, names)),
            )
            raise InvalidError([Problem("", message)])
        for kind, field in having:
            condition = typed_condition(self._session, field, operator, value)
            self._conditions.setdefault(kind, []).append(condition)


def _field(kind: str, name: str) -> Field | None:
    wanted = name.strip().lower()
    fields = KINDS[kind].fields
    labelled = (field for field in fields if wanted == str(field.label).lower())
    return KINDS[kind].by_name.get(wanted) or next(labelled, None)


def _hangs_by(kind: str, link: Field) -> bool:
    return link.target != kind and (link.required or link.name == "account")


def _first(kind: str, day: date) -> date | datetime:
    if KINDS[kind].field(TIMES[kind]).type is FieldType.INSTANT:
        return datetime.combine(day, time.min, tzinfo=UTC)
    return day
