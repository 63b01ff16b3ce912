"""Deeds on tiers: many accounts put into one, so that its rhythm holds for them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from relmanager_desktop.store.bulk import update_each


def give_tier(session: Session, tier: int, accounts: Sequence[int]) -> int:
    """Put accounts into a tier in the caller's write; return how many were in another."""
    return update_each(session, "account", {account: {"tier": tier} for account in accounts})
