"""The command line: which commands there are, and what an exit code means."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from relmanager_desktop import __version__
from relmanager_desktop.cli.commands import DONE, WRONG, Command, Request
from relmanager_desktop.cli.failures import sentence_of
from relmanager_desktop.domain.texts import Text, tr

# Which room knows which command, in the order of the help. Only the room of the command that is
# asked for is loaded: all of them take longer than most commands.
ROOMS = {
    "new": "keeping",
    "import": "imports",
    "imports": "past_imports",
    "profiles": "profiles",
    "export": "exports",
    "list": "lists",
    "search": "lists",
    "today": "touches",
    "log": "touches",
    "add": "changes",
    "set": "changes",
    "archive": "changes",
    "delete": "changes",
    "history": "changes",
    "undo": "undos",
    "redo": "undos",
    "check": "keeping",
    "backup": "keeping",
    "restore": "keeping",
    "doctor": "keeping",
    "salvage": "salvages",
    "tour": "tours",
}
_NO_COMMAND = re.compile(r"argument COMMAND: invalid choice: '(.*?)' \(")
WINDOW_LINES = """\
relmanager [PORTFOLIO]                       open the window
relmanager screenshots PORTFOLIO DIR [--theme light|dark]
                                             draw every page into DIR
Exit codes: 0 done; 1 done, but rows were refused or records are lost; 2 the request or the
file is wrong, nothing was written; 3 no display or no libraries for a window; 4 done, but an
import has open questions, which standard error names. --json answers on standard output,
messages and progress go to standard error."""


class _Parser(argparse.ArgumentParser):
    """Says in one sentence what of the words it does not understand."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to learn more; exit 2."""
        if unknown := _NO_COMMAND.match(message):
            message = str(_no_command(unknown[1]))
        more = tr("{command} --help tells what it takes.", command=self.prog)
        self.exit(WRONG, f"relmanager: {message.rstrip('.')}. {more}\n")


def _no_command(name: str) -> Text:
    names = ", ".join([*ROOMS, "screenshots"])
    return tr("There is no command “{name}”. There are: {names}", name=name, names=names)


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    asked = arguments[0] if arguments else ""
    parser = build_parser([asked] if asked in ROOMS else [*ROOMS])
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
        if type(error).__name__ == "DamagedError" and getattr(given, "inside", None) is False:
            print(tr("With --inside you see what can be read of it."), file=sys.stderr)
        return WRONG


def command_of(name: str) -> Command:
    """Return the command of a name, from its room."""
    room = import_module(f"relmanager_desktop.cli.{ROOMS[name]}")
    commands: Sequence[Command] = room.COMMANDS
    return next(command for command in commands if command.name == name)


def build_parser(names: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser of the commands of these names."""
    parser = _Parser(
        prog="relmanager",
        description="Whom to contact and why: relationship management, offline.",
        epilog=WINDOW_LINES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"relmanager {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND")
    for command in map(command_of, names):
        sub = commands.add_parser(command.name, help=command.help, description=command.help)
        for argument in command.arguments:
            sub.add_argument(*argument.names, **argument.options)
        sub.add_argument("--json", action="store_true", help="answer as JSON on standard output")
        sub.set_defaults(command_spec=command)
    # Drawn by the window's half of the house, which the front door asks; named here to be found.
    commands.add_parser("screenshots", help="draw every page into a folder", add_help=False)
    return parser
