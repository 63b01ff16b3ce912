"""The rows of a kind as cells: read in batches, spelled as people read them, made safe."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import JSON, Column, ColumnElement, Select, Text, func, select, type_coerce
from sqlalchemy.orm import Session

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.figures import minor_digits
from relmanager_desktop.domain.ids import to_letters
from relmanager_desktop.domain.once import Once
from relmanager_desktop.domain.records import KINDS, Field, FieldType
from relmanager_desktop.domain.workbooks import WorkbookColumn, row_checksums
from relmanager_desktop.domain.workbooks.values import (
    Spelling,
    amount_cells,
    record_cells,
    spelled,
    speller_of,
)
from relmanager_desktop.exchange.cells_out import Outlet
from relmanager_desktop.queries.amounts import currency_of_portfolio, setting
from relmanager_desktop.queries.link_names import LinkNames
from relmanager_desktop.queries.own_fields import own_fields
from relmanager_desktop.queries.scopes import TIMES, Scope
from relmanager_desktop.queries.titles import titles_of
from relmanager_desktop.store.calendars import ZONE
from relmanager_desktop.store.tables import TABLES

BATCH_ROWS = 2_000


@dataclass
class Source:
    """What all sheets of one export share."""

    session: Session
    scope: Scope
    zone: ZoneInfo
    currency: str
    names: LinkNames
    own: Mapping[str, tuple[Field, ...]]
    is_text_file: bool = False
    _currencies: dict[int, str] = field(default_factory=dict)

    def account_currencies(self) -> Mapping[int, str]:
        """Return the accounts that state a currency of their own."""
        if not self._currencies:
            account = TABLES["account"].c
            stated = select(account.id, account.currency).where(account.currency.is_not(None))
            found = self.session.execute(stated)
            self._currencies = {0: "", **{row.id: row.currency for row in found}}
        return self._currencies


def open_source(session: Session, scope: Scope, *, is_text_file: bool = False) -> Source:
    """Return a source with the portfolio's zone, currency and own fields."""
    return Source(
        session=session,
        scope=scope,
        zone=ZoneInfo(zone_of_portfolio(session)),
        currency=currency_of_portfolio(session),
        names=LinkNames(session),
        own=own_fields(session),
        is_text_file=is_text_file,
    )


def zone_of_portfolio(session: Session) -> str:
    """Return the zone in which moments are told: the setting, my calendar's zone, or UTC."""
    calendar, member = TABLES["working_calendar"].c, TABLES["member"].c
    mine = select(calendar.zone).join_from(TABLES["member"], TABLES["working_calendar"])
    asked = (mine.where(member.is_me), select(calendar.zone).order_by(calendar.id))
    found = (session.execute(statement.limit(1)).scalar() for statement in asked)
    return setting(session, ZONE) or next((zone for zone in found if zone), "UTC")


