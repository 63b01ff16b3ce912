"""Which fields a form shows first, what it fills in by itself, and what it asks in addition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from relmanager_desktop.domain.drafts import is_empty
from relmanager_desktop.domain.problems import Problem
from relmanager_desktop.domain.records import KINDS, Field, FieldType
from relmanager_desktop.domain.texts import Text, tr

ENOUGH = 6  # fields that a form shows before "More fields" where nothing is said here
FIRST: dict[str, tuple[str, ...]] = {
    "account": ("name", "roles", "tier", "owner", "phone", "email", "city", "country"),
    "contact": ("given_name", "family_name", "account", "title", "email", "phone"),
    "action": ("title", "account", "due", "owner", "priority", "promised_by"),
    "issue": ("title", "account", "severity", "kind", "status", "owner", "description"),
    "cadence_rule": (
        "name", "target_kind", "target_value", "purpose", "ideal_days", "max_days", "channels",
        "business_days_only",
    ),
    "interaction": ("subject", "account", "at", "channel", "purpose", "state", "body", "outcome"),
    "contract": ("title", "account", "start", "end", "value", "currency"),
    "opportunity": ("name", "account", "stage", "amount", "currency", "probability", "owner"),
    "kpi_value": ("kpi", "account", "period", "value", "note"),
    "issue_event": ("text", "issue", "what", "at", "by"),
    "member": ("name", "email", "role", "team", "is_me"),
}  # fmt: skip
# Required, but filled in by the command: none of the fields named, or any of them, is enough.
FILLED: dict[str, dict[str, tuple[str, ...]]] = {
    "issue": {"number": (), "opened_at": ()},
    "consent": {"on": ()},
    "contact": {"name": ("given_name", "family_name", "middle_name")},
}
MORE: tuple[tuple[Text, frozenset[FieldType]], ...] = (
    (tr("Notes"), frozenset({FieldType.LONG_TEXT, FieldType.JSON})),
    (tr("Days"), frozenset({FieldType.DATE, FieldType.INSTANT, FieldType.MONTH})),
    (tr("Figures"), frozenset({FieldType.MONEY, FieldType.PERCENT, FieldType.DECIMAL})),
)
OWN = tr("Own fields")
PLACES = frozenset({"street", "postcode", "city", "region", "country", "time_zone"})


def extra_fields(kind: str, *, is_new: bool) -> dict[str, Field]:
    """Return what the form of a new record asks for besides the record's own fields."""
    if kind != "contact" or not is_new:
        return {}
    role, account = KINDS["contact_role"], KINDS["account"]
    return {
        "account": replace(role.field("account"), required=False),
        "title": role.field("title"),
        "email": account.field("email"),
        "phone": account.field("phone"),
    }


def first_fields(kind: str, fields: Mapping[str, Field]) -> list[Field]:
    """Return the fields on top: those that must be filled before all."""
    filled = FILLED.get(kind, {})
    required = [field for field in fields.values() if field.required and field.name not in filled]
    if kind in FIRST:
        named = [fields[name] for name in FIRST[kind] if name in fields]
        return list(dict.fromkeys([*named, *required]))
    rest = [
        field
        for field in fields.values()
        if not field.required and field.type not in {FieldType.JSON, FieldType.RECORD}
    ]
    return required + rest[: max(0, ENOUGH - len(required))]


def grouped_rest(fields: Mapping[str, Field], shown: list[Field]) -> list[tuple[Text, list[Field]]]:
    """Return the other fields under headings, each heading with at least one."""
    rest = [field for field in fields.values() if field not in shown]
    groups: list[tuple[Text, list[Field]]] = [(tr("Details"), []), (tr("Place"), [])]
    groups += [(heading, []) for heading, _ in reversed(MORE)]
    groups.append((OWN, []))
    by_heading = {str(heading): members for heading, members in groups}
    for field in rest:
        heading = tr("Place") if field.name in PLACES else _heading_of(field)
        by_heading[str(heading)].append(field)
    return [(heading, members) for heading, members in groups if members]


def beginning(kind: str, values: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Return what a new record's form begins with, besides the catalogue's defaults."""
    moment = now.replace(second=0, microsecond=0)
    begun: dict[str, dict[str, Any]] = {
        "consent": {"on": moment.astimezone().date()},
        "issue": {"opened_at": moment},
        "interaction": {"at": moment},
    }
    return {**begun.get(kind, {}), **values}


def without_filled(
    kind: str, draft: Mapping[str, Any], problems: tuple[Problem, ...]
) -> list[Problem]:
    """Leave out the problems that go away by themselves when the record is saved."""
    filled = FILLED.get(kind, {})
    return [
        problem
        for problem in problems
        if not (is_empty(draft.get(problem.field)) and _is_filled(filled, problem.field, draft))
    ]


def _is_filled(filled: Mapping[str, tuple[str, ...]], name: str, draft: Mapping[str, Any]) -> bool:
    if name not in filled:
        return False
    sources = filled[name]
    return not sources or any(not is_empty(draft.get(source)) for source in sources)


def _heading_of(field: Field) -> Text:
    if field.is_custom:
        return OWN
    return next((heading for heading, types in MORE if field.type in types), tr("Details"))
