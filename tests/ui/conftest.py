"""What tests of the window lean on: settings of their own, and a screen that needs none."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

OFFSCREEN = "This plugin does not support propagateSizeHints"


def pytest_configure(config: pytest.Config) -> None:
    """Let pass what Qt's screenless platform says of every window that is shown."""
    config.addinivalue_line("qt_log_ignore", OFFSCREEN)


@pytest.fixture(autouse=True)
def settings(tmp_path: Path) -> Path:
    """A file of its own for how the window looks."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))
    return tmp_path
