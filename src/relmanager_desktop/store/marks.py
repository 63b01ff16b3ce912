"""What tells the content of a portfolio's file from another's: its first and last change set."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple


class Mark(NamedTuple):
    """The id of the first change set in a file, and the number of the last, without the log.

    Checkpoints only ever add to it; what overwrites the file has another first one, or goes back.
    """

    first: int
    last: int

    def goes_on_from(self, before: Mark) -> bool:
        """Whether this can be what became of the same content."""
        return self.first == before.first and self.last >= before.last


NONE = Mark(0, 0)  # no portfolio at all


def mark_of(path: Path) -> Mark | None:
    """Return the mark of what a file holds by itself, `NONE` for what is no portfolio.

    None where it cannot be told: nothing was written yet, or a checkpoint is under way. SQLite
    itself reads, without its locks: to open and close the file besides SQLite would drop those of
    other connections.
    """
    import sqlcipher3.dbapi2 as driver  # noqa: PLC0415 - the one SQLite of this process

    try:
        with closing(driver.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)) as file:
            return _read(file)
    except driver.OperationalError as error:
        return NONE if "no such table" in str(error) else None
    except driver.DatabaseError as error:
        return NONE if "not a database" in str(error) else None


def _read(file: Any) -> Mark | None:
    ends = "SELECT id, number FROM change_set ORDER BY number"
    first = file.execute(f"{ends} LIMIT 1").fetchone()
    last = file.execute(f"{ends} DESC LIMIT 1").fetchone()
    return Mark(first[0], last[1]) if first and last else None
