"""Texts at 150 % in the smallest window: nothing is cut off, nothing lies over another part."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.widgets.headings import Heading
from relmanager_desktop.ui.widgets.labels import CutLabel

PAGES = ("today", "accounts", "cadence", "issues", "scorecards", "records", "account")
PARTS = (QLabel, QPushButton, QLineEdit, QComboBox, QCheckBox, Heading)
SIZES = ((860, 560), (1024, 700))


@pytest.fixture
def account(add: Callable[..., int]) -> int:
    """An account whose next touch is late for a long reason."""
    add("cadence_rule", name="Strategic accounts of the region", target_kind="role",
        target_value="customer", ideal_days=14, max_days=28)  # fmt: skip
    owner = add("member", name="Wilhelmina Achterberg")
    made = add("account", name="Acme", roles=["customer"], owner=owner, currency="GBP",
               annual_value=412_000_00)  # fmt: skip
    add("interaction", account=made, at=datetime.now(UTC) - timedelta(days=30), channel="call",
        direction="both", state="held", subject="Call", purpose="check_in")  # fmt: skip
    kpi = add("kpi", code="otd", name="On-time delivery", unit="%")
    add("kpi_value", kpi=kpi, account=made, period="2026-Q3", value=87)
    return made


def place(part: QWidget, page: QWidget) -> QRect:
    """Return where a part stands on its page."""
    return QRect(part.mapTo(page, QPoint(0, 0)), part.size())


def show(window: MainWindow, page: str, account: int, size: tuple[int, int]) -> list[QWidget]:
    """Show a page in a size; return its parts that can be seen."""
    window.resize(*size)
    if page == "account":
        window.open_account(account)
    else:
        window.show_page(page)
    for _ in range(3):
        QApplication.processEvents()
    shown: QWidget = window.page(page)
    assert shown.width() <= window.width()
    return [part for kind in PARTS for part in shown.findChildren(kind) if part.isVisible()]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
def test_no_part_of_a_page_runs_out_of_the_window(
    large: MainWindow, account: int, name: str, size: tuple[int, int]
) -> None:
    parts = show(large, name, account, size)
    page = large.page(name)
    assert parts
    out = [part for part in parts if place(part, page).right() > page.width()]
    assert not out, [(type(part).__name__, part.accessibleName()) for part in out]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
def test_no_part_of_a_page_lies_over_another(
    large: MainWindow, account: int, name: str, size: tuple[int, int]
) -> None:
    parts = show(large, name, account, size)
    page = large.page(name)
    over = [
        (first.accessibleName() or str(first), second.accessibleName() or str(second))
        for first, second in combinations(parts, 2)
        if first.parent() is second.parent()
        and place(first, page).adjusted(1, 1, -1, -1).intersects(place(second, page))
    ]
    assert not over


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
def test_no_word_of_a_button_is_cut(
    large: MainWindow, account: int, name: str, size: tuple[int, int]
) -> None:
    parts = show(large, name, account, size)
    kinds = (QPushButton, QCheckBox)
    whole = [part for part in parts if isinstance(part, kinds) and not isinstance(part, CutLabel)]
    assert not [part.accessibleName() for part in whole if part.width() < part.sizeHint().width()]


@pytest.mark.parametrize("name", PAGES[:-1])
def test_the_title_of_a_page_is_never_cut(large: MainWindow, account: int, name: str) -> None:
    show(large, name, account, SIZES[0])
    heading = large.page(name).findChild(Heading)
    assert isinstance(heading, Heading)
    assert heading.width() >= heading.title_width()


@pytest.mark.parametrize("name", ["log", "new_account"])
def test_a_form_fits_into_the_window(large: MainWindow, account: int, name: str) -> None:
    large.resize(*SIZES[0])
    large.open_account(account)
    large.do(name)
    form = QApplication.activeModalWidget()
    assert form is not None
    QApplication.processEvents()
    fields = [part for part in form.findChildren(QLineEdit) if part.isVisible()]
    assert form.width() <= large.width()
    assert all(place(part, form).right() <= form.width() for part in fields)
    form.done_with()  # type: ignore[attr-defined]  # a Form
