"""Read pages off indexes, and know the kind of what is searched by the search index itself."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# By how many rows each table differs afterwards, checked before COMMIT.
ROW_DELTA: dict[str, int] = {}
# The kinds whose change sets from before can be read, no longer undone.
TOUCHES: frozenset[str] = frozenset()
# Whether facts and words are written anew once the newest schema is reached.
DERIVES_ANEW = True

OLD = {
    "ix_account_tier": "account",
    "ix_action_state_due": "action",
    "ix_contract_end": "contract",
    "ix_interaction_account_at": "interaction",
    "ix_interaction_external_id": "interaction",
    "ix_issue_status_severity": "issue",
    "ix_kpi_value_kpi_account_period": "kpi_value",
    "ix_touch_fact_cadence": "touch_fact",
}
# The indexes, triggers and tables that it drops on purpose; others are made again or missed.
DROPS: frozenset[str] = frozenset(OLD)
WHOLE = (
    ("account", "tier", "annual_value"),
    ("action", "due"),
    ("action", "sort_key"),
    ("action", "state", "due", "id", "archived_at"),
    ("contact_point", "sort_key"),
    ("contract", "end", "archived_at", "currency", "value", "account"),
    ("interaction", "sort_key"),
    ("issue", "number"),
    ("issue", "opened_at"),
    ("issue", "severity", "opened_at"),
    ("issue", "sort_key"),
    ("issue", "status", "opened_at"),
    ("kpi_value", "kpi", "period", "account"),
    ("product", "sort_key"),
    ("member", "sort_key"),
    ("kpi", "sort_key"),
    ("tag", "sort_key"),
    ("order_line", "ordered_on"),
    ("order_line", "sort_key"),
)
FILLED = (
    ("contact", "country"),
    ("contact", "language"),
    ("contact", "preferred_channel"),
    ("contact_point", "label"),
    ("contact_role", "buying_role"),
    ("contact_role", "department"),
    ("contact_role", "ended_on"),
    ("contact_role", "title"),
    ("interaction", "external_id"),
    ("kpi_value", "value"),
    ("order_line", "line"),
    ("order_line", "requested_on"),
)
SORTED = (
    ("contact_point", "kind"),
    ("contact_point", "primary"),
    ("contact_role", "primary"),
    ("interaction", "channel"),
    ("interaction", "purpose"),
    ("interaction", "state"),
    ("issue", "kind"),
    ("issue", "owed_by"),
    ("issue", "severity"),
    ("issue", "status"),
    ("kpi_value", "period"),
    ("order_line", "side"),
)
ARCHIVED = (
    "account",
    "account_tag",
    "action",
    "contact",
    "contact_point",
    "contact_role",
    "contract",
    "interaction",
    "interaction_contact",
    "issue",
    "issue_event",
    "kpi_value",
    "opportunity",
    "order_line",
    "product",
    "revenue_entry",
)
TOUCH = ["account", "at", "channel", "purpose", "direction", "state", "archived_at"]
HEADING = ["roles", "tier", "currency", "status", "annual_value", "archived_at", "version"]
OPEN_ISSUE = ["severity", "opened_at", "owner", "status", "archived_at"]
SNOOZED = ["cadence", "snoozed_until", "due_on"]
OPEN = "archived_at IS NULL AND status NOT IN ('resolved', 'closed', 'cancelled', 'duplicate')"
SEARCH = (
    "DROP TABLE search",
    "CREATE VIRTUAL TABLE search USING fts5(title, body, digits, kind, "
    "tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
    "INSERT INTO search(search, rank) VALUES('secure-delete', 1)",
)


def upgrade() -> None:
    """Bring the schema here from the revision before."""
    op.create_table(
        "kind_total",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_kind_total")),
    )
    for name, table in OLD.items():
        op.drop_index(name, table_name=table)
    for table, *columns in WHOLE:
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)
    for table, column in (*FILLED, *((table, "archived_at") for table in ARCHIVED)):
        _index_some(f"ix_{table}_{column}", table, [column], f'"{column}" IS NOT NULL')
    for table, column in SORTED:
        _index_some(f"ix_{table}_by_{column}", table, [column], "version > 0")
    living = "archived_at IS NULL AND version > 0"
    _index_some("ix_account_heading", "account", HEADING, living)
    _index_some("ix_issue_open", "issue", OPEN_ISSUE, OPEN)
    _index_some("ix_touch_fact_snoozed", "touch_fact", SNOOZED, "snoozed_until IS NOT NULL")
    op.create_index("ix_interaction_touch", "interaction", TOUCH)
    cadence = ["cadence", "due_on", "account", "snoozed_until"]
    op.create_index("ix_touch_fact_cadence", "touch_fact", cadence)
    if op.get_bind().dialect.name == "sqlite":
        for statement in SEARCH:
            op.execute(statement)


def _index_some(name: str, table: str, columns: list[str], where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, table, columns, sqlite_where=condition, postgresql_where=condition)
