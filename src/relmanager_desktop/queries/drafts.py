"""A typed text as a value of a field: the same reading for form, cell and command line."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from relmanager_desktop.domain.mapping.maps import Reading
from relmanager_desktop.domain.mapping.values import ValueProblem, reader_of
from relmanager_desktop.domain.problems import InvalidError, Problem
from relmanager_desktop.domain.records import Field, FieldType
from relmanager_desktop.queries.amounts import currency_of_portfolio
from relmanager_desktop.queries.records import find_record

TYPED = Reading(dates="dmy")


def typed_value(session: Session, field: Field, text: str) -> Any:
    """Return what a person typed as the field keeps it; links by name, money in minor units.

    Raises:
        InvalidError: If the text does not fit, with the sentence.
        NotFoundError: If a link names nothing.
    """
    if not text.strip():
        return None
    if field.type is FieldType.LINK:
        return find_record(session, field.target, text)
    try:
        value = reader_of(field, TYPED)(text)
    except ValueProblem as problem:
        raise InvalidError([Problem(field.name, problem.text)]) from problem
    if field.type is FieldType.MONEY:
        return minor_units(value, currency_of_portfolio(session))
    return value


def minor_units(value: Any, currency: str) -> int:
    """Return an amount as read from text, in minor units."""
    raise NotImplementedError
