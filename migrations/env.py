"""How alembic reaches a portfolio: by the connection that the caller holds, in its transaction."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from relmanager_desktop.store.tables import METADATA, Id, Instant


def is_ours(_object: Any, name: str | None, kind: str, *_: Any) -> bool:
    """Leave the search index and SQLite's own tables out of comparisons."""
    return not (kind == "table" and (name or "").startswith(("search", "sqlite_")))


def in_plain_words(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write our own column types as what they are, so that a migration imports no table."""
    if kind == "type" and isinstance(item, Instant):
        return "sa.DateTime()"
    if kind == "type" and item is Id:
        return 'sa.BigInteger().with_variant(sa.Integer(), "sqlite")'
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    transactional_ddl=True,
    include_object=is_ours,
    render_item=in_plain_words,
    compare_type=True,
)
context.run_migrations()
