"""The command line: which commands there are, and what an exit code means."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from typing import NoReturn

from relmanager_desktop import __version__
from relmanager_desktop.cli import (
    changes,
    exports,
    imports,
    keeping,
    lists,
    past_imports,
    profiles,
    salvages,
    touches,
    tours,
    undos,
)
from relmanager_desktop.cli.commands import DONE, WRONG, Command, Request
from relmanager_desktop.cli.failures import sentence_of
from relmanager_desktop.domain.texts import Text, tr

COMMANDS: tuple[Command, ...] = (
    *keeping.FIRST,
    *imports.COMMANDS,
    *past_imports.COMMANDS,
    *profiles.COMMANDS,
    *exports.COMMANDS,
    *lists.COMMANDS,
    *touches.COMMANDS,
    *changes.COMMANDS,
    *undos.COMMANDS,
    *keeping.COMMANDS,
    *salvages.COMMANDS,
    *tours.COMMANDS,
)
_NO_COMMAND = re.compile(r"argument COMMAND: invalid choice: '(.*?)' \(")
WINDOW_LINES = """\
relmanager [PORTFOLIO]                       open the window
relmanager screenshots PORTFOLIO DIR [--theme light|dark]
                                             draw every page into DIR
Exit codes: 0 done; 1 done, but rows were refused; 2 the request or the file is wrong;
3 no display or no libraries for a window. --json answers on standard output, messages and
progress go to standard error."""


class _Parser(argparse.ArgumentParser):
    """Says in one sentence what of the words it does not understand."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to learn more; exit 2."""
        if unknown := _NO_COMMAND.match(message):
            message = str(_no_command(unknown[1]))
        more = tr("{command} --help tells what it takes.", command=self.prog)
        self.exit(WRONG, f"relmanager: {message.rstrip('.')}. {more}\n")


def _no_command(name: str) -> Text:
    names = ", ".join([*(command.name for command in COMMANDS), "screenshots"])
    return tr("There is no command “{name}”. There are: {names}", name=name, names=names)


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    parser = build_parser()
    try:
        given = parser.parse_args(list(arguments))
    except SystemExit as end:
        return int(end.code or 0)
    command: Command | None = getattr(given, "command_spec", None)
    if command is None:
        parser.print_help()
        return DONE
    return run(command, given)


def run(command: Command, given: argparse.Namespace) -> int:
    """Run a parsed command; every failure a person can mend becomes one sentence and exit 2."""
    try:
        return command.run(Request(given))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        print("Stopped; nothing was kept.", file=sys.stderr)
        return WRONG
    except Exception as error:
        sentence = sentence_of(error)
        if sentence is None:
            raise
        print(f"relmanager: {sentence}", file=sys.stderr)
        return WRONG


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = _Parser(
        prog="relmanager",
        description="Whom to contact and why: relationship management, offline.",
        epilog=WINDOW_LINES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"relmanager {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND")
    for command in COMMANDS:
        sub = commands.add_parser(command.name, help=command.help, description=command.help)
        for argument in command.arguments:
            sub.add_argument(*argument.names, **argument.options)
        sub.add_argument("--json", action="store_true", help="answer as JSON on standard output")
        sub.set_defaults(command_spec=command)
    # Drawn by the window's half of the house, which the front door asks; named here to be found.
    commands.add_parser("screenshots", help="draw every page into a folder", add_help=False)
    return parser
