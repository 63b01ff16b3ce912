"""Tests of lists that come before the import is loaded: nobody waits, and none is lost."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from relmanager_desktop.ui import arrivals
from relmanager_desktop.ui.arrivals import DIALOGS, Arrivals, is_loaded
from relmanager_desktop.ui.main_window import MainWindow


@pytest.fixture
def opened(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, object, object]]:
    """Return the dialogs that the window is asked for from now on."""
    asked: list[tuple[str, object, object]] = []
    monkeypatch.setattr(
        window, "show_dialog", lambda name, path, more: asked.append((name, path, more))
    )
    return asked


def test_a_list_is_opened_at_once_where_all_is_loaded(
    window: MainWindow, opened: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrivals, "is_loaded", lambda: True)
    _ = window.bridge.database
    Arrivals(window).take([Path("one.csv"), Path("two.csv")])
    assert opened == [("import", Path("one.csv"), (Path("two.csv"),))]


def test_a_list_that_comes_early_waits_under_the_veil(
    window: MainWindow, opened: list[object], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrivals, "is_loaded", lambda: False)
    loaders: list[str] = []
    monkeypatch.setattr(
        arrivals, "import_module", lambda _name: loaders.append(threading.current_thread().name)
    )
    waiting = Arrivals(window)
    waiting.take([Path("one.csv")])
    waiting.take([Path("two.csv")])
    assert not opened
    assert not window.veil.isHidden()
    qtbot.waitUntil(lambda: bool(opened))
    assert opened == [("import", Path("one.csv"), (Path("two.csv"),))]
    assert threading.main_thread().name not in loaders
    assert window.veil.isHidden()


def test_a_module_under_way_does_not_count_as_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, f"{DIALOGS}.import_list", type(sys)("half"))
    assert not is_loaded()
