"""import: a list from somewhere in, or our own workbook come home."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from relmanager_desktop.cli.commands import (
    ASKED,
    DONE,
    PORTFOLIO,
    REFUSED,
    WRONG,
    Command,
    Request,
    arg,
    count,
    row_number,
)
from relmanager_desktop.cli.conflicts import conflict_lines, conflicts_of
from relmanager_desktop.cli.decisions import OPTIONS as DECISIONS
from relmanager_desktop.cli.decisions import decisions_of, look_alike_lines, look_alikes_of
from relmanager_desktop.cli.import_runs import run_import
from relmanager_desktop.cli.interrupts import interrupts_restored
from relmanager_desktop.cli.left_out import kept_cells, left_out_columns
from relmanager_desktop.cli.places import refuse_place
from relmanager_desktop.cli.questions import (
    asked_kinds,
    hints_of,
    left_unread,
    question_lines,
)
from relmanager_desktop.cli.sources import source_of
from relmanager_desktop.cli.tables import table_lines
from relmanager_desktop.cli.wishes import wishes_of
from relmanager_desktop.domain.imports.answers import answer_of
from relmanager_desktop.domain.imports.effect_words import NOT_COUNTED, effect_lines
from relmanager_desktop.domain.mapping.maps import Wishes
from relmanager_desktop.domain.texts import Text

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from relmanager_desktop.exchange.readings import Request as Source
    from relmanager_desktop.queries.import_plans import Preview

FATES = ("new", "changed", "same", "conflict", "refused")
# What an import is asked for when nothing is given.
DEFAULTS: dict[str, Any] = {
    "sheet": None,
    "as_kind": None,
    "map": None,
    "value": None,
    "set": None,
    "profile": None,
    "save_profile": None,
    "match": None,
    "collisions": None,
    "dates": "",
    "decimals": "",
    "repair": "",
    "header_row": None,
    "header_rows": None,
    "last_row": None,
    "table": None,
    "totals": None,
    "matrix": None,
    "read": None,
    "dry_run": False,
    "strict": False,
    "rejects": None,
    "plan": None,
    "cell": None,
    "same": None,
    "leave_out": None,
    "take": None,
    "password_file": None,
}


def import_file(request: Request) -> int:
    """Import a file: look, then do; refused rows stay behind with their reasons."""
    with interrupts_restored():
        return _import(request)


def _import(request: Request) -> int:
    given = request.given
    source = source_of(given)
    refuse_place("--rejects", given.rejects, source.path)
    refuse_place("--plan", given.plan, source.path)
    wishes = wishes_of(given)  # a slip of the pen is told before the portfolio is opened
    decisions_of(given)
    with _begun(source) as source, request.portfolio() as database:
        done = run_import(request, database, source)
        plan = done.preview.plan
        asked = asked_kinds(plan)
        if not done.preview.is_own:
            plan.remarks += left_unread(done.preview.reading, plan, given.sheet or ())
        with database.read() as session:
            data = answer_of(
                plan,
                done.change_set,
                asked=asked,
                hint=hints_of(session),
                conflicts=conflicts_of(session, plan),
                look_alikes=look_alikes_of(plan),
                effects=done.effects,
            )
            questions = [*question_lines(session, done.preview.maps)]
    refused = sum(sheet["refused"] for sheet in data["sheets"])
    lines = _lines(data, len(asked), is_dry=given.dry_run)
    request.answer(data, [*lines[:-1], *effect_lines(done.effects), *lines[-1:]])
    notes = [*done.preview.reading.facts.notes]
    if given.dry_run and plan.writes_anything and not done.effects:
        notes.append(NOT_COUNTED)
    left = _left(done.preview, wishes, len(data["conflicts"]))
    for said in (*notes, *(a.message for a in asked), *questions, *left):
        request.say(said)
    if not any(sheet["kinds"] for sheet in data["sheets"]):
        return WRONG
    if refused or asked:
        return REFUSED
    return ASKED if questions else DONE


def _begun(source: Source) -> AbstractContextManager[Source]:
    """Let the file be read while all that writes it is loaded."""
    from relmanager_desktop.exchange.readings import begun  # noqa: PLC0415 - quick start

    return begun(source)


def _left(preview: Preview, wishes: Wishes, conflicts: int) -> list[Text]:
    if not preview.is_own:
        return [*left_out_columns(preview.maps, wishes)]
    return [kept_cells(conflicts)] if conflicts else []


def _lines(data: Mapping[str, Any], asked: int, *, is_dry: bool) -> list[str]:
    rows = [
        [sheet["sheet"], ", ".join(sheet["kinds"]) or "–", sheet["rows"]]
        + [sheet[fate] for fate in FATES]
        + [len(sheet["skipped"])]
        for sheet in data["sheets"]
    ]
    header = ["Sheet", "Kinds", "Rows", "New", "Changed", "Same", "Conflict", "Refused", "Skipped"]
    lines = table_lines(header, rows)
    for problem in data["problems"][asked:]:
        where = f"{problem['sheet']}!{problem['column'] or ''}{problem['row']}"
        lines.append(f"{where}: {problem['message']}")
    lines += conflict_lines(data["conflicts"])
    lines += look_alike_lines(data["look_alikes"])
    if is_dry:
        lines.append("Nothing was written.")
    elif data["change_set"] is not None:
        lines.append(f"Imported as change set {data['change_set']}; undo takes it back.")
    return lines


COMMANDS = (
    Command(
        "import",
        "import a list from somewhere, or our own workbook come home",
        import_file,
        (
            PORTFOLIO,
            arg(
                "file",
                metavar="FILE",
                help="xlsx, xlsm, xls, xlsb, ods, csv, tsv, vcf, or a zip of one, - for the input",
            ),
            arg(
                "--password-file",
                metavar="F",
                help="the password of a locked workbook is the first line of this file",
            ),
            arg("--sheet", action="append", metavar="S", help="only this sheet"),
            arg("--as", dest="as_kind", metavar="KIND", help="what a row is"),
            arg(
                "--map",
                action="append",
                metavar="Header=kind.field",
                help="where a column goes; own, tags or notes keep it, empty leaves it out",
            ),
            arg(
                "--value",
                action="append",
                metavar="Header:theirs=ours",
                help="what a word of theirs means",
            ),
            arg(
                "--cell",
                action="append",
                metavar="Sheet!C14=value",
                help="read this in place of a cell; the file stays as it is",
            ),
            *DECISIONS,
            arg("--set", action="append", metavar="kind.field=value", help="a value for every row"),
            arg(
                "--header-row",
                type=row_number,
                metavar="N",
                help="the row of the headers, from 1; 0 if there is none",
            ),
            arg(
                "--header-rows",
                type=int,
                choices=(1, 2),
                help="how many rows name the columns, where that is read wrong",
            ),
            arg(
                "--last-row",
                type=row_number,
                metavar="N",
                help="the last row of the list, from 1; 0 for the end of the sheet",
            ),
            arg("--table", type=count, metavar="N", help="only this table of the sheet, from 1"),
            arg(
                "--totals",
                choices=("skip", "take"),
                help="whether rows that add up others are taken; skip is the usual way",
            ),
            arg(
                "--matrix",
                choices=("rows", "cells"),
                help="whether each row is a record, or each cell of columns that are alike",
            ),
            arg(
                "--read",
                action="append",
                metavar="Header:what=value",
                help="how a column is read: dates=dmy, decimals=comma, currency=EUR, blanks=clear",
            ),
            arg("--profile", metavar="P", help="read as this profile says"),
            arg("--save-profile", metavar="P", help="remember how this file is read"),
            arg(
                "--match",
                metavar="FIELDS",
                help="match records by these fields, separated by commas",
            ),
            arg(
                "--collisions",
                action="append",
                metavar="fill|overwrite|keep",
                help="what a differing cell does; fill only fills blanks, and is the usual way; "
                "Header=overwrite says it of one column",
            ),
            arg(
                "--dates",
                choices=("dmy", "mdy"),
                default="",
                help="day or month first, where no value proves it",
            ),
            arg(
                "--decimals",
                choices=("comma", "point"),
                default="",
                help="what parts decimals, where no value proves it",
            ),
            arg(
                "--repair",
                choices=("yes", "no"),
                default="",
                help="repair texts that were decoded wrongly, such as MÃ¼ller",
            ),
            arg("--dry-run", action="store_true", help="only show the plan"),
            arg("--strict", action="store_true", help="import nothing if a row is refused"),
            arg("--rejects", metavar="OUT.xlsx", help="write refused rows with their reasons"),
            arg("--plan", metavar="OUT.xlsx", help="write the whole plan, row by row, to be read"),
        ),
    ),
)
