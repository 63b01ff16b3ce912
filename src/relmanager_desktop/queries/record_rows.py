"""Rows of any kind as its list shows them: links by name, amounts with their currency."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.records import KINDS, FieldType
from relmanager_desktop.queries.amounts import currency_of_portfolio
from relmanager_desktop.queries.contact_reach import contact_reach
from relmanager_desktop.queries.records import BATCH, rows_of
from relmanager_desktop.store.tables import TABLES

# What a list shows of a kind beside its own fields, by name.
DERIVED: Mapping[str, Callable[[Session, Sequence[int]], Mapping[int, Mapping[str, str]]]] = {
    "contact": contact_reach,
}


@dataclass(frozen=True)
class RecordRow:
    """One record of a list; ``values`` holds the columns asked for, links as titles,
    and what DERIVED finds.

    ``currency`` is the one its amounts are in: its own, else its account's, else the portfolio's.
    """

    id: int
    values: Mapping[str, Any]
    currency: str
    is_archived: bool


def record_rows(
    session: Session, kind: str, ids: Sequence[int], columns: Sequence[str]
) -> list[RecordRow]:
    """Return the rows of these ids in their order; ids that are gone are left out."""
    entry = KINDS[kind]
    archived = ("archived_at",) if entry.can_be_archived else ()
    names = list(dict.fromkeys([*columns, *archived]))
    currencies = currencies_of(session, kind, ids) if _has_money(kind, columns) else {}
    usual = currency_of_portfolio(session)
    beside = DERIVED[kind](session, ids) if kind in DERIVED else {}
    return [
        RecordRow(
            row[0],
            {**dict(zip(names, row[1:], strict=True)), **beside.get(row[0], {})},
            currencies.get(row[0], usual),
            bool(archived) and row[names.index("archived_at") + 1] is not None,
        )
        for row in rows_of(session, kind, ids, names)
    ]


def currencies_of(session: Session, kind: str, ids: Sequence[int]) -> dict[int, str]:
    """Return the currency of each record's amounts: its own, its account's or the portfolio's."""
    usual, named = currency_of_portfolio(session), _currencies(session, kind, ids)
    return {id_: named.get(id_) or usual for id_ in ids}


def currency_of_account(session: Session, account: int) -> str:
    """Return the currency that an account's amounts are in."""
    table = TABLES["account"].c
    own = session.execute(select(table.currency).where(table.id == account)).scalar()
    return own or currency_of_portfolio(session)


def _has_money(kind: str, columns: Sequence[str]) -> bool:
    fields = (KINDS[kind].by_name.get(name) for name in columns)
    return any(field is not None and field.type is FieldType.MONEY for field in fields)


def _currencies(session: Session, kind: str, ids: Sequence[int]) -> dict[int, str | None]:
    """Return the currency that each record, or else its account, names."""
    table = TABLES[kind]
    own = table.c.currency if "currency" in table.c else None
    found: dict[int, str | None] = {}
    if kind != "account" and "account" in table.c:
        account = TABLES["account"]
        statement = select(table.c.id, account.c.currency).join(
            account, account.c.id == table.c.account
        )
        found.update(_read(session, statement, table.c.id, ids))
    if own is not None:
        statement = select(table.c.id, own)
        pairs = _read(session, statement, table.c.id, ids)
        found.update({id_: code for id_, code in pairs.items() if code})
    return found


def _read(session: Session, statement: Any, key: Any, ids: Sequence[int]) -> dict[int, str | None]:
    found: dict[int, str | None] = {}
    for start in range(0, len(ids), BATCH):
        rows = session.execute(statement.where(key.in_(list(ids[start : start + BATCH]))))
        found.update((row[0], row[1]) for row in rows)
    return found
