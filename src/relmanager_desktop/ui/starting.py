"""Makes Qt's application; where Qt can only abort, it says why in one sentence instead."""

from __future__ import annotations

import atexit
import os
import sys

from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QSettings,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from relmanager_desktop import paths, preflight

SCREENLESS = "offscreen"
HARMLESS = "This plugin does not support"  # said of each window where there is no screen


def make_application() -> QApplication:
    """Return the application with its name, by which Qt keeps the look."""
    QCoreApplication.setOrganizationName("relmanager")
    QCoreApplication.setApplicationName("relmanager-desktop")
    if home := os.environ.get(paths.HOME_VARIABLE):
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, home)
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    running = QApplication.instance()
    if not isinstance(running, QApplication):
        running = start_application(sys.argv[:1])
    running.setQuitOnLastWindowClosed(True)
    return running


def start_application(arguments: list[str]) -> QApplication:
    """Return a new application; the process ends with exit 3 where no window can open.

    To ask beforehand whether a display answers would delay each start that succeeds.
    """
    held: list[str] = []

    def hear(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        held.append(message)
        if kind == QtMsgType.QtFatalMsg:  # Qt aborts when this returns.
            _say(preflight.problem() or "\n".join(held))
            os._exit(preflight.NO_WINDOW)

    before = qInstallMessageHandler(hear)
    application = QApplication(arguments)
    qInstallMessageHandler(before)
    for message in held:
        _say(message)
    if application.platformName() == SCREENLESS:
        qInstallMessageHandler(_pass_on)
        atexit.register(qInstallMessageHandler, None)  # Qt outlives what it would call
    return application


def _pass_on(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    if not message.startswith(HARMLESS):
        _say(message)


def _say(message: str) -> None:
    if sys.stderr is not None:  # A window started without a console has none.
        print(message, file=sys.stderr, flush=True)
