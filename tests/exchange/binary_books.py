"""Small binary workbooks (.xlsb), record by record after MS-XLSB, for no library writes them."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from relmanager_desktop.domain.cells import ErrorCell

VISIBLE, HIDDEN, VERY_HIDDEN = 0, 1, 2
ERRORS = {"#DIV/0!": 0x07, "#VALUE!": 0x0F, "#REF!": 0x17, "#NAME?": 0x1D, "#N/A": 0x2A}
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
BINARY = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
Rows = Sequence[Sequence[str | float | ErrorCell | None]]


def write_binary_book(path: Path, sheets: Mapping[str, tuple[int, Rows]]) -> Path:
    """Write a workbook: name → (how visible, rows)."""
    bundles = [
        record(156, struct.pack("<II", state, number) + text(f"rId{number}") + text(name))
        for number, (name, (state, _rows)) in enumerate(sheets.items(), 1)
    ]
    book = record(131) + record(143) + b"".join(bundles) + record(144) + record(132)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="bin" '
        f'ContentType="{BINARY}"/><Default Extension="rels" ContentType="application/vnd.'
        'openxmlformats-package.relationships+xml"/></Types>',
        "_rels/.rels": relations(("officeDocument", "xl/workbook.bin")),
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": relations(
            *(("worksheet", f"worksheets/sheet{n}.bin") for n in range(1, len(sheets) + 1))
        ),
    }
    for number, (_state, rows) in enumerate(sheets.values(), 1):
        parts[f"xl/worksheets/sheet{number}.bin"] = sheet(rows)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def record(kind: int, content: bytes = b"") -> bytes:
    """Return a record: its kind and its size in seven bits a byte, then what it holds."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = b"", len(content)
    while length >= 128:
        size += bytes([length & 0x7F | 0x80])
        length >>= 7
    return head + size + bytes([length]) + content


def text(written: str) -> bytes:
    """Return a text with its length in letters."""
    return struct.pack("<I", len(written)) + written.encode("utf-16-le")


def sheet(rows: Rows) -> bytes:
    """Return the part of a sheet."""
    width = max(map(len, rows), default=1)
    lines = b"".join(
        record(0, struct.pack("<IIHBBBI", n, 0, 300, 0, 0, 0, 0))
        + b"".join(cell(column, value) for column, value in enumerate(row))
        for n, row in enumerate(rows)
    )
    extent = record(148, struct.pack("<IIII", 0, max(0, len(rows) - 1), 0, width - 1))
    return record(129) + extent + record(145) + lines + record(146) + record(130)


def cell(column: int, value: str | float | ErrorCell | None) -> bytes:
    """Return a cell: blank, an error, a number or a text."""
    place = struct.pack("<II", column, 0)
    if value is None:
        return record(1, place)
    if isinstance(value, ErrorCell):
        return record(3, place + bytes([ERRORS[value.code]]))
    if isinstance(value, str):
        return record(6, place + text(value))
    return record(5, place + struct.pack("<d", value))


def relations(*targets: tuple[str, str]) -> str:
    """Return a part of relations, rId1 and on."""
    entries = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{entries}</Relationships>'
