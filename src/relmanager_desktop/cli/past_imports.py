"""imports: the files that were taken in, what they moved, and their refused rows once more."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from relmanager_desktop.cli.commands import DONE, INSIDE, PORTFOLIO, Command, Request, arg, count
from relmanager_desktop.cli.failures import UsageError
from relmanager_desktop.cli.places import refuse_place
from relmanager_desktop.cli.tables import table_lines
from relmanager_desktop.domain.imports.effect_words import effect_lines
from relmanager_desktop.domain.imports.effects import effects_as_json
from relmanager_desktop.domain.problems import NotFoundError
from relmanager_desktop.domain.texts import tr

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relmanager_desktop.queries.import_runs import RunDetails, RunRow

FATES = ("new", "changed", "same", "conflict", "refused", "skipped")


def imports(request: Request) -> int:
    """Answer the imports, the newest first, or one of them with all that is kept of it."""
    given = request.given
    if given.rejects and given.change_set is None:
        raise UsageError(str(tr("--rejects: say of which import, with --change-set N.")))
    refuse_place("--rejects", given.rejects)
    with request.portfolio() as database, database.read() as session:
        if given.change_set is not None:
            return _one(request, session, given.change_set)
        from relmanager_desktop.queries.import_runs import import_runs  # noqa: PLC0415 - quick start

        runs = import_runs(session, given.limit)
    rows = [
        [run.change_set, f"{run.at:%Y-%m-%d %H:%M}", run.file_name, *_counts(run), run.state]
        for run in runs
    ]
    header = ["No", "When", "File", *(fate.capitalize() for fate in FATES), "State"]
    request.answer([_json(run) for run in runs], table_lines(header, rows))
    return DONE


def _one(request: Request, session: Session, number: int) -> int:
    from relmanager_desktop.queries.import_refusals import refused_again  # noqa: PLC0415 - quick start
    from relmanager_desktop.queries.import_runs import import_run  # noqa: PLC0415 - quick start

    run = import_run(session, number)
    if run is None:
        raise NotFoundError(tr("Change set {number} is no import that is kept.", number=number))
    if request.given.rejects:
        placed = refused_again(session, number, Path(request.given.rejects))
        request.say(tr("Refused rows are in {file}: mend them and import that file.", file=placed))
    request.answer(_json(run.row) | _details(run), [*_lines(run)])
    return DONE


def _json(run: RunRow) -> dict[str, Any]:
    return {
        "change_set": run.change_set,
        "file": run.file_name,
        "sha256": run.sha256,
        "at": run.at,
        "author": run.author,
        "rows": dict(run.rows),
        "counts": {kind: dict(counts) for kind, counts in run.counts.items()},
        "state": run.state,
        "undone_by": run.undoing,
    }


def _details(run: RunDetails) -> dict[str, Any]:
    return {
        "sheets": [dict(sheet) for sheet in run.sheets],
        "sums": [
            {"header": header, "file": whole, "taken": taken} for header, whole, taken in run.sums
        ],
        "effects": effects_as_json(run.effects),
        "collisions": dict(run.collisions),
        "match": list(run.match),
        "has_refused": run.has_refused,
    }


def _counts(run: RunRow) -> list[int]:
    return [run.count(fate) for fate in FATES]


def _lines(run: RunDetails) -> list[object]:
    row = run.row
    told = [[fate.capitalize(), row.count(fate)] for fate in FATES if row.count(fate)]
    head = tr(
        "{file}, {at}, by {author}", file=row.file_name, at=f"{row.at:%Y-%m-%d %H:%M}",
        author=row.author or "–",
    )  # fmt: skip
    lines: list[object] = [head, *table_lines(["Rows", ""], told), *effect_lines(run.effects)]
    if row.state == "undone":
        lines.append(tr("Taken back by change set {number}.", number=row.undoing))
    elif row.is_undone:
        part = tr("Taken back by change set {number}, but for what was edited since.",
                  number=row.undoing)  # fmt: skip
        lines.append(part)
    return lines


COMMANDS = (
    Command(
        "imports",
        "the files that were taken in, and what they moved",
        imports,
        (
            PORTFOLIO,
            INSIDE,
            arg("--change-set", type=int, metavar="N", help="this one, with all that is kept"),
            arg("--rejects", metavar="OUT.xlsx", help="write its refused rows once more"),
            arg("--limit", type=count, default=50),
        ),
    ),
)
