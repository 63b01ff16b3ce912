"""The process that opens a stranger's file: no window, no portfolio, and walls all round.

Started by ``readings`` as ``python -m relmanager_desktop.exchange.reader_child``. It takes one line
of JSON on standard input, behind it the bytes of a list that lies on no disk, and answers on
standard output as ``wire`` says. Keep its imports light: it must start in a tenth of a second.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from relmanager_desktop.exchange.confinement import allow, confine
from relmanager_desktop.exchange.contents import Content
from relmanager_desktop.exchange.limits import Refusal
from relmanager_desktop.exchange.sniffing import HEAD_BYTES, Sniffed, sniff, text_kind
from relmanager_desktop.exchange.unlocking import is_locked, unlock
from relmanager_desktop.exchange.wire import Sender
from relmanager_desktop.exchange.zips import Package

# Names of OLE streams, which are stored as UTF-16.
_WORKBOOK_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_FOREIGN_STREAMS = (
    ("WordDocument".encode("utf-16-le"), "document"),
    ("PowerPoint Document".encode("utf-16-le"), "document"),
    ("__substg1.0_".encode("utf-16-le"), "message"),
)
_TEXT_ENDINGS = (".csv", ".tsv", ".txt", ".tab")
CARD_ENDING = ".vcf"
# A megabyte of cards or of a page may cost as much time as this many of a sheet's XML.
_EFFORT = 30
_WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods")


def main() -> None:
    """Read the file that the request names and leave without a look back."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    request = take_request(sys.stdin.buffer)
    stream = _take_standard_output()
    confine()
    sender = Sender(stream)
    try:
        _answer(request, sender)
        stream.flush()
    except (BrokenPipeError, ConnectionError):
        pass
    # Nothing is worth tidying: the memory of a large workbook takes a second to free.
    os._exit(0)


def take_request(stream: BinaryIO) -> dict[str, Any]:
    """Return what is asked for; bytes that lie on no disk follow behind the line."""
    request: dict[str, Any] = json.loads(stream.readline())
    size = request.pop("content_bytes", None)
    request["content"] = None if size is None else stream.read(size)
    return request


def _take_standard_output() -> BinaryIO:
    """Return standard output as ours alone, so that nothing a library prints gets into it."""
    ours = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return ours


def _answer(request: dict[str, Any], sender: Sender) -> None:
    try:
        read(request, sender)
        sender.end()
    except Refusal as refusal:
        sender.refused(refusal)
    except (BrokenPipeError, ConnectionError):
        raise
    except MemoryError:
        sender.refused(Refusal("too_much_memory"))
    except OSError as error:
        sender.refused(_as_refusal(error))
    # Panics of Rust are BaseExceptions; whatever comes, the person gets a sentence.
    except BaseException as error:  # noqa: BLE001 - told to the parent
        sender.refused(Refusal("unreadable", reason=f"{type(error).__name__}: {error}"[:200]))


def read(request: dict[str, Any], sender: Sender) -> None:
    """Send the file's facts, sheets, rows and notes; raise Refusal where it must not be read."""
    content = Content(Path(request["path"]), request.get("content"))
    before = content.stamp
    try:
        _read(content, request, sender)
    except Refusal as refusal:
        if content.stamp != before:
            raise Refusal("changed") from refusal
        raise
    # It is opened more than once: a list half of the old file and half of the new is none.
    if content.stamp != before:
        raise Refusal("changed")


def _read(content: Content, request: dict[str, Any], sender: Sender) -> None:
    sniffed = sniff(content)
    if sniffed.kind == "ole":
        raw = content.read_bytes()
        if is_locked(raw):
            content = Content(content.path, unlock(raw, request.get("password")))
            sniffed = replace(sniffed, kind=sniff(content).kind)
        else:
            _refuse_foreign_ole(raw)
    _READERS[sniffed.kind](content, sniffed, request, sender)


def _read_zip(content: Content, sniffed: Sniffed, request: dict[str, Any], sender: Sender) -> None:
    ending = content.path.suffix.lower()
    with Package(content.file) as package:
        found = package.format()
        if package.is_locked:
            raise Refusal("locked_document")
        if found is None and ending in _WORKBOOK_ENDINGS:
            raise Refusal("damaged")
        if found is None:
            _read_zipped(package, sniffed, request, sender)
            return
        has_macros = any(name.endswith("vbaproject.bin") for name in package.names())
        is_xlsm = found == "xlsx" and (has_macros or ending in (".xlsm", ".xltm"))
        _read_workbook(content, sniffed, package, "xlsm" if is_xlsm else found, request, sender)
        for part in package.damaged_extras[:1]:
            sender.note("damaged_extras", n=len(package.damaged_extras), part=part)


def _read_ole(content: Content, sniffed: Sniffed, request: dict[str, Any], sender: Sender) -> None:
    _read_workbook(content, sniffed, None, "xls", request, sender)


