"""A file from outside read safely: a child process with walls parses, rows come through a pipe."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from relmanager_desktop.domain.cells import CARDS, FileFacts, Sheet, SheetInfo
from relmanager_desktop.domain.mapping.places import country_of
from relmanager_desktop.domain.mapping.sides import has_gaps, sides_of
from relmanager_desktop.domain.workbooks import MANIFEST_SHEET
from relmanager_desktop.exchange.aliases import load_vocabulary
from relmanager_desktop.exchange.limits import seconds_for
from relmanager_desktop.exchange.note_texts import NOTES
from relmanager_desktop.exchange.reader_process import (
    ReaderProcess,
    ReadingCancelled,
    RefusedFile,
    Request,
)
from relmanager_desktop.exchange.wire import (
    END,
    FACTS,
    NOTE,
    ROWS,
    SHEET,
    Rows,
    decode_rows,
    decode_sheet,
)

__all__ = [
    "FileStream",
    "Reading",
    "ReadingCancelled",
    "RefusedFile",
    "Request",
    "SheetStream",
    "begun",
    "read_file",
    "stream_file",
]

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Reading:
    """A file with all its sheets in memory."""

    facts: FileFacts
    sheets: list[Sheet]


@dataclass
class SheetStream:
    """A sheet whose rows are still coming: iterate over batches of rows, at most 2,000 each."""

    info: SheetInfo
    _batches: Iterator[Rows]

    def __iter__(self) -> Iterator[Rows]:
        return self._batches


@dataclass
class FileStream:
    """A file that is being read: iterate over its sheets, and each over its batches, in order.

    ``facts`` gains its last notes when the last sheet is through. ``rows_expected`` is how many
    rows there are to come at most, 0 where only the reading will tell.
    """

    facts: FileFacts
    rows_expected: int
    _child: ReaderProcess = field(repr=False)

    def __iter__(self) -> Iterator[SheetStream]:
        line = self._next()
        while line is not None:
            if line[:1] != SHEET:
                raise RefusedFile("crashed", self.facts.path)
            following: list[bytes | None] = []
            batches = self._batches(following)
            yield SheetStream(decode_sheet(line[1:]), batches)
            # Whoever did not want the rest of a sheet still gets the next one.
            for _ in batches:
                pass
            line = following[0]

    def _batches(self, following: list[bytes | None]) -> Iterator[Rows]:
        while (line := self._next()) is not None and line[:1] == ROWS:
            yield decode_rows(line[1:])
        following.append(line)

    def _next(self) -> bytes | None:
        """Return the next line that is no note, None at the end."""
        while (line := self._child.next_line())[:1] == NOTE:
            self.add_note(line)
        return None if line[:1] == END else line

    def add_note(self, line: bytes) -> None:
        """Take a line of kind NOTE into the facts."""
        note = json.loads(line[1:])
        text = NOTES[note["code"]](note["values"])
        self.facts = replace(self.facts, notes=(*self.facts.notes, text))


@contextmanager
def stream_file(
    request: Request | Path,
    is_cancelled: Callable[[], bool] | None = None,
    meanwhile: Callable[[], object] | None = None,
) -> Iterator[FileStream]:
    """Open a file for reading as it comes, for lists too long to hold.

    ``with stream_file(path) as stream: for sheet in stream: for rows in sheet: …``

    ``meanwhile`` is done while the child, on another core, opens the file.

    Raises:
        RefusedFile: at the start or at any batch; what came before it is not to be used.
        ReadingCancelled: ``is_cancelled``, asked ten times a second, said so.
    """
    asked = request if isinstance(request, Request) else Request(request)
    with _child_for(asked, is_cancelled or (lambda: False)) as child:
        if meanwhile:
            meanwhile()
        early_notes = []
        while (line := child.next_line())[:1] == NOTE:
            early_notes.append(line)
        stream = _stream_of(asked.path, line, child)
        for note in early_notes:
            stream.add_note(note)
        yield stream


@contextmanager
def begun(request: Request) -> Iterator[Request]:
    """Begin to read a file while other things are made ready.

    Whoever reads by the request that this yields, and asks for just the same, finds it under way.
    """
    with ReaderProcess(request) as child:
        yield replace(request, begun=child)


@contextmanager
def _child_for(request: Request, is_cancelled: Callable[[], bool]) -> Iterator[ReaderProcess]:
    if request.begun is not None and request.begun.take(request, is_cancelled):
        yield request.begun
        return
    with ReaderProcess(request) as child:
        child.take(request, is_cancelled)
        yield child


def read_file(
    request: Request | Path,
    progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> Reading:
    """Read all of a file into memory; ``progress`` is told rows done and rows expected (0 unknown).

    Lists that stand side by side on one sheet come as a sheet each, unless it is our own workbook.

    Raises:
        RefusedFile: the file must not or cannot be read.
        ReadingCancelled: ``is_cancelled`` said so.
    """
    sheets = []
    done = 0
    with stream_file(request, is_cancelled, _load_words) as stream:
        for coming in stream:
            rows: Rows = []
            for batch in coming:
                rows += batch
                done += len(batch)
                if progress:
                    progress(done, max(done, stream.rows_expected))
            columns = max(map(len, rows), default=0)
            sheets.append(Sheet(replace(coming.info, rows=len(rows), columns=columns), rows))
        is_list_of_cards = stream.facts.format == CARDS
        return Reading(stream.facts, sheets if is_list_of_cards else _parted(sheets))


def _load_words() -> None:
    """Load what the understanding of any list needs: it takes as long as opening a small one."""
    load_vocabulary()
    country_of("")


def _parted(sheets: list[Sheet]) -> list[Sheet]:
    """Return the sheets of a file, of lists side by side one each; words are loaded for those."""
    if any(sheet.info.name == MANIFEST_SHEET for sheet in sheets):
        return sheets
    return [
        part
        for sheet in sheets
        for part in (sides_of(sheet, load_vocabulary()) if has_gaps(sheet.rows) else [sheet])
    ]


def _stream_of(path: Path, line: bytes, child: ReaderProcess) -> FileStream:
    if line[:1] != FACTS:
        raise RefusedFile("crashed", path)
    facts = json.loads(line[1:])
    child.grant(seconds_for(facts.pop("unpacked_bytes")))
    rows_expected = facts.pop("rows_expected")
    return FileStream(FileFacts(path, **facts), rows_expected, child)
