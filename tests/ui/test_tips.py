"""Tests of what painted items tell under the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, QStringListModel
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QListView, QStyleOptionViewItem, QToolTip
from pytestqt.qtbot import QtBot

from relmanager_desktop.ui.tips import Index, TippedDelegate


class Named(TippedDelegate):
    def tip(self, _option: QStyleOptionViewItem, index: Index, where: QPoint) -> str:
        """Return the text and the place."""
        return f"{index.data()} at {where.x()}"


@pytest.mark.parametrize(("row", "said"), [(1, "Bremen at 7"), (-1, "")])
def test_an_item_tells_and_the_room_below_the_last_one_clears_what_was_told(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, row: int, said: str
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _where, text, _view: told.append(text))
    view = QListView()
    qtbot.addWidget(view)
    model = QStringListModel(["Aachen", "Bremen"], view)
    index = model.index(row, 0) if row >= 0 else QModelIndex()
    event = QHelpEvent(QEvent.Type.ToolTip, QPoint(7, 5), QPoint(7, 5))
    assert Named(view).helpEvent(event, view, QStyleOptionViewItem(), index)
    assert told == [said]
