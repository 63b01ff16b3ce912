"""Bringing a portfolio to the newest schema: a checked backup beside it, and all or nothing."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, inspect

from relmanager_desktop import paths
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.store.faults import NewerPortfolioError, UpgradeError
from relmanager_desktop.store.files import WriteError, free_bytes
from relmanager_desktop.store.inventories import (
    check_against,
    is_ours,
    restore_made,
    take_inventory,
)

if TYPE_CHECKING:
    from alembic.config import Config
    from alembic.script import Script, ScriptDirectory

Backup = Callable[[str], Path | None]
Derive = Callable[[Connection], None]
APPLICATION_ID = 0x52654C4D  # "ReLM" in the file's header
ROOM = 3  # times the file's size: a backup, the write-ahead log, the rebuilt tables


def head() -> str:
    """Return the newest revision: the highest of the numbers that the migrations begin with."""
    return max(
        path.name.partition("_")[0] for path in (paths.MIGRATIONS / "versions").glob("[0-9]*_*.py")
    )


def revision_of(engine: Engine) -> str | None:
    """Return the revision of a portfolio, or None for an empty file."""
    with engine.connect() as connection:
        return _revision(connection)


def is_portfolio(engine: Engine) -> bool:
    """Whether a database is one of ours, and not one that another program made."""
    with engine.connect() as connection:
        tables = set(inspect(connection).get_table_names())
    return {"alembic_version", "change_set", "change"} <= tables


def upgrade(
    engine: Engine, *, backup: Backup | None = None, derive: Derive | None = None, to: str = ""
) -> str | None:
    """Run the migrations that a portfolio has not had; return the revision it had before.

    ``backup`` is called with the old revision on another core, and nothing is committed before it
    is made and checked; ``derive`` inside the upgrade after revisions that touched rows: it writes
    anew what is derived from them.

    Raises:
        NewerPortfolioError: If its revision is not known here.
        UpgradeError: If rows, indexes or references are not what they were; nothing is changed.
        WriteError: If the disk has not the room; nothing is changed.
    """
    wanted = to or head()
    current = revision_of(engine)
    if current == wanted:
        return current
    if current is not None:
        _refuse_newer(current)
        _make_sure_of_room(engine)
    with _beside(backup, current) as made_sure, _one_transaction(engine) as connection:
        _migrate(connection, wanted, derive)
        made_sure()
    return current


def known_revisions() -> frozenset[str]:
    """Return every revision that this version can upgrade from."""
    return frozenset(script.revision for script in _scripts().walk_revisions())


def expected_changes(current: str | None, wanted: str) -> dict[str, int]:
    """Return by how many rows each table may differ, as the revisions between declare it."""
    delta: Counter[str] = Counter()
    for script in _between(current, wanted):
        delta.update(getattr(script.module, "ROW_DELTA", {}))
    return dict(delta)


@cache
def kinds_touched_since(revision: str) -> frozenset[str]:
    """Return the kinds whose change sets of that revision can be read, no longer undone."""
    if revision not in known_revisions():
        return frozenset()
    return _declared("TOUCHES", revision, head())


def config(connection: Connection | None = None) -> Config:
    """Return the alembic configuration for a connection that the caller holds."""
    from alembic.config import Config  # noqa: PLC0415 - slow to load, needed once a release

    settings = Config()
    settings.set_main_option("script_location", str(paths.MIGRATIONS).replace("%", "%%"))
    settings.attributes["connection"] = connection
    return settings


def _refuse_newer(current: str) -> None:
    if current in known_revisions():
        return
    sentence = tr(
        "This portfolio was written by a newer version of RelManager (schema {revision}). "
        "Install that version to open it; nothing was changed.",
        revision=current,
    )
    raise NewerPortfolioError(str(sentence))


def _make_sure_of_room(engine: Engine) -> None:
    place = engine.url.database
    if engine.dialect.name != "sqlite" or not place:
        return
    path = Path(place)
    needed = ROOM * path.stat().st_size
    if (free := free_bytes(path.parent)) < needed:
        sentence = tr(
            "The upgrade of {file} needs {needed} MB on its disk, {free} MB are free. Make room "
            "and open it again; nothing was changed.",
            file=path.name,
            needed=needed // 1_000_000 + 1,
            free=free // 1_000_000,
        )
        raise WriteError(str(sentence))


def _revision(connection: Connection) -> str | None:
    """Return the revision that a portfolio says it has; most are opened without alembic."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.exec_driver_sql(
        "SELECT version_num FROM alembic_version"
    ).scalar()
    return found