class KindRows:
    """The rows of one kind's sheet; iterating reads and spells them batch by batch.

    ``checksums`` maps the ids of the rows that went through to their checksums.
    """

    def __init__(
        self, source: Source, kind: str, layout: Sequence[WorkbookColumn], outlet: Outlet
    ) -> None:
        self.kind = kind
        self.layout = layout
        self.outlet = outlet
        self.checksums: dict[int, str] = {}
        self._source = source
        self._fields = _fetched(kind, layout)
        self._at = {name: place for place, name in enumerate(self._fields)}
        columns = TABLES[kind].c
        self._json = [at for at, name in enumerate(self._fields) if _is_json(columns[name])]
        self._spelling = Spelling(source.zone, _Names(source.names), source.is_text_file)

    @property
    def _fitting(self) -> ColumnElement[bool]:
        return self._source.scope.fitting(self.kind)

    @cached_property
    def count(self) -> int:
        """How many rows there are."""
        statement = select(func.count()).select_from(TABLES[self.kind]).where(self._fitting)
        return self._source.session.execute(statement).scalar_one()

    def first(self) -> list[list[Cell]]:
        """Return the rows of the first batch, to measure them; they are not taken note of."""
        rows = self._source.session.execute(self._statement().limit(BATCH_ROWS)).all()
        measured = Outlet(self.outlet.sheets, self.outlet.headers)
        return list(map(list, zip(*self._cells(rows, measured, 0), strict=True))) if rows else []

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        options = {"yield_per": BATCH_ROWS}
        found = self._source.session.execute(self._statement(), execution_options=options)
        done = 0
        for rows in found.partitions():
            columns = self._cells(rows, self.outlet, done)
            done += len(rows)
            ids = (row[0] for row in rows)
            self.checksums.update(zip(ids, row_checksums(columns[1:]), strict=True))
            yield from zip(*columns, strict=True)

    def _statement(self) -> Select[Any]:
        table = TABLES[self.kind]
        columns = [_as_stored(table.c[name]) for name in self._filled]
        return select(*columns).where(self._fitting).order_by(*_order(self.kind))

    @cached_property
    def _filled(self) -> list[str]:
        """The columns to read: of many rows only those in which there is anything."""
        if self.count <= BATCH_ROWS:
            return self._fields
        columns = TABLES[self.kind].c
        asked = select(*(func.count(columns[name]) for name in self._fields)).where(self._fitting)
        counts = self._source.session.execute(asked).one()
        return [name for name, count in zip(self._fields, counts, strict=True) if count]

    def _cells(self, rows: Sequence[Any], outlet: Outlet, done: int) -> list[list[Cell]]:
        read = dict(zip(self._filled, zip(*rows, strict=True), strict=True))
        blank = (None,) * len(rows)
        columns: list[Sequence[Any]] = [read.get(name, blank) for name in self._fields]
        for place in self._json:
            columns[place] = _read_lists(columns[place])
        return [
            outlet.pass_column(self._spelled(column, columns), place, done)
            for place, column in enumerate(self.layout)
        ]

    def _spelled(self, column: WorkbookColumn, columns: Sequence[Sequence[Any]]) -> list[Any]:
        field_ = column.field
        if column.is_key:
            return [to_letters(id_) for id_ in columns[0]]
        if field_.is_custom:
            kept = columns[self._at["custom"]]
            values: Sequence[Any] = [(values or {}).get(field_.name) for values in kept]
        else:
            values = columns[self._at[field_.name]]
        if values.count(None) == len(values):
            return list(values)
        if field_.type is FieldType.MONEY:
            return amount_cells(values, self._minor_digits(columns))
        if field_.type is FieldType.RECORD:
            kinds = columns[self._at[f"{field_.name}_kind"]]
            return record_cells(values, kinds, self._titles(values, kinds))
        return spelled(values, speller_of(field_, self._spelling))

    def _minor_digits(self, columns: Sequence[Sequence[Any]]) -> list[int]:
        count = len(columns[0])
        stated = columns[self._at["currency"]] if "currency" in self._at else [None] * count
        accounts = columns[self._at["account"]] if "account" in self._at else [None] * count
        theirs, ours = self._source.account_currencies(), self._source.currency
        return [
            minor_digits(currency or theirs.get(account or 0) or ours)
            for currency, account in zip(stated, accounts, strict=True)
        ]

    def _titles(
        self, ids: Sequence[int | None], kinds: Sequence[str | None]
    ) -> dict[str, dict[int, str]]:
        wanted: dict[str, set[int]] = {}
        for id_, kind in zip(ids, kinds, strict=True):
            if id_ is not None and kind in KINDS:
                wanted.setdefault(kind, set()).add(id_)
        return {kind: titles_of(self._source.session, kind, some) for kind, some in wanted.items()}


def _is_json(column: Column[Any]) -> bool:
    return isinstance(column.type, JSON)


def _as_stored(column: Column[Any]) -> ColumnElement[Any]:
    """Return a column as the database keeps it: lists in JSON are few, and read once each."""
    return type_coerce(column, Text()) if _is_json(column) else column


def _read_lists(stored: Sequence[Any]) -> Sequence[Any]:
    """Return what a column of JSON holds; PostgreSQL's driver has read it already."""
    if not set(map(type, stored)) <= {str, type(None)}:
        return stored
    return [*map(Once(json.loads, {None: None}).__getitem__, stored)]


class _Names(Mapping[str, Mapping[int, str]]):
    """The link names of all kinds as a mapping that reads a kind when it is asked for."""

    def __init__(self, names: LinkNames) -> None:
        self._names = names

    def __getitem__(self, kind: str) -> Mapping[int, str]:
        return self._names.of(kind)

    def __iter__(self) -> Iterator[str]:
        return iter(KINDS)

    def __len__(self) -> int:
        return len(KINDS)


def _fetched(kind: str, layout: Sequence[WorkbookColumn]) -> list[str]:
    """Return the columns to read: the id, those of the sheet, and what they depend on."""
    entry = KINDS[kind]
    shown = [column.field for column in layout if not column.field.is_custom]
    names = dict.fromkeys(["id", *(field_.name for field_ in shown)])
    if len(shown) < len(layout):
        names["custom"] = None
    for field_ in shown:
        if field_.type is FieldType.RECORD:
            names[f"{field_.name}_kind"] = None
        if field_.type is FieldType.MONEY:
            names |= dict.fromkeys(n for n in ("currency", "account") if n in entry.by_name)
    return list(names)


def _order(kind: str) -> list[Any]:
    table = TABLES[kind]
    if kind in TIMES:
        return [table.c[TIMES[kind]], table.c.id]
    by_name = kind in {"account", "contact"}
    return [table.c.sort_key, table.c.id] if by_name else [table.c.id]
