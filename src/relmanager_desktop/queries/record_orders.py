"""In which order a list stands, and its first records off the index of the column it stands by."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, null, select, text
from sqlalchemy.orm import Session

from relmanager_desktop.domain.own_fields import is_own, key_of
from relmanager_desktop.domain.records import KINDS, Field, FieldType
from relmanager_desktop.queries.amounts import worth
from relmanager_desktop.queries.conditions import own_column
from relmanager_desktop.queries.own_fields import fields_of
from relmanager_desktop.store.tables import BY_ORDER, SORTED, TABLES

Sort = tuple[str, bool]  # a field, and whether from its end


def orders_of(
    session: Session, kind: str, sort: Sequence[Sort], *, is_few: bool = False
) -> list[Any]:
    """Return what a list is ordered by: blanks last, and among equals the id.

    Records that point at one of two namesakes stay together. Without a wish it is the title. The
    id goes the way in which an index can be read on; where ``is_few``, none is to be: few records
    are gathered first, and then put in order.
    """
    table = TABLES[kind]
    usual = ((KINDS[kind].title[0], False),) if "sort_key" in table.c else ()
    orders = []
    for name, descending in sort or usual:
        column = _column(session, kind, name)
        if is_few:
            column = func.coalesce(column, null())
        ordered = column.desc() if descending else column.asc()
        # Where nothing can be blank the index serves as it is.
        is_filled = getattr(column, "nullable", True) is False
        orders.append(ordered if is_filled else ordered.nulls_last())
        if (field := KINDS[kind].by_name.get(name)) is not None and _is_named(field):
            orders.append(table.c[name].desc() if descending else table.c[name].asc())
    is_upward = bool(sort) and not sort[0][1]
    return [*orders, table.c.id.asc() if is_upward else table.c.id.desc()]


def first_in_order(
    session: Session, kind: str, sort: Sort, fitting: ColumnElement[bool], limit: int
) -> array[int]:
    """Return the ids of the first records that fit, in the order of ``orders_of``.

    Those that have the field are read off its index, and only as far as they are wanted; those
    that lack it come behind them, by their ids. A link is read off the names that it points at.
    """
    found = array("q")
    for part in _parts(session, kind, sort):
        if (wanted := limit - len(found)) <= 0:
            break
        found.extend(session.execute(part.where(fitting).limit(wanted)).scalars())
    return found


def _parts(session: Session, kind: str, sort: Sort) -> Iterator[Select[Any]]:
    name, descending = sort
    table, field = TABLES[kind].c, KINDS[kind].by_name.get(name)
    key = table.id.desc() if descending else table.id.asc()
    filled, column = select(table.id), _column(session, kind, name)
    blank, keys = column, [key]
    if field is not None and _is_named(field):
        target = TABLES[field.target].alias()
        # The names in their order, and for each the records: "+ 0" keeps a database from looking up
        # the name of each record instead.
        points = table[name] == target.c.id + 0
        filled = filled.select_from(target.join(TABLES[kind], points))
        column, blank = target.c.sort_key, table[name]
        keys.insert(0, target.c.id.desc() if descending else target.c.id.asc())
    is_filled = getattr(column, "nullable", True) is False
    if not is_filled:
        filled = filled.where(column.is_not(None))
    if (kind, name) in SORTED:
        filled = filled.where(text(f'"{kind}".{BY_ORDER}'))
    yield filled.order_by(column.desc() if descending else column.asc(), *keys)
    if not is_filled:
        yield select(table.id).where(blank.is_(None)).order_by(key)


def _column(session: Session, kind: str, name: str) -> Any:
    table = TABLES[kind]
    if is_own(name):
        is_number = any(key_of(f) == name and f.is_number for f in fields_of(session, kind))
        return own_column(table, name, like=0 if is_number else "")
    field = KINDS[kind].field(name)
    if name == KINDS[kind].title[0] and "sort_key" in table.c:
        return table.c.sort_key
    if _is_named(field):
        target = TABLES[field.target].alias()
        return select(target.c.sort_key).where(target.c.id == table.c[name]).scalar_subquery()
    if field.type is FieldType.MONEY:
        return worth(session, kind, name)
    return table.c[name]


def _is_named(field: Field) -> bool:
    return field.type is FieldType.LINK and "sort_key" in TABLES[field.target].c
