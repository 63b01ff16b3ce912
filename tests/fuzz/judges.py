"""A damaged file put before the reader's process, and its answer judged by another process."""

from __future__ import annotations

import json
import os
import re
import resource
import select
import signal
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from relmanager_desktop.domain.cells import Sheet
from relmanager_desktop.exchange import reader_child
from relmanager_desktop.exchange.confinement import confine
from relmanager_desktop.exchange.note_texts import NOTES
from relmanager_desktop.exchange.reading_texts import REFUSALS
from relmanager_desktop.exchange.wire import (
    END,
    FACTS,
    NOTE,
    REFUSED,
    ROWS,
    SHEET,
    Sender,
    decode_rows,
    decode_sheet,
)
from tests.exchange.second_readers.differences import differences_of
from tests.exchange.second_readers.listed import LITERAL, listed_in

LONGEST_SECONDS = 30
_JUDGE_SECONDS = 20
# How POSIX says that a wall was hit; the product has a sentence for each.
_WALLS = (-signal.SIGABRT, -signal.SIGKILL, -signal.SIGXCPU)
# A fault of our own shows as the name of the exception; those of readers are told by them.
_OWN_FAULT = re.compile(
    r"(?!Calamine|Panic|Xml|Zip|Password)(\w+(Error|Exception|Warning)|error): "
)


@dataclass(frozen=True)
class Verdict:
    """What a reader made of a file: its ``fate``, what is wrong with that, and how long it took."""

    fate: str
    faults: tuple[str, ...]
    seconds: float


def verdict_on(path: Path) -> Verdict:
    """Read a file behind the product's walls and judge what came; needs ``os.fork``."""
    began = monotonic()
    answer, status = _in_child(lambda stream: _read(path, stream), 2 * LONGEST_SECONDS)
    seconds = monotonic() - began
    if status in _WALLS:
        return Verdict("wall", (), seconds)
    if status:
        return Verdict("died", (f"the reader died: {status}",), seconds)
    judged, status = _in_child(lambda stream: _judge(path, answer, stream), LONGEST_SECONDS)
    if not judged:
        return Verdict("unjudged", (), seconds)
    fate, *faults = json.loads(judged)
    return Verdict(fate, tuple(faults), seconds)


def _read(path: Path, stream: int) -> None:
    confine()
    with os.fdopen(stream, "wb") as pipe:
        reader_child._answer({"path": str(path)}, Sender(pipe))


def _judge(path: Path, answer: bytes, stream: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_JUDGE_SECONDS, _JUDGE_SECONDS))
    try:
        found = _faults_of(path, answer)
    except Exception:  # noqa: BLE001 - whatever the product cannot take is a finding
        found = ["broken", traceback.format_exc()]
    with os.fdopen(stream, "w") as pipe:
        json.dump(found, pipe)


def _faults_of(path: Path, answer: bytes) -> list[str]:
    """Return the fate of the file and what is wrong with the answer."""
    lines = answer.split(b"\n")[:-1]
    if not lines:
        return ["silent", "the reader said nothing"]
    if lines[-1][:1] == REFUSED:
        return _faults_of_refusal(json.loads(lines[-1][1:]))
    if lines[-1][:1] != END:
        return ["cut", "the answer has no end"]
    sheets, notes = _received(lines)
    facts = json.loads(next(line for line in lines if line[:1] == FACTS)[1:])
    with suppress(Exception):
        theirs = LITERAL[facts["format"]](path).sheets
        if [sheet.info.name for sheet in sheets] == [name for name, _ in theirs]:
            found = differences_of(sheets, theirs)
            return ["read", *map(str, found)] if len(found) > listed_in(notes) else ["read alike"]
    return ["read"]


def _faults_of_refusal(refusal: dict[str, object]) -> list[str]:
    code, values = str(refusal["code"]), refusal["values"]
    assert isinstance(values, dict)
    sentence = str(REFUSALS[code]({**values, "file": "list.xlsx"}))
    faults = [] if "{" not in sentence else [f"not filled: {sentence}"]
    reason = str(values.get("reason", ""))
    if _OWN_FAULT.match(reason):
        faults.append(f"our own fault: {reason}")
    return [f"refused: {code}", *faults]


def _received(lines: list[bytes]) -> tuple[list[Sheet], list[str]]:
    sheets: list[Sheet] = []
    notes = []
    for line in lines:
        if line[:1] == SHEET:
            sheets.append(Sheet(decode_sheet(line[1:])))
        elif line[:1] == ROWS:
            sheets[-1].rows.extend(decode_rows(line[1:]))
        elif line[:1] == NOTE:
            note = json.loads(line[1:])
            notes.append(str(NOTES[note["code"]](note["values"])))
    return sheets, notes


def _in_child(work: Callable[[int], None], seconds: float) -> tuple[bytes, int]:
    """Return what a forked child wrote and its status; it is killed when its time is over."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        _work_and_leave(work, ours, theirs)
    os.close(theirs)
    answer = _drained(ours, monotonic() + seconds)
    os.close(ours)
    with suppress(ProcessLookupError):
        if answer is None:
            os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return answer or b"", os.waitstatus_to_exitcode(status)


def _work_and_leave(work: Callable[[int], None], ours: int, theirs: int) -> None:
    os.close(ours)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        work(theirs)
    finally:
        os._exit(0)


def _drained(pipe: int, deadline: float) -> bytes | None:
    """Return all that comes through a pipe, None if it is not closed in time."""
    parts: list[bytes] = []
    while select.select([pipe], [], [], max(0, deadline - monotonic()))[0]:
        part = os.read(pipe, 1 << 20)
        if not part:
            return b"".join(parts)
        parts.append(part)
    return None
