"""What is decided of single rows at the terminal, and the look-alikes that wait for it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping, Sequence
from typing import Any

from relmanager_desktop.cli.commands import arg, key_of
from relmanager_desktop.cli.failures import UsageError
from relmanager_desktop.domain.ids import from_letters
from relmanager_desktop.domain.imports.decisions import Decisions, RowPlace
from relmanager_desktop.domain.imports.plans import ImportPlan
from relmanager_desktop.domain.texts import tr

MOST_LINES = 20
OPTIONS = (
    arg(
        "--same",
        action="append",
        metavar="Sheet!14=KEY",
        help="this row is that record, or that row of the list (Sheet!9)",
    ),
    arg(
        "--take",
        action="append",
        metavar="Sheet!C14",
        help="take the file's value of this cell, which is in conflict",
    ),
    arg("--leave-out", action="append", metavar="Sheet!14", help="take nothing of this row"),
)


def decisions_of(given: Namespace) -> Decisions:
    """Return what the options say of single rows.

    Raises:
        UsageError: If a place is no row, or a key is none.
    """
    return Decisions(
        same=dict(_same(word) for word in given.same or ()),
        left=frozenset(_row(word, "--leave-out") for word in given.leave_out or ()),
    )


def _same(word: str) -> tuple[RowPlace, int | RowPlace]:
    place, _, meant = word.rpartition("=")
    row = _row(place, "--same")
    if "!" in meant:
        return row, _row(meant, "--same")
    try:
        return row, from_letters(meant.strip())
    except ValueError as error:
        message = tr(
            "--same: “{key}” is no key of a record. The plan names it: Sheet!14=KEY.", key=meant
        )
        raise UsageError(str(message)) from error


def _row(word: str, option: str) -> RowPlace:
    sheet, mark, row = word.strip().rpartition("!")
    if not mark or not sheet.strip() or not row.isdecimal():
        message = tr(
            "{option}: “{word}” is no row. Write it as Sheet!14.", option=option, word=word
        )
        raise UsageError(str(message))
    return sheet.strip().strip("'"), int(row)


def look_alikes_of(plan: ImportPlan) -> list[dict[str, Any]]:
    """Return as plain JSON which new records look like others: nobody but a person unites them."""
    if not plan.doubles:
        return []
    rows = {
        (sheet.map.main, record): f"{sheet.map.sheet}!{row}"
        for sheet in reversed(plan.sheets)
        for row, record in zip(reversed(sheet.numbers), reversed(sheet.records), strict=True)
    }
    return [
        {
            "sheet": double.sheet,
            "row": double.row,
            "kind": double.kind,
            "name": double.name,
            "other": key_of(double.other)
            if double.other > 0
            else rows.get((double.kind, double.other)),
            "other_name": double.other_name,
            "score": double.score,
        }
        for double in plan.doubles
    ]


def look_alike_lines(found: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return a line for each of the first look-alikes, with the option that unites them."""
    lines = [
        str(
            tr(
                "{place}: {name} looks like {other} ({score} %). "
                "If it is the same: --same {place}={key}",
                place=f"{one['sheet']}!{one['row']}",
                name=one["name"],
                other=one["other_name"],
                score=one["score"],
                key=one["other"],
            )
        )
        for one in found[:MOST_LINES]
    ]
    if more := len(found) - len(lines):
        said = tr(
            "… and {n} more that looks like another: --json lists all.",
            plural="… and {n} more that look like others: --json lists all.",
            n=more,
        )
        lines.append(str(said))
    return lines
