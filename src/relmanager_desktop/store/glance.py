"""A first look into a portfolio without SQLAlchemy, so that the window paints at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from relmanager_desktop import paths
from relmanager_desktop.store.copies import address_to_read


class Glance:
    """A read-only connection that answers plain SQL with named parameters."""

    def __init__(self, path: Path) -> None:
        import sqlcipher3.dbapi2 as driver  # noqa: PLC0415 - the one SQLite of this process

        self._connection = driver.connect(address_to_read(path), uri=True)

    def rows(self, sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Return all rows of a query."""
        return list(self._connection.execute(sql, dict(values)))

    def is_current(self) -> bool:
        """Whether the portfolio has the schema that this version reads."""
        revision = self.rows("SELECT version_num FROM alembic_version", {})
        return bool(revision) and revision[0][0] == newest_revision()

    def __enter__(self) -> Glance:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()


def newest_revision() -> str:
    """Return the newest schema by the names of the migrations, without importing alembic."""
    files = (paths.MIGRATIONS / "versions").iterdir()
    names = (path.name for path in files if path.suffix == ".py")
    return max((name.split("_", 1)[0] for name in names if name[0].isdigit()), default="")


def rows(source: Any, sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Ask a glance or a session the same plain SQL."""
    if isinstance(source, Glance):
        return source.rows(sql, values)
    connection = source.connection()
    if connection.dialect.name == "sqlite":
        from relmanager_desktop.store.statements import run_raw  # noqa: PLC0415 - it asks SQLAlchemy

        found: list[tuple[Any, ...]] = run_raw(connection, sql, values).fetchall()
        return found
    from sqlalchemy import text  # noqa: PLC0415 - not before the first paint

    return [tuple(row) for row in source.execute(text(sql), dict(values))]
