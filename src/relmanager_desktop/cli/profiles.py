"""profiles: the mappings that lists are read by: listed, shared as files, deleted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from relmanager_desktop.cli.commands import DONE, PORTFOLIO, Command, Request, arg
from relmanager_desktop.cli.failures import UsageError
from relmanager_desktop.cli.tables import table_lines
from relmanager_desktop.domain.texts import tr

if TYPE_CHECKING:
    from relmanager_desktop.queries.mappings import MappingRow

MOST_SHOWN = 6


def profiles(request: Request) -> int:
    """Answer the saved mappings, or do with one of them what the options say."""
    given = request.given
    asked = [o for o in ("export", "import_", "delete") if getattr(given, o) is not None]
    if len(asked) > 1:
        raise UsageError(str(tr("Say one of --export, --import and --delete at a time.")))
    if given.out is not None and given.export is None:
        raise UsageError(str(tr("--out says where --export writes to: name the mapping too.")))
    deeds = {"export": _export, "import_": _import, "delete": _delete}
    return deeds[asked[0]](request) if asked else _list(request)


def _list(request: Request) -> int:
    from relmanager_desktop.queries.mappings import mappings  # noqa: PLC0415 - quick start

    with request.portfolio() as database, database.read() as session:
        found = mappings(session)
    rows = [
        [row.name, ", ".join(row.kinds), _columns(row), f"{row.saved_at:%Y-%m-%d}"] for row in found
    ]
    lines = table_lines(["Name", "Kinds", "Columns", "Saved"], rows)
    request.answer([_json(row) for row in found], lines)
    return DONE


def _export(request: Request) -> int:
    from relmanager_desktop.domain.imports.profile_files import ENDING  # noqa: PLC0415 - quick start
    from relmanager_desktop.queries.mappings import mapping_file  # noqa: PLC0415 - quick start

    name = request.given.export
    bare = "".join(c if c.isalnum() or c in " -_." else "-" for c in name)
    path = Path(request.given.out or f"{bare}{ENDING}")
    with request.portfolio() as database, database.read() as session:
        placed = mapping_file(session, name, path)
    said = tr("The mapping “{name}” is in {file}.", name=name, file=placed)
    request.answer({"profile": name, "file": str(placed)}, [said])
    return DONE


def _import(request: Request) -> int:
    from relmanager_desktop.commands.mappings import take_mapping  # noqa: PLC0415 - quick start

    path = Path(request.given.import_)
    label = tr("Take in the mapping {file}", file=path.name)
    with request.portfolio() as database, database.write(label) as session:
        name = take_mapping(session, path)
    said = tr("The mapping is saved as “{name}”.", name=name)
    request.answer({"profile": name, "file": str(path)}, [said])
    return DONE


def _delete(request: Request) -> int:
    from relmanager_desktop.commands.mappings import delete_mapping  # noqa: PLC0415 - quick start

    name = request.given.delete
    with (
        request.portfolio() as database,
        database.write(tr("Delete the mapping {name}", name=name)) as session,
    ):
        delete_mapping(session, name)
    said = tr("The mapping “{name}” is deleted.", name=name)
    request.answer({"profile": name, "deleted": True}, [said])
    return DONE


def _json(row: MappingRow) -> dict[str, Any]:
    return {
        "profile": row.name,
        "kinds": list(row.kinds),
        "columns": list(row.columns),
        "saved_at": row.saved_at.isoformat(),
    }


def _columns(row: MappingRow) -> str:
    more = "" if len(row.columns) <= MOST_SHOWN else " …"
    return ", ".join(row.columns[:MOST_SHOWN]) + more


COMMANDS = (
    Command(
        "profiles",
        "the saved mappings that lists are read by, to list, share and delete",
        profiles,
        (
            PORTFOLIO,
            arg("--export", metavar="NAME", help="write this one as a file to share"),
            arg("--out", metavar="FILE.relmap", help="where to, with --export"),
            arg("--import", dest="import_", metavar="FILE.relmap", help="take one in from a file"),
            arg("--delete", metavar="NAME", help="forget this one"),
        ),
    ),
)
