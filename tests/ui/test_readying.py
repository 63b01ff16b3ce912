"""Tests of what the window gets ready behind its first page."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.page_specs import PAGES
from relmanager_desktop.ui.readying import get_ready, load_rest


def test_every_listed_page_is_built_and_filled_behind_the_first_one(
    window: MainWindow, qtbot: QtBot
) -> None:
    through: list[bool] = []
    load_rest()
    get_ready(window, lambda: through.append(True))
    qtbot.waitUntil(lambda: bool(through), timeout=20_000)
    listed = [window.page(spec.id) for spec in PAGES if spec.is_listed]
    assert not any(page._is_stale for page in listed)
    assert window.stack.currentWidget() is window.page("today")


def test_the_window_answers_between_two_steps(window: MainWindow, qtbot: QtBot) -> None:
    through: list[bool] = []
    get_ready(window, lambda: through.append(True))
    assert not through
    qtbot.waitUntil(lambda: bool(through), timeout=20_000)
