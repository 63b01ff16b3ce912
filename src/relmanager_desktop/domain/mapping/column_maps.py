"""Where each column of a table goes, how it is read, why, and what of it is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from relmanager_desktop.domain.cells import Cell, column_letters
from relmanager_desktop.domain.mapping.columns import Column, Option, role_flag
from relmanager_desktop.domain.mapping.cuts import cuts_of
from relmanager_desktop.domain.mapping.kinds import Guess
from relmanager_desktop.domain.mapping.maps import (
    SURE,
    ColumnMap,
    Piece,
    Question,
    Target,
    Wishes,
)
from relmanager_desktop.domain.mapping.new_tiers import tiers_asked
from relmanager_desktop.domain.mapping.own_columns import grown, is_wish, owned, with_known
from relmanager_desktop.domain.mapping.readings import (
    as_said,
    flag_values,
    questions_of,
    reading_of,
)
from relmanager_desktop.domain.mapping.reasons import reason_for, reason_left, words_for
from relmanager_desktop.domain.texts import Text, tr

_MOST_ALTERNATIVES = 3
_LONELY = tr("It would be a person's, but no column names the people.")
_REPEATED = tr(
    "A column before it has the same header, and there is room for one. Where it is a person's, a "
    "column must name the people."
)
_DOUBT = 0.5
_SURE_WORD = 0.8  # words that mean other things as well are less certain than this
_LISTS = frozenset({"contact_point", "account_tag", "contact_tag"})


def column_maps(
    guess: Guess, columns: Sequence[Column], cells: Sequence[Sequence[Cell]], wishes: Wishes
) -> tuple[list[ColumnMap], list[Question]]:
    """Return every column that has a header or a value, mapped or left out, and the questions.

    ``cells[n]`` are the data of column n.
    """
    language = _spoken(guess.chosen)
    settled = [_doubting_foreign(option, language) for option in guess.chosen]
    chosen = _doubting_doubles(settled, columns)
    holders = {
        o.key: columns[n].header.text
        for n, o in enumerate(chosen)
        if o is not None and o.certainty >= SURE
    }
    maps: list[ColumnMap] = []
    questions: list[Question] = []
    slots: set[tuple[str, str]] = set()
    for n, column in enumerate(columns):
        if not column.header.text and not column.look.filled:
            continue
        mapped = _column_map(column, chosen[n], guess.options[n], holders, language)
        if n in guess.lonely:
            mapped = replace(mapped, reason=_why_lonely(n, columns), alternatives=())
        mapped = _in_pieces(mapped, column, cells[n])
        mapped = _as_own(mapped, cells[n], guess.kind, wishes)
        wishes = replace(wishes, own=grown(wishes.own, mapped.target))
        if mapped.target is not None:
            mapped = replace(mapped, target=_own_slot(mapped.target, n, slots))
            mapped = _with_reading(mapped, column, cells[n], wishes, language)
            questions += questions_of(mapped, column.header, cells[n])
            questions += tiers_asked(mapped, column.look.known.tiers, cells[n])
        elif mapped.alternatives and column.look.filled and not _continues(column, columns):
            questions.append(_field_question(mapped))
        maps.append(mapped)
    return maps, questions


def _in_pieces(mapped: ColumnMap, column: Column, cells: Sequence[Cell]) -> ColumnMap:
    """Return a column with its cells cut where the user wants several things out of them."""
    if column.wish is None or mapped.target is None or not column.wish.more:
        return mapped
    targets = (mapped.target, *column.wish.more)
    pairs = zip(cuts_of(targets, cells), targets, strict=True)
    return replace(mapped, pieces=tuple(Piece(cut, target) for cut, target in pairs))


def _as_own(mapped: ColumnMap, cells: Sequence[Cell], main: str, wishes: Wishes) -> ColumnMap:
    """Return a column as the user's own field that was wished for it, or that is called like it."""
    target = mapped.target
    if target is None:
        is_said = mapped.confidence == 1.0
        return mapped if is_said else with_known(mapped, (main, "account", "contact"), wishes.own)
    if not is_wish(target):
        return mapped
    made = owned(target, mapped.column, mapped.header, cells, wishes.own)
    return replace(mapped, target=made)


def _continues(column: Column, columns: Sequence[Column]) -> bool:
    """Whether a column holds what did not fit into the one before it: 'Street 2', 'NAME2'."""
    header = column.header
    return header.number > 1 and any(
        c.header.phrase == header.phrase and c.header.number in {0, 1}
        for c in columns[: column.number]
    )


