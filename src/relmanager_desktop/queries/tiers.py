"""The tiers of a portfolio by name, as badges tell the top one from the others."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.store.tables import TABLES

TIER = TABLES["tier"].c


def tier_orders(session: Session) -> dict[str, int]:
    """Return the order of each tier by its name; 1 is the top."""
    return {row.name: row.order for row in session.execute(select(TIER.name, TIER.order))}
