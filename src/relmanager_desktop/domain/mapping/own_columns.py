"""Columns that become own fields: which field a wish names, and the type its values have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from relmanager_desktop.domain.cells import Cell, ErrorCell, column_letters
from relmanager_desktop.domain.mapping.choice_words import YES_NO
from relmanager_desktop.domain.mapping.choices import folded_word
from relmanager_desktop.domain.mapping.evidence import evidence_of
from relmanager_desktop.domain.mapping.headers import fold_phrase
from relmanager_desktop.domain.mapping.maps import ColumnMap, Reading, SheetMap, Target, Wishes
from relmanager_desktop.domain.mapping.unreadable import ValueProblem, says_nothing
from relmanager_desktop.domain.mapping.values import reader_of
from relmanager_desktop.domain.own_fields import (
    MARK,
    PREFIX,
    TYPES,
    OwnFields,
    key_of,
    labelled,
    named_field,
    own_field,
    words_among,
)
from relmanager_desktop.domain.records import KINDS, Field, FieldType
from relmanager_desktop.domain.texts import tr

TAGS, NOTES = "tags", "notes"
TAGGED = {"account": "account_tag", "contact": "contact_tag"}
# Where what is said of a record in so many words goes, the first that a kind has.
_NOTES = ("notes", "note", "comment", "description", "body", "text", "agenda", "details")
_WISH = re.compile(rf"{MARK}(?:\.(?P<type>[a-z_]+))?(?::(?P<label>.*))?", re.DOTALL)
_SAMPLE = 2_000
_MOST_CHOICES, _LEAST_EACH, _LONGEST_CHOICE = 8, 3, 40
_LONG_TEXT = 200
_MOST_DIGITS = 15
_WORD = re.compile(r"[^\W\d_]")
_MAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]{2,}")


def is_bare(path: str) -> bool:
    """Whether a path names no kind, for it means one for the main records of the list."""
    return path in {TAGS, NOTES} or _WISH.fullmatch(path) is not None


def is_own_path(path: str) -> bool:
    """Whether a path names an own field: 'own', 'account.own:Region code'."""
    bare = path if _WISH.fullmatch(path) is not None else path.partition(".")[2]
    return _WISH.fullmatch(bare) is not None


def is_wish(target: Target) -> bool:
    """Whether a target only says that the column is to become an own field."""
    return target.own is None and (
        _WISH.fullmatch(target.field) is not None or target.field.startswith(PREFIX)
    )


def of_main(target: Target, main: str) -> Target:
    """Return a target that names no kind as one of the main kind: 'own', 'tags', 'notes'."""
    if target.kind:
        return target
    if target.field == TAGS:
        return Target(TAGGED.get(main, "account_tag"), "tag")
    if target.field == NOTES:
        field = notes_of(main)
        return Target(main, field.name, adds=True) if field else Target("account", NOTES, adds=True)
    return Target(main, target.field)


def owned(
    target: Target, number: int, header: str, cells: Sequence[Cell], own: OwnFields
) -> Target:
    """Return the own field that a wish means: one that stands, or a new one of a guessed type.

    'own' alone is called like the column; 'own.date:Since' says type and label. A type that there
    is not leaves the wish as it is.
    """
    fields = own.get(target.kind, ())
    if target.field.startswith(PREFIX):
        known = next((f for f in fields if key_of(f) == target.field), None)
        return target_to(target.kind, known) if known else target
    match = _WISH.fullmatch(target.field)
    said = match["label"] if match is not None else ""
    label = said or " ".join(header.split()) or column_letters(number)
    type_ = (match["type"] if match is not None else "") or ""
    if type_ and type_ not in TYPES:
        return target
    type_ = type_ or guessed_type(cells)
    choices = ";".join(words_among(cells)) if type_ == FieldType.CHOICE else ""
    return target_to(target.kind, named_field(label, type_, choices, fields))


def with_own_wishes(
    found: SheetMap, rows: Sequence[Sequence[Cell]], wishes: Wishes, own: OwnFields
) -> SheetMap:
    """Return a table of ours in which columns that somebody put in become own fields as wished."""
    said = {fold_phrase(header): path for header, path in wishes.fields.items()}
    columns = list(found.columns)
    for place, column in enumerate(columns):
        path = said.get(fold_phrase(column.header), "")
        kind, _, name = ("", "", path) if is_bare(path) else path.partition(".")
        target = of_main(Target(kind, name), found.main)
        if column.target is not None or not path or not is_wish(target):
            continue
        cells = [r[column.column] if column.column < len(r) else None for r in rows]
        made = owned(target, column.column, column.header, cells[found.header_row :], own)
        own = grown(own, made)
        columns[place] = replace(column, target=made, reason=tr("You said so."))
    return replace(found, columns=tuple(columns))


def grown(own: OwnFields, target: Target | None) -> OwnFields:
    """Return the own fields with the one of a target, so that the next is told from it."""
    if target is None or target.own is None or target.own in own.get(target.kind, ()):
        return own
    return {**own, target.kind: (*own.get(target.kind, ()), target.own)}


def target_to(kind: str, field: Field) -> Target:
    """Return the target of an own field."""
    return Target(kind, key_of(field), own=field)


def settled_in(target: Target, own: OwnFields) -> Target:
    """Return an own field as this portfolio has it: the one of its label, or a new one."""
    if target.own is None:
        return target
    choices = ";".join(choice.code for choice in target.own.choices)
    fields = own.get(target.kind, ())
    made = named_field(str(target.own.label), target.own.type.value, choices, fields)
    return target_to(target.kind, made)


def with_known(mapped: ColumnMap, kinds: Iterable[str], own: OwnFields) -> ColumnMap:
    """Return a column that goes nowhere as the own field that is called like it, if any is."""
    if mapped.target is not None or not mapped.header.strip():
        return mapped
    for kind in kinds:
        if (field := labelled(mapped.header, own.get(kind, ()))) is not None:
            reason = tr("It is called like your own field “{label}”.", label=field.label)
            return replace(
                mapped,
                target=target_to(kind, field),
                confidence=0.97,
                reason=reason,
                alternatives=(),
            )
    return mapped


def notes_of(kind: str) -> Field | None:
    """Return the field of a kind that takes what is said in so many words, None if it has none."""
    fields = KINDS[kind].by_name
    named = (fields[name] for name in _NOTES if name in fields)
    return next((f for f in named if f.type is FieldType.LONG_TEXT), None)


def guessed_type(cells: Sequence[Cell]) -> str:
    """Return the type of field that every one of these values fits, 'text' where none else does."""
    values = [c for c in cells if c is not None and not _is_blank(c)][:: _stride(len(cells))]
    if not values:
        return "text"
    if all(isinstance(value, str) for value in values):
        return _type_of_texts([str(value).strip() for value in values])
    return _type_of_values(values)


def _stride(count: int) -> int:
    return max(1, count // _SAMPLE)


def _is_blank(cell: Cell) -> bool:
    if not isinstance(cell, str):
        return isinstance(cell, ErrorCell)
    return says_nothing(cell.strip())


def _type_of_values(values: Sequence[Cell]) -> str:
    if all(isinstance(value, bool) for value in values):
        return "yes_no"
    if all(isinstance(value, date | datetime) for value in values):
        return "date"
    if any(map(_is_long_or_code, values)):
        return "text"
    return next((t for t in ("integer", "decimal", "date") if _all_read(values, t)), "text")


def _is_long_or_code(value: Cell) -> bool:
    """Whether one value says that none of them is a number: 00123 among figures, or 16 digits."""
    if isinstance(value, str):
        return _is_code(value.strip())
    return isinstance(value, int | float) and abs(value) >= 10**_MOST_DIGITS


def _type_of_texts(texts: Sequence[str]) -> str:
    if all(map(_MAIL.fullmatch, texts)):
        return "email"
    words = {folded_word(text) for text in texts}
    if words <= YES_NO.keys() and not any(text.isdigit() for text in texts):
        return "yes_no"
    if any(map(_is_code, texts)):
        return _worded(texts)
    return next((t for t in ("integer", "decimal", "date") if _all_read(texts, t)), _worded(texts))


def _worded(texts: Sequence[str]) -> str:
    if any("\n" in text or len(text) > _LONG_TEXT for text in texts):
        return "long_text"
    words = words_among(texts)
    is_few = len(words) <= _MOST_CHOICES and len(texts) >= _LEAST_EACH * len(words)
    is_plain = all(len(word) <= _LONGEST_CHOICE and ";" not in word for word in words)
    return "choice" if is_few and is_plain and len(words) > 1 else "text"


def _is_code(text: str) -> bool:
    """Whether figures are no number: leading zeros say so, and more digits than one has."""
    figures = sum(character.isdigit() for character in text)
    return (text.isdigit() and text[0] == "0" and len(text) > 1) or figures > _MOST_DIGITS


def _all_read(values: Sequence[Cell], type_: str) -> bool:
    if type_ != "date" and any(isinstance(v, str) and _WORD.search(v) for v in values):
        return False  # 'N-14' is a code, whatever its figures are
    field = own_field("x", "x", type_)
    reading = evidence_of(values, field)
    if "?" in {reading.dates, reading.decimal_mark}:
        reading = Reading(dates="dmy" if reading.dates == "?" else reading.dates)
    read = reader_of(field, reading)
    try:
        return all(read(value) is not None for value in dict.fromkeys(values))
    except ValueProblem:
        return False
