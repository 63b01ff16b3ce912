"""Tests of what delegates paint with: texts that keep their direction."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from relmanager_desktop.ui.painting import isolated


@pytest.fixture
def mirrored(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_data_stays_as_it_is_where_one_reads_from_the_left(qapp: QApplication) -> None:
    assert isolated("+49 40") == "+49 40"


@pytest.mark.usefixtures("mirrored")
def test_data_keeps_its_direction_where_one_reads_from_the_right() -> None:
    assert isolated("+49 40") == "\u2068+49 40\u2069"
    assert isolated("") == ""
