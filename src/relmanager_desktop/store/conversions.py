"""Values as the driver of a database takes them: each column's own conversion, a column at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from itertools import chain, repeat
from json.encoder import encode_basestring
from typing import Any

from sqlalchemy import Table
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeEngine

from relmanager_desktop.domain.once import Once
from relmanager_desktop.store.tables import Instant

Convert = Callable[[Any], Any]
Column = Iterable[Any]


def converters_of(dialect: Dialect, table: Table, names: Sequence[str]) -> list[Convert | None]:
    """Return what each column's values pass, None for those that the driver takes as they are."""
    return [_converter(dialect, table.c[name].type) for name in names]


def converted_row(row: Sequence[Any], converters: Sequence[Convert | None]) -> tuple[Any, ...]:
    """Return a row as the driver takes it."""
    return tuple(
        [
            value if convert is None or value is None else convert(value)
            for value, convert in zip(row, converters, strict=True)
        ]
    )


def converted_column(column: Column, convert: Convert | None) -> Iterable[Any]:
    """Return a column as the driver takes it; of texts in JSON a whole column is written at once.

    ``repeat(value)`` is a column that has the same value in all rows.
    """
    if convert is None:
        return column
    if isinstance(column, repeat):
        value = next(column)
        return repeat(value if value is None else convert(value))
    values = [*column]
    types = set(map(type, values)) - {type(None)}
    if types == {list} and _are_texts(values):
        return [None if texts is None else _text_list(texts) for texts in values]
    if len(types) > 1 or types & {dict, list}:  # 1, 1.0 and true are equal, but not one value
        return [None if value is None else convert(value) for value in values]
    # Moments and days repeat, in most columns a thousand times.
    return map(Once(convert, {None: None}).__getitem__, values)


def _are_texts(lists: Sequence[list[Any] | None]) -> bool:
    return set(map(type, chain.from_iterable(filter(None, lists)))) <= {str}


def _text_list(texts: Sequence[str]) -> str:
    return f"[{','.join(map(encode_basestring, texts))}]"


def _converter(dialect: Dialect, type_: TypeEngine[Any]) -> Convert | None:
    if isinstance(type_, Instant):
        return _moments(dialect)
    return type_.dialect_impl(dialect).bind_processor(dialect)


@cache
def _moments(dialect: Dialect) -> Convert:
    """The conversion of moments, with the last few kept: many columns have the write's moment."""
    processor: Any = Instant().dialect_impl(dialect).bind_processor(dialect)
    return lru_cache(maxsize=64)(processor)
