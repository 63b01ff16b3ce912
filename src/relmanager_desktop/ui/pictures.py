"""Pictures of every page and dialog, drawn by the product itself."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from PySide6.QtWidgets import QApplication, QWidget

from relmanager_desktop import paths
from relmanager_desktop.commands.portfolios import open_for_window
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.accounts import AccountsRequest, account_ids
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.bridge import Bridge
from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.page_specs import PAGES
from relmanager_desktop.ui.pages.account import TABS

SIZE, FIRST_START = (1440, 900), (1180, 780)
ROUNDS = 12
DONE, WRONG = 0, 2
LONGEST_SECONDS = 60
SAMPLE_LIST = paths.RESOURCES / "sample" / "customers_north.csv"
DIALOGS: dict[str, tuple[str, dict[str, object]]] = {
    "log": ("log", {}),
    "account": ("record", {"kind": "account"}),
    "action": ("record", {"kind": "action"}),
    "rule": ("record", {"kind": "cadence_rule"}),
    "tiers": ("tiers", {}),
    "restore": ("restore", {}),
    "imports": ("imports", {}),
    "shortcuts": ("shortcuts", {}),
}


def take_pictures(application: QApplication, arguments: list[str]) -> int:
    """Run ``screenshots PORTFOLIO DIR [--theme light|dark] [--json]``; return the exit code."""
    given = _parse(arguments)
    if isinstance(given, int):
        return given
    place = Path(given.portfolio)
    if "://" not in given.portfolio and not place.is_file():
        print(f"relmanager: There is no portfolio {place}.", file=sys.stderr)
        return WRONG
    folder = Path(given.folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        print(f"relmanager: {folder} cannot be made: {error.strerror}.", file=sys.stderr)
        return WRONG
    taken: list[Path] = []
    for mode in (given.theme,) if given.theme else ("light", "dark"):
        theme.apply_theme(application, mode)
        taken += _shoot(application, given.portfolio, folder, mode, tuple(given.size))
    names = [str(path) for path in taken]
    print(json.dumps({"pictures": names}) if given.json else "\n".join(names))
    return DONE


def settle(application: QApplication) -> None:
    """Let the window catch up with what it was told."""
    for _ in range(ROUNDS):
        application.processEvents()


class _Parser(argparse.ArgumentParser):
    """Says in one sentence what of the words it does not understand."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to learn more."""
        more = tr("{command} --help tells what it takes.", command=self.prog)
        self.exit(WRONG, f"relmanager: {message.rstrip('.')}. {more}\n")


def _parse(arguments: list[str]) -> argparse.Namespace | int:
    parser = _Parser(prog="relmanager screenshots", description="Draw every page into a folder.")
    parser.add_argument("portfolio")
    parser.add_argument("folder")
    parser.add_argument("--theme", choices=("light", "dark"))
    parser.add_argument("--size", nargs=2, type=int, default=SIZE, metavar=("WIDTH", "HEIGHT"))
    parser.add_argument("--json", action="store_true", help="answer as JSON on standard output")
    try:
        return parser.parse_args(arguments)
    except SystemExit as end:
        return int(end.code or DONE)


def _shoot(
    application: QApplication, place: str, folder: Path, mode: str, size: tuple[int, int]
) -> list[Path]:
    bridge = Bridge(lambda: open_for_window(place, ""))
    window = MainWindow(bridge)
    window.resize(*size)
    window.show()
    _ = bridge.database
    settle(application)
    taken: list[Path] = []

    def keep(name: str, widget: QWidget = window) -> None:
        settle(application)
        focus = application.focusWidget()
        # Where one types the focus stays: a field that is left complains, the search closes.
        if focus is not None and widget is window and not window.popup.isVisible():
            focus.clearFocus()
        settle(application)
        path = folder / f"{name}-{mode}.png"
        widget.grab().save(str(path))
        taken.append(path)

    for spec in PAGES:
        if spec.is_listed:
            window.show_page(spec.id)
            keep(spec.id)
    _shoot_account(window, keep)
    _shoot_rest(window, keep)
    window.close()
    bridge.close()
    settle(application)
    return taken


def _shoot_account(window: MainWindow, keep: Callable[..., None]) -> None:
    request = AccountsRequest(sort="annual_value", descending=True)
    ids = window.bridge.ask(account_ids, request, window.today)
    if not ids:
        return
    window.open_account(ids[0])
    page = window.page("account")
    for tab in TABS:
        page.choose_tab(tab)  # type: ignore[attr-defined]  # the account page has tabs
        keep(f"account-{tab}")
    page.choose_tab("timeline")  # type: ignore[attr-defined]  # the account page has tabs


def _shoot_rest(window: MainWindow, keep: Callable[..., None]) -> None:
    from relmanager_desktop.ui.dialogs.catalogue import open_dialog  # noqa: PLC0415 - needed then
    from relmanager_desktop.ui.welcome import Welcome  # noqa: PLC0415 - needed then only

    window.show_page("today")
    window.popup.open()
    window.popup.field.setText(str(tr("Log"))[:2])
    window.popup.find_now()
    keep("search")
    window.popup.hide()
    for name, (dialog, given) in DIALOGS.items():
        shown = open_dialog(window, dialog, dict(given))
        if shown is not None:
            keep(f"dialog-{name}", shown)
            shown.close()
    _shoot_import(window, keep)
    welcome = Welcome()
    welcome.resize(*FIRST_START)
    welcome.show()
    keep("first-start", welcome)
    welcome.close()


def _shoot_import(window: MainWindow, keep: Callable[..., None]) -> None:
    """Draw the steps of an import that are looked at before anything is written."""
    from relmanager_desktop.ui.dialogs.import_list import open_import  # noqa: PLC0415 - needed then

    wizard = open_import(window, SAMPLE_LIST)
    _wait_for(lambda: wizard.is_busy)
    keep("import-columns")
    wizard.columns.answer("dates", "dmy")
    _wait_for(lambda: wizard.is_busy)
    wizard.go_on()
    keep("import-plan")
    wizard.close_it()


def _wait_for(is_busy: Callable[[], bool]) -> None:
    """Let the window work until nobody is busy, or until it takes too long."""
    until = time.monotonic() + LONGEST_SECONDS
    while is_busy() and time.monotonic() < until:
        QApplication.processEvents()
        time.sleep(0.01)
