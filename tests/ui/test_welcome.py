"""Tests of the first start: what becomes of files that are dropped on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from relmanager_desktop import paths
from relmanager_desktop.ui.welcome import Welcome
from relmanager_desktop.ui.widgets.states import Message

Drop = Callable[..., Welcome]


@pytest.fixture
def drop(qtbot: QtBot, tmp_path: Path) -> Drop:
    """Drops files of these names on a welcome; one without an ending is a folder."""

    def dropped(*names: str) -> Welcome:
        welcome = Welcome()
        qtbot.addWidget(welcome)
        data = QMimeData()
        files = [tmp_path / name for name in names]
        for file in files:
            file.touch() if file.suffix else file.mkdir()
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        none = Qt.KeyboardModifier.NoModifier
        welcome.dropEvent(QDropEvent(QPointF(9, 9), copy, data, left, none))
        return welcome

    return dropped


def test_all_lists_that_are_dropped_wait_for_the_new_portfolio(drop: Drop) -> None:
    welcome = drop("customers.csv", "orders.XLSX")
    assert [file.name for file in welcome.import_after] == ["customers.csv", "orders.XLSX"]
    assert Path(str(welcome.chosen)).stem == "customers"


def test_a_portfolio_in_capitals_is_opened(drop: Drop, tmp_path: Path) -> None:
    assert drop("NORTHERN.RELM").chosen == str(tmp_path / "NORTHERN.RELM")


def test_lists_go_before_a_portfolio_beside_them(drop: Drop) -> None:
    welcome = drop("northern.relm", "customers.csv")
    assert Path(str(welcome.chosen)).stem == "customers"
    assert len(welcome.import_after) == 2


@pytest.mark.parametrize("names", [("folder",), ("script.py",), ("customers.csv", "script.py")])
def test_what_is_neither_list_nor_portfolio_is_refused(drop: Drop, names: tuple[str, ...]) -> None:
    welcome = drop(*names)
    assert welcome.chosen is None
    assert not list(paths.data_folder().glob("*.relm"))
    (said,) = welcome.findChildren(Message)
    assert said.accessibleName().startswith(names[-1])
