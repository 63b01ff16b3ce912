"""What a person can mend: a problem names the field and the way out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from relmanager_desktop.domain.texts import Text, joined


@dataclass(frozen=True)
class Problem:
    """One thing wrong with one field of a draft; ``field`` is a catalogue name or ''."""

    field: str
    message: Text


class InvalidError(Exception):
    """A command was given a draft with problems; nothing was written."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(str(joined(" ", *(problem.message for problem in self.problems))))

    def __reduce__(self) -> tuple[type[InvalidError], tuple[tuple[Problem, ...]]]:
        """Cross a pipe whole: an exception is made again from its arguments, here a sentence."""
        return type(self), (self.problems,)


class NotFoundError(Exception):
    """What was asked for is not in this portfolio."""

    def __init__(self, message: Text) -> None:
        self.message = message
        super().__init__(str(message))

    def __reduce__(self) -> tuple[type[NotFoundError], tuple[Text]]:
        """Cross a pipe whole, as above."""
        return type(self), (self.message,)
