"""Conditions on a list: what a filter chip, a saved view and ``--where`` say, as SQL."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, String, Table, and_, cast, false, func, not_, or_, select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.folding import sort_key
from relmanager_desktop.domain.own_fields import OWN, PREFIX, is_own, kept_value
from relmanager_desktop.domain.problems import InvalidError, Problem
from relmanager_desktop.domain.records import KINDS, Field, FieldType
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.amounts import figured, worth
from relmanager_desktop.store.tables import TABLES

_PLAIN = Field("", "", tr("Own field"), FieldType.TEXT)
_ONE_DAY = timedelta(days=1)
OPERATORS = ("!=", ">=", "<=", "=", ">", "<", "~")
_CONDITION = re.compile(
    r"^\s*(?P<field>\w[\w. ]*?)\s*(?P<operator>!=|>=|<=|=|>|<|~)\s*(?P<value>.*)$", re.DOTALL
)


@dataclass(frozen=True)
class Condition:
    """One condition; ``value`` is typed, or text to look for with '~', or None for 'is empty'."""

    field: str
    operator: str
    value: Any


def parse_condition(text: str) -> tuple[str, str, str]:
    """Return field, operator and value of 'field=value', 'amount>=1000', 'name~port'.

    Raises:
        InvalidError: If the text is no condition.
    """
    match = _CONDITION.match(text)
    if match is None:
        message = tr("“{text}” is no condition. Write it as field=value.", text=text)
        raise InvalidError([Problem("", message)])
    return match["field"], match["operator"], match["value"].strip()


def where(session: Session, kind: str, conditions: Sequence[Condition]) -> ColumnElement[bool]:
    """Return all conditions as one; several on one field with '=' mean any of them."""
    groups: dict[tuple[str, bool], list[ColumnElement[bool]]] = {}
    for number, condition in enumerate(conditions):
        together = condition.operator == "="
        key = (condition.field if together else f"{condition.field} {number}", together)
        groups.setdefault(key, []).append(_one(session, kind, condition))
    return and_(*(or_(*group) for group in groups.values())) if groups else ~false()


def _one(session: Session, kind: str, condition: Condition) -> ColumnElement[bool]:
    if is_own(condition.field):
        return _own(kind, condition)
    field = KINDS[kind].field(condition.field)
    column: Any = TABLES[kind].c[field.name]
    if condition.operator == "!=":
        same = _one(session, kind, Condition(condition.field, "=", condition.value))
        return not_(same) if condition.value is None else or_(not_(same), column.is_(None))
    if condition.value is None:
        return or_(column.is_(None), cast(column, String) == "")
    if condition.operator == "~":
        return _contains(field, column, str(condition.value))
    if field.type is FieldType.MONEY:
        # What is shown decides what is the same; what is more, what it is worth.
        like = figured if condition.operator == "=" else worth
        column = like(session, kind, field.name)
    if field.type is FieldType.INSTANT and type(condition.value) is date:
        return _on_day(column, condition.operator, condition.value)
    return _compared(field, column, condition)


def own_column(table: Table, name: str, like: object = "") -> ColumnElement[Any]:
    """Return the value of a user's own field as SQL compares it with such as ``like``."""
    held: Any = table.c[OWN][name.removeprefix(PREFIX)]
    if isinstance(like, bool):
        typed = held.as_boolean()
    else:
        typed = held.as_float() if isinstance(like, int | float) else held.as_string()
    column: ColumnElement[Any] = typed
    return column


def _own(kind: str, condition: Condition) -> ColumnElement[bool]:
    value = kept_value(condition.value)
    column = own_column(TABLES[kind], condition.field, value)
    if condition.operator == "~":
        return column.icontains(str(value), autoescape=True)
    if value is None:
        return column.is_not(None) if condition.operator == "!=" else column.is_(None)
    if condition.operator == "!=":
        same = _compared(_PLAIN, column, Condition(condition.field, "=", value))
        return or_(not_(same), column.is_(None))
    return _compared(_PLAIN, column, Condition(condition.field, condition.operator, value))


def _compared(field: Field, column: Any, condition: Condition) -> ColumnElement[bool]:
    value = condition.value
    if field.type is FieldType.CHOICES:
        wanted = value if isinstance(value, list) else [value]
        return and_(*(cast(column, String).contains(f'"{code}"') for code in wanted))
    comparisons: dict[str, ColumnElement[bool]] = {
        ">=": column >= value,
        "<=": column <= value,
        ">": column > value,
        "<": column < value,
    }
    if condition.operator in comparisons:
        return comparisons[condition.operator]
    if isinstance(value, str) and field.type is not FieldType.CHOICE:
        return func.lower(column) == value.lower()
    equal: ColumnElement[bool] = column == value
    return equal


def _on_day(column: Any, operator: str, day: date) -> ColumnElement[bool]:
    """Compare moments with a whole day, as the calendar on this wall has it."""
    begins, ends = (datetime.combine(d, time.min).astimezone() for d in (day, day + _ONE_DAY))
    comparisons: dict[str, ColumnElement[bool]] = {
        "=": (column >= begins) & (column < ends),
        ">=": column >= begins,
        "<": column < begins,
        ">": column >= ends,
        "<=": column < ends,
    }
    return comparisons[operator]


def _contains(field: Field, column: Any, text: str) -> ColumnElement[bool]:
    if field.type is FieldType.LINK:
        target = TABLES[field.target]
        if "sort_key" not in target.c:
            return false()
        found = select(target.c.id).where(
            target.c.sort_key.contains(sort_key(text), autoescape=True)
        )
        linked: ColumnElement[bool] = column.in_(found)
        return linked
    plain: ColumnElement[bool] = cast(column, String).icontains(text, autoescape=True)
    return plain
