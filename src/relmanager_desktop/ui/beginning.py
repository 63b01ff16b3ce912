"""Making a portfolio from the window: the foundation, and the sample if it was chosen."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from relmanager_desktop.commands.beginnings import begin, begin_with_sample
from relmanager_desktop.store.database import Origin
from relmanager_desktop.store.portfolios import create_portfolio


def begin_portfolio(place: Path, author: str, now: datetime, *, is_sample: bool) -> None:
    """Make a portfolio at a free place.

    Raises:
        FileExistsError: If there is a file already.
        OSError: If the place cannot be written.
    """
    database = create_portfolio(place, origin=Origin(author, "window"))
    try:
        if is_sample:
            begin_with_sample(database, now.date(), now.astimezone(UTC))
        else:
            begin(database, author, now.date())
    finally:
        database.close()
