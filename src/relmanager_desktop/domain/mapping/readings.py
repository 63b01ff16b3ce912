"""How the cells of a mapped column are read, and what of that has to be asked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from relmanager_desktop.domain.cells import Cell, column_letters
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.mapping.choice_words import YES_NO
from relmanager_desktop.domain.mapping.choices import code_of
from relmanager_desktop.domain.mapping.evidence import (
    DATED,
    NUMERIC,
    currency_of_words,
    decimal_mark,
    evidence_of,
    has_doubtful,
    is_mark_open,
    is_order_open,
    mark_of_amounts,
    separator_of,
    separator_of_points,
)
from relmanager_desktop.domain.mapping.headers import Header, fold_phrase
from relmanager_desktop.domain.mapping.maps import ColumnMap, Question, Reading, Target, Wishes
from relmanager_desktop.domain.mapping.repairs import YES, is_damaged
from relmanager_desktop.domain.mapping.retelling import odd_words
from relmanager_desktop.domain.mapping.spans import factor_in
from relmanager_desktop.domain.mapping.unreadable import says_nothing
from relmanager_desktop.domain.records import KINDS, Field, FieldType
from relmanager_desktop.domain.texts import tr, verbatim

_LISTS = frozenset({"account_tag", "contact_tag"})
_COMMA_LANGUAGES = frozenset({"de", "fr", "es", "pt", "it", "nl", "pl", "ru"})
_MOST_CHOICES = 40
_ASKED = NUMERIC | {FieldType.CHOICE, FieldType.CHOICES}


def reading_of(
    target: Target, header: Header, cells: Sequence[Cell], wishes: Wishes, language: str
) -> Reading:
    """Return how a column is read; ``language`` of its headers decides where nothing else does."""
    field = field_of(target)
    if field is None:
        return Reading()
    is_repaired = wishes.repair == YES and is_damaged(cells)
    reading = replace(evidence_of(cells, field), repairs=is_repaired)
    if field.type in DATED and wishes.dates and reading.dates in {"?", "", wishes.dates}:
        reading = replace(reading, dates=wishes.dates)
    if field.type in NUMERIC:
        reading = _numeric(reading, field, header, cells, language, wishes.decimals)
    values = wished_values(wishes, header)
    if values:
        reading = replace(reading, values={t: _code(field, ours) for t, ours in values.items()})
    if target.kind in _LISTS:
        reading = replace(reading, separator=separator_of(cells))
    elif target.path == "contact_point.value":
        reading = replace(reading, separator=separator_of_points(cells))
    return reading


def field_of(target: Target) -> Field | None:
    """Return the field of a target, a user's own too; None if there is none."""
    if target.own is not None:
        return target.own
    kind = KINDS.get(target.kind)
    return None if kind is None else kind.by_name.get(target.field)


def _numeric(
    reading: Reading,
    field: Field,
    header: Header,
    cells: Sequence[Cell],
    language: str,
    wished: str,
) -> Reading:
    texts = [cell.strip() for cell in cells if isinstance(cell, str)]
    proven = (mark_of_amounts if field.type is FieldType.MONEY else decimal_mark)(texts)
    if wished and proven in {"", "?"}:
        reading = replace(reading, decimal_mark=wished)
    elif proven == "?":
        reading = replace(reading, decimal_mark=proven)
    elif field.type is not FieldType.INTEGER and is_mark_open(texts):
        reading = replace(reading, decimal_mark=_open_mark(texts, language))
    if _says_percent(header) and texts and not any("%" in text for text in texts):
        reading = replace(reading, factor=1.0)  # 'Share (%)' over the texts 0.4 and 0.9 says it all
    factor = header.factor * factor_in(header.units, field.unit)
    if factor != 1:
        reading = replace(reading, factor=reading.factor * factor)
    if field.type is FieldType.MONEY and not reading.currency:
        words = (*header.units, *header.phrase.split())
        units = [word.strip("tkm") if "€" in word else word for word in words]
        reading = replace(reading, currency=currency_of_words((*units, *_tails(words))))
    return reading


def _says_percent(header: Header) -> bool:
    return "%" in header.units or "%" in header.text


def _open_mark(texts: Sequence[str], language: str) -> str:
    """Return the mark of a column that proves none, '?' where it must be asked.

    In a list with German headers 1.234 is a thousand, as 1,234 is in an English one; the other
    way round nobody can tell.
    """
    mark = "," if language in _COMMA_LANGUAGES else "."
    return "?" if any(mark in text[-5:] for text in texts) else mark


