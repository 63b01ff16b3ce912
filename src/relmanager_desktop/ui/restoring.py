"""A backup in a portfolio's place, and what the window that opens next says of it."""

from __future__ import annotations

import sys
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from relmanager_desktop.commands.portfolios import (
    DamagedError,
    NotAPortfolioError,
    backed_up_at,
    newest_backup,
    restore_portfolio,
)
from relmanager_desktop.domain.texts import shown_value, tr
from relmanager_desktop.ui import failures, places
from relmanager_desktop.ui.failures import ANOTHER, INSIDE, RESTORE, SALVAGE

if TYPE_CHECKING:
    from relmanager_desktop.commands.insides import Inside

SUFFIX = ".relm"


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


class Way(NamedTuple):
    """What to open instead: a place, '' for one of the user's choice, None for nothing at all."""

    following: str | None
    news: News | None = None
    inside: Inside | None = None


def mend(place: str, error: Exception) -> Way:
    """Say why a portfolio does not open; return what to open instead, and what to say of it."""
    while True:
        answer, backup = failures.ask_what_instead(
            Path(place).name,
            error,
            look=partial(_look_for_backup, place),
            can_salvage=_can_salvage(place, error),
        )
        try:
            if answer == RESTORE and backup is not None:
                return Way(place, restore(Path(place), backup))
            if answer == SALVAGE:
                return _salvaged(Path(place))
            if answer == INSIDE:
                return _looked_into(Path(place))
        except Exception as found:  # noqa: BLE001 - whatever it is, the user chooses what instead
            error = found
        else:
            return Way("" if answer == ANOTHER else None)


def _look_for_backup(place: str) -> Path | None:
    return None if places.is_on_a_server(place) else newest_backup(Path(place))


def _can_salvage(place: str, error: Exception) -> bool:
    """Whether a file is damaged; one whose first bytes are may look like none of ours."""
    is_ours = Path(place).suffix.lower() == SUFFIX and Path(place).is_file()
    return is_ours and isinstance(error, (DamagedError, NotAPortfolioError))


def _looked_into(place: Path) -> Way:
    from relmanager_desktop.ui.insides import look_in_sight  # noqa: PLC0415 - needed then only

    found = look_in_sight(place)
    return Way(str(found.place), inside=found)


def _salvaged(place: Path) -> Way:
    from relmanager_desktop.ui.salvaging import salvage_in_sight  # noqa: PLC0415 - needed then only

    done = salvage_in_sight(place)
    tone = "warn" if done.salvage.lost else "good"
    detail = tr(
        "{damaged} was not touched. What came back and what did not is told in {report}.",
        damaged=place.name,
        report=done.report.name,
    )
    return Way(str(done.salvage.place), News(tone, done.sentence, detail))


def _not_restored(backup: Path, error: Exception) -> News:
    as_it_was = tr("The portfolio is as it was.")
    if isinstance(error, DamagedError):
        another = tr("Choose another backup.")
        title = tr("The backup {file} is damaged and was not restored.", file=backup.name)
        return News("bad", title, f"{as_it_was} {another}")
    title = tr("The backup {file} was not restored.", file=backup.name)
    return News("bad", title, f"{error} {as_it_was}")
