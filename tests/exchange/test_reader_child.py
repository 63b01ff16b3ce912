"""What the reader's process says of a file, asked here without the process around it."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from relmanager_desktop.domain.cells import ErrorCell
from relmanager_desktop.exchange import xlsx_read
from relmanager_desktop.exchange.contents import Content
from relmanager_desktop.exchange.sniffing import sniff
from tests.exchange.raw_books import CUSTOMERS, MAIN, OFFICE, PACKAGE, book, read, refusal_of, sheet

LISTS = Path(__file__).parents[1] / "data" / "lists"


def test_the_samples_come_with_facts_sheets_and_rows() -> None:
    received = read(LISTS / "customers.xlsx")
    assert received.facts["format"] == "xlsx"
    assert [info.name for info in received.infos] == ["Customers", "Lists"]
    assert received.infos[0].tables[0].columns[0] == "Company"
    assert received.sheets[0][4][3] == ErrorCell("#N/A")
    assert read(LISTS / "errors.ods").sheets[0][1][1] == ErrorCell("#DIV/0!")
    assert read(LISTS / "export.zip").notes == {"zip_member": {"member": "contacts.tsv"}}
    assert read(LISTS / "kunden.csv").facts["delimiter"] == ";"


def test_a_large_workbook_is_parsed_ahead_with_the_same_result(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at_once = read(LISTS / "customers.xlsx")
    monkeypatch.setattr(xlsx_read, "_AHEAD_BYTES", 0)
    assert read(LISTS / "customers.xlsx") == at_once


def test_dates_beyond_the_calendar_keep_their_number_and_are_named(tmp_path: Path) -> None:
    values = ["-1", "60", "61", "45000.5", "NaN"]
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" s="1"><v>{value}</v></c></row>'
        for n, value in enumerate(values, 1)
    )
    received = read(book(tmp_path, sheet(rows)))
    noon = datetime.fromisoformat("2023-03-15T12:00:00")
    wanted = [-1, 60, date(1900, 3, 1), noon, ErrorCell("#NUM!")]
    assert [row[0] for row in received.sheets[0]] == wanted
    assert received.notes == {"odd_dates": {"n": 3, "sheet": "List", "cell": "A1"}}


def test_dates_written_as_text_become_dates(tmp_path: Path) -> None:
    values = ["2024-02-29T13:45:00", "2024-02-29", "0000-00-00"]
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="d"><v>{value}</v></c></row>'
        for n, value in enumerate(values, 1)
    )
    assert [row[0] for row in read(book(tmp_path, sheet(rows))).sheets[0]] == [
        datetime.fromisoformat("2024-02-29T13:45:00"),
        date(2024, 2, 29),
        "0000-00-00",
    ]


def test_what_calamine_refuses_the_second_reader_reads(tmp_path: Path) -> None:
    rows = CUSTOMERS + (
        '<row r="3"><c r="A3" t="e"><v>#N/A</v></c><c r="B3"><v>2.0</v></c>'
        '<c r="C3" s="1"><v>45000</v></c></row>'
    )
    content = sheet(rows).replace("UTF-8", "UTF-16").encode("utf-16")
    received = read(book(tmp_path, content))
    assert received.sheets[0] == [["Name"], ["Ana"], [ErrorCell("#N/A"), 2, date(2023, 3, 15)]]
    assert "second_reader" in received.notes


def test_the_second_reader_tells_the_tables_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    by_calamine = read(LISTS / "customers.xlsx").infos[0].tables

    def refuse(_path: str) -> None:
        raise ValueError("cannot be read")

    monkeypatch.setattr("python_calamine.CalamineWorkbook.from_path", refuse)
    received = read(LISTS / "customers.xlsx")
    assert "second_reader" in received.notes
    assert received.infos[0].tables == by_calamine


def test_what_other_programs_keep_in_utf_16_leaves_the_sheets_sound(tmp_path: Path) -> None:
    guest = {"customXml/item1.xml": '<?xml version="1.0" encoding="UTF-16"?><q/>'.encode("utf-16")}
    assert read(book(tmp_path, sheet(CUSTOMERS), parts=guest)).notes == {}


def test_what_neither_reader_reads_is_refused(tmp_path: Path) -> None:
    refusal = refusal_of(book(tmp_path, sheet(CUSTOMERS).replace("</sheetData>", "")))
    assert (refusal.code, bool(refusal.values["reason"])) == ("unreadable", True)


def test_macros_and_links_are_left_out_and_said(tmp_path: Path) -> None:
    relations = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/worksheet" '
        f'Target="/xl/worksheets/sheet1.xml"/><Relationship Id="r9" Type="{OFFICE}/externalLink" '
        'Target="externalLinks/externalLink1.xml"/></Relationships>'
    )
    parts = {"xl/vbaProject.bin": b"x", "xl/_rels/workbook.xml.rels": relations}
    received = read(book(tmp_path, sheet(CUSTOMERS), "book.xlsm", parts=parts))
    assert received.facts["format"] == "xlsm"
    assert set(received.notes) == {"macros", "external_links"}
    assert received.sheets[0] == [["Name"], ["Ana"]]


@pytest.mark.parametrize(
    "target",
    ['Target="../../../etc/passwd"', 'TargetMode="External" Target="http://127.0.0.1:9/s.xml"'],
)
def test_a_sheet_outside_the_file_is_never_fetched(tmp_path: Path, target: str) -> None:
    assert refusal_of(book(tmp_path, sheet(CUSTOMERS), target=target)).code == "sheet_elsewhere"


def test_a_workbook_without_sheets_is_refused(tmp_path: Path) -> None:
    parts = {"xl/workbook.xml": f'<workbook xmlns="{MAIN}"><sheets/></workbook>'}
    assert refusal_of(book(tmp_path, sheet(""), parts=parts)).code == "no_sheets"


def test_a_sheet_too_wide_is_refused_by_its_name(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="ZZZ1"><v>1</v></c></row>'
    refusal = refusal_of(book(tmp_path, sheet(rows)))
    assert (refusal.code, refusal.values["sheet"]) == ("too_many_columns", "List")


def test_an_error_below_the_last_value_is_not_lost(tmp_path: Path) -> None:
    rows = CUSTOMERS + '<row r="5"><c r="B5" t="e"><v>#REF!</v></c></row>'
    assert read(book(tmp_path, sheet(rows))).sheets[0][4] == [None, ErrorCell("#REF!")]


def test_blank_rows_before_a_stray_cell_are_counted(tmp_path: Path) -> None:
    rows = CUSTOMERS + '<row r="20000"><c r="A20000"><v>1</v></c></row>'
    received = read(book(tmp_path, sheet(rows)))
    assert len(received.sheets[0]) == 20_000
    assert received.notes["mostly_blank"] == {"n": 19_997, "sheet": "List", "cell": "A20000"}


def test_merged_ranges_come_with_the_sheet(tmp_path: Path) -> None:
    merges = '<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>'
    (info,) = read(book(tmp_path, sheet(CUSTOMERS, merges))).infos
    assert [(m.first_row, m.last_column) for m in info.merged] == [(0, 2)]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"\0" * 99, "zeros"),
        ("a.xlsx", b"\x03Ana" + b" " * 161, "lock_file"),
        ("~$a.xlsx", b"anything", "lock_file"),
        ("a.csv", b"\x1f\x8b\x08", "archive"),
        ("a.csv", b"\x89PNG\r\n", "picture"),
        ("a.csv", b"\xff\xfe" + "<html>".encode("utf-16-le"), "html"),
        ("a.csv", b"\xef\xbb\xbf  <?xml version", "xml"),
        ("a.csv", bytes(range(1, 200)) * 9, "binary"),
        ("a.csv", b"BEGIN:VEVENT", "calendar"),
        (
            "a.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0",
            "document",
        ),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"B\0o\0o\0k\0", "unreadable"),
    ],
)
def test_each_file_that_is_no_list_is_told_apart(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert refusal_of(path).code == code


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(101 << 20)
    assert refusal_of(path).code == "too_large"


@pytest.mark.parametrize(
    ("members", "name", "code"),
    [
        ({"a.csv": b"x", "b.csv": b"y"}, "a.zip", "zip_of_many"),
        ({"book.xls": b"x"}, "a.zip", "zip_of_other"),
        ({"a.csv": b"<html>"}, "a.zip", "html"),
        ({"mess": b"x"}, "a.xlsx", "damaged"),
        ({"Index/Document.iwa": b"x"}, "a.numbers", "numbers"),
    ],
)
def test_a_zip_of_something_else_is_told_apart(
    tmp_path: Path, members: dict[str, bytes], name: str, code: str
) -> None:
    path = tmp_path / name
    with zipfile.ZipFile(path, "w") as package:
        for member, content in members.items():
            package.writestr(member, content)
    assert refusal_of(path).code == code


def test_a_workbook_behind_lines_of_junk_is_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "mailed.xlsx"
    path.write_bytes(b"#!junk\n" * 9 + (LISTS / "customers.xlsx").read_bytes())
    assert sniff(Content(path)).kind == "zip"


def test_short_texts_are_no_lock_files(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"Name\nAna\n")
    assert sniff(Content(path)).kind == "text"


def test_prefixed_elements_hide_no_cell(tmp_path: Path) -> None:
    content = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c>'
        '<x:c r="B1" t="e"><x:v>#N/A</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    assert read(book(tmp_path, content)).sheets[0] == [[7, ErrorCell("#N/A")]]
