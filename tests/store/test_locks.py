"""One window for each portfolio, and no lock that outlives its window."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from relmanager_desktop.store.database import Database
from relmanager_desktop.store.locks import AlreadyOpenError, Holder, WindowLock

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
HOLD = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from relmanager_desktop.store.locks import WindowLock
lock = WindowLock(Path(sys.argv[1]))
lock.acquire(datetime(2026, 11, 24, 9, 30, tzinfo=UTC))
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def other_window(tmp_path: Path) -> subprocess.Popen[bytes]:
    """Another process that shows the portfolio."""
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path / "p.relm")], stdout=subprocess.PIPE
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"held\n"
    return child


def end(child: subprocess.Popen[bytes]) -> None:
    child.send_signal(signal.SIGKILL)
    child.wait()
    assert child.stdout is not None
    child.stdout.close()


def test_a_link_leads_to_the_same_lock(
    tmp_path: Path, other_window: subprocess.Popen[bytes]
) -> None:
    (tmp_path / "p.relm").touch()
    link = tmp_path / "elsewhere" / "link.relm"
    link.parent.mkdir()
    try:
        link.symlink_to(tmp_path / "p.relm")
    except OSError:
        pytest.skip("this account may not make links")
    with pytest.raises(AlreadyOpenError, match=r"link\.relm is open in another window"):
        WindowLock(link).acquire(NOW)
    end(other_window)


def test_a_second_window_is_told_whose_the_first_is(
    tmp_path: Path, other_window: subprocess.Popen[bytes]
) -> None:
    lock = WindowLock(tmp_path / "p.relm")
    with pytest.raises(
        AlreadyOpenError, match=r"p\.relm is open in another window by .*2026-11-24"
    ):
        lock.acquire(NOW)
    assert lock.holder().process == other_window.pid
    end(other_window)


def test_a_killed_window_holds_nothing(
    tmp_path: Path, other_window: subprocess.Popen[bytes]
) -> None:
    end(other_window)
    lock = WindowLock(tmp_path / "p.relm")
    lock.acquire(NOW)
    assert lock.holder().process == os.getpid()
    lock.release()


def test_a_closed_window_holds_nothing(tmp_path: Path) -> None:
    first, second = WindowLock(tmp_path / "p.relm"), WindowLock(tmp_path / "p.relm")
    first.acquire(NOW)
    with pytest.raises(AlreadyOpenError):
        second.acquire(NOW)
    first.release()
    assert second.holder() == Holder()
    second.acquire(NOW)
    second.release()


def test_releasing_what_is_not_held_costs_the_holder_nothing(tmp_path: Path) -> None:
    first, second = WindowLock(tmp_path / "p.relm"), WindowLock(tmp_path / "p.relm")
    first.acquire(NOW)
    second.release()
    assert first.holder().process == os.getpid()
    first.release()


def test_two_portfolios_in_a_folder_are_two(tmp_path: Path) -> None:
    locks = [WindowLock(tmp_path / name) for name in ("a.relm", "b.relm")]
    for lock in locks:
        lock.acquire(NOW)
    for lock in locks:
        lock.release()


def test_a_spoilt_note_is_no_trouble(tmp_path: Path) -> None:
    lock, second = WindowLock(tmp_path / "p.relm"), WindowLock(tmp_path / "p.relm")
    lock.acquire(NOW)
    (tmp_path / ".p.relm.window").write_text('{"unknown": 1}')
    with pytest.raises(AlreadyOpenError, match=r"in another window\. Go on there"):
        second.acquire(NOW)
    lock.release()


def test_the_terminal_writes_meanwhile(database: Database) -> None:
    assert database.path is not None
    lock = WindowLock(database.path)
    lock.acquire(NOW)
    terminal = Database(database.url)
    with terminal.write("From the terminal"):
        pass
    terminal.close()
    lock.release()


def test_the_sentence_goes_through_a_pipe() -> None:
    error = pickle.loads(pickle.dumps(AlreadyOpenError("It is open.", Holder("a", "b"))))  # noqa: S301 - our own
    assert str(error) == "It is open."
