"""Cells that name a record of another kind: 'Northgate Foods', 'ALFKI', a key of 13 letters."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from functools import cached_property
from typing import Any

from relmanager_desktop.domain.folding import fold, name_key
from relmanager_desktop.domain.imports.composed import (
    Composed,
    held_parts,
    is_composed,
    spoken_parts,
)
from relmanager_desktop.domain.imports.keys import key_id, reference_key
from relmanager_desktop.domain.imports.matching import AmbiguousError, Portfolio, UnknownNameError
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.domain.workbooks.names import NameIndex

_BRACKETED = re.compile(r"(.+?)\s*[(\[](.+)[)\]]\s*$")
# Fields beside the title by which people name a record.
_NAMED_BY = ("reference", "number", "code", "email")
# What stands in the brackets behind one of several equal names.
_TOLD_BY = ("city", "reference")
# Links whose name says what the account is to us.
_ROLES = {"supplier": "supplier", "backup_supplier": "supplier"}


class Names:
    """The records of one kind by what people call them."""

    def __init__(self, kind: str, portfolio: Portfolio, book: NameBook | None = None) -> None:
        entry = KINDS[kind]
        self.kind = kind
        self._portfolio = portfolio
        self._book = book
        self.title = entry.title[0]
        self.by_name: dict[str, list[int]] = {}
        self.by_reference: dict[str, list[int]] = {}
        self.told: dict[int, set[str]] = {}
        self._spoken: dict[int, str] = {}
        self.accounts: dict[int, int] = {}
        self.roles: dict[int, list[str]] = {}
        self.ids: set[int] = set()
        self.composed = Composed(kind) if is_composed(kind) else None
        title = entry.title if self.composed else entry.title[:1]
        self._marks = [
            [entry.field(name) for name in key if name not in entry.title] for key in entry.keys
        ]
        self._marked: dict[int, set[tuple[Hashable, ...]]] = {}
        marks = (field.name for mark in self._marks for field in mark)
        more = (*_NAMED_BY, *_TOLD_BY, *marks, "account", "roles")
        self.fields = tuple(dict.fromkeys([*title, *(n for n in more if n in entry.by_name)]))
        for ref, *values in portfolio.rows(kind, self.fields):
            self.ids.add(ref)
            self.add(ref, dict(zip(self.fields, values, strict=True)))

    def add(self, ref: int, values: dict[str, Any]) -> None:
        """Enter a record under its names."""
        if self.composed is not None:
            self.composed.add(ref, values)
        elif name := values.get(self.title):
            _enter(self.by_name, name_key(str(name)), ref)
            self._spoken[ref] = str(name).casefold()
        for field in _NAMED_BY:
            if value := values.get(field):
                _enter(self.by_reference, reference_key(str(value)), ref)
        told = {fold(str(value)) for field in _TOLD_BY if (value := values.get(field))}
        if told:
            self.told[ref] = told
        self._marked[ref] = {held_parts(values, mark) for mark in self._marks if len(mark) > 1}
        if account := values.get("account"):
            self.accounts[ref] = account
        if roles := values.get("roles"):
            self.roles[ref] = roles

    def find(self, text: str, account: int = 0, link: str = "") -> int:
        """Return the record that a cell names.

        ``account`` is that of the row, 0 for none; ``link`` the name of the field that points.

        Raises:
            UnknownNameError: If there is none.
            AmbiguousError: If there are several and nothing tells them apart.
        """
        known = key_id(text)
        if known in self.ids:
            return int(known or 0)
        hits: Sequence[int] = (
            self.by_name.get(name_key(text)) or self.by_reference.get(reference_key(text)) or ()
        )
        if len(hits) > 1:
            hits = self._fewer(hits, text, account, link)
        if len(hits) != 1:
            hits = self._bracketed(text) or self._spelled_out(text) or hits
        if not hits and self.composed is not None and self._book is not None:
            hits = self.composed.find(text, self._book.find)
        if len(hits) > 1:
            raise AmbiguousError(
                tr(
                    "{n} records are called “{name}”: add the place or reference in brackets, "
                    "or give the key.",
                    n=len(hits),
                    name=text,
                )
            )
        if not hits:
            raise UnknownNameError(text)
        return hits[0]

    def _fewer(self, hits: Sequence[int], text: str, account: int, link: str) -> Sequence[int]:
        """Return those of several that the row's account, the link or the spelling means."""
        if account:
            hits = tuple(ref for ref in hits if self.accounts.get(ref) == account) or hits
        if link in _ROLES:
            role = _ROLES[link]
            hits = tuple(ref for ref in hits if role in self.roles.get(ref, ())) or hits
        said = text.strip().casefold()  # 'Inês' is not 'Inès' where both are there
        exact = tuple(ref for ref in hits if self._spoken.get(ref) == said)
        return exact if len(exact) == 1 else hits

    def _spelled_out(self, text: str) -> tuple[int, ...]:
        """Find 'Acme [0C4…]' or 'Ana Silva · Acme', as the portfolio workbook calls a record."""
        known = self._spelled.resolve(text)
        return () if known is None else (known,)

    @cached_property
    def _spelled(self) -> NameIndex:
        return NameIndex(self._portfolio.names(self.kind))

    def _bracketed(self, text: str) -> tuple[int, ...]:
        match = _BRACKETED.fullmatch(text.strip())
        if match is None:
            return ()
        hits = self.by_name.get(name_key(match[1]), ())
        told = tuple(ref for ref in hits if fold(match[2]) in self.told.get(ref, ()))
        return told or self._marked_as(match[2], hits)

    def _marked_as(self, text: str, hits: Sequence[int]) -> tuple[int, ...]:
        """Tell equal names apart by the rest of a natural key: 'Rates (Acme · 2026-11-03)'."""
        if self._book is None:
            return ()
        for mark in self._marks:
            parts = spoken_parts(text, mark, self._book.find) if len(mark) > 1 else None
            found = tuple(ref for ref in hits if parts in self._marked.get(ref, ()))
            if parts is not None and found:
                return found
        return ()


def _enter(names: dict[str, list[int]], name: str, ref: int) -> None:
    known = names.setdefault(name, [])
    if not known or known[-1] != ref:  # one record is entered under all its names at once
        known.append(ref)


class NameBook:
    """The names of all kinds, read from the portfolio when first asked for."""

    def __init__(self, portfolio: Portfolio) -> None:
        self._portfolio = portfolio
        self._names: dict[str, Names] = {}

    def of(self, kind: str) -> Names:
        """Return the names of one kind."""
        if kind not in self._names:
            self._names[kind] = Names(kind, self._portfolio, self)
        return self._names[kind]

    def find(self, kind: str, text: str) -> int:
        """Return the record of a kind that a text names; see ``Names.find``."""
        return self.of(kind).find(text)
