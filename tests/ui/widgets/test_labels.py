"""Labels: long words break, long lines are cut, and the whole is never lost."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from relmanager_desktop.ui.widgets.basics import MAY_BREAK, Label, breakable
from relmanager_desktop.ui.widgets.labels import CutLabel, CutLines

WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"


def shown(qtbot: QtBot, label: Label, width: int) -> QWidget:
    made = QWidget()
    layout = QHBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(label)
    layout.addWidget(Label("Tomorrow"))
    made.resize(width, 40)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_line_that_does_not_fit_is_cut_and_leaves_the_rest_its_room(qtbot: QtBot) -> None:
    label = CutLabel(WORD)
    made = shown(qtbot, label, 160)
    assert made.minimumSizeHint().width() <= 160
    assert label.toolTip() == WORD


def test_a_line_that_fits_has_no_tooltip(qtbot: QtBot) -> None:
    label = CutLabel("Acme")
    made = shown(qtbot, label, 400)
    assert made.isVisible()
    assert label.toolTip() == ""


def test_a_very_long_word_may_break_where_a_label_wraps(qtbot: QtBot) -> None:
    label = Label(WORD, wrap=True)
    qtbot.addWidget(label)
    assert label.text().replace(MAY_BREAK, "") == WORD
    assert label.minimumSizeHint().width() < Label(WORD).minimumSizeHint().width() / 2


def test_ordinary_words_stay_as_they_are() -> None:
    sentence = "Due since 3 Nov: last call 20 Oct,\nevery 14 days because tier A"
    assert breakable(sentence) == sentence


SENTENCE = "Due on 25 Nov: last meeting 18 Nov, every 7 days by call, video call, meeting or visit"


def test_a_sentence_is_cut_behind_its_last_line_and_whole_in_the_tooltip(qtbot: QtBot) -> None:
    label = CutLines(SENTENCE, 2, size="small", ink="text3")
    qtbot.addWidget(label)
    label.resize(200, label.heightForWidth(200))
    label.show()
    assert label.toolTip() == SENTENCE
    assert label.height() == 2 * label.heightForWidth(2000)


def test_a_sentence_asks_for_the_width_in_which_it_is_whole(qtbot: QtBot) -> None:
    label = CutLines(SENTENCE, 2, size="small", ink="text3")
    qtbot.addWidget(label)
    label.resize(label.sizeHint())
    label.show()
    assert CutLines.USUAL <= label.width() < CutLines.WIDEST
    assert label.toolTip() == ""
