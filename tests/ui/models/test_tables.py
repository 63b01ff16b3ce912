"""Tests of the windowed model and its table."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QToolTip
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from relmanager_desktop.ui import theme
from relmanager_desktop.ui.models.rows import ID_ROLE, PAGE, Column, RowsModel
from relmanager_desktop.ui.models.tables import Table
from relmanager_desktop.ui.models.widths import columns_too_many

COLUMNS = (
    Column("name", "Name", lambda row: row.name, "", 0, is_editable=True),
    Column("value", "Value", lambda row: str(row.id), "", 120, is_number=True),
    Column("roles", "Roles", lambda _row: "Customer", "", 150, yields=2),
)


@dataclass(frozen=True)
class Row:
    id: int
    name: str


class Many:
    """A source of many rows that remembers what was asked of it."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.asked: list[int] = []

    def ids(self, sort: str, descending: bool) -> array[int]:
        numbers = range(1, self.count + 1)
        return array("q", reversed(numbers) if descending else numbers)

    def rows(self, ids: Sequence[int]) -> Sequence[Any]:
        self.asked.append(len(ids))
        return [Row(id_, f"Account {id_}") for id_ in ids]


class Late(Many):
    """A source whose later rows come when the test says so."""

    def first_ids(self, sort: str, descending: bool, limit: int) -> array[int]:
        return self.ids(sort, descending)[:limit]

    def later_ids(self, sort: str, descending: bool, then: Callable[[array[int]], None]) -> None:
        self.answer = partial(then, self.ids(sort, descending))


@pytest.fixture
def source() -> Many:
    return Many(1_000)


@pytest.fixture
def model(qapp: QApplication, source: Many) -> RowsModel:
    made = RowsModel(COLUMNS, source)
    made.refresh()
    return made


@pytest.fixture
def table(qtbot: QtBot, model: RowsModel) -> Table:
    theme.apply_theme(QApplication.instance(), "light")  # type: ignore[arg-type]  # pytest-qt's
    made = Table(model, {}, "Accounts", lambda _id: None)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    return made


def test_the_model_keeps_the_rules_of_models(
    qtmodeltester: ModelTester, model: RowsModel, source: Many
) -> None:
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt has none
    source.count = 3
    model.refresh()
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert model.index(0, 0).data() == "Account 3"


def test_only_the_page_that_is_looked_at_is_fetched(model: RowsModel, source: Many) -> None:
    assert model.index(500, 0).data() == "Account 501"
    assert source.asked == [PAGE]


def test_every_cell_has_its_text_for_screen_readers(model: RowsModel) -> None:
    for column in range(model.columnCount()):
        assert model.index(0, column).data(int(Qt.ItemDataRole.AccessibleTextRole))


def test_a_cell_can_be_edited_only_where_its_column_says_so(model: RowsModel) -> None:
    can_edit = [
        bool(model.flags(model.index(0, column)) & Qt.ItemFlag.ItemIsEditable)
        for column in range(3)
    ]
    assert can_edit == [True, False, False]


def test_a_refresh_moves_neither_selection_nor_scroll(table: Table, model: RowsModel) -> None:
    table.select_id(400)
    scroll = table.verticalScrollBar().value()
    model.refresh()
    assert scroll > 0
    assert (table.current_id(), table.verticalScrollBar().value()) == (400, scroll)


def test_what_is_looked_at_deep_down_stays_where_rows_come_late(table: Table) -> None:
    late = Late(1_000)
    table.rows._source = late
    table.rows.refresh()
    late.answer()
    table.select_id(700)
    scroll = table.verticalScrollBar().value()
    table.rows.refresh()
    assert (table.current_id(), table.verticalScrollBar().value()) == (700, scroll)
    table.rows.sort(0, Qt.SortOrder.DescendingOrder)
    late.answer()
    assert table.current_id() == 700
    table.select_id(1_000)
    table.rows.sort(0, Qt.SortOrder.AscendingOrder)
    assert table.current_id() is None
    late.answer()
    assert table.current_id() == 1_000


def test_where_there_is_no_room_the_least_important_column_goes(model: RowsModel) -> None:
    assert columns_too_many(model, 2_000) == set()
    assert columns_too_many(model, theme.px(400)) == {2}
    assert columns_too_many(model, 10) == {1, 2}


def test_the_heading_that_sorts_is_painted_with_its_arrow(table: Table) -> None:
    plain = heading(table, 1)
    table.horizontalHeader().setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    assert heading(table, 1).toImage() != plain.toImage()


def test_enter_opens_the_row(qtbot: QtBot, table: Table) -> None:
    opened: list[int] = []
    table._opened = opened.append
    table.select_id(7)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened == [7]


@pytest.mark.parametrize(("width", "shown"), [(400, ""), (100, "Account 1\nFreight")])
def test_a_tooltip_shows_what_a_narrow_cell_cuts(
    table: Table, monkeypatch: pytest.MonkeyPatch, width: int, shown: str
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _where, text, _view: said.append(text))
    tip = replace(COLUMNS[0], tip=lambda row: f"{row.name}\nFreight", lead=42)
    table.rows.columns = (tip, *COLUMNS[1:])
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, theme.px(width), 48)
    event = QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), QPoint(5, 5))
    delegate = table.itemDelegate()
    delegate.helpEvent(event, table, option, table.rows.index(0, 0))
    assert said == [shown]


def test_a_tooltip_says_what_a_cell_leaves_out_in_any_width(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _where, text, _view: said.append(text))
    table.rows.columns = (replace(COLUMNS[0], more=lambda row: f"day of {row.id}"), *COLUMNS[1:])
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, theme.px(400), 48)
    event = QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), QPoint(5, 5))
    index = table.rows.index(0, 0)
    table.itemDelegate().helpEvent(event, table, option, index)
    assert said == [f"day of {index.data(ID_ROLE)}"]


def heading(table: Table, section: int) -> QPixmap:
    header = table.horizontalHeader()
    left, width = header.sectionViewportPosition(section), header.sectionSize(section)
    return header.grab().copy(left, 0, width, header.height())
