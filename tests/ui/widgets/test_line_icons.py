"""Tests of the icons inside a line of text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from relmanager_desktop.ui import theme
from relmanager_desktop.ui.widgets.line_icons import Cross, LineIcon, put_icons


class Made(NamedTuple):
    """A line with its icons."""

    line: QLineEdit
    sign: LineIcon
    cross: Cross
    arrow: LineIcon

    @property
    def icons(self) -> tuple[LineIcon, ...]:
        """All of them, in the order of reading."""
        return self.sign, self.cross, self.arrow


def made(qtbot: QtBot, text: str = "Acme") -> Made:
    line = QLineEdit(text)
    qtbot.addWidget(line)
    sign, arrow = (LineIcon(line, "search", name, line.selectAll) for name in ("Find", "List"))
    put_icons(line, arrow, before=(sign,))
    line.resize(300, theme.px(32))
    line.show()
    (cross,) = line.findChildren(Cross)
    return Made(line, sign, cross, arrow)


@pytest.fixture(params=[100, 150])
def percent(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[int]:
    """The size of texts."""
    theme.apply_theme(qapp, "light", request.param)
    yield request.param
    theme.apply_theme(qapp, "light")


@pytest.fixture
def mirrored() -> Iterator[None]:
    """A window that is read from right to left."""
    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def free_of(line: QLineEdit) -> QRect:
    """Return what the icons leave to the text."""
    margins = line.textMargins()
    return line.rect().adjusted(margins.left() + 10, 0, -margins.right() - 10, 0)


def test_icons_grow_with_the_text(qtbot: QtBot, percent: int) -> None:
    for icon in made(qtbot).icons:
        assert icon.iconSize().width() == 16 * percent // 100
        assert icon.icon().availableSizes()[0].width() == 16 * percent // 100


def test_icons_stand_inside_the_line_and_clear_of_its_text(qtbot: QtBot, percent: int) -> None:
    line, sign, cross, arrow = made(qtbot)
    for icon in (sign, cross, arrow):
        assert line.rect().contains(icon.geometry())
        assert not free_of(line).intersects(icon.geometry().adjusted(2, 0, -2, 0))
    assert sign.x() < cross.x() < arrow.x()


def test_icons_change_sides_where_one_reads_from_the_right(qtbot: QtBot, mirrored: None) -> None:
    line, sign, cross, arrow = made(qtbot)
    assert sign.x() > cross.x() > arrow.x()
    assert not any(free_of(line).intersects(icon.geometry().adjusted(2, 0, -2, 0))
                   for icon in (sign, cross, arrow))  # fmt: skip


def test_every_icon_says_its_name(qtbot: QtBot) -> None:
    names = [
        QAccessible.queryAccessibleInterface(icon).text(QAccessible.Text.Name)
        for icon in made(qtbot).icons
    ]
    assert names == ["Find", "Clear", "List"]


def test_the_cross_is_there_while_there_is_something_to_clear(qtbot: QtBot) -> None:
    line, _sign, cross, _arrow = made(qtbot, "")
    empty = line.textMargins().right()
    assert not cross.isVisible()
    line.setText("Acme")
    assert cross.isVisible()
    assert line.textMargins().right() > empty


def test_the_cross_clears_as_if_somebody_did(qtbot: QtBot) -> None:
    line, _sign, cross, _arrow = made(qtbot)
    with qtbot.waitSignal(line.textEdited):
        cross.click()
    assert (line.text(), cross.isVisible()) == ("", False)
