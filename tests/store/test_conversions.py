"""What the driver is handed for a column of values."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import islice, repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from relmanager_desktop.store.conversions import Convert, converted_column, converters_of
from relmanager_desktop.store.engines import as_json
from relmanager_desktop.store.tables import TABLES

MORNING = datetime(2026, 3, 1, 9, tzinfo=UTC)
DIALECT = sqlite.dialect()
DIALECT._json_serializer = as_json


def converter(kind: str, field: str) -> Convert | None:
    (found,) = converters_of(DIALECT, TABLES[kind], [field])
    return found


def test_texts_pass_as_they_are() -> None:
    names = ["Acme", None]
    assert converted_column(names, converter("account", "name")) is names


@pytest.mark.parametrize(
    ("kind", "field", "value", "stored"),
    [
        ("account", "since", date(2026, 3, 1), "2026-03-01"),
        ("account", "created_at", MORNING, "2026-03-01 09:00:00.000000"),
        ("account", "roles", ["customer", "Größe"], '["customer","Größe"]'),
        ("account", "roles", [], "[]"),
    ],
)  # fmt: skip
def test_a_column_holds_what_the_file_keeps(
    kind: str, field: str, value: object, stored: object
) -> None:
    assert list(converted_column([value, None], converter(kind, field))) == [stored, None]


def test_a_value_that_is_the_same_in_all_rows_is_converted_once() -> None:
    column = converted_column(repeat(MORNING), converter("account", "updated_at"))
    assert list(islice(column, 2)) == ["2026-03-01 09:00:00.000000"] * 2


json_values = (
    st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text() | st.none())
)


@given(st.lists(json_values))
def test_json_is_written_as_each_value_alone(values: list[object]) -> None:
    written = list(converted_column(values, as_json))
    assert written == [None if value is None else as_json(value) for value in values]
