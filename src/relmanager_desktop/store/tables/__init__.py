"""The tables, built from the catalogue; importing this maps its dataclasses."""

from __future__ import annotations

from relmanager_desktop.store.tables.build import (
    BY_ORDER,
    GREAT,
    ISSUE_OPEN,
    METADATA,
    SORTED,
    TABLES,
    map_records,
    table_of,
)
from relmanager_desktop.store.tables.facts import (
    ACCOUNT_FACT,
    ACCOUNT_TOTAL,
    FACT_TABLES,
    FACT_TOTAL,
    KIND_TOTAL,
    TOUCH_FACT,
)
from relmanager_desktop.store.tables.types import Id, Instant

map_records()

__all__ = [
    "ACCOUNT_FACT",
    "ACCOUNT_TOTAL",
    "BY_ORDER",
    "FACT_TABLES",
    "FACT_TOTAL",
    "GREAT",
    "ISSUE_OPEN",
    "KIND_TOTAL",
    "METADATA",
    "SORTED",
    "TABLES",
    "TOUCH_FACT",
    "Id",
    "Instant",
    "table_of",
]
