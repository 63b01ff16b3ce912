"""The tables of facts: derived by the domain's rules, stored to be sorted by, nobody's to edit."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, Index, Integer, Table, Text, text

from relmanager_desktop.store.tables.build import METADATA
from relmanager_desktop.store.tables.types import Id, Instant

# One row an account: what the Accounts list sorts and filters by.
ACCOUNT_FACT = Table(
    "account_fact",
    METADATA,
    Column("account", Id, primary_key=True, autoincrement=False),
    Column("last_touch_at", Instant),
    Column("last_channel", Text),
    Column("cadence", Text, nullable=False),
    Column("purpose", Text),
    Column("due_on", Date),
    Column("red_on", Date),
    Index("ix_account_fact_due_on", "due_on", "account"),
    Index("ix_account_fact_last_touch_at", "last_touch_at", "account"),
    Index("ix_account_fact_cadence", "cadence", "due_on"),
)

# One row an account, contact (0 for the account itself) and purpose that a rule speaks of.
TOUCH_FACT = Table(
    "touch_fact",
    METADATA,
    Column("account", Id, primary_key=True, autoincrement=False),
    Column("contact", Id, primary_key=True, autoincrement=False),
    Column("purpose", Text, primary_key=True),
    Column("rule", Id),
    Column("cadence", Text, nullable=False),
    Column("last_on", Date),
    Column("last_channel", Text),
    Column("due_on", Date),
    Column("red_on", Date),
    Column("snoozed_until", Date),
    Column("ideal_days", Integer),
    Index("ix_touch_fact_due_on", "due_on", "account"),
    # With who is put off, so that sections are counted without a look at the rows.
    Index("ix_touch_fact_cadence", "cadence", "due_on", "account", "snoozed_until"),
    Index(
        "ix_touch_fact_snoozed",
        "cadence",
        "snoozed_until",
        "due_on",
        sqlite_where=text("snoozed_until IS NOT NULL"),
        postgresql_where=text("snoozed_until IS NOT NULL"),
    ),
)

# How many records, archived or not, a kind has that has many: counting them would read them all.
KIND_TOTAL = Table(
    "kind_total",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("number", BigInteger, nullable=False),
)

# How many rows of the two tables above stand in a state of the cadence, what is timed day by day:
# the sections of pages and the weeks to come are sums of some hundred days.
FACT_TOTAL = Table(
    "fact_total",
    METADATA,
    Column("of", Text, primary_key=True),
    Column("cadence", Text, primary_key=True),
    Column("due_on", Date, primary_key=True),
    Column("number", BigInteger, nullable=False),
)

# How many living accounts there are of equal roles, tier and currency, and what they are worth.
ACCOUNT_TOTAL = Table(
    "account_total",
    METADATA,
    Column("roles", Text, primary_key=True),
    Column("tier", Id, primary_key=True, autoincrement=False),
    Column("currency", Text, primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("valued", BigInteger, nullable=False),
    Column("value", BigInteger, nullable=False),
)

FACT_TABLES = (ACCOUNT_FACT, TOUCH_FACT, KIND_TOTAL, FACT_TOTAL, ACCOUNT_TOTAL)
