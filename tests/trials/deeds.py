"""The deeds that are killed and starved: how each begins, is done, and is told done or not."""

from __future__ import annotations

import contextlib
import io
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from relmanager_desktop import paths
from relmanager_desktop.cli.main import main
from relmanager_desktop.commands.errands import run_errand
from relmanager_desktop.commands.imports import import_again
from relmanager_desktop.domain.imports.plans import ImportPlan
from relmanager_desktop.exchange.xlsx_write import verify_workbook
from relmanager_desktop.store.backups import list_backups
from relmanager_desktop.store.database import Origin
from relmanager_desktop.store.portfolios import open_portfolio
from tests.trials.beginnings import (
    MIGRATIONS,
    PLACE,
    WORKBOOK,
    lay_out,
    lay_out_exported,
    lay_out_imported,
    lay_out_old,
    plan_in,
)
from tests.trials.contents import cells_of, content_of

Prepared = Callable[[], None]


class RefusedError(Exception):
    """The deed was refused; the message is what a person was told."""


@dataclass(frozen=True)
class Deed:
    """One deed of the product in a folder of its own.

    Attributes:
        begin: lays out what the deed needs.
        prepare: loads and reads what comes before the deed, and returns the deed itself.
        state: what the deed changes, in a form that two runs of it agree on.
        again: does the deed once more where it was done already, None where that does nothing new.
    """

    begin: Callable[[Path], None]
    prepare: Callable[[Path], Prepared]
    state: Callable[[Path], object]
    again: Callable[[Path], None] | None = None

    def do(self, folder: Path) -> None:
        """Do the deed."""
        self.prepare(folder)()


def _import(folder: Path) -> Prepared:
    """What the window's child does when the user says yes to a plan."""
    plan = plan_in(folder)
    seen = (plan.sha256, plan.change_set)
    args = (partial(_planned, plan=plan), seen)
    return partial(_in_a_child, folder, "Import list.csv", import_again, args)


def _planned(_session: Session, plan: ImportPlan) -> ImportPlan:
    return plan


class _Pipe:
    """Takes what the child of the window sends."""

    def send(self, message: tuple[Any, ...]) -> None:
        if message[0] == "error":
            raise RefusedError(str(message[1])) from message[1]


def _in_a_child(folder: Path, label: str, command: Callable[..., Any], args: Any) -> None:
    pipe: Any = _Pipe()
    origin = Origin("Jo", "window")
    run_errand(pipe, str(folder / PLACE), None, origin, label, "import", command, args)


def _upgrade(folder: Path) -> Prepared:
    return partial(_open, folder)


def _open(folder: Path) -> None:
    with migrations_of(folder):
        open_portfolio(folder / PLACE).close()


@contextlib.contextmanager
def migrations_of(folder: Path) -> Iterator[None]:
    """Upgrade by the migrations of a trial, where it has its own."""
    usual = paths.MIGRATIONS
    if (folder / MIGRATIONS).is_dir():
        paths.MIGRATIONS = folder / MIGRATIONS
    try:
        yield
    finally:
        paths.MIGRATIONS = usual


def terminal(
    folder: Path, *words: str, place: Path | None = None, accepts: Sequence[int] = (0,)
) -> None:
    """Run a command of the terminal on the portfolio of a trial, silently.

    Raises:
        RefusedError: With what was said, if it ends otherwise than it may.
    """
    name, *rest = words
    with (
        io.StringIO() as stream,
        contextlib.redirect_stdout(stream),
        contextlib.redirect_stderr(stream),
    ):
        code = main([name, str(place or folder / PLACE), *rest])
        said = stream.getvalue().strip()
    if code not in accepts:
        raise RefusedError(said)


def _backup(folder: Path) -> Prepared:
    return partial(terminal, folder, "backup")


def _restore(folder: Path) -> Prepared:
    return partial(terminal, folder, "restore", "1")


def _export(folder: Path) -> Prepared:
    return partial(terminal, folder, "export", str(folder / WORKBOOK), "--kinds", "account,contact")


def _undo(folder: Path) -> Prepared:
    return partial(terminal, folder, "undo")


def _portfolio(folder: Path) -> object:
    return content_of(folder / PLACE)


def _portfolio_and_backups(folder: Path) -> object:
    backups = [content_of(backup.path) for backup in list_backups(folder / PLACE)]
    return [content_of(folder / PLACE), *backups]


def _portfolio_and_kept(folder: Path) -> object:
    open_portfolio(folder / PLACE).close()  # where it was killed between two steps, it goes on
    kept = sorted(folder.glob("p before restore*.relm"))
    return [content_of(path) for path in (folder / PLACE, *kept)]


def _workbook(folder: Path) -> object:
    verify_workbook(folder / WORKBOOK)
    return cells_of(folder / WORKBOOK)


DEEDS = {
    "import": Deed(lay_out, _import, _portfolio),
    "upgrade": Deed(lay_out_old, _upgrade, _portfolio, _open),
    "backup": Deed(lay_out_imported, _backup, _portfolio_and_backups, lambda f: _backup(f)()),
    "restore": Deed(lay_out_imported, _restore, _portfolio_and_kept, lambda f: _restore(f)()),
    "export": Deed(lay_out_exported, _export, _workbook, lambda f: _export(f)()),
    "undo": Deed(lay_out_imported, _undo, _portfolio, lambda f: terminal(f, "redo")),
}


def copy_of(folder: Path, target: Path) -> Path:
    """Return a fresh copy of what was laid out."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(folder, target)
    return target
