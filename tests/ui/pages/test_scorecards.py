"""Tests of the Scorecards page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from relmanager_desktop.queries.kpi_values import PORTFOLIO
from relmanager_desktop.queries.scorecards import ScoreRow
from relmanager_desktop.ui import painting, theme
from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.pages.scorecards import _paint_account
from relmanager_desktop.ui.widgets.basics import Button
from relmanager_desktop.ui.widgets.labels import CutLines
from relmanager_desktop.ui.widgets.sparklines import Sparkline

Add = Callable[..., int]


@pytest.fixture
def page(window: MainWindow, add: Add) -> Any:
    kpi = add("kpi", code="OTD", name="On-time delivery", unit="%")
    add("kpi_target", kpi=kpi, value=95.0)
    for name, values in (("Acme", (96.0, 87.0)), ("Castor", (91.0, 97.0))):
        account = add("account", name=name)
        for period, value in zip(("2026-Q2", "2026-Q3"), values, strict=True):
            add("kpi_value", kpi=kpi, account=account, period=period, value=value)
    window.show_page("scorecards")
    return window.page("scorecards")


def test_each_value_says_how_it_stands(page: Any) -> None:
    assert page.model.index(0, 1).data() == "87%, missed"
    assert page.model.index(1, 1).data() == "97%, in target"


def test_a_measure_sorts_the_accounts(page: Any) -> None:
    from PySide6.QtCore import Qt

    page.model.sort(1, Qt.SortOrder.DescendingOrder)
    assert page.model.index(0, 0).data() == "Castor"


def test_another_period_shows_its_values(page: Any) -> None:
    page.period.setCurrentIndex(page.period.findData("2026-Q2"))
    page._show_table()
    assert page.model.index(0, 1).data() == "96%, in target"


def test_the_chosen_account_shows_its_course(page: Any) -> None:
    (spark,) = [s for s in page.details.findChildren(Sparkline) if s.isVisible()]
    assert spark.accessibleName() == "2026-Q2: 96%, 2026-Q3: 87%"


def test_a_long_name_leaves_room_to_the_courses(page: Any, qtbot: QtBot) -> None:
    name = "Donaudampfschifffahrtsgesellschaft of the Danube " * 12
    page.details.show_row(ScoreRow(1, name, "", 0, ()), ())
    heading = page.details.findChildren(CutLines)[-1]
    qtbot.waitUntil(lambda: heading.height() == 3 * heading.fontMetrics().lineSpacing())
    assert heading.toolTip()


def type_value(page: Any, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Press the button of the heading; return what the form begins with."""
    asked: list[dict[str, Any]] = []
    monkeypatch.setattr(page.host, "show_dialog", lambda _name, **given: asked.append(given))
    button = next(b for b in page.findChildren(Button) if b.objectName() == "primary")
    assert button.accessibleName() == "Type a value"
    button.click()
    values: dict[str, Any] = asked[0]["values"]
    return values


def test_a_value_is_typed_for_the_chosen_account(
    page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.table.selectRow(1)
    chosen = page.table.current_id()
    assert type_value(page, monkeypatch) == {"account": chosen, "period": "2026-Q3"}


def test_a_value_of_the_whole_portfolio_names_no_account(
    page: Any, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    kpi = add("kpi", code="SAT", name="Satisfaction")
    add("kpi_value", kpi=kpi, period="2026-Q3", value=8.0)
    page.refresh()
    page.table.select_id(PORTFOLIO)
    assert page.table.current_id() == PORTFOLIO
    assert type_value(page, monkeypatch) == {"period": "2026-Q3"}


def test_without_kpis_the_page_says_how_to_begin(window: MainWindow) -> None:
    window.show_page("scorecards")
    page: Any = window.page("scorecards")
    assert page._stack.currentIndex() == 1


def test_a_kpi_without_values_is_said(window: MainWindow, add: Add) -> None:
    add("kpi", code="OTD", name="On-time delivery")
    window.show_page("scorecards")
    page: Any = window.page("scorecards")
    assert page._stack.currentIndex() == 2


def test_the_tier_stands_behind_the_name_where_one_reads_from_the_right(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[float] = []
    monkeypatch.setattr(painting, "draw_tier", lambda _p, x, *_rest: drawn.append(x))
    monkeypatch.setattr(painting, "is_mirrored", lambda: True)
    found = ScoreRow(1, "Harbour & Pine Logistics", "A", 1, ())
    image = QImage(300, 34, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    _paint_account(painter, QRectF(0, 0, 300, 34), found, found.name)
    painter.end()
    name = painting.text_width(found.name, weight=theme.SEMI)
    assert drawn == [300 - name - 10 - painting.tier_width("A")]
