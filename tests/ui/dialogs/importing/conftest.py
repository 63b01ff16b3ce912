"""Wizards to begin with: a list looked at, and a plan with something to decide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from relmanager_desktop.ui.dialogs.importing.wizard import ImportWizard
from relmanager_desktop.ui.main_window import MainWindow
from tests.ui.dialogs.importing.wizards import (
    LIST,
    settled,
    wizard_of,
)


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "customers.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


@pytest.fixture
def wizard(qtbot: QtBot, window: MainWindow, listed: Path) -> Iterator[ImportWizard]:
    """The wizard with a list of two companies looked at."""
    window.deeds.take_files([listed])
    shown = wizard_of(window)
    settled(qtbot, shown, "columns")
    yield shown
    shown.close_it()


@pytest.fixture
def doubtful(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, add: Callable[..., int]
) -> Iterator[ImportWizard]:
    """The plan of a list with a row that looks like a record, and a cell that differs."""
    add("account", name="Alster")
    add("account", name="Brinkmann KG", city="Kiel")
    path = tmp_path / "customers.csv"
    path.write_text(LIST, encoding="utf-8")
    window.deeds.take_files([path])
    shown = wizard_of(window)
    settled(qtbot, shown, "columns")
    shown.go_on()
    yield shown
    shown.close_it()
