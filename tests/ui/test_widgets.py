"""Tests of the small parts: each builds in both themes and says its name to screen readers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from relmanager_desktop.ui import theme
from relmanager_desktop.ui.widgets.badges import Bar, Initials, Pill, TierBadge
from relmanager_desktop.ui.widgets.basics import Button, card
from relmanager_desktop.ui.widgets.states import EmptyState, Messages, Progress
from relmanager_desktop.ui.widgets.tabs import FoldingTabs, Tabs
from relmanager_desktop.ui.widgets.tiles import Tile, WeekStrip, levels, scale_top


def nothing(*_given: object) -> None:
    """Do nothing."""


def strip() -> WeekStrip:
    made = WeekStrip()
    made.show_weeks([(date(2026, 11, 23), 9), (date(2026, 11, 30), 12)], 10, [("A", date.max)])
    return made


def progress() -> Progress:
    made = Progress("Importing 214 rows", nothing)
    made.show_progress(133, 214, "contacts of Ostsee Reederei AG")
    return made


def messages() -> Messages:
    made = Messages()
    for tone in ("good", "warn", "bad", "info"):
        made.show_message(tone, "What happened", "What to do", ("Show", "", nothing))
    return made


PARTS: dict[str, Callable[[], QWidget]] = {
    "pill": lambda: Pill("2 days late", "bad", dot=True),
    "tier": lambda: TierBadge("Tier A", 1),
    "initials": lambda: Initials("Dana Okafor"),
    "bar": lambda: Bar(0.5, "goodbar", "half"),
    "buttons": lambda: card(*(Button("Do", "plus", kind) for kind in ("", "primary", "link"))),
    "icon button": lambda: Button("", "x", "ghost", name="Close"),
    "tabs": lambda: Tabs({"all": "All", "late": "Late"}, nothing),
    "tile": lambda: Tile("phone", "Touches due"),
    "strip": strip,
    "progress": progress,
    "messages": messages,
    "empty": lambda: EmptyState("inbox", "Nothing yet", "Begin here.", [("New", "plus", nothing)]),
}


@pytest.mark.parametrize("mode", theme.TOKENS)
@pytest.mark.parametrize("part", PARTS)
def test_a_part_paints_in_both_themes(
    qapp: QApplication, qtbot: QtBot, mode: str, part: str
) -> None:
    theme.apply_theme(qapp, mode)
    widget = PARTS[part]()
    qtbot.addWidget(widget)
    image = widget.grab().toImage()
    shades = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
    assert len(shades) > 1


@pytest.mark.parametrize("part", PARTS)
def test_every_button_says_its_name(qapp: QApplication, qtbot: QtBot, part: str) -> None:
    widget = PARTS[part]()
    qtbot.addWidget(widget)
    buttons = widget.findChildren(Button) + ([widget] if isinstance(widget, Button) else [])
    assert all(button.accessibleName() for button in buttons)


def test_the_ring_shows_for_the_keyboard_and_not_for_the_mouse(qtbot: QtBot) -> None:
    button = Button("Go")
    qtbot.addWidget(button)
    for reason, is_shown in (
        (Qt.FocusReason.TabFocusReason, True),
        (Qt.FocusReason.MouseFocusReason, False),
    ):
        button.focusInEvent(QFocusEvent(QFocusEvent.Type.FocusIn, reason))
        assert bool(button.property("keyboardFocus")) is is_shown


def test_a_message_goes_when_it_is_closed(qtbot: QtBot) -> None:
    shown = messages()
    qtbot.addWidget(shown)
    shown.show()
    first = shown.show_message("bad", "Not saved")
    QTest.mouseClick(first.findChildren(Button)[-1], Qt.MouseButton.LeftButton)
    assert first.isHidden()


def test_a_tab_tells_when_it_is_chosen(qtbot: QtBot) -> None:
    chosen: list[str] = []
    tabs = Tabs({"all": "All", "late": "Late"}, chosen.append)
    qtbot.addWidget(tabs)
    tabs.button("late").click()
    assert chosen == ["late"]


def test_a_tab_shows_how_many_it_holds(qtbot: QtBot) -> None:
    tabs = Tabs({"all": "All", "late": "Late"}, nothing)
    qtbot.addWidget(tabs)
    tabs.show_counts({"all": 1204})
    assert tabs.button("all").text() == "All  1,204"
    assert tabs.button("late").text() == "Late"


def test_a_tile_says_its_figure(qtbot: QtBot) -> None:
    tile = Tile("phone", "Touches due")
    qtbot.addWidget(tile)
    tile.show_figure(7, "3 overdue", "bad")
    assert tile.accessibleName() == "Touches due: 7. 3 overdue"


def test_work_without_a_known_end_shows_no_percentage(qtbot: QtBot) -> None:
    part = Progress("Reading", nothing)
    qtbot.addWidget(part)
    part.show_progress(10, 0, "")
    assert "%" not in part._percent.text()


def folding(qtbot: QtBot, chosen: Callable[[str], object] = nothing) -> FoldingTabs:
    tabs = FoldingTabs({"all": "All accounts", "late": "Overdue", "never": "Never"}, chosen)
    qtbot.addWidget(tabs)
    tabs.resize(tabs.sizeHint())
    tabs.show()
    return tabs


def test_tabs_fold_into_a_menu_where_the_room_ends(qtbot: QtBot) -> None:
    tabs = folding(qtbot)
    assert (tabs.folded(), tabs.more.isVisible()) == ([], False)
    tabs.resize(tabs.sizeHint().width() - 1, 40)
    assert tabs.folded()[-1] == "never"
    assert tabs.more.isVisible()
    tabs.resize(tabs.sizeHint())
    assert (tabs.folded(), tabs.more.isVisible()) == ([], False)


def test_the_menu_of_folded_tabs_bears_the_name_of_the_one_in_front(qtbot: QtBot) -> None:
    tabs = folding(qtbot)
    tabs.resize(tabs.sizeHint().width() - 1, 40)
    assert (tabs.more.text(), tabs.more.isChecked()) == ("More", False)
    tabs.choose("never")
    assert (tabs.more.text(), tabs.more.isChecked()) == ("Never", True)


def test_a_folded_tab_is_chosen_from_the_menu(qtbot: QtBot) -> None:
    chosen: list[str] = []
    tabs = folding(qtbot, chosen.append)
    tabs.resize(tabs.sizeHint().width() - 1, 40)
    menu = tabs.more.menu()
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == [
        tabs.button(name).text() for name in tabs.folded()
    ]
    menu.actions()[-1].trigger()
    assert chosen == ["never"]
    assert tabs.button("never").isChecked()


def test_a_tab_that_is_not_offered_is_neither_shown_nor_in_the_menu(qtbot: QtBot) -> None:
    tabs = folding(qtbot)
    tabs.offer("late", is_offered=False)
    assert tabs.button("late").isHidden()
    assert tabs.folded() == []
    tabs.offer("late", is_offered=True)
    assert not tabs.button("late").isHidden()


@given(st.lists(st.integers(0, 900), max_size=13), st.integers(0, 400), st.floats(0.1, 0.18))
def test_no_two_names_beside_the_weeks_overlap(
    counts: list[int], capacity: int, share: float
) -> None:
    least = share * scale_top(counts, capacity)
    named = sorted(level.height for level in levels(counts, capacity, least) if level.name)
    assert all(above - below >= least for below, above in pairwise(named))


@given(st.lists(st.integers(0, 900), max_size=13), st.integers(1, 400))
def test_the_capacity_of_a_week_always_has_its_line(counts: list[int], capacity: int) -> None:
    top = scale_top(counts, capacity)
    (line,) = (level for level in levels(counts, capacity, top * 0.19) if level.is_capacity)
    assert line.height == min(capacity, top)
    assert line.name.startswith("↑") == (capacity > top)


def test_the_highest_bar_is_named_where_the_capacity_lies_beyond_the_top() -> None:
    names = [level.name for level in levels([3, 7, 0], 100, 0.19 * scale_top([3, 7, 0], 100))]
    assert names == ["↑100", "7", "3", "0"]
