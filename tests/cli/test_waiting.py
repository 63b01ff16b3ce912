"""A write that has to wait: said after a while, given up with one sentence."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlcipher3.dbapi2 as driver

from relmanager_desktop.cli import waiting
from relmanager_desktop.store import engines
from tests.cli.conftest import Terminal


@contextmanager
def held(terminal: Terminal, seconds: float) -> Iterator[None]:
    """Hold the portfolio's write lock, as another window that imports a long list does."""
    taken = threading.Event()

    def hold() -> None:
        other = driver.connect(str(terminal.portfolio), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        taken.set()
        time.sleep(seconds)
        other.execute("ROLLBACK")
        other.close()

    thread = threading.Thread(target=hold)
    thread.start()
    taken.wait()
    try:
        yield
    finally:
        thread.join()


def test_a_write_that_waits_says_so_and_is_done(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "SILENT_SECONDS", 0.1)
    with held(terminal, 0.6):
        terminal("add", "account", "name=Acme")
    assert terminal.code == 0
    assert terminal.err == "own.relm is being written by another window; waiting…\n"


def test_a_write_that_need_not_wait_says_nothing(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme")
    assert (terminal.code, terminal.err) == (0, "")


def test_a_write_that_waits_too_long_is_given_up_with_one_sentence_more(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "SILENT_SECONDS", 0.1)
    monkeypatch.setattr(engines, "BUSY_SECONDS", 0.3)
    with held(terminal, 1.5):
        terminal("add", "account", "name=Acme")
    assert (terminal.code, terminal.out, terminal.err.count("\n")) == (2, "", 2)
