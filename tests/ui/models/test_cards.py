"""Tests of the painted cards of the Today board."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from relmanager_desktop.ui import painting
from relmanager_desktop.ui.models.cards import Card, CardList

Drawn = list[tuple[float, float]]
CARD = Card("touch", 1, "Acme", "Leeds", "Late", "phone", "59 days late", "bad", "Tier S2", 2, "CR")


def nothing(*_given: object) -> None:
    """Do nothing."""


@pytest.fixture
def foot(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Callable[[int], Drawn]:
    """Paints the card in a width; answers from where to where its badges go."""
    listed = CardList("Overdue", nothing, nothing, nothing, nothing)
    qtbot.addWidget(listed)
    listed.cards.show_cards(1, lambda _row: CARD)

    def paint(width: int) -> Drawn:
        drawn: Drawn = []

        def tier(_painter: QPainter, x: float, _middle: float, text: str, _order: int) -> None:
            drawn.append((x, x + painting.tier_width(text)))

        def initials(_painter: QPainter, where: QRectF, _name: str) -> None:
            drawn.append((where.left(), where.right()))

        monkeypatch.setattr(painting, "draw_tier", tier)
        monkeypatch.setattr(painting, "draw_initials", initials)
        image = QImage(width, 120, QImage.Format.Format_RGB32)
        option = QStyleOptionViewItem()
        option.rect = image.rect()
        painter = QPainter(image)
        listed.itemDelegate().paint(painter, option, listed.cards.index(0, 0))
        painter.end()
        return drawn

    return paint


def test_a_card_grows_with_its_reason_once_the_list_has_its_width(qtbot: QtBot) -> None:
    long = CARD._replace(detail="Silent for long, and the quarter is nearly over. " * 4)
    listed = CardList("Overdue", nothing, nothing, nothing, nothing)
    qtbot.addWidget(listed)
    listed.cards.show_cards(2, [CARD, long].__getitem__)
    listed.resize(320, 600)
    listed.show()
    short, tall = (listed.visualRect(listed.cards.index(row, 0)).height() for row in range(2))
    assert tall > short


def test_a_wide_card_shows_tier_and_owner(foot: Callable[[int], Drawn]) -> None:
    assert len(foot(320)) == 2


@pytest.mark.parametrize("width", range(140, 320, 12))
def test_the_badges_of_a_narrow_card_neither_overlap_nor_run_out(
    foot: Callable[[int], Drawn], width: int
) -> None:
    drawn = foot(width)
    assert all(right <= width for _, right in drawn)
    assert all(first[1] <= then[0] for first, then in pairwise(drawn))
