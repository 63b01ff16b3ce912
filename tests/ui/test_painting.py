"""Tests of what delegates paint with: texts that keep their direction."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from relmanager_desktop.ui import theme
from relmanager_desktop.ui.painting import draw_pill, draw_text, isolated


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


def test_each_line_keeps_its_direction(mirrored: None) -> None:
    assert isolated("9 days late\n3 Nov") == "\u20689 days late\u2069\n\u20683 Nov\u2069"


def painted(draw: Callable[[QPainter], object]) -> QImage:
    """Return the picture of what is drawn."""
    image = QImage(200, 40, QImage.Format.Format_RGB32)
    image.fill(theme.colour("surface"))
    painter = QPainter(image)
    draw(painter)
    painter.end()
    return image


@pytest.mark.parametrize("text", ["59 days late", "30 Nov", "40 accounts in 5 tiers", "−14"])
def test_numbers_stand_before_their_words_where_one_reads_from_the_right(
    mirrored: None, text: str
) -> None:
    room = QRectF(0, 0, 200, 40)
    forced = f"\u202a{text}\u202c"  # read from the left, whatever is around it
    assert painted(lambda p: draw_text(p, room, text)) == painted(
        lambda p: draw_text(p, room, forced)
    )


def test_a_pill_reads_alike_in_either_direction(qapp: QApplication, mirrored: None) -> None:
    turned = painted(lambda p: draw_pill(p, 0, 20, "59 days late", "bad"))
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert turned == painted(lambda p: draw_pill(p, 0, 20, "59 days late", "bad"))
