"""A typed text as a value of a field: the same reading for form, cell and command line."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy.orm import Session

from relmanager_desktop.domain.drafts import too_large_text
from relmanager_desktop.domain.figures import is_too_large
from relmanager_desktop.domain.mapping.dates import read_moment
from relmanager_desktop.domain.mapping.maps import Reading
from relmanager_desktop.domain.mapping.values import ValueProblem, reader_of
from relmanager_desktop.domain.money import to_minor
from relmanager_desktop.domain.problems import InvalidError, Problem
from relmanager_desktop.domain.records import Field, FieldType
from relmanager_desktop.domain.texts import shown_value, tr
from relmanager_desktop.domain.typed_amounts import refuse_what_is_no_amount
from relmanager_desktop.domain.typed_days import near_moment
from relmanager_desktop.queries.amounts import currency_of_portfolio
from relmanager_desktop.queries.conditions import Condition
from relmanager_desktop.queries.records import find_record


class NoSuchHourError(InvalidError):
    """A moment lies in the hour that the clocks left out."""


TYPED = Reading(dates="dmy", separator=";")


def typed_value(
    session: Session,
    field: Field,
    text: str,
    currency: str = "",
    *,
    today: date | None = None,
) -> Any:
    """Return what a person typed as the field keeps it; links by name, money in minor units.

    ``currency`` is the record's own, where it has one. A moment without a zone is told by the
    clock on this wall. Days in words, such as 'friday', are understood where ``today`` is told.

    Raises:
        InvalidError: If the text does not fit, with the sentence.
        NoSuchHourError: If there was no such hour on that day.
        NotFoundError: If a link names nothing.
    """
    if not text.strip():
        return None
    if field.type is FieldType.LINK:
        return find_record(session, field.target, text)
    home = ""
    try:
        if field.type is FieldType.MONEY:
            home = currency or currency_of_portfolio(session)
            refuse_what_is_no_amount(text, home)
        value = _read(field, text, today)
    except ValueProblem as problem:
        raise InvalidError([Problem(field.name, problem.message)]) from problem
    if home and value is not None and not is_too_large(value):
        value = to_minor(value, home)
    if field.is_number and value is not None and is_too_large(value):
        raise InvalidError([Problem(field.name, too_large_text(field))])
    return value


def typed_condition(
    session: Session, field: Field, operator: str, text: str, *, today: date | None = None
) -> Condition:
    """Return a condition as a person typed it; a moment told by its day alone means all of it.

    Raises:
        InvalidError: If the text does not fit, with the sentence.
        NotFoundError: If a link names nothing.
    """
    if operator == "~":
        return Condition(field.name, operator, text)
    value = typed_value(session, field, text, today=today)
    if field.type is FieldType.INSTANT and value is not None:
        moment = _day_or_moment(text, today)
        value = value if isinstance(moment, datetime) else moment
    return Condition(field.name, operator, value)


def _read(field: Field, text: str, today: date | None) -> Any:
    if field.type not in {FieldType.DATE, FieldType.INSTANT}:
        return reader_of(field, TYPED)(text)
    found = _day_or_moment(text, today)
    if field.type is FieldType.DATE:
        return found.date() if isinstance(found, datetime) else found
    if found is None or isinstance(found, datetime):
        return found and _on_the_clock(field, found)
    return datetime.combine(found, time.min).astimezone(UTC)


def _on_the_clock(field: Field, told: datetime) -> datetime:
    """Return a moment in UTC; without a zone it is told by this wall's clock."""
    moment = told.astimezone(UTC)
    if told.tzinfo is None and moment.astimezone().replace(tzinfo=None) != told:
        message = tr(
            "There is no {time} on {day}: the clocks were put ahead. Use an hour later.",
            time=f"{told:%H:%M}",
            day=shown_value(told.date()),
        )
        raise NoSuchHourError([Problem(field.name, message)])
    return moment


def _day_or_moment(text: str, today: date | None) -> date | datetime | None:
    """Read words too, but no day without a year that could be another one in America."""
    near = near_moment(text, today, order="?") if today is not None else None
    return near or read_moment(text, TYPED.dates)
