"""What a disk may hold after the power was cut in the middle of a deed.

The deed runs under strace, which tells every write. A state of the disk is a point in that record:
what was synced before it is there, of the rest some writes are lost, kept, torn at 512 bytes, or
written out of order; renames since the folder was last synced may not have happened. The model
trusts fsync, and takes a file's making for as durable as its bytes, as ext4, btrfs and NTFS do.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

SECTOR = 512
CALLS = (
    "openat,write,pwrite64,fsync,fdatasync,ftruncate,unlink,unlinkat,rename,renameat,renameat2,"
    "close,lseek,mkdir"
)
LOST, SOME, MOST = 1.0, 0.5, 0.1  # how likely a write that was not synced is lost
_LINE = re.compile(r"^(?:\d+\s+)?(\w+)\((.*)\)\s+=\s+(-?\d+)")
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
TELLS_DONE = b"DEED DONE\n"
DEED = """
import os, sys
from pathlib import Path
from tests.trials.deeds import DEEDS
deed = DEEDS[sys.argv[1]].prepare(Path(sys.argv[2]))
deed()
os.write(2, b"DEED DONE\\n")
"""


class Step(NamedTuple):
    """One call: what it does to which file (by the number of its making), or to which name."""

    what: str
    file: int = 0
    name: str = ""
    to: str = ""
    at: int = 0
    data: bytes = b""


class _Record:
    """Reads what strace wrote down, of the files in one folder."""

    def __init__(self, folder: Path) -> None:
        self.steps: list[Step] = []
        self._folder = os.fsencode(folder)
        self._open: dict[int, int] = {}  # descriptor → file, 0 for a folder
        self._places: dict[int, int] = {}
        self._files: dict[str, int] = {}
        self._made = 0

    def read(self, line: str) -> None:
        """Take in one line."""
        found = _LINE.match(line)
        if found is None or int(found[3]) < 0:
            return
        call, words, answer = found[1], found[2], int(found[3])
        texts = [bytes.fromhex(text.replace("\\x", "")) for text in _STRING.findall(words)]
        handle = getattr(self, f"_on_{call}", None)
        if handle is not None:
            handle(words, texts, answer)

    def _name(self, path: bytes) -> str | None:
        """Return a path within the folder, '' for one of its folders, None for others."""
        if path != self._folder and not path.startswith(self._folder + b"/"):
            return None
        return os.fsdecode(path[len(self._folder) + 1 :])

    def _on_openat(self, words: str, texts: list[bytes], answer: int) -> None:
        name = self._name(texts[0]) if texts else None
        self._open.pop(answer, None)
        if name is None:
            return
        if "O_DIRECTORY" in words or Path(os.fsdecode(texts[0])).is_dir():
            self._open[answer] = 0
            return
        if name not in self._files:
            self._made += 1
            self._files[name] = self._made
            self.steps.append(Step("make", self._made, name))
        self._open[answer], self._places[answer] = self._files[name], 0
        if "O_TRUNC" in words:
            self.steps.append(Step("cut", self._files[name]))

    def _on_close(self, words: str, _texts: list[bytes], _answer: int) -> None:
        self._open.pop(int(words), None)

    def _on_lseek(self, words: str, _texts: list[bytes], answer: int) -> None:
        self._places[int(words.split(",", maxsplit=1)[0])] = answer

    def _on_write(self, words: str, texts: list[bytes], answer: int) -> None:
        descriptor = int(words.split(",", maxsplit=1)[0])
        if TELLS_DONE in texts:
            self.steps.append(Step("done"))
        elif file := self._open.get(descriptor):
            at = self._places[descriptor]
            self._places[descriptor] = at + answer
            self.steps.append(Step("write", file, at=at, data=texts[0][:answer]))

    def _on_pwrite64(self, words: str, texts: list[bytes], answer: int) -> None:
        if file := self._open.get(int(words.split(",", maxsplit=1)[0])):
            at = int(words.rsplit(",", 1)[1])
            self.steps.append(Step("write", file, at=at, data=texts[0][:answer]))

    def _on_fsync(self, words: str, _texts: list[bytes], _answer: int) -> None:
        file = self._open.get(int(words))
        if file is not None:
            self.steps.append(Step("sync", file) if file else Step("sync folder"))

    _on_fdatasync = _on_fsync

    def _on_ftruncate(self, words: str, _texts: list[bytes], _answer: int) -> None:
        descriptor, size = words.split(",")
        if file := self._open.get(int(descriptor)):
            self.steps.append(Step("cut", file, at=int(size)))

    def _on_unlink(self, _words: str, texts: list[bytes], _answer: int) -> None:
        name = self._name(texts[0])
        if name and self._files.pop(name, None):
            self.steps.append(Step("unlink", name=name))

    _on_unlinkat = _on_unlink

    def _on_rename(self, _words: str, texts: list[bytes], _answer: int) -> None:
        name, to = self._name(texts[0]), self._name(texts[1])
        if name and to and name in self._files:
            self._files[to] = self._files.pop(name)
            self.steps.append(Step("rename", name=name, to=to))

    _on_renameat = _on_renameat2 = _on_rename


def record(deed: str, folder: Path, log: Path) -> list[Step]:
    """Do a deed under strace; return what it did to the files of its folder."""
    watched = ["-f", "-qq", "-xx", "-s", "4000000", "-e", f"trace={CALLS}", "-o", str(log)]
    words = [sys.executable, "-c", DEED, deed, str(folder)]
    known = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    usual = {name: value for name, value in os.environ.items() if "COVERAGE" not in name}
    subprocess.run(
        [str(shutil.which("strace")), *watched, *words], check=True, capture_output=True, env=usual
    )
    reading = _Record(folder)
    for line in _whole_lines(log):
        reading.read(line)
    assert known, "a deed begins with something"
    return reading.steps


def _whole_lines(log: Path) -> Iterator[str]:
    """Yield the calls of a log; one that another thread interrupted is put together again."""
    begun: dict[str, str] = {}
    with log.open(errors="replace") as lines:
        for line in lines:
            thread, _, call = line.rstrip("\n").partition(" ")
            call = call.lstrip()
            if call.endswith("<unfinished ...>"):
                begun[thread] = call.removesuffix("<unfinished ...>").rstrip()
            elif call.startswith("<... "):
                yield begun.pop(thread, "") + call.partition("resumed>")[2]
            else:
                yield call


class Disk:
    """What is on a disk when the power is cut after some steps; ``write_to`` lays it out."""

    def __init__(self, begun: Path, steps: list[Step], chance: random.Random) -> None:
        self.is_done = any(step.what == "done" for step in steps)
        self._begun = begun
        self._chance = chance
        self._risk = chance.choice((LOST, SOME, SOME, MOST))
        self._bytes: dict[int, bytearray] = {}
        self._synced = {step.file: n for n, step in enumerate(steps) if step.what == "sync"}
        kept = self._kept_names(steps)
        self._names: dict[str, int | None] = {
            str(path.relative_to(begun)): None for path in begun.rglob("*") if path.is_file()
        }
        for number, step in enumerate(steps):
            self._take(number, step, is_named=number in kept)

    def write_to(self, folder: Path) -> None:
        """Lay out what is left; shared memory does not outlive the machine."""
        shutil.rmtree(folder, ignore_errors=True)
        for name in self._names:
            if name.endswith("-shm"):
                continue
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(self._held(name))

    def _held(self, name: str) -> bytes:
        """Return what a file holds: what it held before the deed, or what the deed wrote."""
        if name not in self._names:
            return b""
        file = self._names[name]
        return (self._begun / name).read_bytes() if file is None else bytes(self._bytes[file])

    def _kept_names(self, steps: list[Step]) -> set[int]:
        """Return the steps on names that are durable: those before a sync, and some after."""
        synced = max((n for n, step in enumerate(steps) if step.what == "sync folder"), default=-1)
        names = [n for n, s in enumerate(steps) if s.what in {"make", "unlink", "rename"}]
        later = [number for number in names if number > synced]
        some = later[: self._chance.randint(0, len(later))]
        made = [
            n for n in later if steps[n].what == "make" and self._synced.get(steps[n].file, -1) > n
        ]
        return {number for number in names if number <= synced} | set(some) | set(made)

    def _take(self, number: int, step: Step, *, is_named: bool) -> None:
        if step.what == "make":
            self._bytes[step.file] = bytearray(self._held(step.name))
            if is_named or step.name in self._names:
                self._names[step.name] = step.file
        elif step.what == "unlink" and is_named:
            self._names.pop(step.name, None)
        elif step.what == "rename" and is_named and step.name in self._names:
            self._names[step.to] = self._names.pop(step.name)
        elif step.what in {"write", "cut"}:
            self._change(step, is_durable=self._synced.get(step.file, -1) > number)

    def _change(self, step: Step, *, is_durable: bool) -> None:
        data: Any = step.data
        if not is_durable:
            if self._chance.random() < self._risk:
                return
            if len(data) > SECTOR and self._chance.random() < 0.2:
                data = data[: SECTOR * self._chance.randint(0, len(data) // SECTOR)]
        held = self._bytes[step.file]
        if len(held) < step.at:
            held.extend(bytes(step.at - len(held)))
        if step.what == "cut":
            del held[step.at :]
        else:
            held[step.at : step.at + len(data)] = data
