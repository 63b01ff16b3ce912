"""Joining the records of a row, and finding the records that its cells name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from relmanager_desktop.domain.imports.links import NameBook
from relmanager_desktop.domain.imports.matching import AmbiguousError, UnknownNameError
from relmanager_desktop.domain.imports.parts import Part
from relmanager_desktop.domain.imports.person_names import without_salutation
from relmanager_desktop.domain.imports.rule_targets import refuse_targets
from relmanager_desktop.domain.imports.sheet_rows import SheetRows
from relmanager_desktop.domain.imports.subjects import settle_subjects
from relmanager_desktop.domain.records import KINDS, Field, FieldType
from relmanager_desktop.domain.texts import Text, lowered, tr

# A link that takes the row's own record although neither required nor called like its kind.
_OWN_LINKS = frozenset({("account", "owner"), ("opportunity", "owner"), ("action", "owner")})

_PEOPLE = frozenset({"contact", "member"})
_FEW, _EXAMPLES = 20, 3  # cells of a column that are told one by one; those that are named

Along = Callable[[SheetRows, str, str], "int | None"]


def joined_links(part: Part, own: Mapping[str, Sequence[int]]) -> None:
    """Point the links that the sheet says nothing of at the row's own records."""
    for field in KINDS[part.kind].links:
        target = own_name(field.target, part)
        if field.name in part.fields or field.target == part.kind or target not in own:
            continue
        if field.required or field.name == field.target or (part.kind, field.name) in _OWN_LINKS:
            part.put(field.name, [ref or None for ref in own[target]])


def own_name(kind: str, part: Part) -> str:
    """Return what a row's record of a kind is kept under, seen from one of its parts.

    Of several people that a row names each has its own.
    """
    return f"{kind}#{part.person}" if part.person and kind == "contact" else kind


def joined_subject(part: Part, main: str, own: Mapping[str, Sequence[int]]) -> None:
    """Point a required 'subject of whatever kind' at the row's main record."""
    for field in KINDS[part.kind].fields:
        if field.type is not FieldType.RECORD or not field.required or field.name in part.fields:
            continue
        if main in own and main != part.kind:
            part.put(field.name, [ref or None for ref in own[main]])
            part.put(f"{field.name}_kind", [main] * len(part.present))


def keep_joined(found: SheetRows, part: Part) -> None:
    """Let a join be only where both of its sides are known; rows that are refused stay as is."""
    if part.is_join:
        links = [part.column(f.name) for f in KINDS[part.kind].links if f.required]
        sides = [column or [None] * len(part.present) for column in links]
        part.present = [
            present and (n in found.problems or all(side[n] for side in sides))
            for n, present in enumerate(part.present)
        ]


