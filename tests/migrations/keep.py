"""Keep a portfolio of today's schema, for every later version to upgrade in its tests.

Run once a release, when its schema is final:

    .venv/bin/python -m tests.migrations.keep

It writes ``tests/data/portfolios/REVISION.relm``: a row of every kind with every field filled, and
a journal with an edit, a deletion, an undo and a redo. A file that is there is never overwritten.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.store import bulk, upgrade
from relmanager_desktop.store.backups import check_file, copy_file
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.files import atomic_write
from relmanager_desktop.store.portfolios import create_portfolio
from relmanager_desktop.store.undo import redoable, undo, undoable
from tests.store.examples import NOW, fill

FOLDER = Path(__file__).resolve().parents[1] / "data" / "portfolios"


def make(place: Path) -> None:
    """Make the portfolio that is kept."""
    database = create_portfolio(place, clock=lambda: NOW)
    with database.write("A row of every kind") as session:
        rows = fill(session)
    with database.write("Import") as session:
        names = [(f"Firm {number}", "+49 30 1234") for number in range(20)]
        bulk.insert_rows(session, "account", ("name", "phone"), names, 20)
    with database.write("Edit") as session:
        bulk.update_each(session, "account", {rows["account"]: {"city": "Köln"}})
    with database.write("Delete") as session:
        bulk.delete_where(session, "tag", _key("tag") == -1)
        bulk.delete_where(session, "setting", _key("setting") == rows["setting"])
    _take_back(database, undoable)
    _take_back(database, redoable)
    _take_back(database, undoable)
    database.close()


def _key(kind: str) -> Any:
    from relmanager_desktop.store.tables import TABLES

    return TABLES[kind].c.id


def _take_back(database: Database, which: Callable[[Session], Any]) -> None:
    with database.read() as session:
        step = which(session)
    with database.write(f"Take back {step.label}") as session:
        undo(session, step.number)


def main() -> int:
    """Keep today's portfolio unless there is one of its revision."""
    target = FOLDER / f"{upgrade.head()}.relm"
    if target.exists():
        sys.stderr.write(f"{target.name} is kept already; a released schema does not change.\n")
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)

    def write(part: Path) -> None:
        made = part.with_suffix(".new")
        make(made)
        copy_file(made, part)
        for suffix in ("", "-wal", "-shm"):
            Path(f"{made}{suffix}").unlink(missing_ok=True)

    atomic_write(target, write)
    rows = check_file(target)
    sys.stdout.write(f"{target.name}: {sum(rows[kind] for kind in KINDS)} rows\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
