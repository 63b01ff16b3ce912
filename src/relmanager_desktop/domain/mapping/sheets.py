"""Understanding a sheet: its tables, their kinds, and where each column goes and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from relmanager_desktop.domain.cells import Cell, Sheet
from relmanager_desktop.domain.mapping.bare_lists import with_name
from relmanager_desktop.domain.mapping.bare_months import with_years
from relmanager_desktop.domain.mapping.clocks import with_clock
from relmanager_desktop.domain.mapping.column_maps import column_maps
from relmanager_desktop.domain.mapping.columns import Column, columns_of, with_wishes
from relmanager_desktop.domain.mapping.constants import constants_of
from relmanager_desktop.domain.mapping.headers import read_header
from relmanager_desktop.domain.mapping.kinds import (
    Guess,
    Naming,
    confidence_of,
    guess_as,
    guesses_of,
    is_called_and_keyed,
    lists_strange_things,
)
from relmanager_desktop.domain.mapping.looks import KnownNames, look_at
from relmanager_desktop.domain.mapping.maps import (
    SURE,
    ColumnMap,
    Question,
    SheetMap,
    Split,
    Wishes,
    fed_kinds,
)
from relmanager_desktop.domain.mapping.matrices import period_matrix, raci_matrix
from relmanager_desktop.domain.mapping.matrix_maps import with_periods, with_raci
from relmanager_desktop.domain.mapping.people_names import as_people, doubting_other_names
from relmanager_desktop.domain.mapping.persons import with_persons
from relmanager_desktop.domain.mapping.plain_names import told_apart
from relmanager_desktop.domain.mapping.readings import as_wished
from relmanager_desktop.domain.mapping.reasons import kind_reason
from relmanager_desktop.domain.mapping.refining import refined
from relmanager_desktop.domain.mapping.repairs import repair_questions, repaired
from relmanager_desktop.domain.mapping.said_tables import has_two_rows, tables_of
from relmanager_desktop.domain.mapping.splits import split_of, with_otherwise
from relmanager_desktop.domain.mapping.tables import Table
from relmanager_desktop.domain.mapping.vocabulary import Vocabulary
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import tr

_LEAST_COVERAGE = 0.2
_TITLE_ROWS = 10
_TOLD_BY = {"issue.title": ("issue.number",)}  # what names a record that has no name


def understand(
    sheet: Sheet,
    file_name: str,
    wishes: Wishes,
    known: KnownNames,
    words: Vocabulary,
) -> tuple[SheetMap, ...]:
    """Return how each table of a sheet is understood, from top to bottom.

    A sheet without a table gives one map without kinds. ``wishes`` of the user win over guesses.
    """
    tables = tables_of(sheet, words, wishes)
    if not tables:
        return (_no_table(sheet),)
    of_sheet = "" if sheet.info.part_of else sheet.info.name  # which names but one of two lists
    naming = Naming(words.kinds_named(of_sheet), words.kinds_named(file_name.rpartition(".")[0]))
    found = (_understand(sheet, table, file_name, naming, wishes, known, words) for table in tables)
    return tuple(replace(f, number=n, count=len(tables)) for n, f in enumerate(found))


def _no_table(sheet: Sheet) -> SheetMap:
    return SheetMap(
        sheet=sheet.info.name,
        header_row=1,
        kinds=(),
        columns=(),
        confidence=0.0,
        reason=tr("No table was found: no row looks like the header of one."),
    )


def _understand(
    sheet: Sheet,
    table: Table,
    file_name: str,
    naming: Naming,
    wishes: Wishes,
    known: KnownNames,
    words: Vocabulary,
) -> SheetMap:
    cells = _columns_of_cells(sheet.rows, table)
    header = (*table.header, *("" for _ in range(len(cells) - len(table.header))))
    header = with_years(header, (sheet.info.name, file_name, *_titles(sheet.rows, table)))
    headers = [read_header(repaired(name) or name) for name in header]
    told = [as_wished(c, wishes, h) for c, h in zip(cells, headers, strict=True)]
    columns = columns_of(headers, [look_at(column, known) for column in told], words)
    columns = with_wishes(with_persons(columns, words), wishes)
    found = SheetMap(
        sheet=sheet.info.name,
        header_row=table.header_row + 1,
        kinds=(),
        columns=(),
        confidence=0.0,
        reason=tr("No table was found: no row looks like the header of one."),
        last_row=None if table.last_row is None else table.last_row + 1,
        header=header,
        header_rows=2 if has_two_rows(sheet.rows, table) else 1,
        keeps_totals=wishes.keeps_totals,
    )
    if wishes.matrix == "rows":
        is_matrix = bool(raci_matrix(columns) or period_matrix(columns))
        found = replace(found, is_unfolded=not is_matrix)
        return _as_list(found, columns, cells, naming, wishes, words)
    matrix = raci_matrix(columns)
    if matrix is not None and wishes.kind in {"", "action"}:
        return with_raci(found, columns, cells, matrix, naming, wishes)
    matrix = period_matrix(columns, is_said=wishes.matrix == "cells")
    if matrix is not None and wishes.kind in {"", matrix.kind}:
        return with_periods(found, columns, cells, matrix, naming, wishes)
    return _as_list(found, columns, cells, naming, wishes, words)


def _as_list(
    found: SheetMap,
    columns: Sequence[Column],
    cells: Sequence[Sequence[Cell]],
    naming: Naming,
    wishes: Wishes,
    words: Vocabulary,
) -> SheetMap:
    """Return how a table is understood in which each row is one record."""
    split = split_of(columns, words)
    if split is not None and not wishes.kind:
        wishes = replace(wishes, kind="account")
        found = replace(found, split=split)
    guess, confidence, rivals = _chosen_kind(columns, naming, wishes)
    if not wishes.kind and lists_strange_things(columns, naming, found.sheet):
        guess = None
    if guess is None:
        return _undecided(found, columns, rivals)
    if not wishes.kind:
        guess = as_people(guess, columns, naming)
    guess = doubting_other_names(with_name(refined(guess, columns), columns), cells)
    return _with_guess(found, guess, columns, cells, naming, wishes, confidence)


def _titles(rows: Sequence[Sequence[Cell]], table: Table) -> list[str]:
    """Return the texts above the header of a table."""
    above = rows[max(0, table.header_row - _TITLE_ROWS) : max(0, table.header_row)]
    return [str(cell) for row in above for cell in row if cell is not None]


def _columns_of_cells(rows: Sequence[Sequence[Cell]], table: Table) -> list[list[Cell]]:
    """Return the data of a table column by column, as far as they bear witness.

    In a text file a row with more cells than headers is shifted and says nothing of its columns.
    """
    last = len(rows) if table.last_row is None else table.last_row + 1
    data = rows[table.header_row + 1 : last]
    width = len(table.header)
    if _is_text(data):
        data = [row for row in data if len(row) <= width]
    else:
        width = max([width, *map(len, data)])
    padding: list[Cell] = [None] * width
    full = [row if len(row) == width else [*row, *padding][:width] for row in data]
    columns = list(map(list, zip(*full, strict=True))) or [[] for _ in range(width)]
    while len(columns) > len(table.header) and not any(c is not None for c in columns[-1]):
        columns.pop()
    return columns


def _is_text(rows: Sequence[Sequence[Cell]]) -> bool:
    return all(cell is None or isinstance(cell, str) for row in rows[:100] for cell in row)


def _chosen_kind(
    columns: Sequence[Column], naming: Naming, wishes: Wishes
) -> tuple[Guess | None, float, list[Guess]]:
    if wishes.kind in KINDS:
        return guess_as(wishes.kind, columns, naming), 1.0, []
    guesses = guesses_of(columns, naming)
    guesses, confidence = told_apart(guesses, confidence_of(guesses, naming), columns, naming)
    if guesses and is_called_and_keyed(guesses[0], naming):
        confidence = max(confidence, SURE)
    elif not guesses or guesses[0].coverage < _LEAST_COVERAGE or confidence < SURE:
        return None, confidence, guesses[:4]
    return guess_as(guesses[0].kind, columns, naming), confidence, guesses[:4]


def _undecided(found: SheetMap, columns: Sequence[Column], rivals: Sequence[Guess]) -> SheetMap:
    """List every column of a table whose kind has to be asked."""
    left = tuple(
        ColumnMap(c.number, c.header.text, None, 0.0, tr("It depends on what the rows are."))
        for c in columns
        if c.header.text or c.look.filled
    )
    return replace(
        found,
        columns=left,
        confidence=rivals[0].coverage / 2 if rivals else 0.0,
        reason=tr("What the rows are is not clear from their headers."),
        questions=(_kind_question(found.sheet, rivals),),
    )


def _kind_question(sheet: str, rivals: Sequence[Guess]) -> Question:
    answers = tuple((guess.kind, KINDS[guess.kind].plural) for guess in rivals)
    return Question(None, "kind", tr("What is each row of “{sheet}”?", sheet=sheet), answers)


def _with_guess(
    found: SheetMap,
    guess: Guess,
    columns: Sequence[Column],
    cells: Sequence[Sequence[Cell]],
    naming: Naming,
    wishes: Wishes,
    confidence: float,
) -> SheetMap:
    maps, questions = column_maps(guess, columns, cells, wishes)
    maps, clock = with_clock(maps, columns)
    if clock is not None:
        questions = [q for q in questions if q.column != clock.time]
    if found.split is not None:
        maps = [_in_split(mapped, found.split) for mapped in maps]
        questions = [q for q in questions if q.column != found.split.column]
    mapped = sum(column.target is not None for column in maps) + (clock is not None)
    total = sum(bool(c.header.text) or c.look.filled > 0 for c in columns)
    constants = {**constants_of(guess, columns, naming), **wishes.constants}
    questions += _missing_questions(guess, constants)
    questions += repair_questions(cells, wishes.repair)
    named = found.sheet if guess.kind in naming.sheet else ""
    return replace(
        found,
        kinds=fed_kinds(guess.kind, maps),
        columns=tuple(maps),
        confidence=round(confidence, 3),
        reason=kind_reason(guess.kind, mapped, total, named),
        constants=constants,
        questions=tuple(questions),
        clock=clock,
    )


def _missing_questions(guess: Guess, constants: Mapping[str, str]) -> list[Question]:
    """Ask for what every record of the kind needs and no column gives."""
    questions = []
    fed = {o.target.path for o in guess.chosen if o is not None and o.certainty >= SURE}
    for name in guess.missing:
        path = f"{guess.kind}.{name}"
        if path in constants or path in fed or not fed.isdisjoint(_TOLD_BY.get(path, ())):
            continue
        field = KINDS[guess.kind].field(name)
        text = tr(
            "{field} is required, and no column gives it. Which one do all rows have?",
            field=field.label,
        )
        answers = tuple((choice.code, choice.label) for choice in field.choices)
        questions.append(Question(None, f"constant:{path}", text, answers))
    return questions


def _in_split(mapped: ColumnMap, split: Split) -> ColumnMap:
    if mapped.column != split.column:
        return with_otherwise(mapped)
    reason = tr("It tells companies from people: each row is read as what it is.")
    return replace(mapped, target=None, confidence=0.95, reason=reason, alternatives=())
