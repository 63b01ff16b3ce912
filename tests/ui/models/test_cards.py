"""Tests of the painted cards of the Today board."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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


@pytest.fixture
def listed(qtbot: QtBot) -> CardList:
    """Thirty cards in a list that holds a few of them."""
    made = CardList("Overdue", nothing, nothing, nothing, nothing)
    qtbot.addWidget(made)
    made.resize(320, 400)
    made.show()
    show_accounts(made, range(30))
    return made


def show_accounts(listed: CardList, accounts: Sequence[int]) -> None:
    listed.show_cards(len(accounts), lambda row: CARD._replace(id=accounts[row]))


def go_to(listed: CardList, row: int) -> None:
    listed.setCurrentIndex(listed.cards.index(row, 0))


def chosen_account(listed: CardList) -> int:
    card = listed.chosen()
    assert card is not None
    return card.id


def test_the_card_that_took_the_place_of_a_done_one_is_next(listed: CardList) -> None:
    go_to(listed, 17)
    show_accounts(listed, [account for account in range(30) if account != 17])
    assert chosen_account(listed) == 18
    assert listed.viewport().rect().contains(listed.visualRect(listed.currentIndex()))


def test_after_the_last_card_the_one_above_it_is_next(listed: CardList) -> None:
    go_to(listed, 29)
    show_accounts(listed, range(29))
    assert chosen_account(listed) == 28


def test_a_card_that_is_still_there_stays_the_chosen_one(listed: CardList) -> None:
    go_to(listed, 17)
    show_accounts(listed, [account for account in range(30) if account != 3])
    assert (chosen_account(listed), listed.currentIndex().row()) == (17, 16)


def test_no_card_is_put_together_before_it_is_looked_at(qtbot: QtBot) -> None:
    listed = CardList("Overdue", nothing, nothing, nothing, nothing)
    qtbot.addWidget(listed)
    made: list[int] = []

    def card_at(row: int) -> Card:
        made.append(row)
        return CARD

    for _time in range(2):
        listed.show_cards(30, card_at)
    assert not made
