"""What linked records are called in cells: every record of a kind, archived ones too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.ids import to_letters
from relmanager_desktop.domain.records import KINDS, Field, FieldType, Kind
from relmanager_desktop.domain.workbooks import NamedRow, link_names
from relmanager_desktop.queries.titles import spoken
from relmanager_desktop.store.tables import TABLES

_JOINT = " · "
_PLACES = ("city",)


class LinkNames:
    """The link names of all kinds, read when first asked for."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._names: dict[str, dict[int, str]] = {}

    def of(self, kind: str) -> Mapping[int, str]:
        """Return the names of a kind's records by id; none is the name of two."""
        if kind not in self._names:
            self._names[kind] = {}  # whoever is named by something named by it, is so by its key
            self._names[kind] = link_names(self._rows(KINDS[kind]))
        return self._names[kind]

    def _rows(self, kind: Kind) -> Iterator[NamedRow]:
        title = [kind.field(name) for name in kind.title]
        marks = marks_of(kind)
        told = [kind.field(name) for mark in marks for name in mark]
        table = TABLES[kind.name]
        columns = [table.c[field.name] for field in (*title, *told)]
        rows = self._session.execute(select(table.c.id, *columns).order_by(table.c.id)).all()
        names = [self._joined(title, row[1:]) for row in rows]
        counts = Counter(name.casefold() for name in names)
        employers = self._employers() if kind.name == "contact" else {}
        for row, name in zip(rows, names, strict=True):
            if counts[name.casefold()] == 1:
                yield NamedRow(row[0], name)
                continue
            own = self._marks(marks, told, row[1 + len(title) :])
            yield NamedRow(row[0], name, (*own, employers.get(row[0], "")))

    def _marks(
        self, marks: Sequence[tuple[str, ...]], told: Sequence[Field], values: Sequence[Any]
    ) -> Iterator[str]:
        start = 0
        for mark in marks:
            end = start + len(mark)
            yield self._joined(told[start:end], values[start:end])
            start = end

    def _joined(self, fields: Sequence[Field], values: Sequence[Any]) -> str:
        parts = (
            self._part(field, value)
            for field, value in zip(fields, values, strict=False)
            if value is not None and value != ""
        )
        return _JOINT.join(part for part in parts if part)

    def _part(self, field: Field, value: Any) -> str:
        if field.type is FieldType.LINK:
            return self.of(field.target).get(value) or to_letters(value)
        return to_letters(value) if field.type is FieldType.RECORD else spoken(field, value)

    def _employers(self) -> dict[int, str]:
        role = TABLES["contact_role"].c
        first = select(func.min(role.id)).group_by(role.contact)
        found = self._session.execute(select(role.contact, role.account).where(role.id.in_(first)))
        accounts = self.of("account")
        return {contact: accounts.get(account, "") for contact, account in found}


def marks_of(kind: Kind) -> tuple[tuple[str, ...], ...]:
    """Return the fields that tell records of one title apart: the place, then natural keys."""
    places = [(name,) for name in _PLACES if name in kind.by_name]
    keys = [tuple(name for name in key if name not in kind.title) for key in kind.keys]
    return tuple(dict.fromkeys([*places, *(key for key in keys if key)]))
