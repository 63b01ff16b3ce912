"""Tests of making Qt's application where no window can open."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from relmanager_desktop import preflight


def started(**variables: str) -> subprocess.CompletedProcess[str]:
    """Start the window where only these displays are offered."""
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.run(
        [sys.executable, "-m", "relmanager_desktop", "--once"],
        check=False,
        capture_output=True,
        text=True,
        env=kept | variables,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_without_a_display_one_sentence_says_so(home: object) -> None:
    done = started()
    assert done.returncode == preflight.NO_WINDOW
    assert done.stderr.startswith("No window can open")
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_a_display_that_does_not_answer_is_named(home: object) -> None:
    done = started(DISPLAY=":4711")
    assert done.returncode == preflight.NO_WINDOW
    assert done.stderr.startswith("No window can open")
    assert "Traceback" not in done.stderr


def test_without_a_screen_nothing_is_said_of_each_window(home: object) -> None:
    done = started(QT_QPA_PLATFORM="offscreen")
    assert (done.returncode, done.stderr) == (0, "")
