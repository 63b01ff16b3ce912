"""Deeds on records of any kind: add, change, archive, bring back, delete."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from relmanager_desktop.commands.differences import own_changes
from relmanager_desktop.commands.own_values import held_of, refuse_missing_own, write_own
from relmanager_desktop.commands.rule_targets import NAMED_BY, follow_name, refuse_unknown_target
from relmanager_desktop.domain.drafts import begun, is_empty, refuse_kept, refuse_problems
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.ids import to_letters
from relmanager_desktop.domain.own_fields import split_values
from relmanager_desktop.domain.problems import NotFoundError
from relmanager_desktop.domain.records import KINDS, Record, pointing_at
from relmanager_desktop.domain.texts import lowered, tr
from relmanager_desktop.store.bulk import delete_where, update_where
from relmanager_desktop.store.ids import new_id
from relmanager_desktop.store.journal import journal_of
from relmanager_desktop.store.tables import TABLES


def add_record(
    session: Session,
    kind: str,
    values: Mapping[str, Any],
    today: date,
    *,
    is_whole: bool = False,
) -> int:
    """Add a record of a kind and return its id.

    ``values`` maps catalogue names to typed values; what is left out takes its default. Of what a
    person fills as a whole (``is_whole``) the own fields that are required are asked for as well;
    what other deeds add beside their own is not held up by them.

    Raises:
        InvalidError: If the draft has problems, or gives what the program keeps itself.
    """
    values, own = split_values(values)
    refuse_kept(kind, values)
    draft = completed(session, kind, begun(kind, values), today)
    refuse_problems(kind, draft, today)
    if is_whole:
        refuse_missing_own(session, kind, own)
    entry = KINDS[kind]
    given = {entry.field(name).attribute: value for name, value in draft.items()}
    record = entry.record(id=new_id(), **given)
    if own:
        write_own(record, own)
    session.add(record)
    session.flush()
    return record.id


def change_record(
    session: Session,
    kind: str,
    id_: int,
    values: Mapping[str, Any],
    today: date,
    *,
    seen: Mapping[str, Any] | None = None,
) -> bool:
    """Change fields of a record; return whether anything was different.

    ``seen`` is how these fields were when the person looked: what is as it was seen is left to
    whoever changed it meanwhile, and the rest is written unless somebody else wrote the same field.

    Raises:
        NotFoundError: If there is no such record.
        StaleRecordError: If a field was changed to another value since it was seen.
        InvalidError: If the record would have problems.
    """
    refuse_kept(kind, split_values(values)[0])
    record = get_record(session, kind, id_)
    fields = KINDS[kind].by_name
    before = {field.name: getattr(record, field.attribute) for field in KINDS[kind].shown_fields}
    held = held_of(session, kind, record)
    wanted = values if seen is None else own_changes(kind, values, seen, {**before, **held})
    wanted, own = split_values(wanted)
    own = {name: value for name, value in own.items() if value != held.get(name)}
    if emptied := {name for name, value in own.items() if is_empty(value)}:
        refuse_missing_own(session, kind, {}, emptied)
    draft = completed(session, kind, {**before, **wanted}, today)
    changed = {name: value for name, value in draft.items() if value != before.get(name)}
    if own:
        write_own(record, own)
    if not changed:
        session.flush()
        return bool(own)
    refuse_problems(kind, draft, today)
    for name, value in changed.items():
        setattr(record, fields[name].attribute, value)
    session.flush()
    for name in changed.keys() & set(NAMED_BY.get(kind, ())):
        follow_name(session, kind, before[name], changed[name])
    return True


def archive_record(session: Session, kind: str, id_: int) -> None:
    """Take a record out of the lists without losing it.

    Raises:
        NotFoundError: If there is no such record, or its kind knows no archive.
    """
    record: Any = get_record(session, kind, id_)
    if not KINDS[kind].can_be_archived:
        raise NotFoundError(tr("Records of kind {kind} are not archived.", kind=KINDS[kind].label))
    record.archived_at = journal_of(session).at


def bring_back(session: Session, kind: str, id_: int) -> None:
    """Put an archived record back into the lists.

    Raises:
        NotFoundError: If there is no such record.
    """
    record: Any = get_record(session, kind, id_)
    record.archived_at = None


def delete_record(session: Session, kind: str, id_: int) -> int:
    """Delete a record with what hangs on it; return how many rows went.

    A record hangs on another when its link to it is required; a link that is not is cleared.

    Raises:
        NotFoundError: If there is no such record.
    """
    get_record(session, kind, id_)
    return _delete(session, kind, [id_])


def hanging_on(session: Session, kind: str, id_: int) -> dict[str, int]:
    """Return how many records of each kind would be deleted along."""
    counts: dict[str, int] = {}
    _count_hanging(session, kind, [id_], counts)
    return counts


def get_record(session: Session, kind: str, id_: int) -> Record:
    """Return the record itself, to be changed.

    Raises:
        NotFoundError: If there is none.
    """
    record = session.get(KINDS[kind].record, id_)
    if record is None:
        raise NotFoundError(
            tr(
                "There is no {kind} with the key {key}.",
                kind=lowered(KINDS[kind].label),
                key=to_letters(id_),
            )
        )
    return record


def completed(session: Session, kind: str, draft: dict[str, Any], today: date) -> dict[str, Any]:
    """Return a draft with what follows from the rest: a person's whole name, an issue's number."""
    complete = COMPLETIONS.get(kind)
    return complete(session, draft, today) if complete else draft


def named_record(session: Session, kind: str, name: str, today: date) -> int:
    """Return the record of this name, adding it if there is none."""
    table = TABLES[kind]
    for id_, found in session.execute(select(table.c.id, table.c.name)):
        if fold(found) == fold(name):
            return int(id_)
    extra = {"order": _next_order(session)} if kind == "tier" else {}
    return add_record(session, kind, {"name": name, **extra}, today)


def _complete_contact(_session: Session, draft: dict[str, Any], _today: date) -> dict[str, Any]:
    if not draft.get("name"):
        parts = (draft.get("given_name"), draft.get("middle_name"), draft.get("family_name"))
        draft["name"] = " ".join(part for part in parts if part)
    return draft


def _complete_issue(session: Session, draft: dict[str, Any], _today: date) -> dict[str, Any]:
    if not draft.get("number"):
        draft["number"] = f"ISS-{_highest_issue(session) + 1}"
    if not draft.get("opened_at"):
        draft["opened_at"] = journal_of(session).at
    return draft


def _highest_issue(session: Session) -> int:
    numbers = session.execute(select(TABLES["issue"].c.number)).scalars()
    own = (number[4:] for number in numbers if number.startswith("ISS-"))
    return max((int(number) for number in own if number.isdigit()), default=0)


def _next_order(session: Session) -> int:
    orders = session.execute(select(TABLES["tier"].c.order)).scalars()
    return max(orders, default=0) + 1


def _complete_consent(_session: Session, draft: dict[str, Any], today: date) -> dict[str, Any]:
    return {**draft, "on": draft.get("on") or today}


def _complete_rule(session: Session, draft: dict[str, Any], _today: date) -> dict[str, Any]:
    refuse_unknown_target(session, draft)
    return draft


COMPLETIONS = {
    "cadence_rule": _complete_rule,
    "consent": _complete_consent,
    "contact": _complete_contact,
    "issue": _complete_issue,
}


def _delete(session: Session, kind: str, ids: list[int]) -> int:
    gone = 0
    for other, condition in _speaking_of(session, kind, ids):
        gone += delete_where(session, other, condition)
    for entry, link in pointing_at(kind):
        table = TABLES[entry.name]
        pointing = table.c[link.name].in_(ids)
        if link.required:
            children = list(session.execute(select(table.c.id).where(pointing)).scalars())
            if children:
                gone += _delete(session, entry.name, children)
        else:
            update_where(session, entry.name, pointing, {link.name: None})
    return gone + delete_where(session, kind, TABLES[kind].c.id.in_(ids))


def _speaking_of(
    session: Session, kind: str, ids: list[int]
) -> Iterator[tuple[str, ColumnElement[bool]]]:
    """Yield what would mean nothing without these records, though no required link says so."""
    snooze = TABLES["snooze"].c
    if kind in snooze:
        yield "snooze", snooze[kind].in_(ids)
    if kind in NAMED_BY:
        yield "cadence_rule", TABLES["cadence_rule"].c.id.in_(_rules_for(session, kind, ids))
    if kind != "attachment":
        attachment, raci = TABLES["attachment"].c, TABLES["raci"].c
        yield "attachment", (attachment.owner_kind == kind) & attachment.owner.in_(ids)
        yield "raci", (raci.subject_kind == kind) & raci.subject.in_(ids)


def _rules_for(session: Session, kind: str, ids: list[int]) -> list[int]:
    """Return the cadence rules that name one of these records and nobody who stays."""
    rule, table = TABLES["cadence_rule"].c, TABLES[kind].c
    rules = session.execute(select(rule.id, rule.target_value).where(rule.target_kind == kind))
    named = {int(id_): fold(value.strip()) for id_, value in rules}
    if not named:
        return []
    going: set[str] = set()
    staying: set[str] = set()
    for id_, name in session.execute(select(table.id, table.name)):
        (going if id_ in ids else staying).update({fold(name), fold(to_letters(id_))})
    return [id_ for id_, value in named.items() if value in going - staying]


def _count_hanging(session: Session, kind: str, ids: list[int], counts: dict[str, int]) -> None:
    for other, condition in _speaking_of(session, kind, ids):
        rows = session.execute(select(func.count()).where(condition)).scalar_one()
        if rows:
            counts[other] = counts.get(other, 0) + rows
    for entry, link in pointing_at(kind):
        if not link.required:
            continue
        table = TABLES[entry.name]
        children = list(
            session.execute(select(table.c.id).where(table.c[link.name].in_(ids))).scalars()
        )
        if children:
            counts[entry.name] = counts.get(entry.name, 0) + len(children)
            _count_hanging(session, entry.name, children, counts)
