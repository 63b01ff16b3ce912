"""Tests of collecting garbage on the GUI thread alone."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from weakref import ref

import pytest
from PySide6.QtCore import QObject

from relmanager_desktop.ui import collecting
from relmanager_desktop.ui.collecting import Collector


class Knot(QObject):
    """A Qt object that only the search for cycles can free."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


@pytest.fixture
def collector(qapp: object) -> Iterator[Collector]:
    made = Collector()
    made.start()
    yield made
    made.stop()


def _make_much() -> None:
    _kept = [[number] for number in range(collecting.OBJECTS_BEFORE_LOOK * 8)]


def test_a_worker_never_destroys_a_knot_of_qt_objects(collector: Collector) -> None:
    knot = ref(Knot())
    worker = threading.Thread(target=_make_much)
    worker.start()
    worker.join()
    assert knot() is not None


def test_the_window_collects_once_enough_was_made(collector: Collector) -> None:
    knot = ref(Knot())
    kept = [[number] for number in range(collecting.OBJECTS_BEFORE_LOOK * 2)]
    collector.look()
    assert kept
    assert knot() is None


def test_little_is_not_looked_through(collector: Collector) -> None:
    gc.collect(1)
    knot = ref(Knot())
    collector.look()
    assert knot() is not None
