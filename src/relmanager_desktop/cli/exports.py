"""export: the portfolio as a workbook out."""

from __future__ import annotations

from pathlib import Path

from relmanager_desktop.cli.commands import (
    DONE,
    INSIDE,
    PORTFOLIO,
    Command,
    Request,
    arg,
)
from relmanager_desktop.cli.failures import UsageError
from relmanager_desktop.cli.naming import kind_named
from relmanager_desktop.cli.tables import table_lines
from relmanager_desktop.domain.texts import tr

EXPORTED = frozenset({".xlsx", ".csv"})


def export(request: Request) -> int:
    """Write the portfolio, or part of it, as a workbook that can come home again."""
    from relmanager_desktop.queries.exports import export_csv, export_workbook  # noqa: PLC0415 - quick start

    given = request.given
    path = _export_target(given.file)
    kinds = [kind_named(name).name for word in given.kinds or () for name in word.split(",")]
    where, owner = tuple(given.where or ()), given.owner or ""
    with request.portfolio() as database, database.read() as session:
        if path.suffix.lower() == ".csv":
            report = export_csv(session, path, (kinds or ["account"])[0], where=where, owner=owner)
        else:
            report = export_workbook(session, path, kinds=kinds or None, where=where, owner=owner)
    for note in (*report.notes, *(cell.message for cell in report.changed_cells)):
        request.say(note)
    data = {"file": str(report.path), "sheets": report.sheets}
    lines = table_lines(["Sheet", "Rows"], [[name, count] for name, count in report.sheets.items()])
    request.answer(data, [*lines, tr("Written to {file}", file=report.path)])
    return DONE


def _export_target(written: str) -> Path:
    path = Path(written)
    if path.suffix.lower() not in EXPORTED:
        raise UsageError(
            str(
                tr(
                    "“{file}” is no file to export to. End it in .xlsx for a workbook, or in .csv "
                    "for the records of one kind.",
                    file=path.name or written,
                )
            )
        )
    return path


COMMANDS = (
    Command(
        "export",
        "write the portfolio as a workbook",
        export,
        (
            PORTFOLIO,
            INSIDE,
            arg("file", metavar="FILE", help="FILE.xlsx, or FILE.csv for one kind"),
            arg("--kinds", action="append", metavar="KIND,…", help="only these kinds"),
            arg("--where", action="append", metavar="field=value", help="only records that fit"),
            arg("--owner", default="", metavar="NAME", help="only what this member looks after"),
        ),
    ),
)
