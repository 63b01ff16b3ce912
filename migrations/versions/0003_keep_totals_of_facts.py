"""Keep totals of facts day by day and of accounts by their sort, which pages count by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# By how many rows each table differs afterwards, checked before COMMIT.
ROW_DELTA: dict[str, int] = {}
# The kinds whose change sets from before can be read, no longer undone.
TOUCHES: frozenset[str] = frozenset()
# Whether facts and words are written anew once the newest schema is reached.
DERIVES_ANEW = False
# The indexes, triggers and tables that it drops on purpose; others are made again or missed.
DROPS: frozenset[str] = frozenset()

COUNTED_FACTS = """
INSERT INTO fact_total (of, cadence, due_on, number)
SELECT '{of}', cadence, day, count(*) FROM (
    SELECT cadence, CASE WHEN cadence = 'timed' THEN coalesce(due_on, '0001-01-01')
        ELSE '0001-01-01' END AS day FROM {of}_fact
) AS placed GROUP BY cadence, day
"""
COUNTED_ACCOUNTS = """
INSERT INTO account_total (roles, tier, currency, number, valued, value)
SELECT spelled, tier, currency, count(*), count(annual_value), coalesce(sum(annual_value), 0)
FROM (
    SELECT coalesce(nullif(replace(CAST(roles AS TEXT), ', ', ','), '[]'), '') AS spelled,
        coalesce(tier, 0) AS tier, coalesce(currency, '') AS currency, annual_value
    FROM account WHERE archived_at IS NULL
) AS sorted GROUP BY spelled, tier, currency
"""


def upgrade() -> None:
    """Bring the schema here from the revision before."""
    op.create_table(
        "fact_total",
        sa.Column("of", sa.Text(), nullable=False),
        sa.Column("cadence", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("of", "cadence", "due_on", name=op.f("pk_fact_total")),
    )
    op.create_table(
        "account_total",
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("tier", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("valued", sa.BigInteger(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("roles", "tier", "currency", name=op.f("pk_account_total")),
    )
    for of in ("account", "touch"):
        op.execute(COUNTED_FACTS.format(of=of))
    op.execute(COUNTED_ACCOUNTS)
