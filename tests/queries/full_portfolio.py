"""Builds a portfolio in which every kind has records and every field a value."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from relmanager_desktop.domain.records import KINDS, SEEN, Field, FieldType, Kind
from relmanager_desktop.store.bulk import insert_rows

# Parents before what hangs on them.
FIRST = (
    *("working_calendar", "member", "tier", "tag", "account", "contact", "product", "contract"),
    *("campaign", "sla_policy", "opportunity", "review", "issue", "action", "interaction"),
    *("contact_role", "plan", "playbook", "kpi", "scorecard"),
)
TROUBLE = ("=1+1", "Ähre & <Söhne>", "007", "+49 30 123456", "_x0041_", "zwei\nZeilen", "- a")
_VALUES: dict[FieldType, Any] = {
    FieldType.LONG_TEXT: "First line\nSecond line, “quoted”",
    FieldType.EMAIL: "ana@example.com",
    FieldType.PHONE: "+44 20 7946 0000",
    FieldType.URL: "https://example.com/a?b=c&d",
    FieldType.COUNTRY: "DE",
    FieldType.ZONE: "Europe/Berlin",
    FieldType.LANGUAGE: "de",
    FieldType.COLOUR: "#" + "1f2937",
    FieldType.PERIOD: "2026",
    FieldType.TIME: "08:30",
    FieldType.JSON: {"b": [1, "ä"], "a": None},
}


def fill(session: Session, count: int = 3) -> None:
    """Add ``count`` records of every seen kind whose parents can be had."""
    ids: dict[str, int] = {}
    later = [kind.name for kind in SEEN if kind.name not in FIRST]
    for name in (*FIRST, *later):
        kind = KINDS[name]
        if name in ids or any(f.required and f.target not in ids for f in kind.links):
            continue
        fields = kind.shown_fields
        rows = [tuple(_value(kind, f, n, ids) for f in fields) for n in range(count)]
        names = tuple(field.name for field in fields)
        ids[name] = insert_rows(session, name, names, rows, count)


def _value(kind: Kind, field: Field, number: int, ids: dict[str, int]) -> Any:
    if field.type is FieldType.LINK:
        return ids[field.target] + number if field.target in ids else None
    if field.type is FieldType.RECORD:
        return ids["account"] + number
    if f"{field.name}".endswith("_kind") and field.name.removesuffix("_kind") in kind.by_name:
        return "account"
    if field.choices:
        code = field.choices[number % len(field.choices)].code
        return code if field.type is FieldType.CHOICE else [code, field.choices[-1].code]
    if field.type in {FieldType.TEXT, FieldType.LISTED}:
        return f"{TROUBLE[number % len(TROUBLE)]} {field.label}"
    return _plain(field, number)


def _plain(field: Field, number: int) -> Any:
    made = {
        FieldType.INTEGER: int(field.minimum or 0) + number,
        FieldType.DECIMAL: 0.1 * (number + 1),
        FieldType.PERCENT: 12.5 + number / 10,
        FieldType.MONEY: 123_456 + number,
        FieldType.DATE: date(2026, 1, 31) + timedelta(days=number),
        FieldType.MONTH: date(2026, 1 + number, 1),
        FieldType.INSTANT: datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC) + timedelta(hours=number),
        FieldType.YES_NO: number % 2 == 0,
        FieldType.CURRENCY: ("EUR", "JPY", "KWD")[number % 3],
    }
    return made.get(field.type, _VALUES.get(field.type))
