"""Tests of the log: places in the code, and nothing of what the user typed."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from relmanager_desktop import logs, paths

NOW = datetime(2026, 11, 24, 10, 4, tzinfo=UTC)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path))
    return tmp_path


def error_about(what: str) -> ValueError:
    try:
        raise ValueError(what)
    except ValueError as error:
        return error


def test_an_error_is_noted_with_its_day_its_kind_and_its_place() -> None:
    log = logs.note(error_about("x"), NOW)
    assert log is not None
    written = log.read_text(encoding="utf-8")
    assert written.startswith("2026-11-24T10:04:00+00:00 RelManager")
    assert "ValueError" in written
    assert "test_logs.py" in written


def test_what_the_error_says_is_not_noted_for_it_may_name_a_person() -> None:
    log = logs.note(error_about("Priya Raman"), NOW)
    assert log is not None
    assert "Priya" not in log.read_text(encoding="utf-8")


def test_a_later_error_stands_below_the_earlier_one() -> None:
    for _ in range(2):
        log = logs.note(error_about("x"), NOW)
    assert log is not None
    assert log.read_text(encoding="utf-8").count("ValueError") == 2


def test_the_log_does_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setattr(logs, "MOST_BYTES", 500)
    for _ in range(40):
        logs.note(error_about("x"), NOW)
    kept = list((home / "log").iterdir())
    assert len(kept) == 1 + logs.OLDER_KEPT
    assert all(file.stat().st_size <= 500 for file in kept)


def test_a_log_that_cannot_be_written_is_no_second_accident(home: Path) -> None:
    (home / "log").write_text("a file where the folder should be", encoding="utf-8")
    assert logs.note(error_about("x"), NOW) is None
    logs.watch_faults()


def test_a_death_inside_a_library_leaves_its_place(home: Path) -> None:
    code = "from relmanager_desktop import logs; logs.watch_faults(); import os; os.abort()"
    subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    assert "Fatal Python error: Aborted" in (home / "log" / logs.FAULTS).read_text("utf-8")


def test_the_file_of_deaths_is_closed_at_the_end(home: Path) -> None:
    code = "from relmanager_desktop import logs; logs.watch_faults()"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-X", "dev", "-c", code], check=False, capture_output=True
    )
    assert (done.returncode, done.stderr) == (0, b"")
