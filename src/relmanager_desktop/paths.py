"""Where things lie on disk: what we ship, and what is the user's."""

from __future__ import annotations

import os
from pathlib import Path

APPLICATION = "relmanager-desktop"
HOME_VARIABLE = "RELMANAGER_HOME"
PACKAGE = Path(__file__).resolve().parent


def find_shipped(name: str, package: Path = PACKAGE) -> Path:
    """The folder NAME that we ship.

    A wheel and a frozen app carry it inside the package, a checkout beside `src/`. Never asked of
    `importlib.resources`: an editable install leaves a stale copy of it in site-packages.
    """
    inside = package / name
    return inside if inside.is_dir() else package.parents[1] / name


RESOURCES = find_shipped("resources")
MIGRATIONS = find_shipped("migrations")


def data_folder() -> Path:
    """Where portfolios lie unless the user says otherwise; it need not exist yet."""
    return _user_folder("data")


def backup_folder() -> Path:
    """Where backups go when the folder of the portfolio itself cannot be written."""
    return data_folder() / "backups"


def log_folder() -> Path:
    """Where the log and the traces of a crash are written."""
    return _user_folder("log")


def zone_of_this_machine(localtime: Path = Path("/etc/localtime")) -> str:
    """The IANA name of the zone whose clock hangs on this wall; '' where the system names none."""
    named = os.environ.get("TZ", "").lstrip(":")
    if "/" in named:
        return named
    try:
        target = localtime.readlink().as_posix()
    except OSError:
        return ""
    return target.partition("zoneinfo/")[2]


def _user_folder(purpose: str) -> Path:
    """`$RELMANAGER_HOME/PURPOSE` if that is set, else what this system uses for the purpose."""
    if home := os.environ.get(HOME_VARIABLE):
        return Path(home).expanduser().absolute() / purpose
    import platformdirs  # noqa: PLC0415 - 27 ms that most starts do not need

    folders = platformdirs.PlatformDirs(APPLICATION, appauthor=False)
    return {
        "data": folders.user_data_path,
        "log": folders.user_log_path,
    }[purpose]
