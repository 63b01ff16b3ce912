"""Where portfolios are: the last one, whether one is there, and who opens it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings

from relmanager_desktop.domain.texts import Text, tr

LAST = "portfolio/last"


def is_on_a_server(place: str) -> bool:
    """Whether a place is the URL of a server and not a file."""
    return "://" in place


def is_there(place: str) -> bool:
    """Whether a portfolio may be at a place; what a server has shows when it is opened."""
    return is_on_a_server(place) or Path(place).exists()


def missing(place: str) -> Text:
    """Return the sentence on a portfolio that is not there, for the terminal."""
    return tr(
        "relmanager: There is no portfolio at {place}. Make one with: relmanager new {place}",
        place=place,
    )


def note_of(place: str) -> Path:
    """Return the note that the window of a portfolio leaves beside its file, by its real path."""
    path = Path(place).resolve()
    return path.with_name(f".{path.name}.window")


def last_portfolio() -> str | None:
    """Return the portfolio that was open last, None if it is not there any more."""
    last = QSettings().value(LAST)
    return str(last) if last and is_there(str(last)) else None


def remember(place: str) -> None:
    """Remember a portfolio as the last one."""
    QSettings().setValue(LAST, place)


def author() -> str:
    """Return the name of who is logged in here, '' if nobody knows."""
    import getpass  # noqa: PLC0415 - after the first paint

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
