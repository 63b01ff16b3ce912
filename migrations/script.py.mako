"""${message}."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None

# By how many rows each table differs afterwards, checked before COMMIT.
ROW_DELTA: dict[str, int] = {}
# The kinds whose change sets from before can be read, no longer undone.
TOUCHES: frozenset[str] = frozenset()
# The indexes, triggers and tables that it drops on purpose; others are made again or missed.
DROPS: frozenset[str] = frozenset()


def upgrade() -> None:
    """Bring the schema here from the revision before."""
    ${upgrades if upgrades else "pass"}