class Linker:
    """Turns the names in link cells into records; ``along`` makes those that are new."""

    def __init__(self, names: NameBook, along: Along) -> None:
        self._names = names
        self._along = along

    def settle(
        self, found: SheetRows, part: Part, own: Mapping[str, Sequence[int]]
    ) -> dict[str, list[Any]]:
        """Point a part at the row's own records and at those that its cells name.

        Returns the texts of links to the own kind, to be resolved later.
        """
        joined_links(part, own)
        joined_subject(part, found.map.main, own)
        later = self.resolve(found, part, own)
        settle_subjects(found, part, self._subject)
        keep_joined(found, part)
        return later

    def _subject(self, found: SheetRows, n: int, name: str, field: Field, source: int) -> Any:
        """Return the record that a subject names; none is made for it, whatever it may be."""
        try:
            return self._find(name, 0, field)
        except AmbiguousError as error:
            found.refuse(n, error.message, source)
        except UnknownNameError:
            found.refuse(n, _unknown(field, name), source)
        return None

    def resolve(
        self, found: SheetRows, part: Part, own: Mapping[str, Sequence[int]]
    ) -> dict[str, list[Any]]:
        """Replace names by records; return the texts of links to the own kind, to resolve later."""
        later: dict[str, list[Any]] = {}
        if part.kind == "cadence_rule":
            refuse_targets(found, part, self._names)
        fields = [f for f in KINDS[part.kind].links if _is_named(part, f)]
        for field in sorted(fields, key=lambda f: f.name != "account"):
            if field.target == part.kind:
                later[field.name] = part.column(field.name) or []
                part.put(field.name, [None] * len(part.present))
                continue
            part.put(field.name, self._column(found, part, field, own))
        return later

    def companies(self, sheets: Sequence[SheetRows], owns: Sequence[dict[str, list[int]]]) -> None:
        """Find the companies that rows only name before their people, who belong to them."""
        for found, own in zip(sheets, owns, strict=True):
            self._company(found, own)

    def _company(self, found: SheetRows, own: dict[str, list[int]]) -> None:
        main = found.part(found.map.main)
        field = KINDS[found.map.main].by_name.get("account") if main is not None else None
        if main is None or field is None or "account" in own or not _is_named(main, field):
            return
        if field.target != main.kind and found.part("contact_role") is not None:
            main.put("account", self._column(found, main, field, own))
            own["account"] = [ref or 0 for ref in main.column("account") or ()]

    def _column(
        self, found: SheetRows, part: Part, field: Field, own: Mapping[str, Sequence[int]]
    ) -> list[Any]:
        accounts = own.get("account") or part.column("account") or ()
        if not self._names.of(field.target).accounts:
            accounts = ()
        source = part.sources[part.fields.index(field.name)]
        known: dict[tuple[Any, int], Any] = {(None, 0): None}
        absent: dict[tuple[Any, int], list[int]] = {}
        records: list[Any] = []
        for n, value in enumerate(part.column(field.name) or []):
            if not part.present[n] or n in found.problems:
                records.append(None)
                continue
            asked = (value, _account(accounts, n))
            record = known.get(asked)
            if record is None and value is not None:
                if asked in absent:
                    absent[asked].append(n)
                else:
                    record = self.one(found, n, value, field, source, asked[1])
                    known[asked] = record
                    if record is None and n not in found.problems:
                        absent[asked] = [n]
            records.append(record)
        _tell_absent(found, field, source, absent)
        return records

    def one(
        self, found: SheetRows, position: int, value: Any, field: Field, source: int, account: int
    ) -> Any:
        """Return the record that one cell names; refuse the row where it cannot be told."""
        if value is None or isinstance(value, int):
            return value
        try:
            return self._find(value, account, field)
        except AmbiguousError as error:
            found.refuse(position, error.message, source)
        except UnknownNameError:
            value = _bare(value, field)
            made = self._along(found, field.target, value)
            if made is not None:
                return made
            if field.required or any(character.isalpha() for character in value):
                found.refuse(position, _unknown(field, value), source)
            else:  # a number of somebody else's list: the row is worth more than this one cell
                found.remark(position, _left_empty(field, value), source)
        return None

    def _find(self, name: str, account: int, field: Field) -> Any:
        names = self._names.of(field.target)
        try:
            return names.find(name, account, field.name)
        except UnknownNameError:
            bare = _bare(name, field)
            if bare == name:
                raise
            return names.find(bare, account, field.name)


def _bare(name: str, field: Field) -> str:
    """Return what people are called without the title before their name."""
    return without_salutation(name)[1] if field.target in _PEOPLE else name


def _is_named(part: Part, field: Field) -> bool:
    values = part.column(field.name)
    return values is not None and any(isinstance(value, str) for value in values)


def _account(accounts: Sequence[Any], position: int) -> int:
    value = accounts[position] if position < len(accounts) else 0
    return value if isinstance(value, int) else 0


def _left_empty(field: Field, number: str) -> Text:
    return tr(
        "No {kind} has the number “{number}”: the cell was left empty.",
        kind=lowered(KINDS[field.target].label),
        number=number,
    )


def _tell_absent(
    found: SheetRows, field: Field, source: int, absent: Mapping[tuple[Any, int], list[int]]
) -> None:
    """Say of each cell that was left empty why, or of a column of many once for all of them."""
    cells = sorted((n, value) for (value, _account), places in absent.items() for n in places)
    if len(cells) <= _FEW:
        for n, value in cells:
            found.remark(n, _left_empty(field, value), source)
        return
    for places in absent.values():
        found.remarks.pop((places[0], source), None)
    some = ", ".join(sorted({str(value) for _n, value in cells[:_FEW]})[:_EXAMPLES])
    found.remark(cells[0][0], _all_left_empty(field, len(cells), some), source)


def _all_left_empty(field: Field, count: int, some: str) -> Text:
    return tr(
        "{count} cells hold a number that no {kind} has ({some}, …): they were left empty.",
        count=f"{count:,}",
        kind=lowered(KINDS[field.target].label),
        some=some,
    )


def _unknown(field: Field, name: str) -> Text:
    return tr(
        "There is no {kind} called “{name}” yet: import or add it first.",
        kind=lowered(KINDS[field.target].label),
        name=name,
    )