def _scripts() -> ScriptDirectory:
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - as above

    return ScriptDirectory.from_config(config())


def _between(current: str | None, wanted: str) -> Iterator[Script]:
    if current is not None:
        yield from _scripts().iterate_revisions(wanted, current)


@contextmanager
def _beside(backup: Backup | None, current: str | None) -> Iterator[Callable[[], object]]:
    """Make a backup on another core; yield what waits for it, and raises why there is none.

    To look a portfolio through takes minutes where it is large, and is done of both at once: of the
    copy, and of what the upgrade makes of it.
    """
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - not before the window

    if backup is None or current is None:
        yield lambda: None
        return
    with ThreadPoolExecutor(1, "backup") as beside:
        yield beside.submit(backup, current).result


@contextmanager
def _one_transaction(engine: Engine) -> Iterator[Connection]:
    """Yield a connection in a write with foreign keys off; inside it the pragma is ignored."""
    with engine.execution_options(write=True).connect() as connection:
        raw: Any = connection.connection.driver_connection
        if engine.dialect.name == "sqlite":
            raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                yield connection
        finally:
            if engine.dialect.name == "sqlite":
                raw.execute("PRAGMA foreign_keys=ON")


def _migrate(connection: Connection, wanted: str, derive: Derive | None) -> None:
    from alembic import command  # noqa: PLC0415 - slow to import, needed once a release

    # Asked again: another process may have upgraded while this one waited for its turn.
    current = _revision(connection)
    if current == wanted:
        return
    _drop_leftovers(connection)
    before = take_inventory(connection)
    with warnings.catch_warnings():
        # A rebuilt table loses such an index; it is made again below.
        warnings.filterwarnings("ignore", message="Skipped unsupported reflection of expression")
        command.upgrade(config(connection), wanted)
    dropped = _declared("DROPS", current, wanted)
    restore_made(connection, before, dropped)
    check_against(connection, before, expected_changes(current, wanted), dropped)
    if derive is not None and any(_moves_facts(script) for script in _between(current, wanted)):
        derive(connection)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def _declared(what: str, current: str | None, wanted: str) -> frozenset[str]:
    """Return what the revisions between name as what they drop or touch."""
    scripts = _between(current, wanted)
    return frozenset(name for script in scripts for name in getattr(script.module, what, ()))


def _moves_facts(script: Script) -> bool:
    """Whether a revision touched rows, or says that it changed how they are derived from."""
    return any(getattr(script.module, name, None) for name in ("TOUCHES", "DERIVES_ANEW"))


def _drop_leftovers(connection: Connection) -> None:
    for name in inspect(connection).get_table_names():
        if name.startswith("_alembic_tmp_"):
            connection.exec_driver_sql(f'DROP TABLE "{name}"')


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
    from alembic.migration import MigrationContext  # noqa: PLC0415 - as above

    from relmanager_desktop.store.tables import METADATA  # noqa: PLC0415 - as above

    with engine.connect() as connection:
        ours = {
            "compare_type": True,
            "include_object": lambda _o, name, kind, *_: kind != "table" or is_ours(name or ""),
        }
        return list(compare_metadata(MigrationContext.configure(connection, opts=ours), METADATA))


__all__ = [
    "NewerPortfolioError",
    "UpgradeError",
    "check_against",
    "config",
    "draft_migration",
    "drift",
    "expected_changes",
    "head",
    "is_portfolio",
    "kinds_touched_since",
    "known_revisions",
    "restore_made",
    "revision_of",
    "take_inventory",
    "upgrade",
]
