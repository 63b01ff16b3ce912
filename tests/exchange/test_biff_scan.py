"""Error cells of the binary workbooks, found in their records."""

from __future__ import annotations

import math
import struct

from relmanager_desktop.exchange.biff_numbers import is_odd, numbers_in_xls
from relmanager_desktop.exchange.biff_scan import (
    scan_xls,
    scan_xlsb_sheet,
    xlsb_sheets,
    xlsb_zeros,
)

END_OF_CHAIN, FAT_SECTOR, FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


def record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def binary_record(kind: int, content: bytes) -> bytes:
    return bytes([kind & 0x7F | (0x80 if kind > 0x7F else 0)]) + (
        (bytes([kind >> 7]) if kind > 0x7F else b"") + bytes([len(content)]) + content
    )


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def workbook_stream() -> bytes:
    """A BIFF8 stream of one sheet, Ä, with #N/A in B3 and a formula in C4 that gives #DIV/0!."""
    name = b"\x01\x00\xc4"
    head = record(0x0809, bytes(16))
    place = len(head) + 4 + 6 + len(name) + 4
    bound = record(0x85, struct.pack("<IBB", place, 0, 0) + name)
    sheet = record(0x0809, bytes(16))
    sheet += record(0x0205, struct.pack("<HHHBB", 2, 1, 0, 0x2A, 1))
    sheet += record(0x0205, struct.pack("<HHHBB", 2, 2, 0, 1, 0))
    result = bytes([2, 0, 0x07, 0, 0, 0, 0xFF, 0xFF])
    sheet += record(0x0006, struct.pack("<HHH", 3, 2, 0) + result + bytes(8))
    return head + bound + record(0x0A, b"") + sheet + record(0x0A, b"")


def compound(stream: bytes) -> bytes:
    """A compound file with one stream: header, FAT, directory, then the stream's sectors."""
    stream = stream.ljust(4096, b"\0")
    sectors = len(stream) // 512
    chain = [*range(3, 2 + sectors), END_OF_CHAIN]
    fat = [FAT_SECTOR, END_OF_CHAIN, *chain]
    fat += [FREE] * (128 - len(fat))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIII", 0, 1, 1, 0, 4096, END_OF_CHAIN)
    header += struct.pack("<III", 0, END_OF_CHAIN, 0) + struct.pack("<109I", 0, *[FREE] * 108)
    directory = entry("Root Entry", 5, END_OF_CHAIN, 0) + entry("Workbook", 2, 2, len(stream))
    return header + struct.pack("<128I", *fat) + directory.ljust(512, b"\0") + stream


def entry(name: str, kind: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, kind, 1)
    return head.ljust(116, b"\0") + struct.pack("<III", start, size, 0)


def test_errors_of_an_old_workbook_are_found_by_sheet_and_place() -> None:
    (name, scan), *others = scan_xls(compound(workbook_stream())).items()
    assert (name, others) == ("Ä", [])
    assert scan.errors == {(2, 1): "#N/A", (3, 2): "#DIV/0!"}


def test_what_is_no_compound_file_tells_nothing() -> None:
    assert scan_xls(b"") == {}
    assert scan_xls(compound(workbook_stream())[:600]) == {}


def test_a_chain_that_runs_in_a_circle_ends() -> None:
    raw = bytearray(compound(workbook_stream()))
    raw[512 + 4 * 2 : 512 + 4 * 3] = struct.pack("<I", 2)
    assert set(scan_xls(bytes(raw))) <= {"Ä"}


def test_errors_of_a_binary_sheet_are_found() -> None:
    data = binary_record(0, struct.pack("<I", 6) + bytes(13))
    data += binary_record(3, struct.pack("<II", 4, 0) + bytes([0x17]))
    data += binary_record(5, struct.pack("<II", 5, 0) + bytes(8))
    data += binary_record(11, struct.pack("<II", 6, 0) + bytes([0x2A]) + bytes(6))
    assert scan_xlsb_sheet(data).errors == {(6, 4): "#REF!", (6, 6): "#N/A"}


def test_sheets_of_a_binary_workbook_are_listed_with_their_relations() -> None:
    data = binary_record(156, struct.pack("<II", 0, 1) + wide("rId7") + wide("Kunden"))
    assert xlsb_sheets(data) == [("rId7", "Kunden")]
    assert xlsb_sheets(data[:-3]) == []


def test_numbers_that_no_calendar_holds_are_found_in_an_xls() -> None:
    hundredths = struct.pack("<i", (-150 << 2) | 3)
    records = {
        0x203: struct.pack("<HHHd", 1, 2, 0, -2.5),
        0x27E: struct.pack("<HHH", 2, 0, 0) + hundredths,
        0xBD: struct.pack("<HH", 3, 1)
        + struct.pack("<Hi", 0, (60 << 2) | 2)
        + struct.pack("<Hi", 0, (61 << 2) | 2)
        + struct.pack("<H", 2),
        0x06: struct.pack("<HHHd", 4, 0, 0, math.inf) + bytes(8),
    }
    found = [it for kind, content in records.items() for it in numbers_in_xls(kind, content)]
    assert {place: number for place, _, number in found if is_odd(number)} == {
        (1, 2): -2.5,
        (2, 0): -1.5,
        (3, 1): 60,
        (4, 0): math.inf,
    }


def test_numbers_that_no_calendar_holds_are_found_in_an_xlsb() -> None:
    data = binary_record(0, struct.pack("<I", 7) + bytes(12))
    data += binary_record(5, struct.pack("<IId", 1, 0, -0.5))
    data += binary_record(2, struct.pack("<IIi", 2, 0, (60 << 2) | 2))
    data += binary_record(9, struct.pack("<IId", 3, 0, 45_000.0))
    assert scan_xlsb_sheet(data).odd_numbers == {(7, 1): -0.5, (7, 2): 60}


def test_leading_zeros_that_a_style_shows_are_kept_in_binary_workbooks() -> None:
    code = wide("00000")
    styles = binary_record(44, struct.pack("<H", 170) + code) + binary_record(617, bytes(4))
    styles += binary_record(47, struct.pack("<HH", 0, 0) + bytes(12))
    styles += binary_record(47, struct.pack("<HH", 0, 170) + bytes(12)) + binary_record(618, b"")
    assert xlsb_zeros(styles) == {1: "00000"}
    cells = binary_record(0, struct.pack("<I", 3) + bytes(12))
    cells += binary_record(5, struct.pack("<IId", 2, 1, 42.0))
    assert scan_xlsb_sheet(cells, {1: "00000"}).padded == {(3, 2): "00042"}


def test_a_record_cut_short_ends_the_scan_and_breaks_nothing() -> None:
    data = binary_record(0, struct.pack("<I", 0) + bytes(12)) + binary_record(5, b"\0" * 9)
    assert scan_xlsb_sheet(data).odd_numbers == {}
