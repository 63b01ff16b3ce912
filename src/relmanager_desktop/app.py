"""Hangs the house together: the portfolio, the bridge, the window; and draws its pictures."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from relmanager_desktop import paths
from relmanager_desktop.queries.today import TodayBoard, today_board
from relmanager_desktop.store.glance import Glance
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.bridge import Bridge
from relmanager_desktop.ui.main_window import MainWindow

if TYPE_CHECKING:
    from relmanager_desktop.store.database import Database

DONE, WRONG = 0, 2
TRACE = "RELMANAGER_TRACE_PAINT"  # the start benchmark listens for the first paint


def main(arguments: list[str]) -> int:
    """Open the window on a portfolio, or draw pictures; return the exit code."""
    if arguments[:1] == ["screenshots"]:
        from relmanager_desktop.ui.pictures import take_pictures  # noqa: PLC0415 - rarely needed

        return take_pictures(make_application(), arguments[1:])
    words = [word for word in arguments if word != "--once"]
    application = make_application()
    theme.apply_theme(application, *theme.remembered_look())
    return run_windows(application, words[0] if words else None, is_once="--once" in arguments)


def make_application() -> QApplication:
    """Return the application with its name, by which Qt keeps the look."""
    QCoreApplication.setOrganizationName("relmanager")
    QCoreApplication.setApplicationName("relmanager-desktop")
    if home := os.environ.get(paths.HOME_VARIABLE):
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, home)
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(True)
    return application


def run_windows(application: QApplication, place: str | None, *, is_once: bool) -> int:
    """Show one portfolio after the other until the user closes the last."""
    wanted = place or _last_portfolio()
    while True:
        if wanted is None or wanted == "?":
            wanted = _welcome(application, is_once=is_once)
            if wanted is None:
                return DONE
        code, wanted = run_window(application, wanted, is_once=is_once)
        if wanted is None:
            return code


def run_window(application: QApplication, place: str, *, is_once: bool) -> tuple[int, str | None]:
    """Show the window of one portfolio; return the exit code and what to open next."""
    if "://" not in place and not Path(place).exists():
        print(
            f"relmanager: There is no portfolio at {place}. Make one with: relmanager new {place}",
            file=sys.stderr,
        )
        return WRONG, None
    application.setProperty("next_portfolio", None)
    lock = _lock(place)
    if lock is False:
        print(f"relmanager: {Path(place).name} is open in another window.", file=sys.stderr)
        return DONE, None
    bridge = Bridge(lambda: _open(place))
    window = MainWindow(bridge, first=first_board(place))
    window.painted = lambda: _on_painted(application, window, is_once=is_once)
    window.show()
    QSettings().setValue("portfolio/last", place)
    code = application.exec()
    bridge.close()
    if lock:
        lock.release()
    following = application.property("next_portfolio")
    window.deleteLater()
    return code, str(following) if following else None


def first_board(place: str) -> TodayBoard | None:
    """Return today's board read without SQLAlchemy, or None if that is not possible."""
    if "://" in place:
        return None
    with suppress(Exception), Glance(Path(place)) as glance:
        if glance.is_current():
            return today_board(glance, datetime.now().astimezone().date())
    return None


def _on_painted(application: QApplication, window: MainWindow, *, is_once: bool) -> None:
    if TRACE in os.environ:
        print("painted", flush=True)
    QTimer.singleShot(0, window.bridge.warm_up)
    if is_once:
        window.bridge.opened.connect(lambda: QTimer.singleShot(200, application.quit))


def _open(place: str) -> Database:
    from relmanager_desktop.store.database import Origin  # noqa: PLC0415 - after the first paint
    from relmanager_desktop.store.portfolios import open_portfolio  # noqa: PLC0415

    return open_portfolio(place, origin=Origin(_author(), "window"))


def _author() -> str:
    import getpass  # noqa: PLC0415 - after the first paint

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _lock(place: str) -> Any:
    """Return the lock of the one window of a file, False if another has it, None for a server."""
    if "://" in place:
        return None
    from relmanager_desktop.store.locks import WindowLock  # noqa: PLC0415 - small

    lock = WindowLock(Path(place))
    return lock if lock.acquire() else False


def _last_portfolio() -> str | None:
    last = QSettings().value("portfolio/last")
    return str(last) if last and Path(str(last)).exists() else None


def _welcome(application: QApplication, *, is_once: bool) -> str | None:
    from relmanager_desktop.ui.welcome import Welcome  # noqa: PLC0415 - the first start only

    welcome = Welcome()
    welcome.show()
    if is_once:
        QTimer.singleShot(300, application.quit)
    application.exec()
    return welcome.chosen
