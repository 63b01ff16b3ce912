"""The rules of the form, asked of whole columns: what one row may not say, no row may."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.drafts import (
    about_nothing_text,
    defaults_of,
    is_empty,
    missing_text,
    value_checks,
)
from relmanager_desktop.domain.imports.keys import is_always_needed
from relmanager_desktop.domain.imports.parts import Part
from relmanager_desktop.domain.imports.sheet_rows import Row, SheetRows
from relmanager_desktop.domain.mapping.values import WHOLE_MAIL
from relmanager_desktop.domain.records import KINDS, Field, FieldType
from relmanager_desktop.domain.rules import ONE_OF, RULES
from relmanager_desktop.domain.texts import Text, tr

_FEWEST_DIGITS = 5  # fewer are an extension at most
_KEPT = 1e15  # a cell keeps 15 digits
_POWER = re.compile(r"\d(?:[.,]\d+)?E\+\d{2}")
_ENOUGH_DIGITS = re.compile(r"(?:[0-9][^0-9]*){5}")


def check_rows(found: SheetRows, today: date, match: Sequence[str] = ()) -> None:
    """Refuse the rows whose values break a rule of their kind.

    ``match`` are the fields, as 'kind.field', by which a person wants records to be found.
    """
    for part in found.parts:
        _check_values(found, part)
        _check_rules(found, part, today)
        _check_naming(found, part)
    _check_main(found)
    if not any(path.startswith(f"{found.map.main}.") for path in match):
        _check_links(found)
    if not found.is_home:  # what stands in our own workbook was said when it came in
        for point in found.parts_of("contact_point"):
            _doubt_addresses(found, point)
        for part in found.parts:
            _doubt_phones(found, part)
            _doubt_long_numbers(found, part)


def _check_values(found: SheetRows, part: Part) -> None:
    for name, check in value_checks(part.kind):
        values = part.column(name)
        if values is None:
            continue
        is_list = KINDS[part.kind].field(name).type is FieldType.CHOICES
        said = [value for value in values if value is not None]
        different = said if is_list else set(said)
        wrong = [value for value in different if check(value) is not None]
        for position, value in enumerate(values) if wrong else ():
            if value in wrong and part.present[position]:
                source = part.sources[part.fields.index(name)]
                found.refuse(position, check(value) or missing_text(_field(part, name)), source)


def _check_rules(found: SheetRows, part: Part, today: date) -> None:
    defaults = defaults_of(part.kind)
    count = len(part.present)
    for rule in RULES.get(part.kind, ()):
        if rule.spares_rows or part.column(rule.fields[-1]) is None:
            continue
        columns = [_filled(part, name, defaults.get(name), count) for name in rule.fields]
        for position, values in enumerate(zip(*columns, strict=True)):
            if not part.present[position] or any(is_empty(value) for value in values):
                continue
            if message := rule.problem(*values, today):
                source = part.sources[part.fields.index(rule.fields[-1])]
                found.refuse(position, message, source)


def _check_naming(found: SheetRows, part: Part) -> None:
    """Refuse rows that name none of those of whom one must be named, unless their key tells it."""
    names = ONE_OF.get(part.kind, ())
    if not names:
        return
    given = [*names, "id"]
    columns = [column for name in given if (column := part.column(name)) is not None]
    beside = [known for name in names if (known := found.names(name)) is not None]
    lacks = "" if columns or beside else f"{part.kind}.{names[0]}"
    for position, is_present in enumerate(part.present):
        is_named = any(not is_empty(column[position]) for column in columns)
        if is_present and not is_named and not any(known[position] for known in beside):
            found.refuse(position, about_nothing_text(part.kind), lacks=lacks)


def _filled(part: Part, name: str, default: Any, count: int) -> Sequence[Any]:
    values = part.column(name)
    if values is None:
        return [default] * count
    return [default if value is None else value for value in values]


def _check_main(found: SheetRows) -> None:
    """Refuse rows of the main kind that lack a required cell and could not be found without."""
    part = found.part(found.map.main) if found.map.main else None
    if part is None:
        return
    keys = {name for key in KINDS[part.kind].keys for name in key} | {"id"}
    others = [c for name in keys if (c := part.column(name)) is not None]
    for name in part.fields:
        field = KINDS[part.kind].field(name)
        if not field.required or field.default is not None or name not in keys or field.target:
            continue
        values = part.column(name) or []
        source = part.sources[part.fields.index(name)]
        for position, value in enumerate(values):
            is_nameless = value is None and part.present[position]
            if is_nameless and all(column[position] is None for column in others):
                found.refuse(position, missing_text(field), source)


def _check_links(found: SheetRows) -> None:
    """Refuse rows of the main kind without a record that they can be neither found nor made by."""
    part = found.part(found.map.main) if found.map.main else None
    if part is None or part.is_join or "id" in part.fields:
        return
    for field in KINDS[part.kind].links:
        if field.target == part.kind or not is_always_needed(part.kind, field):
            continue
        source = part.sources[part.fields.index(field.name)] if field.name in part.fields else -1
        lacks = f"{part.kind}.{field.name}" if source < 0 else ""
        message = missing_text(field)
        for position, is_given in enumerate(_linked(found, part, field)):
            if part.present[position] and not is_given:
                found.refuse(position, message, source, lacks)


def _linked(found: SheetRows, part: Part, field: Field) -> Sequence[bool]:
    """Return which rows name the record of a link or make it; nothing where no row can."""
    named, own = part.column(field.name), found.part(field.target)
    if named is not None:
        return [value is not None for value in named]
    return own.present if own is not None else ()


def _doubt_addresses(found: SheetRows, point: Part) -> None:
    """Say of e-mail addresses that lack something that they are kept all the same."""
    values, kinds = point.column("value"), point.column("kind")
    if values is None or kinds is None:
        return
    source = point.sources[point.fields.index("value")]
    for n, (value, kind) in enumerate(zip(values, kinds, strict=True)):
        if kind == "email" and point.present[n] and value and not WHOLE_MAIL.fullmatch(value):
            message = tr(
                "“{value}” is no whole e-mail address; it is kept as it stands. Write it as "
                "name@example.com.",
                value=value,
            )
            found.remark(n, message, source)


def _doubt_phones(found: SheetRows, part: Part) -> None:
    """Say of phone numbers that are too short to be dialled that they are kept all the same."""
    kinds = part.column("kind") if part.kind == "contact_point" else None
    names = [f.name for f in KINDS[part.kind].fields if f.type is FieldType.PHONE]
    for name in ["value"] if kinds else names:
        values = part.column(name) or []
        source = part.sources[part.fields.index(name)] if values else -1
        short = {value for value in values if value and not _ENOUGH_DIGITS.search(value)}
        for n, value in enumerate(values if short else ()):
            is_phone = part.present[n] and value in short and (not kinds or kinds[n] == "phone")
            if is_phone and sum(map(str.isdigit, value)) < _FEWEST_DIGITS:
                found.remark(n, _too_short(value), source)


def _too_short(number: str) -> Text:
    return tr(
        "“{value}” is too short for a phone number; it is kept as it stands. Write it as "
        "+49 30 123456.",
        value=number,
    )


def _field(part: Part, name: str) -> Any:
    return KINDS[part.kind].field(name)


def _doubt_long_numbers(found: SheetRows, part: Part) -> None:
    """Say of numbers that are keys and longer than a spreadsheet keeps that they may be wrong."""
    keys = {name for key in KINDS[part.kind].keys for name in key}
    for name, source in zip(part.fields, part.sources, strict=True):
        if (
            source < 0
            or name not in keys
            or KINDS[part.kind].field(name).type is not FieldType.TEXT
        ):
            continue
        for n in _longest(found.cells, source):
            if part.present[n] and _has_lost_digits(found.cells[n][source]):
                found.remark(n, _too_long(part.column(name)[n]), source)  # type: ignore[index]  # it has this field


def _longest(rows: Sequence[Row], column: int) -> list[int]:
    """Return the rows whose cell of a column is a number, or a text with a power of ten."""
    return [
        n
        for n, row in enumerate(rows)
        if column < len(row)
        and (cell := row[column]) is not None
        and (cell.__class__ is not str or "E+" in cell)
    ]


def _has_lost_digits(cell: Cell) -> bool:
    """Whether a number has more than 15 digits, or a text shows it by a power of ten: 4.5E+15."""
    if type(cell) is str:
        return "E+" in cell and _POWER.fullmatch(cell) is not None
    return isinstance(cell, int | float) and abs(cell) >= _KEPT


def _too_long(number: Any) -> Text:
    return tr(
        "“{value}” comes from a number of more than 15 digits, and a spreadsheet keeps no more: "
        "the last ones may be wrong. Keep such numbers as text in the file.",
        value=str(number),
    )
