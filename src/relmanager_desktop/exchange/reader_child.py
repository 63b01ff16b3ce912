"""The process that opens a stranger's file: no window, no portfolio, and walls all round.

Started by ``readings`` as ``python -m relmanager_desktop.exchange.reader_child``. It takes one line
of JSON on standard input and answers on standard output as ``wire`` says. Keep its imports light:
it must start in a tenth of a second.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any, BinaryIO

from relmanager_desktop.exchange.confinement import allow, confine
from relmanager_desktop.exchange.limits import Refusal
from relmanager_desktop.exchange.sniffing import HEAD_BYTES, Sniffed, refuse_foreign_text, sniff
from relmanager_desktop.exchange.wire import Sender
from relmanager_desktop.exchange.zips import Package

# Names of OLE streams, which are stored as UTF-16.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_FOREIGN_STREAMS = (
    ("WordDocument".encode("utf-16-le"), "document"),
    ("PowerPoint Document".encode("utf-16-le"), "document"),
    ("__substg1.0_".encode("utf-16-le"), "message"),
)
# A BIFF8 stream begins with BOF; FILEPASS right behind it says that the rest is encrypted.
_BOF, _BOF_BYTES, _FILEPASS = b"\x09\x08\x10\x00", 16, b"\x2f\x00"
_TEXT_ENDINGS = (".csv", ".tsv", ".txt", ".tab")
_WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods")


def main() -> None:
    """Read the file that the request names and leave without a look back."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    request = json.loads(sys.stdin.buffer.readline())
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
    path = Path(request["path"])
    before = _stamp_of(path)
    try:
        _read(path, request, sender)
    except Refusal as refusal:
        if _stamp_of(path) != before:
            raise Refusal("changed") from refusal
        raise
    # It is opened more than once: a list half of the old file and half of the new is none.
    if _stamp_of(path) != before:
        raise Refusal("changed")


def _stamp_of(path: Path) -> tuple[int, int, int]:
    status = path.stat()
    return status.st_ino, status.st_size, status.st_mtime_ns


def _read(path: Path, request: dict[str, Any], sender: Sender) -> None:
    sniffed = sniff(path)
    if sniffed.kind == "zip":
        _read_zip(path, sniffed, request, sender)
    elif sniffed.kind == "ole":
        _refuse_foreign_ole(path)
        _read_workbook(sniffed, None, "xls", request, sender)
    else:
        if path.suffix.lower() in _WORKBOOK_ENDINGS:
            sender.note("text_named", ending=path.suffix)
        _read_text(path.read_bytes(), path.stem, sniffed, request, sender)


def _read_zip(path: Path, sniffed: Sniffed, request: dict[str, Any], sender: Sender) -> None:
    with Package(path) as package:
        found = package.format()
        if found is None and path.suffix.lower() in _WORKBOOK_ENDINGS:
            raise Refusal("damaged")
        if found is None:
            _read_single_text(package, sniffed, request, sender)
            return
        has_macros = any(name.endswith("vbaproject.bin") for name in package.names())
        is_xlsm = found == "xlsx" and (has_macros or path.suffix.lower() in (".xlsm", ".xltm"))
        _read_workbook(sniffed, package, "xlsm" if is_xlsm else found, request, sender)
        if has_macros or any("/macrosheets/" in name for name in package.names()):
            sender.note("macros")
        for part in package.damaged_extras[:1]:
            sender.note("damaged_extras", n=len(package.damaged_extras), part=part)


def _read_workbook(
    sniffed: Sniffed,
    package: Package | None,
    found: str,
    request: dict[str, Any],
    sender: Sender,
) -> None:
    # 10 ms of import that a text file does not need.
    from relmanager_desktop.exchange.xlsx_read import WorkbookReader  # noqa: PLC0415 - slow to load

    reader = WorkbookReader(Path(request["path"]), found, package, request.get("sheets"))
    reader.prepare()
    unpacked = package.unpacked_bytes if package else sniffed.size * 4
    allow(unpacked)
    _send_facts(sender, sniffed, found, reader.rows_expected, unpacked)
    reader.send(sender)
    if reader.structure.has_external_links:
        sender.note("external_links")


def _read_single_text(
    package: Package, sniffed: Sniffed, request: dict[str, Any], sender: Sender
) -> None:
    """Read a zip that holds one text file as that text file."""
    members = [
        part.filename
        for part in package.parts
        if not part.is_dir() and not part.filename.startswith("__MACOSX/")
    ]
    if len(members) != 1:
        raise Refusal("zip_of_many", n=len(members))
    name = Path(members[0])
    if name.suffix.lower() not in _TEXT_ENDINGS:
        raise Refusal("zip_of_other", member=name.name)
    raw = package.read(members[0])
    refuse_foreign_text(raw[:HEAD_BYTES])
    sender.note("zip_member", member=name.name)
    _read_text(raw, name.stem, sniffed, request, sender)


def _read_text(
    raw: bytes, name: str, sniffed: Sniffed, request: dict[str, Any], sender: Sender
) -> None:
    # A text file needs nothing of what reads workbooks, and the other way round.
    from relmanager_desktop.exchange.csv_read import TextReader  # noqa: PLC0415 - slow to load

    allow(len(raw))
    reader = TextReader(raw, name, request.get("encoding"), request.get("delimiter"))
    dialect = {"encoding": reader.decoded.encoding, "delimiter": reader.dialect.delimiter}
    found = "tsv" if reader.dialect.delimiter == "\t" else "csv"
    _send_facts(sender, sniffed, found, reader.rows_expected, len(raw), **dialect)
    reader.send(sender)


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


def _refuse_foreign_ole(path: Path) -> None:
    raw = path.read_bytes()
    if _ENCRYPTED in raw:
        raise Refusal("password")
    place = raw.find(_BOF)
    after = place + len(_BOF) + _BOF_BYTES
    if place >= 0 and raw[after : after + len(_FILEPASS)] == _FILEPASS:
        raise Refusal("password")
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


if __name__ == "__main__":
    main()