def _tails(words: Sequence[str]) -> Iterator[str]:
    """Yield 'eur' for 'teur' and 'keur'."""
    return (word[1:] for word in words if len(word) == 4 and word[0] in "tkm")


def flag_values(role: str) -> Mapping[str, str]:
    """Return what yes and no mean in a column that is called like a role."""
    return {word: role if says_yes else "" for word, says_yes in YES_NO.items()}


def wished_values(wishes: Wishes, header: Header) -> Mapping[str, str]:
    """Return what the user said of the values of a column."""
    for name, values in wishes.values.items():
        if fold_phrase(name) == fold_phrase(header.text):
            return {fold(theirs): ours for theirs, ours in values.items()}
    return {}


def _code(field: Field, ours: str) -> str:
    """Return the code of what the user calls a choice, by code or label."""
    return (code_of(field, ours) or ours) if field.choices else ours


def with_wished(reading: Reading, wishes: Wishes, header: Header) -> Reading:
    """Return a reading in which what the user said of single values goes first."""
    return replace(reading, values={**reading.values, **wished_values(wishes, header)})


def as_said(reading: Reading, mapped: ColumnMap, wishes: Wishes) -> Reading:
    """Return a reading with what the user says of how this column is read."""
    field = field_of(mapped.target) if mapped.target is not None else None
    said = _said_of(mapped, wishes)
    if field is None or not said:
        return reading
    if field.type in DATED and said.get("dates"):
        reading = replace(reading, dates=said["dates"])
    if field.type in NUMERIC and said.get("decimals"):
        reading = replace(reading, decimal_mark=said["decimals"])
    if field.type is FieldType.MONEY and said.get("currency"):
        reading = replace(reading, currency=said["currency"])
    if "blanks" in said and not field.required:
        reading = replace(reading, clears=said["blanks"] == "clear")
    return reading


def _said_of(mapped: ColumnMap, wishes: Wishes) -> Mapping[str, str]:
    """Return what is said of a column, by its letter or by its header."""
    by_letter = wishes.readings.get(column_letters(mapped.column).lower(), {})
    header = fold_phrase(mapped.header)
    named = (said for name, said in wishes.readings.items() if fold_phrase(name) == header)
    return by_letter or (next(named, {}) if header else {})


def as_wished(cells: Sequence[Cell], wishes: Wishes, header: Header) -> Sequence[Cell]:
    """Return the cells of a column in our words, as far as the user said what theirs mean."""
    values = wished_values(wishes, header)
    if not values:
        return cells
    return [values.get(fold(str(c)).strip(), c) or None if c is not None else c for c in cells]


def questions_of(mapped: ColumnMap, header: Header, cells: Sequence[Cell]) -> Iterator[Question]:
    """Yield what only the user can say of a column's values."""
    target, reading, number = mapped.target, mapped.reading, mapped.column
    if target is None:
        return
    field = field_of(target)
    if field is None:
        return
    name = " ".join(header.text.split())
    yield from odd_words(number, field, name, reading, cells)
    if reading.dates != "?" and field.type not in _ASKED:
        return
    texts = {cell.strip() for cell in set(cells) if isinstance(cell, str)}
    if reading.dates == "?" and is_order_open(texts):
        yield Question(
            number,
            "dates",
            tr("{header}: day or month first?", header=name),
            (("dmy", tr("Day first")), ("mdy", tr("Month first"))),
        )
    if field.type not in _ASKED:
        return
    if field.type in NUMERIC and reading.decimal_mark == "?" and has_doubtful(texts):
        yield Question(
            number,
            "decimal_mark",
            tr("{header}: does the mark part decimals or thousands?", header=name),
            ((".", tr("1.5 is one and a half")), (",", tr("1,5 is one and a half"))),
        )
    if field.type not in NUMERIC and not field.is_custom:
        yield from _unknown_choices(number, field, name, reading, texts)


def _unknown_choices(
    number: int, field: Field, name: str, reading: Reading, texts: Collection[str]
) -> Iterator[Question]:
    answers = tuple((choice.code, choice.label) for choice in field.choices)
    for text in sorted(set(texts))[:_MOST_CHOICES]:
        is_known = (
            field.is_custom or fold(text) in reading.values or code_of(field, text) is not None
        )
        is_list = field.type is FieldType.CHOICES and any(mark in text for mark in ",;/|\n")
        if is_known or is_list or says_nothing(text):
            continue
        yield Question(
            number,
            f"value:{fold(text)}",
            tr("{header}: what does “{value}” mean?", header=name, value=verbatim(text)),
            answers,
        )
