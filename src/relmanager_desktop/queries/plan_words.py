"""The values of a plan as people read them, for very many cells: each name is looked up once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from relmanager_desktop.domain.imports.fates import CellChange
from relmanager_desktop.domain.imports.plans import ImportPlan
from relmanager_desktop.domain.own_fields import OWN, PREFIX, field_in, is_own
from relmanager_desktop.domain.records import KINDS, Field, FieldType
from relmanager_desktop.domain.texts import shown_value, tr
from relmanager_desktop.queries.amounts import currency_of_portfolio, major_units
from relmanager_desktop.queries.export_rows import zone_of_portfolio
from relmanager_desktop.queries.link_names import LinkNames
from relmanager_desktop.queries.own_fields import own_fields

EMPTY = tr("(empty)")


class PlanWords:
    """Speaks the values of one plan; amounts are in the currency of the portfolio's figures."""

    def __init__(self, session: Session, plan: ImportPlan) -> None:
        self._plan = plan
        self._names = LinkNames(session)
        self._currency = currency_of_portfolio(session)
        self._own = own_fields(session)
        self._zone = ZoneInfo(zone_of_portfolio(session))

    def name(self, kind: str, ref: int) -> str:
        """Return what a record is called, standing (an id) or of this import (negative)."""
        if ref > 0:
            names: Mapping[int, str] = self._names.of(kind)
            return names.get(ref, "")
        return str(self.new(kind, ref, KINDS[kind].title[0]) or "")

    def new(self, kind: str, ref: int, name: str) -> Any:
        """Return one value of a new record as a cell shows it, those of own fields too."""
        new = self._plan.new[kind]
        if is_own(name):
            return self.of(kind, name, (new.value(ref, OWN) or {}).get(name.removeprefix(PREFIX)))
        return self.of(kind, name, new.value(ref, name))

    def of(self, kind: str, name: str, value: Any) -> Any:
        """Return a value as a cell shows it: numbers and days stay what they are."""
        if value is None or value == []:
            return None
        field = field_in(kind, name, self._own)
        if field is None:
            return str(value)
        if field.type is FieldType.LINK:
            return self.name(field.target, value)
        if field.type is FieldType.MONEY:
            return major_units(value, self._currency)
        if field.type is FieldType.YES_NO:
            return str(tr("Yes") if value else tr("No"))
        return self._plain(field, value)

    def change(self, cell: CellChange) -> str:
        """Return what a cell that differs gets, or keeps: 'Ulm → Bonn'."""
        old, new = (self._text(cell, value) for value in (cell.old, cell.new))
        if cell.taken:
            return str(tr("{before} → {after}", before=old, after=new))
        if cell.said_in:
            other = "!".join(map(str, cell.said_in))
            return str(tr("here {new}, but {old} in {other}", new=new, old=old, other=other))
        return str(tr("yours {old}, in the file {new}", old=old, new=new))

    def _text(self, cell: CellChange, value: Any) -> str:
        shown = self.of(cell.kind, cell.field, value)
        if shown is None:
            return str(EMPTY)
        if isinstance(shown, date) and not isinstance(shown, datetime):
            return shown_value(shown)
        is_number = isinstance(shown, int | float) and not isinstance(shown, bool)
        return f"{shown:,}" if is_number else str(shown)

    def _plain(self, field: Field, value: Any) -> Any:
        if field.type is FieldType.CHOICES:
            return ", ".join(field.label_of(code) for code in value)
        if field.choices:
            return field.label_of(value)
        if isinstance(value, datetime):
            return value.astimezone(self._zone).replace(tzinfo=None, microsecond=0)
        return str(value) if isinstance(value, dict | list) else value