def _read_workbook(
    content: Content,
    sniffed: Sniffed,
    package: Package | None,
    found: str,
    request: dict[str, Any],
    sender: Sender,
) -> None:
    # 10 ms of import that a text file does not need.
    from relmanager_desktop.exchange.left_outs import left_outs_of  # noqa: PLC0415 - the same
    from relmanager_desktop.exchange.xlsx_read import WorkbookReader  # noqa: PLC0415 - slow to load

    reader = WorkbookReader(content, found, package, request.get("sheets"))
    reader.prepare()
    unpacked = package.unpacked_bytes if package else content.size * 4
    allow(unpacked)
    _send_facts(sender, sniffed, found, reader.rows_expected, unpacked)
    reader.send(sender)
    if reader.live_formulas:
        sender.note("live_formulas", n=reader.live_formulas)
    for code in left_outs_of(content, package):
        sender.note(code)


def _read_zipped(
    package: Package, sniffed: Sniffed, request: dict[str, Any], sender: Sender
) -> None:
    """Read a zip that holds one text file as that file, and one of cards as all of them."""
    members = [
        part.filename
        for part in package.parts
        if not part.is_dir() and not part.filename.startswith("__MACOSX/")
    ]
    are_cards = bool(members) and all(name.lower().endswith(CARD_ENDING) for name in members)
    if len(members) != 1 and not are_cards:
        raise Refusal("zip_of_many", n=len(members))
    name = Path(members[0])
    if name.suffix.lower() not in (*_TEXT_ENDINGS, CARD_ENDING):
        raise Refusal("zip_of_other", member=name.name)
    raw = b"\n".join(package.read_all(members))
    kind = text_kind(raw[:HEAD_BYTES])
    if len(members) > 1:
        sender.note("zip_members", n=len(members))
        name = Path(request["path"])
    else:
        sender.note("zip_member", member=name.name)
    _READERS[kind](Content(name, raw), sniffed, request, sender)


def _read_text(content: Content, sniffed: Sniffed, request: dict[str, Any], sender: Sender) -> None:
    # A text file needs nothing of what reads workbooks, and the other way round.
    from relmanager_desktop.exchange.csv_read import TextReader  # noqa: PLC0415 - slow to load

    if content.path.suffix.lower() in _WORKBOOK_ENDINGS:
        sender.note("text_named", ending=content.path.suffix)
    raw = content.read_bytes()
    allow(len(raw))
    name = content.path.stem
    reader = TextReader(raw, name, request.get("encoding"), request.get("delimiter"))
    dialect = {"encoding": reader.decoded.encoding, "delimiter": reader.dialect.delimiter}
    found = "tsv" if reader.dialect.delimiter == "\t" else "csv"
    _send_facts(sender, sniffed, found, reader.rows_expected, len(raw), **dialect)
    reader.send(sender)


def _read_cards(
    content: Content, sniffed: Sniffed, request: dict[str, Any], sender: Sender
) -> None:
    from relmanager_desktop.exchange.vcard_read import CardReader  # noqa: PLC0415 - slow to load

    raw = content.read_bytes()
    effort = len(raw) * _EFFORT
    allow(effort)
    reader = CardReader(raw, content.path.stem, request.get("encoding"))
    _send_facts(sender, sniffed, "vcf", reader.rows_expected, effort)
    reader.send(sender)


def _read_page(content: Content, sniffed: Sniffed, _: dict[str, Any], sender: Sender) -> None:
    from relmanager_desktop.exchange.html_tables import send_table  # noqa: PLC0415 - slow to load

    raw = content.read_bytes()
    effort = len(raw) * _EFFORT
    allow(effort)
    _send_facts(sender, sniffed, "tsv", 0, effort)
    send_table(raw.decode("utf-8", "replace"), content.path.stem, sender)


def _send_facts(
    sender: Sender, sniffed: Sniffed, found: str, rows: int, unpacked: int, **dialect: str
) -> None:
    sender.facts(
        sha256=sniffed.sha256,
        size=sniffed.size,
        format=found,
        rows_expected=rows,
        unpacked_bytes=unpacked,
        **dialect,
    )


def _refuse_foreign_ole(raw: bytes) -> None:
    if any(name in raw for name in _WORKBOOK_STREAMS):
        return
    for name, code in _FOREIGN_STREAMS:
        if name in raw:
            raise Refusal(code)


def _as_refusal(error: OSError) -> Refusal:
    if isinstance(error, FileNotFoundError):
        return Refusal("missing")
    if isinstance(error, IsADirectoryError):
        return Refusal("folder")
    if isinstance(error, PermissionError):
        return Refusal("not_allowed")
    return Refusal("unreadable_disk", reason=str(error.strerror or error))


_READERS: dict[str, Callable[[Content, Sniffed, dict[str, Any], Sender], None]] = {
    "zip": _read_zip,
    "ole": _read_ole,
    "text": _read_text,
    "vcard": _read_cards,
    "page": _read_page,
}


if __name__ == "__main__":
    main()
