"""The log: what went wrong and where in the code, without names, notes or other values."""

from __future__ import annotations

import atexit
import traceback
from datetime import datetime
from pathlib import Path
from typing import IO

from relmanager_desktop import __version__, paths

LOG = "relmanager.log"
FAULTS = "faults.log"
MOST_BYTES = 256 * 1024
OLDER_KEPT = 3
PLACES = 12
_faults: list[IO[str]] = []


def details_of(error: BaseException) -> str:
    """Return version, kind of error and places in the code; a message may hold personal data."""
    frames = traceback.extract_tb(error.__traceback__)[-PLACES:]
    places = [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join([f"RelManager {__version__}", type(error).__name__, *places])


def note(error: BaseException, now: datetime) -> Path | None:
    """Write an error into the log and return where that is, None where it cannot be written."""
    from logging import INFO, Formatter, LogRecord  # noqa: PLC0415 - nearly never needed
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - nearly never needed

    path = paths.log_folder() / LOG
    text = f"{now.isoformat(timespec='seconds')} {details_of(error)}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            path, maxBytes=MOST_BYTES, backupCount=OLDER_KEPT, encoding="utf-8"
        )
        handler.setFormatter(Formatter("%(message)s"))
        handler.handle(LogRecord(LOG, INFO, "", 0, text, None, None))
        handler.close()
    except OSError:
        return None
    return path


def watch_faults() -> None:
    """Have the places in the code written down where the process itself dies, as in a library."""
    if _faults:
        return
    import faulthandler  # noqa: PLC0415 - after the first paint

    path = paths.log_folder() / FAULTS
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _faults.append(path.open("a", encoding="utf-8"))
    except OSError:
        return
    faulthandler.enable(_faults[-1])
    atexit.register(_let_go)


def _let_go() -> None:
    import faulthandler  # noqa: PLC0415 - loaded by now

    faulthandler.disable()
    _faults.pop().close()
