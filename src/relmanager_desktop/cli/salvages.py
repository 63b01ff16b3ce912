"""salvage: what can be read of a damaged portfolio into a new one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from relmanager_desktop.cli.commands import (
    DONE,
    REFUSED,
    Command,
    Request,
    arg,
    author_name,
    key_of,
)
from relmanager_desktop.cli.progress import Progress
from relmanager_desktop.cli.tables import table_lines
from relmanager_desktop.domain.texts import tr

if TYPE_CHECKING:
    from relmanager_desktop.commands.salvages import Salvaged, Share


def salvage(request: Request) -> int:
    """Read a damaged portfolio page by page into a new one; the damaged file is not touched."""
    from relmanager_desktop.commands.salvages import free_place_for, salvage_portfolio  # noqa: PLC0415 - quick start

    place = Path(request.given.portfolio)
    target = Path(request.given.new) if request.given.new else free_place_for(place)
    told = Progress(request.say).of(tr("Salvaging {file}", file=place.name))
    done = salvage_portfolio(
        place,
        target,
        author_name(),
        "terminal",
        progress=lambda tables, total, _table: told(tables, total),
    )
    shares = done.salvage.shares
    rows = [[s.kind, s.back, s.mended, s.from_backup, len(s.lost)] for s in shares]
    lines = table_lines(["Kind", "Back", "Mended", "From backup", "Lost"], rows)
    request.answer(_data(done), [*lines, done.sentence])
    request.say(tr("The whole report is in {file}.", file=done.report))
    return REFUSED if done.salvage.lost else DONE


def _data(done: Salvaged) -> dict[str, Any]:
    found = done.salvage
    return {
        "portfolio": str(found.place),
        "report": str(done.report),
        "backup": str(found.backup) if found.backup else None,
        "made_up": found.made_up,
        "history_gaps": found.history_gaps,
        "kinds": {share.kind: _share(share) for share in found.shares},
    }


def _share(share: Share) -> dict[str, Any]:
    return {
        "back": share.back,
        "mended": share.mended,
        "from_backup": share.from_backup,
        "lost": [key_of(key) for key in share.lost],
    }


COMMANDS = (
    Command(
        "salvage",
        "write what can be read of a damaged portfolio to a new one",
        salvage,
        (
            arg("portfolio", metavar="BROKEN", help="the damaged .relm file; it is only read"),
            arg("new", nargs="?", metavar="NEW", help="the new one; else “BROKEN salvaged.relm”"),
        ),
    ),
)
