"""Facts: what the domain's rules derive from records, stored to be sorted and filtered by."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

if TYPE_CHECKING:
    from relmanager_desktop.store.journal import Touched


def refresh(session: Session, touched: Touched, at: datetime) -> None:
    """Derive the facts of the rows that a write touched anew."""
