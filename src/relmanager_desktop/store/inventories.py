"""What a portfolio holds and is made of, before and after an upgrade."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection, inspect, text

from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.store.faults import UpgradeError

_COLLATION = re.compile(r"\bCOLLATE\s+(\w+)", re.IGNORECASE)


@dataclass(frozen=True)
class Inventory:
    """What must still be there after an upgrade.

    Attributes:
        made: the SQL of indexes and triggers by name, which a rebuilt table loses without a word.
        tables: the table that each of them belongs to.
        collations: by table, the collations that its columns name.
        rows: by table, how many there are.
    """

    made: dict[str, str]
    tables: dict[str, str]
    collations: dict[str, Counter[str]]
    rows: dict[str, int]


def take_inventory(connection: Connection) -> Inventory:
    """Return what a portfolio holds and is made of."""
    names = [name for name in inspect(connection).get_table_names() if is_ours(name)]
    rows = {name: _count(connection, name) for name in names}
    if connection.dialect.name != "sqlite":
        return Inventory({}, {}, {}, rows)
    statement = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    found = [tuple(row) for row in connection.exec_driver_sql(statement)]
    made = [row for row in found if row[0] in {"index", "trigger"}]
    return Inventory(
        {name: sql for _, name, _, sql in made},
        {name: table for _, name, table, _ in made},
        {
            name: Counter(word.upper() for word in _COLLATION.findall(sql))
            for kind, name, _, sql in found
            if kind == "table"
        },
        rows,
    )


def restore_made(connection: Connection, before: Inventory, dropped: frozenset[str]) -> None:
    """Make again the indexes and triggers that a rebuilt table lost without a word."""
    after = take_inventory(connection)
    for name, sql in before.made.items():
        table = before.tables[name]
        if name not in after.made and name not in dropped and table in after.rows:
            connection.exec_driver_sql(sql)


def check_against(
    connection: Connection,
    before: Inventory,
    delta: dict[str, int],
    dropped: frozenset[str] = frozenset(),
) -> None:
    """Refuse an upgrade that lost tables, rows, references, collations or its integrity.

    Raises:
        UpgradeError: With the table and the numbers.
    """
    after = take_inventory(connection)
    for name, count in before.rows.items():
        wanted = count + delta.get(name, 0)
        if name not in after.rows:
            if name not in dropped:
                _refuse(tr("table {table} would be gone", table=name))
        elif after.rows[name] != wanted:
            held = after.rows[name]
            _refuse(
                tr(
                    "{table} would hold {held} rows instead of {wanted}",
                    table=name,
                    held=held,
                    wanted=wanted,
                )
            )
    for name, collations in before.collations.items():
        if name in after.collations and collations - after.collations[name]:
            _refuse(tr("{table} would sort otherwise", table=name))
    if connection.dialect.name == "sqlite":
        _check_integrity(connection)


def _check_integrity(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    state = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
    if broken is not None:
        _refuse(tr("a row of {table} would point at nothing", table=broken[0]))
    if state != "ok":
        _refuse(tr("the file does not check out"))


def _refuse(reason: Text) -> None:
    sentence = tr(
        "The upgrade was taken back: {reason}. Your portfolio is as it was; please report this.",
        reason=reason,
    )
    raise UpgradeError(str(sentence))


def is_ours(name: str) -> bool:
    """Whether a table is the catalogue's, and not the search index or a tool's."""
    return not name.startswith(("search", "sqlite_", "alembic_", "_alembic"))


def _count(connection: Connection, table: str) -> int:
    return int(connection.execute(text(f'SELECT count(*) FROM "{table}"')).scalar_one())
