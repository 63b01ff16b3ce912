"""In which currency the amounts of a record are, as SQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, func, null, select

from relmanager_desktop.store.tables import TABLES


def spoken_currency(kind: str) -> ColumnElement[Any]:
    """Return the record's own currency, else its account's; NULL means the portfolio's."""
    table, account = TABLES[kind], TABLES["account"]
    named: list[Any] = [table.c.currency] if "currency" in table.c else []
    if kind != "account" and "account" in table.c:
        theirs = select(account.c.currency).where(account.c.id == table.c.account)
        named.append(theirs.scalar_subquery())
    return func.coalesce(*named) if len(named) > 1 else named[0] if named else null()
