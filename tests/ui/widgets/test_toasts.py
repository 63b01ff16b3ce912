"""Tests of the offer to undo: it can be taken, and stays inside its window."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.widgets.basics import Button
from relmanager_desktop.ui.widgets.toasts import EDGE, UndoOffer

LONG = f"Delete “{'Donaudampfschifffahrt ' * 27}Wien”"


def nothing() -> None:
    """Do nothing."""


def test_undo_is_offered_until_it_is_taken(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    undone: list[str] = []
    offer = UndoOffer(window)
    offer.offer("Deleted “Reply”", lambda: undone.append("Reply"))
    window.show()
    assert offer.isVisible()
    offer.findChildren(Button)[0].click()
    assert undone == ["Reply"]
    assert not offer.isVisible()


def test_a_toast_stays_in_the_window_however_long_a_name_is(
    qtbot: QtBot, window: MainWindow
) -> None:
    offer = window.undo_offer
    offer.offer(LONG, nothing)
    for width in (1440, 860, 1100):
        window.resize(width, 560)
        qtbot.waitUntil(lambda: offer.width() == window.width() - 2 * EDGE)
        assert offer.rect().contains(offer._undo.geometry())
        assert offer._undo.width() >= offer._undo.sizeHint().width()
    assert offer.accessibleName() == LONG
    assert offer._text.toolTip().replace("\n", " ") == LONG


def test_a_long_toast_is_cut_in_the_middle(window: MainWindow) -> None:
    window.undo_offer.offer(LONG, nothing)
    shown = window.undo_offer._text._shown()
    assert shown.startswith("Delete “Donau")
    assert shown.endswith("Wien”")


def test_a_short_toast_is_as_wide_as_its_words(window: MainWindow) -> None:
    window.undo_offer.offer(LONG, nothing)
    window.undo_offer.offer("Delete Acme", nothing)
    assert window.undo_offer.width() == window.undo_offer.sizeHint().width()
    assert window.undo_offer._text.toolTip() == ""
