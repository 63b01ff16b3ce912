"""Which errors a person can mend, and the sentence for each."""

from __future__ import annotations

SENTENCES = frozenset(
    {
        "InvalidError",
        "NotFoundError",
        "StalePlanError",
        "StaleRecordError",
        "PortfolioError",
        "RefusedFile",
        "RefusedFileError",
        "WriteError",
        "FileExistsError",
        "UndoConflictError",
        "UsageError",
        "ImportRefusedError",
    }
)


class UsageError(Exception):
    """The request cannot be understood; the message is the sentence."""


def sentence_of(error: BaseException) -> str | None:
    """Return the sentence for an error that a person can mend, or None."""
    names = {base.__name__ for base in type(error).__mro__}
    if names & SENTENCES:
        return str(error)
    if "OperationalError" in names and "locked" in str(error):
        return "The portfolio is busy: another program is writing to it. Try again in a moment."
    if isinstance(error, OSError):
        return f"{error.filename or ''}: {error.strerror or error}".strip(": ")
    return None
