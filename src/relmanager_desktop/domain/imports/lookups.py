"""What a round looks up of records that stand or are being made: names, currencies."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from relmanager_desktop.domain.imports.matching import Portfolio
from relmanager_desktop.domain.imports.plans import NewRecords


class Lookups:
    """Answers by id, or by negative number for the records in ``new``."""

    def __init__(self, portfolio: Portfolio, new: Mapping[str, NewRecords]) -> None:
        self._portfolio = portfolio
        self._new = new
        self._names: dict[str, dict[int, str]] = {}

    def name_of(self, kind: str, ref: int) -> str:
        """Return what a record is called, '' if it is not there or has no name."""
        if ref < 0:
            return str(self._new[kind].value(ref, "name") or "")
        if kind not in self._names:
            rows = self._portfolio.rows(kind, ("name",))
            self._names[kind] = {id_: str(name or "") for id_, name in rows}
        return self._names[kind].get(ref, "")

    def currency_of(self, account: int) -> str | None:
        """Return the currency that an account states, None if it states none."""
        if account < 0:
            stated: str | None = self._new["account"].value(account, "currency")
            return stated
        return self._currencies.get(account)

    @cached_property
    def _currencies(self) -> dict[int, str]:
        rows = self._portfolio.rows("account", ("currency",))
        return {id_: currency for id_, currency in rows if currency}
