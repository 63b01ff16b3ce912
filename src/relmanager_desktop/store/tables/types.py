"""Column types: what a catalogue field becomes in a table."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    Text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from relmanager_desktop.domain.records import FieldType

Id = BigInteger().with_variant(Integer, "sqlite")  # SQLite's rowid, PostgreSQL's bigint


class Instant(TypeDecorator[datetime]):
    """A moment: refuses naive values, stores UTC, returns aware datetimes."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Return the naive UTC datetime that the database keeps.

        Raises:
            ValueError: If the value has no zone.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone, so it is no instant")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, _dialect: Dialect) -> datetime | None:
        """Return the moment in UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


TYPES: dict[FieldType, TypeEngine[Any] | type[TypeEngine[Any]]] = {
    FieldType.INTEGER: BigInteger,
    FieldType.DECIMAL: Float,
    FieldType.PERCENT: Float,
    FieldType.MONEY: BigInteger,
    FieldType.DATE: Date,
    FieldType.MONTH: Date,
    FieldType.INSTANT: Instant,
    FieldType.YES_NO: Boolean,
    FieldType.CHOICES: JSON(none_as_null=True),
    FieldType.JSON: JSON(none_as_null=True),
    FieldType.LINK: Id,
    FieldType.RECORD: Id,
    FieldType.BYTES: LargeBinary,
}


def column_type(field_type: FieldType) -> TypeEngine[Any] | type[TypeEngine[Any]]:
    """Return the column type of a field type; text for all that is not listed."""
    return TYPES.get(field_type, Text)
