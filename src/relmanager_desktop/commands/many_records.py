"""Deeds on several records of a kind as one step, such as cells that were pasted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from relmanager_desktop.commands.records import change_record


def change_records(
    session: Session, kind: str, changes: Mapping[int, Mapping[str, Any]], today: date
) -> int:
    """Change several records as one step; return how many were different.

    Raises:
        NotFoundError: If one of them is not there.
        InvalidError: If one of them would have problems.
    """
    return sum(change_record(session, kind, id_, values, today) for id_, values in changes.items())
