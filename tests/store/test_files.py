"""Whatever fails while a file is written: the old one is whole, and one sentence says why."""

from __future__ import annotations

import errno
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from relmanager_desktop.store import backups, files
from relmanager_desktop.store.files import WriteError, atomic_write, free_name, sweep

OLD, NEW = b"old\n" * 1000, b"new\n" * 2000


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "folder"
    folder.mkdir()
    place = folder / "list.xlsx"
    place.write_bytes(OLD)
    return place


def write_new(part: Path) -> None:
    part.write_bytes(NEW)


def failing(number: int) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def left_over(target: Path) -> list[str]:
    return [path.name for path in target.parent.iterdir() if path != target]


def test_a_new_file_appears(tmp_path: Path) -> None:
    assert atomic_write(tmp_path / "a.txt", write_new).read_bytes() == NEW


def test_an_old_file_is_replaced_whole(target: Path) -> None:
    atomic_write(target, write_new)
    assert target.read_bytes() == NEW
    assert left_over(target) == []


def test_the_old_file_keeps_its_rights(target: Path) -> None:
    target.chmod(0o640)
    atomic_write(target, write_new)
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_new_file_gets_the_rights_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "any").touch()
    atomic_write(tmp_path / "new", write_new)
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "any").stat().st_mode


def test_a_link_goes_on_pointing_where_it_points(target: Path) -> None:
    link = target.with_name("link.xlsx")
    link.symlink_to(target)
    atomic_write(link, write_new)
    assert link.is_symlink()
    assert target.read_bytes() == NEW


def test_a_very_long_name_is_no_trouble(tmp_path: Path) -> None:
    assert atomic_write(tmp_path / f"{'ü' * 120}.xlsx", write_new).exists()


def test_what_does_not_check_out_is_not_kept(target: Path) -> None:
    def refuse(part: Path) -> None:
        assert part.read_bytes() == NEW
        raise ValueError("not good")

    with pytest.raises(ValueError, match="not good"):
        atomic_write(target, write_new, verify=refuse)
    assert target.read_bytes() == OLD
    assert left_over(target) == []


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "The disk is full: list.xlsx was not written."),
        (errno.EDQUOT, "The disk is full: list.xlsx was not written."),
        (errno.EIO, "list.xlsx was not written: Input/output error."),
        (errno.EACCES, "folder cannot be written. Choose another folder for list.xlsx."),
        (errno.EROFS, "folder cannot be written. Choose another folder for list.xlsx."),
    ],
)
@pytest.mark.parametrize("call", ["write", "sync_file", "replace"])
def test_a_failing_call_costs_nothing_and_is_said(
    target: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, said: str
) -> None:
    write = write_new
    if call == "write":
        write = failing(number)
    elif call == "replace":
        monkeypatch.setattr(Path, "replace", failing(number))
    else:
        monkeypatch.setattr(files, call, failing(number))
    with pytest.raises(WriteError) as caught:
        atomic_write(target, write, patience_seconds=0)
    assert said in str(caught.value)
    assert caught.value.errno == number
    assert target.read_bytes() == OLD
    assert left_over(target) == []


def test_it_works_again_without_a_restart(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(files, "sync_file", failing(errno.ENOSPC))
        with pytest.raises(WriteError):
            atomic_write(target, write_new)
    assert atomic_write(target, write_new).read_bytes() == NEW


def refusing(times: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Let the first renames fail as they do while a virus scanner holds the file."""
    real, tries = Path.replace, iter(range(times))

    def replace(self: Path, target: Path) -> Path:
        if target.name == "list.xlsx" and next(tries, None) is not None:
            raise PermissionError(errno.EACCES, "held")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(time, "sleep", lambda _: None)
    return tries


def test_a_scanner_that_holds_the_file_for_a_moment_is_waited_for(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusing(3, monkeypatch)
    assert atomic_write(target, write_new) == target
    assert target.read_bytes() == NEW


def test_a_file_that_stays_held_is_written_beside(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusing(10_000, monkeypatch)
    placed = atomic_write(target, write_new, patience_seconds=0.01)
    assert placed.name == "list (2).xlsx"
    assert (placed.read_bytes(), target.read_bytes()) == (NEW, OLD)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"The folder .* is not there"):
        atomic_write(tmp_path / "gone" / "a.txt", write_new)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_said(target: Path) -> None:
    target.parent.chmod(0o500)
    with pytest.raises(WriteError, match="cannot be written"):
        atomic_write(target, write_new)
    target.parent.chmod(0o700)


def test_a_share_that_cannot_sync_a_folder_is_no_fault(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def fsync(descriptor: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{descriptor}"):  # noqa: PTH112 - a descriptor
            raise OSError(errno.EINVAL, "not here")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    assert atomic_write(target, write_new).read_bytes() == NEW


def test_a_write_error_says_its_sentence_and_nothing_else() -> None:
    error = WriteError("The disk is full.", errno.ENOSPC)
    assert (str(error), isinstance(error, OSError)) == ("The disk is full.", True)


def test_a_write_error_goes_through_a_pipe() -> None:
    error = pickle.loads(pickle.dumps(WriteError("The disk is full.", 28)))  # noqa: S301 - our own
    assert str(error) == "The disk is full."


def test_there_is_one_write_error() -> None:
    assert backups.WriteError is WriteError


def test_old_leftovers_are_swept_and_young_ones_stay(tmp_path: Path) -> None:
    for name in (".old-1.part", ".young-2.part", "mine.part"):
        (tmp_path / name).touch()
    day_ago = time.time() - 90_000
    os.utime(tmp_path / ".old-1.part", (day_ago, day_ago))
    assert sweep(tmp_path) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == [".young-2.part", "mine.part"]


def test_what_a_kill_left_a_day_ago_goes_with_the_next_write(tmp_path: Path) -> None:
    left = tmp_path / ".out-0123abcd.part"
    left.touch()
    os.utime(left, (1, 1))
    atomic_write(tmp_path / "out.xlsx", lambda part: part.touch())
    assert not left.exists()


def test_free_names_count_on(tmp_path: Path) -> None:
    (tmp_path / "a (2).txt").touch()
    assert free_name(tmp_path / "a.txt").name == "a (3).txt"


KILLED = """
import sys
from pathlib import Path
from relmanager_desktop.store.files import atomic_write

def write(part):
    with part.open("wb") as stream:
        for _ in range(2000):
            stream.write(b"new\\n")
            stream.flush()

print("ready", flush=True)
while True:
    atomic_write(Path(sys.argv[1]), write)
"""


def test_a_kill_leaves_the_old_or_the_new_file(target: Path) -> None:
    for trial in range(10):
        target.write_bytes(OLD)
        child = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(target)], stdout=subprocess.PIPE
        )
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(0.003 * trial)
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        assert target.read_bytes() in {OLD, NEW}
