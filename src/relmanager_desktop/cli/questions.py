"""What an import asks, each question with the option that answers it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from relmanager_desktop.domain.cells import column_letters
from relmanager_desktop.domain.imports.fates import CellProblem
from relmanager_desktop.domain.imports.plans import ImportPlan, SheetPlan
from relmanager_desktop.domain.mapping.maps import Question, SheetMap
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import Text, tr

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relmanager_desktop.exchange.readings import Reading

_MOST_WORDS = 12
_SAID_OF_ALL = {
    "dates": tr("Say it with --dates dmy or --dates mdy."),
    "decimal_mark": tr("Say it with --decimals point or --decimals comma."),
    "repair": tr("Say it with --repair yes or --repair no."),
}


def asked_kinds(plan: ImportPlan) -> list[CellProblem]:
    """Return what has to be said before the lists are read that nobody could name.

    Beside sheets that are understood, one without a single known header is no list of ours, such
    as a pivot; where nothing at all is understood every sheet is asked about.
    """
    unread = [sheet for sheet in plan.sheets if not sheet.map.main]
    if len(unread) < len(plan.sheets):
        unread = [sheet for sheet in unread if sheet.rows and sheet.map.confidence > 0]
    return [
        CellProblem(sheet.map.sheet, sheet.map.header_row, None, "", "", _asked_kind(sheet))
        for sheet in unread
    ]


def left_unread(reading: Reading, plan: ImportPlan, named: Sequence[str]) -> list[CellProblem]:
    """Return what is said of sheets of which nothing is taken although nothing is wrong.

    Hidden ones are off unless they are ``named``; others have headers and nothing beneath.
    """
    from relmanager_desktop.domain.imports.memories import MEMORY_SHEET  # noqa: PLC0415 - quick start
    from relmanager_desktop.domain.workbooks import LISTS_SHEET, MANIFEST_SHEET  # noqa: PLC0415 - quick start

    # The last three are those of workbooks of ours.
    spared = {*named, LISTS_SHEET, MANIFEST_SHEET, MEMORY_SHEET}
    hidden = [
        (name, 1, tr('The sheet is hidden: take it with --sheet "{sheet}".', sheet=name))
        for sheet in reading.sheets
        if sheet.info.hidden and sheet.rows and sheet.info.part_of not in spared
        if (name := sheet.info.name) not in spared
    ]
    bare = [
        (sheet.map.sheet, sheet.map.header_row, tr("The sheet has headers and no rows."))
        for sheet in plan.sheets
        if sheet.map.main and not sheet.rows
    ]
    return [CellProblem(sheet, row, None, "", "", said) for sheet, row, said in hidden + bare]


def _asked_kind(sheet: SheetPlan) -> Text:
    found = sheet.map
    if not sheet.rows and not any(found.header):
        return tr("“{sheet}” is blank: there is nothing to import.", sheet=found.sheet)
    if not found.columns:
        return tr(
            "No list was found on “{sheet}”: say where its headers are with --header-row N, and "
            "what a row is with --as KIND.",
            sheet=found.sheet,
        )
    guessed = [code for q in found.questions if q.about == "kind" for code, _label in q.answers]
    return tr(
        "What is each row of “{sheet}”? Say it with --as KIND, such as {kinds}.",
        sheet=found.sheet,
        kinds=", ".join(guessed or ("account", "contact")),
    )


def hints_of(session: Session) -> Callable[[CellProblem], Text | None]:
    """Return what tells the option that would keep a row from being refused, None for most."""
    told: dict[str, Text] = {}

    def hint(problem: CellProblem) -> Text | None:
        if problem.lacks and problem.lacks not in told:
            told[problem.lacks] = _set_for_all(problem.lacks, _words(session, problem.lacks))
        return told.get(problem.lacks)

    return hint


def question_lines(session: Session, maps: Sequence[SheetMap]) -> Iterator[str]:
    """Yield every question that does not keep a sheet from being read, with its option."""
    for found in maps:
        for question in found.questions if found.kinds else ():
            option = _option(session, found, question)
            yield f"{found.sheet}: {question.text}{f' {option}' if option else ''}"


def _option(session: Session, found: SheetMap, question: Question) -> Text | None:
    about, _, value = question.about.partition(":")
    header = _header(found, question)
    codes = _enumerated([code for code, _label in question.answers])
    if about in _SAID_OF_ALL:
        return _SAID_OF_ALL[about]
    if about == "constant":
        return _set_for_all(value, _words(session, value))
    if about == "value":
        return tr(
            'Say it with --value "{header}:{value}=CODE": {codes}.',
            header=header,
            value=value,
            codes=codes,
        )
    if about == "field":
        return tr(
            'Say it with --map "{header}=kind.field", such as {codes}; left out until then.',
            header=header,
            codes=codes,
        )
    return None


def _set_for_all(path: str, words: Sequence[str]) -> Text:
    if not words:
        return tr("Give it to all rows with --set {path}=VALUE.", path=path)
    return tr(
        "Give it to all rows with --set {path}=VALUE: {words}.",
        path=path,
        words=_enumerated(words),
    )


def _words(session: Session, path: str) -> Sequence[str]:
    """Return what a field takes, nothing where it takes any text."""
    from relmanager_desktop.queries.records import words_of_list  # noqa: PLC0415 - quick start

    kind, _, name = path.partition(".")
    field = KINDS[kind].field(name)
    if field.listed:
        return words_of_list(session, field.listed)
    return [choice.code for choice in field.choices]


def _enumerated(words: Sequence[str]) -> str:
    shown = ", ".join(words[:_MOST_WORDS])
    return f"{shown} …" if len(words) > _MOST_WORDS else shown


def _header(found: SheetMap, question: Question) -> str:
    columns = (c for c in found.columns if c.column == question.column)
    names = (" ".join(c.header.split()) or column_letters(c.column) for c in columns)
    return next(names, "")
