"""The front door: the window and its pictures go to app, every other command to cli."""

from __future__ import annotations

import faulthandler
import gc
import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from relmanager_desktop import preflight

TOUR_FOLDER = "tour"
# What is imported for a window stays: to look through it for garbage delays the first picture.
OBJECTS_BEFORE_GC = 100_000

Command = Callable[[list[str]], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `relmanager ARGUMENTS`; answers the exit code, 3 where no window can open."""
    with suppress(RuntimeError, OSError):  # A window started without a console has no stderr.
        faulthandler.enable()
    given = list(sys.argv[1:] if arguments is None else arguments)
    code = _route(given)(given)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is done and told: to stop now says otherwise
    return code


def _route(arguments: Sequence[str]) -> Command:
    if preflight.wants_window(arguments):
        return show_window
    return PICTURES.get(arguments[0], run_command)


def run_command(arguments: list[str]) -> int:
    """Run a command of the terminal; Qt's widgets are never loaded by one."""
    from relmanager_desktop.cli import main as cli_main  # noqa: PLC0415 - keeps Qt and SQL apart

    gc.disable()  # a command is over before there is garbage to look for
    code = cli_main(arguments)
    gc.freeze()
    return code


def show_window(arguments: list[str]) -> int:
    """Open the window, or say in one sentence why none can open."""
    try:
        window_main = _load_window()
    except ImportError:
        if (said := preflight.problem()) is None:
            raise
        print(said, file=sys.stderr)
        return preflight.NO_WINDOW
    return window_main(arguments)


def _load_window() -> Command:
    gc.set_threshold(OBJECTS_BEFORE_GC)
    from relmanager_desktop.ui.bindings import load_bindings  # noqa: PLC0415 - only now it is safe

    load_bindings()
    from relmanager_desktop.app import main as window_main  # noqa: PLC0415 - only now it is safe

    return window_main


def take_screenshots(arguments: list[str]) -> int:
    """Draw every page into files: `screenshots PORTFOLIO FOLDER [--theme light|dark]`."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return show_window(arguments)


def take_tour(arguments: list[str]) -> int:
    """Do the main job without a window: `tour [FOLDER]`.

    The terminal makes the sample portfolio in a temporary folder, imports a list, prints today's
    calls and writes the workbook into FOLDER; the pictures of every page come beside it.
    """
    import tempfile  # noqa: PLC0415 - slow to load, and the window never needs it

    folder = (arguments[1:] or [TOUR_FOLDER])[0]
    with tempfile.TemporaryDirectory(prefix="relmanager-") as temporary:
        portfolio = str(Path(temporary) / "Sample.relm")
        return run_command(["tour", portfolio, folder]) or take_screenshots(
            ["screenshots", portfolio, folder]
        )


PICTURES: dict[str, Command] = {"screenshots": take_screenshots, "tour": take_tour}


if __name__ == "__main__":
    sys.exit(main())
