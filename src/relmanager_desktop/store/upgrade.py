"""Bringing a portfolio to the newest schema: a checked backup first, then all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text

from relmanager_desktop import paths
from relmanager_desktop.domain.texts import tr

Backup = Callable[[str], Path | None]


class NewerPortfolioError(Exception):
    """The portfolio was written by a newer version than this one."""


class UpgradeError(Exception):
    """An upgrade did not check out and was taken back whole."""


@dataclass(frozen=True)
class Inventory:
    """What must still be there after an upgrade: indexes by table, and rows by table."""

    indexes: dict[str, str]
    rows: dict[str, int]


def head() -> str:
    """Return the newest revision."""
    revision = _scripts().get_current_head()
    assert revision is not None  # noqa: S101 - the project always ships a first migration
    return revision


def revision_of(engine: Engine) -> str | None:
    """Return the revision of a portfolio, or None for an empty file."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(engine: Engine, *, backup: Backup | None = None, to: str = "") -> str | None:
    """Run the migrations that a portfolio has not had; return the revision it had before.

    ``backup`` is called with the old revision before anything is touched.

    Raises:
        NewerPortfolioError: If its revision is not known here.
        UpgradeError: If rows, indexes or references are not what they were; nothing is changed.
    """
    wanted = to or head()
    current = revision_of(engine)
    if current == wanted:
        return current
    if current is not None and current not in known_revisions():
        raise NewerPortfolioError(
            str(
                tr(
                    "This portfolio was written by a newer version of RelManager "
                    "(schema {revision}). Install that version to open it; nothing was changed.",
                    revision=current,
                )
            )
        )
    if current is not None and backup is not None:
        backup(current)
    with _one_transaction(engine) as connection:
        _migrate(connection, current, wanted)
    return current


def known_revisions() -> frozenset[str]:
    """Return every revision that this version can upgrade from."""
    return frozenset(script.revision for script in _scripts().walk_revisions())


def expected_changes(current: str | None, wanted: str) -> dict[str, int]:
    """Return by how many rows each table may differ, as the revisions between declare it."""
    delta: dict[str, int] = {}
    if current is None:
        return delta
    for script in _scripts().iterate_revisions(wanted, current):
        for table, count in getattr(script.module, "ROW_DELTA", {}).items():
            delta[table] = delta.get(table, 0) + count
    return delta


def config(connection: Connection | None = None) -> Config:
    """Return the alembic configuration for a connection that the caller holds."""
    settings = Config()
    settings.set_main_option("script_location", str(paths.MIGRATIONS))
    settings.attributes["connection"] = connection
    return settings


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(config())


@contextmanager
def _one_transaction(engine: Engine) -> Iterator[Connection]:
    """Yield a connection inside BEGIN IMMEDIATE with foreign keys off: inside, the pragma is ignored."""
    is_sqlite = engine.dialect.name == "sqlite"
    with engine.execution_options(write=True).connect() as connection:
        if is_sqlite:
            raw: Any = connection.connection.driver_connection
            raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                yield connection
        finally:
            if is_sqlite:
                raw.execute("PRAGMA foreign_keys=ON")


def _migrate(connection: Connection, current: str | None, wanted: str) -> None:
    from alembic import command  # noqa: PLC0415 - slow to import, needed once a release

    _drop_leftovers(connection)
    before = take_inventory(connection)
    command.upgrade(config(connection), wanted)
    restore_indexes(connection, before)
    check_against(connection, before, expected_changes(current, wanted))


def take_inventory(connection: Connection) -> Inventory:
    """Return the indexes and row counts of a portfolio."""
    tables = inspect(connection).get_table_names()
    rows = {name: _count(connection, name) for name in tables if _is_ours(name)}
    if connection.dialect.name != "sqlite":
        return Inventory({}, rows)
    found = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    )
    return Inventory({name: sql for name, sql in found}, rows)


def restore_indexes(connection: Connection, before: Inventory) -> None:
    """Make again the indexes that a rebuilt table lost without a word."""
    after = take_inventory(connection).indexes
    tables = set(inspect(connection).get_table_names())
    for name, sql in before.indexes.items():
        table = sql.split(" ON ", 1)[-1].split("(", 1)[0].strip().strip('"')
        if name not in after and table in tables:
            connection.exec_driver_sql(sql)


def check_against(connection: Connection, before: Inventory, delta: dict[str, int]) -> None:
    """Refuse an upgrade that lost rows, references or its integrity.

    Raises:
        UpgradeError: With the table and the numbers.
    """
    after = take_inventory(connection)
    for name, count in before.rows.items():
        wanted = count + delta.get(name, 0)
        if name in after.rows and after.rows[name] != wanted:
            raise UpgradeError(
                str(
                    tr(
                        "The upgrade was taken back: {table} would hold {now} rows instead of "
                        "{wanted}. Your portfolio is unchanged.",
                        table=name,
                        now=after.rows[name],
                        wanted=wanted,
                    )
                )
            )
    if connection.dialect.name == "sqlite":
        _check_integrity(connection)


def _check_integrity(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    state = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
    if broken is not None or state != "ok":
        raise UpgradeError(
            str(tr("The upgrade was taken back: the result did not check out. Your portfolio is unchanged."))
        )


def _drop_leftovers(connection: Connection) -> None:
    for name in inspect(connection).get_table_names():
        if name.startswith("_alembic_tmp_"):
            connection.exec_driver_sql(f'DROP TABLE "{name}"')


def _is_ours(name: str) -> bool:
    return not name.startswith(("search", "sqlite_", "alembic_", "_alembic"))


def _count(connection: Connection, table: str) -> int:
    return connection.execute(text(f'SELECT count(*) FROM "{table}"')).scalar_one()  # noqa: S608


def draft_migration(engine: Engine, message: str, revision: str) -> None:
    """Write a new migration for what the catalogue has and the newest schema has not."""
    from alembic import command  # noqa: PLC0415 - a developer's tool

    with engine.connect() as connection:
        settings = config(connection)
        settings.set_main_option("file_template", "%%(rev)s_%%(slug)s")
        command.revision(settings, message, autogenerate=True, rev_id=revision)


def drift(engine: Engine) -> list[Any]:
    """Return the differences between the tables and a portfolio's schema; none is right."""
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415 - a check of CI

    from relmanager_desktop.store.tables import METADATA  # noqa: PLC0415

    with engine.connect() as connection:
        ours = {
            "compare_type": True,
            "include_object": lambda _o, name, kind, *_: kind != "table" or _is_ours(name or ""),
        }
        return list(compare_metadata(MigrationContext.configure(connection, opts=ours), METADATA))
