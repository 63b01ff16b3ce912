"""A typed text as a value of a field: the same reading for form, cell and command line."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from relmanager_desktop.domain.mapping.maps import Reading
from relmanager_desktop.domain.mapping.values import ValueProblem, reader_of
from relmanager_desktop.domain.money import to_minor
from relmanager_desktop.domain.problems import InvalidError, Problem
from relmanager_desktop.domain.records import Field, FieldType
from relmanager_desktop.queries.amounts import currency_of_portfolio
from relmanager_desktop.queries.records import find_record

TYPED = Reading(dates="dmy", separator=";")


def typed_value(session: Session, field: Field, text: str, currency: str = "") -> Any:
    """Return what a person typed as the field keeps it; links by name, money in minor units.

    ``currency`` is the record's own, where it has one.

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
        raise InvalidError([Problem(field.name, problem.message)]) from problem
    if field.type is FieldType.MONEY and value is not None:
        return to_minor(value, currency or currency_of_portfolio(session))
    return value
