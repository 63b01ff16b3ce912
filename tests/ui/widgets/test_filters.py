"""Tests of the field that filters a list."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from relmanager_desktop.ui import theme
from relmanager_desktop.ui.widgets.filters import FilterField


def test_the_text_begins_beside_the_magnifier(qtbot: QtBot) -> None:
    field = FilterField("Filter accounts", lambda: None)
    qtbot.addWidget(field)
    margins = field.textMargins()
    assert (margins.left(), margins.right()) == (-theme.px(8), 0)
