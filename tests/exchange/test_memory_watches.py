"""The watch that stands in for a wall on memory where the system has none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from relmanager_desktop.exchange import memory_watches, reader_process
from relmanager_desktop.exchange.memory_watches import MemoryWatch, is_needed, resident_bytes
from relmanager_desktop.exchange.readings import RefusedFile, read_file

LISTS = Path(__file__).parents[1] / "data" / "lists"
pytestmark = pytest.mark.skipif(not shutil.which("ps"), reason="ps is not here")
MB = 1 << 20
HUNGRY = [sys.executable, "-c", "import time; taken = b'x' * (90 << 20); time.sleep(60)"]


@pytest.fixture
def modest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_watches, "MEMORY_BYTES", 60 * MB)
    monkeypatch.setattr(memory_watches, "_PAUSE_SECONDS", 0.01)


def test_the_memory_of_a_process_is_told() -> None:
    taken = resident_bytes(os.getpid())
    assert taken is not None
    assert 10 * MB < taken < 10_000 * MB
    with subprocess.Popen(HUNGRY) as process:
        process.kill()
    assert resident_bytes(process.pid) is None


@pytest.mark.usefixtures("modest")
def test_a_process_that_takes_too_much_is_killed() -> None:
    with subprocess.Popen(HUNGRY) as process:
        MemoryWatch(process, threading.Event()).start()
        assert process.wait(30) == -9


@pytest.mark.usefixtures("modest")
def test_a_hungry_reader_leaves_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader_process, "is_needed", lambda: True)
    monkeypatch.setattr(reader_process, "child_command", lambda: HUNGRY)
    with pytest.raises(RefusedFile, match="needs more memory than a list should"):
        read_file(LISTS / "kunden.csv")


@pytest.mark.usefixtures("modest")
def test_the_watch_ends_with_the_reading() -> None:
    has_left = threading.Event()
    has_left.set()
    with subprocess.Popen(HUNGRY) as process:
        watch = MemoryWatch(process, has_left)
        watch.start()
        watch.join(10)
        assert process.poll() is None
        process.kill()


def test_only_macos_needs_the_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    for platform, wanted in (("darwin", True), ("linux", False), ("win32", False)):
        monkeypatch.setattr(sys, "platform", platform)
        assert is_needed() is wanted
