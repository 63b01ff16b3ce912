"""tour: the main job from end to end, for a machine without a screen."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from relmanager_desktop import paths
from relmanager_desktop.cli import exports, imports, keeping, touches
from relmanager_desktop.cli.commands import DONE, PORTFOLIO, Command, Request, arg

# What the steps are asked for when nothing is given.
DEFAULTS: dict[str, Any] = {
    **imports.DEFAULTS,
    "kinds": None,
    "where": None,
    "owner": "",
    "since": None,
    "on": None,
    "all": False,
    "limit": 10,
}
LIST = "sample/new_customers.csv"


def tour(request: Request) -> int:
    """Make the sample, import a list, print today's calls, write the workbook."""
    portfolio = request.given.portfolio
    folder = Path(request.given.folder)
    folder.mkdir(parents=True, exist_ok=True)
    steps: tuple[tuple[str, Callable[[Request], int], dict[str, Any]], ...] = (
        ("1. The sample portfolio", keeping.new, {"sample": True}),
        ("2. A list from somewhere", imports.import_file, {"file": str(paths.RESOURCES / LIST)}),
        ("3. Today's touches", touches.today, {}),
        (
            "4. The portfolio as a workbook",
            exports.export,
            {"file": str(folder / "portfolio.xlsx")},
        ),
    )
    for title, step, given in steps:
        request.say(f"\n{title}")
        known = {"portfolio": portfolio, "json": False, **DEFAULTS, **given}
        code = step(Request(argparse.Namespace(**known)))
        if code != DONE:
            return code
    request.say(f"\nThe workbook and the pictures are in {folder.absolute()}")
    return DONE


COMMANDS = (
    Command(
        "tour",
        "the main job from end to end, without a window",
        tour,
        (PORTFOLIO, arg("folder", nargs="?", default="tour", metavar="FOLDER")),
    ),
)
