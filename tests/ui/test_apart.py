"""Tests of long work in a child process."""

from __future__ import annotations

import os
import sys

import pytest
from pytestqt.qtbot import QtBot

from relmanager_desktop.store.database import Database
from relmanager_desktop.ui.bridge import Bridge
from tests.ui.test_bridge import add_slowly

LONG_MS = 20_000


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no list of dead children")
def test_a_child_that_was_cancelled_is_gone(qtbot: QtBot, database: Database) -> None:
    door = Bridge(lambda: database)
    started: list[object] = []
    errand = door.run_apart("Add", add_slowly, "Slow", progress=lambda *s: started.append(s))
    qtbot.waitUntil(lambda: bool(started), timeout=LONG_MS)
    child = errand._process.pid
    errand.cancel()

    def is_gone() -> bool:
        try:
            os.kill(child, 0)  # a dead child that nobody asked after can still be signalled
        except ProcessLookupError:
            return True
        return False

    qtbot.waitUntil(is_gone, timeout=LONG_MS)
    door.close()
