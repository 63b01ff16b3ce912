"""A backup in a portfolio's place, and what the window that opens next says of it."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from relmanager_desktop.commands.portfolios import (
    DamagedError,
    backed_up_at,
    newest_backup,
    restore_portfolio,
)
from relmanager_desktop.domain.texts import shown_value, tr
from relmanager_desktop.ui import failures, places
from relmanager_desktop.ui.failures import ANOTHER, NOTHING, RESTORE

__all__ = ["ANOTHER", "NOTHING", "RESTORE", "News", "mend", "restore", "try_to_restore"]


class News(NamedTuple):
    """A message for the page in front: its tone, what it says, and what to do."""

    tone: str
    title: object
    detail: object = ""


def restore(place: Path, backup: Path) -> News:
    """Put a backup in a portfolio's place and return what to say of it.

    Raises:
        DamagedError, BusyError, WriteError: Nothing is changed then.
    """
    at = backed_up_at(place, backup)
    kept = restore_portfolio(place, backup, datetime.now().astimezone())
    local = at.astimezone() if at else None
    when = f"{shown_value(local.date())}, {local:%H:%M}" if local else backup.name
    if kept is None:
        return News("good", tr("Restored the backup of {when}.", when=when))
    sentence = tr(
        "Restored the backup of {when}. What was there is kept as {file}.",
        when=when,
        file=kept.name,
    )
    return News("good", sentence)


def try_to_restore(place: Path, backup: Path) -> News:
    """Restore a backup, or say why it was not and that the portfolio is as it was."""
    try:
        return restore(place, backup)
    except Exception as error:  # noqa: BLE001 - whatever it is, the portfolio opens as it was
        print(f"relmanager: {backup.name}: {error}", file=sys.stderr)
        return _not_restored(backup, error)


def mend(place: str, error: Exception) -> tuple[str, News | None]:
    """Say why a portfolio does not open; return what to do instead, restored already if so."""
    while True:
        backup = None if places.is_on_a_server(place) else newest_backup(Path(place))
        name = Path(place).name
        answer = failures.ask_what_instead(name, error, has_backup=backup is not None)
        if answer != RESTORE or backup is None:
            return answer, None
        try:
            return RESTORE, restore(Path(place), backup)
        except Exception as found:  # noqa: BLE001 - whatever it is, the user chooses what instead
            error = found


def _not_restored(backup: Path, error: Exception) -> News:
    as_it_was = tr("The portfolio is as it was.")
    if isinstance(error, DamagedError):
        another = tr("Choose another backup.")
        title = tr("The backup {file} is damaged and was not restored.", file=backup.name)
        return News("bad", title, f"{as_it_was} {another}")
    title = tr("The backup {file} was not restored.", file=backup.name)
    return News("bad", title, f"{error} {as_it_was}")
