"""Tests of the layout that wraps."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relmanager_desktop.ui.widgets.basics import Button
from relmanager_desktop.ui.widgets.flows import flowing
from relmanager_desktop.ui.widgets.labels import CutLines
from relmanager_desktop.ui.widgets.states import EmptyState

SENTENCE = "Due on 25 Nov: last meeting 18 Nov, every 7 days by call, video call, meeting or visit"


def shown(qtbot: QtBot, width: int, *parts: QWidget) -> QWidget:
    made = flowing(*parts)
    qtbot.addWidget(made)
    made.resize(width, 100)
    made.show()
    return made


def test_a_part_goes_into_the_next_line_where_the_room_ends(qtbot: QtBot) -> None:
    first, second = Button("The first"), Button("The second")
    made = shown(qtbot, first.sizeHint().width() + 20, first, second)
    assert made.isVisible()
    assert second.x() == first.x()
    assert second.y() > first.y()


def test_a_sentence_makes_do_with_the_rest_of_a_line(qtbot: QtBot) -> None:
    button, sentence = Button("Why"), CutLines(SENTENCE, 2, size="small", ink="text3")
    width = button.sizeHint().width() + 6 + CutLines.LEAST + 10
    made = shown(qtbot, width, button, sentence)
    assert made.isVisible()
    assert sentence.y() == button.y()
    assert sentence.geometry().right() < width
    assert sentence.height() == sentence.heightForWidth(sentence.width())


def test_a_sentence_wraps_where_the_rest_of_a_line_is_too_small(qtbot: QtBot) -> None:
    button, sentence = Button("Why"), CutLines(SENTENCE, 2, size="small", ink="text3")
    made = shown(qtbot, button.sizeHint().width() + CutLines.LEAST - 20, button, sentence)
    assert made.isVisible()
    assert sentence.y() > button.y()


def test_the_ways_of_an_empty_state_go_on_in_the_next_line_and_none_is_cut(qtbot: QtBot) -> None:
    offers = [(f"The way number {n}", "plus", lambda: None) for n in range(4)]
    state = EmptyState("inbox", "Nothing yet", "Begin here.", offers)
    qtbot.addWidget(state)
    state.resize(420, 420)
    state.show()
    ways = state.findChildren(Button)
    assert len({way.y() for way in ways}) == 2
    for way in ways:
        assert state.rect().contains(way.geometry())
        assert way.height() >= way.sizeHint().height()
    first = [way for way in ways if way.y() == ways[0].y()]
    left, right = first[0].x(), state.width() - first[-1].geometry().right() - 1
    assert abs(left - right) <= 1
