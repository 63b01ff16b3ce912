"""Tests of the first start: what becomes of files dropped on it, and how it fits its window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame
from pytestqt.qtbot import QtBot

from relmanager_desktop import paths
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.welcome import Welcome
from relmanager_desktop.ui.welcome_cards import Cards
from relmanager_desktop.ui.widgets.basics import Button
from relmanager_desktop.ui.widgets.states import Message

Drop = Callable[..., Welcome]
Show = Callable[[int, int, int], Welcome]


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


def pasted_on_welcome(qtbot: QtBot, text: str) -> Welcome:
    QGuiApplication.clipboard().setText(text)
    welcome = Welcome()
    qtbot.addWidget(welcome)
    QTest.keyClick(welcome, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    return welcome


def test_cells_that_are_pasted_wait_for_a_new_portfolio(qtbot: QtBot) -> None:
    welcome = pasted_on_welcome(qtbot, "Company\tCity\nAcme\tUlm\n")
    assert [source.name for source in welcome.import_after] == ["Clipboard"]
    assert Path(str(welcome.chosen)).stem == "Portfolio"


def test_a_clipboard_without_a_list_begins_nothing(qtbot: QtBot) -> None:
    welcome = pasted_on_welcome(qtbot, "word")
    assert welcome.chosen is None
    (said,) = welcome.findChildren(Message)
    assert said.accessibleName().startswith("There is no list on the clipboard.")


@pytest.mark.parametrize("names", [("folder",), ("script.py",), ("customers.csv", "script.py")])
def test_what_is_neither_list_nor_portfolio_is_refused(drop: Drop, names: tuple[str, ...]) -> None:
    welcome = drop(*names)
    assert welcome.chosen is None
    assert not list(paths.data_folder().glob("*.relm"))
    (said,) = welcome.findChildren(Message)
    assert said.accessibleName().startswith(names[-1])


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication) -> Iterator[Show]:
    """Shows a welcome in a size, with texts of so many percent."""

    def shown(width: int, height: int, percent: int) -> Welcome:
        theme.apply_theme(qapp, "light", percent)
        welcome = Welcome()
        qtbot.addWidget(welcome)
        welcome.resize(width, height)
        welcome.show()
        for _ in range(3):
            QApplication.processEvents()
        assert (welcome.width(), welcome.height()) == (width, height)
        return welcome

    yield shown
    theme.apply_theme(qapp, "light")


def cards_of(welcome: Welcome) -> list[QRect]:
    """Return where the three ways stand in the window."""
    (holder,) = welcome.findChildren(Cards)
    cards = holder.findChildren(QFrame, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return [QRect(card.mapTo(welcome, QPoint()), card.size()) for card in cards]


@pytest.mark.parametrize(("width", "height", "percent"), [(860, 560, 100), (1280, 720, 150)])
def test_the_three_ways_stand_side_by_side_on_a_small_screen(
    show: Show, width: int, height: int, percent: int
) -> None:
    welcome = show(width, height, percent)
    cards = cards_of(welcome)
    assert len({card.y() for card in cards}) == 1
    assert all(welcome.rect().contains(card) for card in cards)
    assert welcome._area.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("percent", [100, 150])
def test_the_three_ways_stand_in_a_column_where_it_is_narrow(show: Show, percent: int) -> None:
    welcome = show(640, 560, percent)
    cards = cards_of(welcome)
    assert len({card.x() for card in cards}) == 1
    assert all(card.left() >= 0 and card.right() < 640 for card in cards)
    assert welcome._area.verticalScrollBar().maximum() > 0


@pytest.mark.parametrize("size", [(640, 560), (860, 560), (1280, 720)])
def test_no_word_of_the_welcome_is_cut(show: Show, size: tuple[int, int]) -> None:
    welcome = show(*size, 150)
    buttons = welcome.findChildren(Button)
    assert not [one.text() for one in buttons if one.width() < one.sizeHint().width()]


def test_a_refusal_is_scrolled_to(show: Show) -> None:
    welcome = show(640, 560, 150)
    bar = welcome._area.verticalScrollBar()
    bar.setValue(bar.maximum())
    welcome._refuse("No list")
    assert bar.value() == 0
