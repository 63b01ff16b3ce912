"""PySide6 6.12.0 drops a reference of None per Python override that Qt calls: CPython 3.11 dies."""

from __future__ import annotations

import sys

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

REPAINTS = 1000


class Probe(QWidget):
    """A widget whose override returns None to Qt."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint nothing."""


def test_overrides_keep_none_alive(qtbot: QtBot) -> None:
    probe = Probe()
    qtbot.addWidget(probe)
    probe.show()
    probe.repaint()
    before = sys.getrefcount(None)
    for _ in range(REPAINTS):
        probe.repaint()
    lost = before - sys.getrefcount(None)
    assert lost < REPAINTS / 2, "this binding destroys None: keep pyside6-essentials below 6.12"
