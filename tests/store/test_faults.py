"""Faults: what SQLite cannot tell apart is told apart here."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from relmanager_desktop.store.faults import DiskError, DiskFullError, fault_of

resource = pytest.importorskip("resource")
NO_ANSWER = OSError("disk I/O error")


@pytest.fixture
def limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place where no file may be larger than a hundred thousand bytes."""
    monkeypatch.setattr(resource, "getrlimit", lambda _: (100_000, 100_000))
    return tmp_path / "North.relm"


@pytest.mark.parametrize("suffix", ["", "-wal"])
def test_a_file_that_may_not_grow_is_no_broken_disk(limited: Path, suffix: str) -> None:
    Path(f"{limited}{suffix}").write_bytes(bytes(99_000))
    fault = fault_of(NO_ANSWER, limited)
    assert isinstance(fault, DiskFullError)
    assert "North.relm may not grow further" in str(fault)


def test_a_disk_that_does_not_answer_is_said_where_there_is_room(limited: Path) -> None:
    limited.write_bytes(bytes(10_000))
    assert isinstance(fault_of(NO_ANSWER, limited), DiskError)


def test_a_disk_without_room_is_told_from_one_that_does_not_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = SimpleNamespace(total=1_000_000, used=1_000_000, free=0)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    fault = fault_of(NO_ANSWER, tmp_path / "North.relm")
    assert isinstance(fault, DiskFullError)
    assert "is full" in str(fault)


def test_the_log_of_what_cannot_be_written_goes_along_with_it(tmp_path: Path) -> None:
    place = tmp_path / "North.relm"
    Path(f"{place}-wal").write_bytes(b"what was done last")
    fault = fault_of(OSError("unable to open database file"), place)
    assert "together with North.relm-wal" in str(fault)
