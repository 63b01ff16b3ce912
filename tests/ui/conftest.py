"""What tests of the window lean on: settings of their own, and a screen that needs none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

if TYPE_CHECKING:
    from relmanager_desktop.store.database import Database
    from relmanager_desktop.ui.bridge import Bridge
    from relmanager_desktop.ui.main_window import MainWindow

OFFSCREEN = "This plugin does not support"


def pytest_configure(config: pytest.Config) -> None:
    """Let pass what Qt's screenless platform says of every window that is shown."""
    config.addinivalue_line("qt_log_ignore", OFFSCREEN)


@pytest.fixture(autouse=True)
def settings(tmp_path: Path) -> Path:
    """A file of its own for how the window looks."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    return tmp_path


@pytest.fixture
def bridge(qtbot: QtBot, database: Database) -> Iterator[Bridge]:
    """The door to a portfolio without a row; an error that nobody expects fails the test."""
    from relmanager_desktop.ui.bridge import Bridge

    errors: list[Exception] = []
    door = Bridge(lambda: database)
    door.failed.connect(errors.append)
    with qtbot.waitSignal(door.opened):
        door.warm_up()
    door.watch.stop()  # it tells each second what others wrote; a test asks it to look
    yield door
    door.close()
    assert not errors, errors


@pytest.fixture
def window(qtbot: QtBot, bridge: Bridge) -> Iterator[MainWindow]:
    """The window on that portfolio, shown and dressed; what it loads behind its page is loaded."""
    from relmanager_desktop.ui import theme
    from relmanager_desktop.ui.dialogs import catalogue, import_list  # noqa: F401 - loaded
    from relmanager_desktop.ui.main_window import MainWindow

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply_theme(application, "light")
    shown = MainWindow(bridge)
    qtbot.addWidget(shown)
    shown.resize(1440, 900)
    shown.show()
    yield shown
    shown.hide()


@pytest.fixture
def large(window: MainWindow) -> Iterator[MainWindow]:
    """The window with its texts at 150 %."""
    from relmanager_desktop.ui import theme

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    window.rebuild(lambda: theme.apply_theme(application, "light", 150))
    yield window
    theme.apply_theme(application, "light")


@pytest.fixture
def add(database: Database, today: date) -> Callable[..., int]:
    """Adds a record of a kind by its command: ``add('account', name='Acme')``."""
    from relmanager_desktop.commands.records import add_record

    def make(kind: str, /, **values: object) -> int:
        with database.write(f"Add {kind}") as session:
            return add_record(session, kind, values, today)

    return make


@pytest.fixture
def top(add: Callable[..., int]) -> int:
    """A tier whose accounts are to be touched every 14 days, every 28 at the latest."""
    tier = add("tier", name="Top", order=1)
    add(
        "cadence_rule",
        name="Strategic",
        target_kind="tier",
        target_value="Top",
        ideal_days=14,
        max_days=28,
    )
    return tier
