"""Keep a portfolio of today's schema, for every later version to upgrade in its tests.

Run once a release, when its schema is final:

    .venv/bin/python -m tests.migrations.keep

It writes ``tests/data/portfolios/REVISION.relm``: a row of every kind with every field filled, and
a journal with an edit, a deletion, an undo and a redo. A file that is there is never overwritten.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from relmanager_desktop.domain.records import KINDS, SEEN, Field, FieldType, Kind
from relmanager_desktop.store import bulk, upgrade
from relmanager_desktop.store.backups import check_file, copy_file
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.files import atomic_write
from relmanager_desktop.store.portfolios import create_portfolio
from relmanager_desktop.store.undo import redoable, undo, undoable

FOLDER = Path(__file__).resolve().parents[1] / "data" / "portfolios"
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
# By type what a field is filled with; text for all that is not listed.
EXAMPLES: dict[FieldType, Callable[[Field], Any]] = {
    FieldType.INTEGER: lambda field: int(field.minimum or 3),
    FieldType.DECIMAL: lambda _: 12.5,
    FieldType.PERCENT: lambda _: 12.5,
    FieldType.MONEY: lambda _: 123_456,
    FieldType.DATE: lambda _: date(2026, 2, 28),
    FieldType.MONTH: lambda _: date(2026, 2, 1),
    FieldType.INSTANT: lambda _: NOW,
    FieldType.YES_NO: lambda _: True,
    FieldType.CHOICE: lambda field: field.choices[0].code,
    FieldType.CHOICES: lambda field: [field.choices[0].code],
    FieldType.JSON: lambda _: {"ü": [1, None, 0.5]},
    FieldType.RECORD: lambda _: 1,
    FieldType.BYTES: lambda _: b"\x00\xff",
    FieldType.PERIOD: lambda _: "2026-Q1",
    FieldType.TIME: lambda _: "09:00",
}


def parents_first(kinds: tuple[Kind, ...]) -> Iterator[Kind]:
    """Yield kinds so that what a required link points at stands before it."""
    given: set[str] = set()
    while len(given) < len(kinds):
        for kind in kinds:
            needed = {f.target for f in kind.links if f.required} - {kind.name}
            if kind.name not in given and needed <= given:
                given.add(kind.name)
                yield kind


def example(field: Field, rows: dict[str, int]) -> Any:
    """Return what a field is filled with; links point at rows that are there already."""
    if field.type is FieldType.LINK:
        return rows.get(field.target)
    fill = EXAMPLES.get(field.type)
    return fill(field) if fill else f"Ähre {field.name}"


def fill(session: Session) -> dict[str, int]:
    """Add a row of every kind that a person sees; return their ids."""
    rows: dict[str, int] = {}
    for kind in parents_first(SEEN):
        values = {field.name: example(field, rows) for field in kind.shown_fields}
        if kind.can_be_archived:
            values["custom"] = {"colour": "grün"}
        rows[kind.name] = bulk.insert_rows(
            session, kind.name, list(values), [tuple(values.values())], 1
        )
    return rows


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
