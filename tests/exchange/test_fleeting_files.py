"""Files that are no files, and files that change, shrink or go away while they are being read."""

from __future__ import annotations

import errno
import io
import os
import shutil
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from relmanager_desktop.exchange import reader_child
from relmanager_desktop.exchange.contents import Content
from relmanager_desktop.exchange.limits import Refusal
from relmanager_desktop.exchange.readings import RefusedFile, read_file
from relmanager_desktop.exchange.sniffing import Sniffed, sniff
from relmanager_desktop.exchange.wire import Sender

LISTS = Path(__file__).parents[1] / "data" / "lists"
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has none of them")
Change = Callable[[Path], object]


def refusal_of(path: Path) -> str:
    with pytest.raises(RefusedFile) as refused:
        read_file(path)
    assert str(refused.value).startswith(path.name)
    return refused.value.code


@posix_only
def test_a_pipe_is_refused_without_waiting_for_its_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert refusal_of(tmp_path / "pipe.csv") == "no_file"


@posix_only
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/random"])
def test_a_device_is_refused_and_not_read_for_ever(tmp_path: Path, device: str) -> None:
    (tmp_path / "list.csv").symlink_to(device)
    assert refusal_of(tmp_path / "list.csv") == "no_file"


@posix_only
def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind("door.csv")
        assert refusal_of(tmp_path / "door.csv") == "no_file"


@posix_only
def test_a_link_that_leads_nowhere_or_in_a_circle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "nowhere.csv").symlink_to(tmp_path / "gone.csv")
    (tmp_path / "circle.csv").symlink_to(tmp_path / "circle.csv")
    assert refusal_of(tmp_path / "nowhere.csv") == "missing"
    assert refusal_of(tmp_path / "circle.csv") == "unreadable_disk"


@posix_only
def test_a_link_to_a_list_is_the_list(tmp_path: Path) -> None:
    (tmp_path / "list.csv").symlink_to(LISTS / "kunden.csv")
    assert read_file(tmp_path / "list.csv").sheets[0].rows


@posix_only
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = Path(shutil.copyfile(LISTS / "kunden.csv", tmp_path / "kunden.csv"))
    path.chmod(0)
    assert refusal_of(path) == "not_allowed"


def shrink(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def grow(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"\nZoe,Ulm")


def replace(path: Path) -> None:
    other = path.with_name("other")
    shutil.copyfile(path, other)
    other.replace(path)


@pytest.mark.parametrize("name", ["customers.xlsx", "kunden.csv", "errors.ods"])
@pytest.mark.parametrize(
    ("change", "code"),
    [(shrink, "changed"), (grow, "changed"), (replace, "changed"), (Path.unlink, "missing")],
)
def test_a_file_that_changes_while_it_is_read_is_no_half_of_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, change: Change, code: str
) -> None:
    path = Path(shutil.copyfile(LISTS / name, tmp_path / name))

    def sniff_and_change(content: Content) -> Sniffed:
        sniffed = sniff(content)
        change(content.path)
        return sniffed

    monkeypatch.setattr("relmanager_desktop.exchange.reader_child.sniff", sniff_and_change)
    assert answer_to(path) == code


@pytest.mark.parametrize("name", ["customers.xlsx", "kunden.csv", "errors.ods"])
@pytest.mark.parametrize("error", [errno.EIO, errno.ESTALE, errno.ENXIO, errno.ETIMEDOUT])
@pytest.mark.parametrize("reads", [0, 1, 2, 3])
def test_a_drive_that_goes_away_is_no_damage_of_the_file(
    monkeypatch: pytest.MonkeyPatch, name: str, error: int, reads: int
) -> None:
    left = [reads]

    class Failing(io.FileIO):
        def __init__(self, file: Any, mode: str = "r") -> None:
            super().__init__(file, mode.replace("b", ""))

        def readinto(self, buffer: Any, /) -> Any:
            return failing(lambda: io.FileIO.readinto(self, buffer))

        def readall(self) -> Any:
            return failing(lambda: io.FileIO.readall(self))

        def read(self, size: int | None = -1, /) -> Any:
            return failing(lambda: io.FileIO.read(self, -1 if size is None else size))

    def failing(read: Callable[[], Any]) -> Any:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(error, os.strerror(error))
        return read()

    monkeypatch.setattr(io, "open", lambda file, mode="r", *_, **__: Failing(file, mode))
    monkeypatch.setattr("builtins.open", lambda file, mode="r", *_, **__: Failing(file, mode))
    assert answer_to(LISTS / name) == "unreadable_disk"


def answer_to(path: Path) -> str:
    """Return the code of the refusal that the reader's process would answer."""
    refused: list[Refusal] = []

    class Listening(Sender):
        def refused(self, refusal: Refusal) -> None:
            refused.append(refusal)

    reader_child._answer({"path": str(path)}, Listening(io.BytesIO()))
    (refusal,) = refused
    return refusal.code
