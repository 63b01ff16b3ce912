"""What a command of the terminal is made of: its arguments, its request, its answer."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from relmanager_desktop.cli.waiting import say_when_waiting
from relmanager_desktop.domain.ids import to_letters
from relmanager_desktop.domain.texts import Text, tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from relmanager_desktop.store.database import Database

DONE, REFUSED, WRONG = 0, 1, 2
ASKED = 4  # 3 is the front door's: no display or no libraries
EARLIEST_WIDTH = 4
MANY_ITEMS = 1_000


@dataclass(frozen=True)
class Argument:
    """One argument as argparse takes it."""

    names: tuple[str, ...]
    options: Mapping[str, Any] = field(default_factory=dict)


def arg(*names: str, **options: Any) -> Argument:
    """Return an argument spec."""
    return Argument(names, options)


def count(written: str) -> int:
    """Return a number of things as an option takes it.

    Raises:
        ArgumentTypeError: If it is none, or less than 1.
    """
    if not written.isdecimal() or int(written) < 1:
        message = tr("“{written}” is no count. Write 1 or more.", written=written)
        raise argparse.ArgumentTypeError(str(message))
    return int(written)


def row_number(written: str) -> int:
    """Return the number of a row of a sheet as an option takes it, 0 for none.

    Raises:
        ArgumentTypeError: If it is no number.
    """
    if not written.isdecimal():
        message = tr("“{written}” is no row. Write its number, or 0 for none.", written=written)
        raise argparse.ArgumentTypeError(str(message))
    return int(written)


PORTFOLIO = arg("portfolio", metavar="PORTFOLIO", help="a .relm file or a SQLAlchemy URL")
INSIDE = arg(
    "--inside",
    action="store_true",
    help="look into a damaged portfolio: what can be read of it, and nothing is changed",
)


def local_today() -> date:
    """Return the day where the user is."""
    return datetime.now().astimezone().date()


@dataclass(frozen=True)
class Request:
    """The parsed arguments of one call, and the clock."""

    given: argparse.Namespace

    @property
    def wants_json(self) -> bool:
        """Whether the answer goes out as JSON."""
        return bool(self.given.json)

    @property
    def now(self) -> datetime:
        """The moment of the call, in UTC."""
        return datetime.now(UTC)

    @property
    def today(self) -> date:
        """The day of the call where the user is."""
        return local_today()

    @contextmanager
    def portfolio(self) -> Iterator[Database]:
        """Yield the open portfolio of this call."""
        from relmanager_desktop.store.database import Origin  # noqa: PLC0415 - slow to import
        from relmanager_desktop.store.portfolios import open_portfolio  # noqa: PLC0415 - quick start

        if getattr(self.given, "inside", False) and not self._is_whole():
            with self._looked_into() as database:
                yield database
            return
        database = open_portfolio(self.given.portfolio, origin=Origin(author_name(), "terminal"))
        say_when_waiting(database.engine, Path(self.given.portfolio).name, self.say)
        try:
            yield database
        finally:
            database.close()

    def _is_whole(self) -> bool:
        """Whether there is nothing to look into, which is said."""
        from relmanager_desktop.commands.insides import is_whole  # noqa: PLC0415 - slow to import

        place = Path(self.given.portfolio)
        found = is_whole(place)
        if found:
            said = tr("{file} is whole: it is opened as it is, without --inside.", file=place.name)
            self.say(said)
        return found

    @contextmanager
    def _looked_into(self) -> Iterator[Database]:
        """Yield what can be read of a damaged portfolio, which is said first."""
        from relmanager_desktop.commands.insides import look_inside  # noqa: PLC0415 - slow to import

        inside = look_inside(Path(self.given.portfolio), author_name())
        self.say(inside.sentence)
        self.say(inside.told)
        database = inside.open(author_name(), "terminal")
        try:
            yield database
        finally:
            database.close()
            inside.end()

    def answer(self, data: Any, lines: Sequence[object] = ()) -> None:
        """Print the answer: JSON if it was asked for, else the lines."""
        if self.wants_json:
            print(_json(data))
        else:
            for line in lines:
                print(str(line))

    def say(self, message: object) -> None:
        """Print a message beside the answer, on standard error."""
        print(str(message), file=sys.stderr)


def _json(data: Any) -> str:
    """Return JSON as people read it; where a list is very long, with a line for each of its items.

    To indent what is inside them as well takes five times as long.
    """
    spell = partial(json.dumps, ensure_ascii=False, default=json_value)
    fields = data if isinstance(data, dict) else {}
    if not any(_is_very_long(value) for value in fields.values()):
        return spell(data, indent=1)
    lines = [
        " "
        + spell(name)
        + ": "
        + (_in_lines(value, spell) if _is_very_long(value) else spell(value))
        for name, value in fields.items()
    ]
    return "{\n" + ",\n".join(lines) + "\n}"


def _is_very_long(value: object) -> bool:
    return isinstance(value, list) and len(value) > MANY_ITEMS


def _in_lines(items: Sequence[Any], spell: Callable[[Any], str]) -> str:
    return "[\n  " + ",\n  ".join(map(spell, items)) + "\n ]"


@dataclass(frozen=True)
class Command:
    """One command: its name, help, arguments and what it does."""

    name: str
    help: str
    run: Callable[[Request], int]
    arguments: tuple[Argument, ...] = ()


def author_name() -> str:
    """Return the name of the user of this computer."""
    import getpass  # noqa: PLC0415 - needed for writes only

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def json_value(value: object) -> object:
    """Return what JSON has no form for as text."""
    if isinstance(value, Text):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)


def key_of(id_: int | None) -> str | None:
    """Return an id as the 13 letters that people and JSON see."""
    return None if id_ is None else to_letters(id_)