def _why_lonely(number: int, columns: Sequence[Column]) -> Text:
    phrase = columns[number].header.phrase
    return _REPEATED if any(c.header.phrase == phrase for c in columns[:number]) else _LONELY


def _doubting_foreign(option: Option | None, language: str) -> Option | None:
    """Return an option, in doubt where its header is a doubtful word of another language.

    'Symbol' is a number in Polish lists and anything at all in English ones.
    """
    meaning = option.meaning if option is not None else None
    if option is None or meaning is None or not meaning.languages or meaning.how != "word":
        return option
    is_doubtful = meaning.certainty < _SURE_WORD
    if not is_doubtful or not {language, "en"}.isdisjoint(meaning.languages):
        return option
    return replace(option, certainty=min(option.certainty, _DOUBT))


def _doubting_doubles(
    chosen: Sequence[Option | None], columns: Sequence[Column]
) -> list[Option | None]:
    """Return what was chosen, in doubt where a header says once more the same of another kind.

    Of "Name" and "Name" nothing tells that the second is the company's, unless its values do.
    """
    kinds: dict[str, str] = {}
    settled: list[Option | None] = []
    for column, option in zip(columns, chosen, strict=True):
        phrase = column.header.phrase
        if option is None or option.target.kind in _LISTS or not phrase or column.wish is not None:
            settled.append(option)
            continue
        is_other = kinds.setdefault(phrase, option.target.kind) != option.target.kind
        in_doubt = is_other and not option.fit.is_telling
        settled.append(
            replace(option, certainty=min(option.certainty, _DOUBT)) if in_doubt else option
        )
    return settled


def _with_reading(
    mapped: ColumnMap, column: Column, cells: Sequence[Cell], wishes: Wishes, language: str
) -> ColumnMap:
    if mapped.target is None:
        return mapped
    reading = reading_of(mapped.target, column.header, cells, wishes, language)
    reading = as_said(reading, mapped, wishes)
    if mapped.target.path == "account.roles" and (role := role_flag(column)):
        reading = replace(reading, values=flag_values(role))
    return replace(mapped, reading=reading)


def _own_slot(target: Target, column: int, slots: set[tuple[str, str]]) -> Target:
    """Give each point and tag of a person a slot of its own."""
    key = (target.path, target.slot)
    if target.kind in _LISTS and key in slots:
        slot, mark, person = target.slot.partition("@")
        slot = f"{slot or target.field}:{column}{mark}{person}"
        target = replace(target, slot=slot)
    slots.add(key)
    return target


def _column_map(
    column: Column,
    option: Option | None,
    options: tuple[Option, ...],
    holders: dict[str, str],
    language: str,
) -> ColumnMap:
    header = column.header.text
    if column.wish is not None:
        wished = option.target if option is not None else column.wish.target
        return ColumnMap(column.number, header, wished, 1.0, tr("You said so."))
    others = tuple(
        (o.target, round(o.certainty, 3)) for o in options if option is None or o.key != option.key
    )
    if option is not None and option.certainty >= SURE:
        return ColumnMap(
            column.number,
            header,
            option.target,
            round(min(option.certainty, 1.0), 3),
            reason_for(option, column.header, language),
            alternatives=others[:_MOST_ALTERNATIVES],
        )
    best = options[0] if options else None
    taken = holders.get(best.key, "") if best is not None and best is not option else ""
    open_ = tuple((o.target, round(o.certainty, 3)) for o in options if o.key not in holders)
    return ColumnMap(
        column.number,
        header,
        None,
        round(option.certainty, 3) if option else 0.0,
        reason_left(column, options, taken),
        alternatives=open_[:_MOST_ALTERNATIVES],
    )


def _field_question(mapped: ColumnMap) -> Question:
    answers = tuple((target.path, words_for(target)) for target, _c in mapped.alternatives)
    header = " ".join(mapped.header.split()) or column_letters(mapped.column)
    text = tr("{header}: what does it mean?", header=header)
    return Question(mapped.column, "field", text, answers)


def _spoken(chosen: Sequence[Option | None]) -> str:
    """Return the language that most headers are in; English where two share the lead."""
    meanings = [o.meaning for o in chosen if o is not None and o.meaning is not None]
    spoken = Counter(language for m in meanings for language in m.languages)
    return max(spoken, key=lambda language: (spoken[language], language == "en"), default="en")
