"""Writing what came back into a new portfolio, and mending what then points at nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from relmanager_desktop.domain.ids import to_letters
from relmanager_desktop.domain.records import KINDS, Field, FieldType
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.store import bulk
from relmanager_desktop.store.engines import prepare
from relmanager_desktop.store.ids import new_id
from relmanager_desktop.store.inventories import is_ours
from relmanager_desktop.store.rows import living_value, read_by_ids
from relmanager_desktop.store.salvage.journals import LINE_COLUMNS, Line
from relmanager_desktop.store.salvage.merging import keys_near
from relmanager_desktop.store.salvage.records import Column, Value
from relmanager_desktop.store.tables import FACT_TABLES, TABLES

MOST_ROUNDS = 5  # a row made up may point at another that is lost
CONTENTS = "search_content"  # the words that the search index was made of
_DERIVED = frozenset(table.name for table in FACT_TABLES)
_INSERT = 'INSERT OR IGNORE INTO "{}" ({}) VALUES ({})'


def shapes_of(engine: Engine) -> dict[str, tuple[Column, ...]]:
    """Return the columns of each table that holds records, and of what search was made of."""
    listed = "SELECT name FROM sqlite_master WHERE type = 'table'"
    with engine.connect() as connection:
        names = [row[0] for row in connection.exec_driver_sql(listed)]
        kept = [name for name in names if is_ours(name) and name not in _DERIVED]
        shapes = {
            name: tuple(
                Column(row[1], row[2].upper(), bool(row[3]) and not row[5], bool(row[5]))
                for row in connection.exec_driver_sql(f'PRAGMA table_info("{name}")')
            )
            for name in kept
        }
    key = Column("id", "INTEGER", is_required=False, is_key=True)
    words = (Column(f"c{number}", "TEXT", is_required=False) for number in range(4))
    return shapes | {CONTENTS: (key, *words)}


def stored_value(engine: Engine, table: str, column: str, value: Any) -> Value:
    """Return a value of the journal as the file keeps it."""
    kept = TABLES[table].c[column].type
    bind = kept.dialect_impl(engine.dialect).bind_processor(engine.dialect)
    living = living_value(kept, value)
    made: Value = bind(living) if bind else living
    return made


class Writer:
    """Writes rows as they are, with the journal that speaks of them; references come later."""

    def __init__(self, place: Path) -> None:
        import sqlcipher3.dbapi2 as driver  # noqa: PLC0415 - the one SQLite of this process

        self._connection = driver.connect(place)
        prepare(self._connection)
        self._connection.execute("PRAGMA foreign_keys=OFF")
        self._connection.execute("BEGIN IMMEDIATE")

    def insert(self, table: str, columns: Sequence[Column], rows: Iterable[list[Value]]) -> int:
        """Insert rows; return how many the table would not take."""
        names = ", ".join(f'"{column.name}"' for column in columns)
        statement = _INSERT.format(table, names, ", ".join("?" * len(columns)))
        refused = 0
        for row in rows:
            refused += 1 - self._connection.execute(statement, row).rowcount
        return refused

    def lines(self) -> Iterator[Line]:
        """Yield the lines of the journal as they were written, in their order."""
        names = ", ".join(f'"{name}"' for name in LINE_COLUMNS)
        ordered = f'SELECT {names} FROM "change" ORDER BY change_set, "order"'
        return (Line(*row) for row in self._connection.execute(ordered))

    def gaps(self) -> tuple[list[int], int]:
        """Return the change sets whose headings are lost, and how many lines are."""
        ask = self._connection.execute
        headed = {row[0] for row in ask("SELECT number FROM change_set")}
        told = {row[0] for row in ask("SELECT DISTINCT change_set FROM change")}
        newest = max(headed | told, default=0)
        counted = 'SELECT sum(most - lines) FROM (SELECT max("order") AS most, count(*) AS lines '
        lines = ask(f"{counted} FROM change GROUP BY change_set)").fetchone()[0]
        return sorted(set(range(1, newest + 1)) - headed), int(lines or 0)

    def head_again(self, numbers: Iterable[int], at: datetime) -> None:
        """Give change sets whose headings are lost another one, so that no number is missing."""
        moment = f"{at:%Y-%m-%d %H:%M:%S.%f}"
        label = str(tr("Lost with the damage"))
        rows = ((new_id(), number, label, moment, "clock", moment, moment, 1) for number in numbers)
        names = "id, number, label, at, source, created_at, updated_at, version"
        statement = _INSERT.format("change_set", names, ", ".join("?" * 8))
        self._connection.executemany(statement, rows)

    def finish(self) -> None:
        """Keep what was written."""
        self._connection.execute("COMMIT")

    def close(self) -> None:
        """Let go of the file; what was not finished is not kept."""
        self._connection.close()


class Known(NamedTuple):
    """What is known of lost rows: their titles, whose key it was; and when it is now."""

    titles: Mapping[int, str]
    owner: Callable[[int], str | None]
    today: date
    now: datetime


def mend_links(session: Session, known: Known) -> int:
    """Let no link point at nothing: blank it, or make up what it must point at.

    Return how many records were made up. Those that need something that cannot be made up go.
    """
    made = 0
    for _ in range(MOST_ROUNDS):
        broken = _broken(session)
        if not broken:
            break
        for (kind, field), rows in broken.items():
            made += _mend(session, kind, field, rows, known)
    return made


def _mend(session: Session, kind: str, field: Field, rows: Mapping[int, int], known: Known) -> int:
    """Mend the rows of one kind whose link points at nothing; return what was made up for them."""
    right = {
        key: None if known.owner(target) else _meant(session, field.target, target)
        for key, target in rows.items()
    }
    bulk.update_each(session, kind, {key: {field.name: to} for key, to in right.items() if to})
    lost = {key: target for key, target in rows.items() if not right[key]}
    if not field.required:
        bulk.update_each(session, kind, {key: {field.name: None} for key in lost})
        return 0
    if not _can_be_made_up(field.target):
        bulk.delete_ids(session, kind, sorted(lost))
        return 0
    there = set(read_by_ids(session, field.target, set(lost.values()), names={"id"}))
    targets = sorted(set(lost.values()) - there)  # another link may have had it made up already
    for target in targets:
        _make_up(session, field.target, target, known)
    return len(targets)


def _meant(session: Session, kind: str, key: int) -> int | None:
    """Return the one row whose key differs in a single bit from one that was never given."""
    listed = ", ".join(map(str, keys_near(key)))
    near = session.connection().exec_driver_sql(f'SELECT id FROM "{kind}" WHERE id IN ({listed})')
    found = near.scalars().all()
    return int(found[0]) if len(found) == 1 else None


def _broken(session: Session) -> dict[tuple[str, Field], dict[int, int]]:
    """Return by kind and link the rows whose link points at nothing, and at which key it does."""
    run = session.connection().exec_driver_sql
    found: dict[tuple[str, Field], dict[int, int]] = defaultdict(dict)
    for kind, key, _, number in run("PRAGMA foreign_key_check").all():
        links = {row[0]: row[3] for row in run(f'PRAGMA foreign_key_list("{kind}")')}
        name = links[number]
        target = run(f'SELECT "{name}" FROM "{kind}" WHERE id = {int(key)}').scalar_one()
        found[kind, KINDS[kind].field(name)][key] = target
    return found


def _can_be_made_up(kind: str) -> bool:
    return not any(field.required for field in KINDS[kind].links)


def _make_up(session: Session, kind: str, key: int, known: Known) -> None:
    spec = KINDS[kind]
    told = known.titles.get(key) or to_letters(key)
    title = str(tr("{title} (lost {kind})", title=told, kind=str(spec.label).lower()))
    values = {
        field.name: title if field.name in spec.title else _filler(field, known)
        for field in spec.shown_fields
        if field.required or field.name == spec.title[0]
    }
    bulk.insert_rows(session, kind, tuple(values), [tuple(values.values())], 1, first=key)


def _filler(field: Field, known: Known) -> Any:
    """Return what stands in a required field of which nothing is known."""
    by_type: dict[FieldType, Any] = {
        FieldType.CHOICE: field.choices[0].code if field.choices else "",
        FieldType.DATE: known.today,
        FieldType.MONTH: known.today.replace(day=1),
        FieldType.INSTANT: known.now,
        FieldType.YES_NO: False,
        FieldType.CHOICES: [],
        FieldType.JSON: {},
        FieldType.BYTES: b"",
    }
    if field.default is not None:
        return field.default
    if field.is_number:
        return field.minimum or 0
    return by_type.get(field.type, "–")


def fold_into_one(place: Path) -> None:
    """Make one file of a portfolio that nobody has open."""
    import sqlcipher3.dbapi2 as driver  # noqa: PLC0415 - the one SQLite of this process

    with closing(driver.connect(place)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
