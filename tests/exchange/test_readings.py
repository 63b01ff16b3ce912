"""Reading a file through the child process: values, limits, refusals, calling off."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from unittest.mock import Mock

import pytest
import xlsxwriter

from relmanager_desktop.domain.cells import ErrorCell, MergedRange, TableRange
from relmanager_desktop.domain.workbooks import MANIFEST_SHEET
from relmanager_desktop.exchange import reader_process
from relmanager_desktop.exchange.readings import (
    ReadingCancelled,
    RefusedFile,
    Request,
    begun,
    read_file,
    stream_file,
)

MOMENT = datetime.fromisoformat("2024-02-29T13:45:00")


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A list that begins at B3, with every type of cell, a merge, a table and a hidden sheet."""
    path = tmp_path_factory.mktemp("books") / "customers.xlsx"
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        clock = book.add_format({"num_format": "hh:mm"})
        span = book.add_format({"num_format": "[h]:mm"})
        sheet = book.add_worksheet("Customers")
        sheet.merge_range("B1:D1", "Customers of 2026")
        sheet.write_row("B3", ["Name", "Units", "Price", "Since", "At", "Opens", "Open for", "Key"])
        sheet.write("B4", "Zoe\u0308")
        sheet.write("C4", 42)
        sheet.write("D4", 1.5)
        sheet.write_datetime("E4", date(2024, 2, 29), day)
        sheet.write_datetime("F4", MOMENT, moment)
        sheet.write_datetime("G4", time(8, 30), clock)
        sheet.write_datetime("H4", timedelta(hours=30), span)
        sheet.write_boolean("I4", True)
        sheet.write_formula("B5", "=NA()", None, "#N/A")
        sheet.write_number("C5", 442079460000)
        sheet.add_table(
            "K3:L5",
            {"name": "tblTiers", "columns": [{"header": "Tier"}, {"header": "Days"}]},
        )
        hidden = book.add_worksheet("Prices")
        hidden.write("A1", "secret")
        hidden.hide()
    return path


def text_file(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_each_cell_is_a_plain_value_at_its_place(workbook: Path) -> None:
    rows = read_file(workbook).sheets[0].rows
    assert rows[1] == []
    assert rows[3] == [
        None,
        "Zo\u00eb",
        42,
        1.5,
        date(2024, 2, 29),
        MOMENT,
        time(8, 30),
        timedelta(hours=30),
        True,
    ]
    assert isinstance(rows[3][2], int)
    assert type(rows[3][4]) is date


def test_an_error_is_no_blank_and_a_phone_no_exponent(workbook: Path) -> None:
    assert read_file(workbook).sheets[0].rows[4] == [None, ErrorCell("#N/A"), 442079460000]


def test_facts_name_size_hash_and_format(workbook: Path) -> None:
    facts = read_file(workbook).facts
    content = workbook.read_bytes()
    assert (facts.path, facts.size, facts.format) == (workbook, len(content), "xlsx")
    assert facts.sha256 == hashlib.sha256(content).hexdigest()


def test_hidden_sheets_are_marked(workbook: Path) -> None:
    sheets = read_file(workbook).sheets
    assert [(sheet.info.name, sheet.info.hidden) for sheet in sheets] == [
        ("Customers", False),
        ("Prices", True),
    ]


def test_merged_ranges_and_tables_come_with_the_sheet(workbook: Path) -> None:
    info = read_file(workbook).sheets[0].info
    assert info.merged == (MergedRange(0, 1, 0, 3),)
    assert info.tables == (TableRange("tblTiers", 2, 3, 4, None, 10, 11, ("Tier", "Days")),)


def test_only_the_wanted_sheets_are_read(workbook: Path) -> None:
    sheets = read_file(Request(workbook, sheets=["Prices"])).sheets
    assert [sheet.info.name for sheet in sheets] == ["Prices"]


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(workbook: Path) -> None:
    with pytest.raises(RefusedFile, match=r"no sheet named Orders\. Choose one of: Customers, Pri"):
        read_file(Request(workbook, sheets=["Orders"]))


def test_batches_come_in_order_and_progress_reaches_the_end(tmp_path: Path) -> None:
    lines = "".join(f"firm {number},{number}\n" for number in range(5_000))
    path = text_file(tmp_path, "long.csv", lines.encode())
    told: list[tuple[int, int]] = []
    rows = read_file(path, progress=lambda done, expected: told.append((done, expected))).sheets[0]
    assert rows.rows[4_999] == ["firm 4999", "4999"]
    assert told[0][0] == 2_000
    assert told[-1][0] == 5_000
    assert all(done <= expected for done, expected in told)


def test_whoever_skips_the_rest_of_a_sheet_gets_the_next(workbook: Path) -> None:
    with stream_file(workbook) as stream:
        assert [sheet.info.name for sheet in stream] == ["Customers", "Prices"]


def test_a_stream_may_be_left_early(tmp_path: Path) -> None:
    path = text_file(tmp_path, "long.csv", b"a,b\n" * 100_000)
    with stream_file(path) as stream:
        first = next(iter(next(iter(stream))))
    assert len(first) == 2_000


def test_reading_can_be_called_off(workbook: Path) -> None:
    with pytest.raises(ReadingCancelled):
        read_file(workbook, is_cancelled=lambda: True)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.xls", b"<html><table>", "a.xls is a web page saved under another name. Open it"),
        ("a.xlsx", b"", "a.xlsx is empty"),
        ("a.xlsx", b"\0" * 500, "a.xlsx holds nothing but zeros"),
        ("~$a.xlsx", b"\x03Ana" + b" " * 161, "the lock that Excel leaves"),
        ("a.xlsx", b"PK\x03\x04 cut", "a.xlsx is damaged or cut short"),
        ("a.csv", b"%PDF-1.7", "a.csv is a PDF"),
        ("a.csv", b'[{"name": 1}]', "a.csv is JSON"),
        ("a.xls", b"\x09\x04\x06\x00\0\0\x10\0", "Excel 5 or older"),
    ],
)
def test_what_is_no_list_is_called_by_its_name(
    tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    path = text_file(tmp_path, name, content)
    with pytest.raises(RefusedFile) as refused:
        read_file(path)
    assert sentence in str(refused.value.message)


def test_a_file_that_is_gone_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedFile, match="no longer there"):
        read_file(tmp_path / "gone.xlsx")
    with pytest.raises(RefusedFile, match="is a folder"):
        read_file(tmp_path)


def test_a_text_file_under_the_name_of_a_workbook_is_read_and_said(tmp_path: Path) -> None:
    reading = read_file(text_file(tmp_path, "a.xlsx", b"Name;City\nAna;Oslo\n"))
    assert reading.facts.format == "csv"
    assert reading.sheets[0].rows == [["Name", "City"], ["Ana", "Oslo"]]
    assert "plain text although its name ends in .xlsx" in str(reading.facts.notes[0])


def test_a_zip_with_one_text_file_is_that_file(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("deep/customers.csv", "Name,City\nAna,Oslo\n")
        package.writestr("__MACOSX/deep/._customers.csv", "x")
    reading = read_file(path)
    assert (reading.sheets[0].info.name, reading.facts.format) == ("customers", "csv")
    assert "customers.csv inside the zip" in str(reading.facts.notes[0])


def test_a_zip_with_several_files_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("a.csv", "x")
        package.writestr("b.csv", "x")
    with pytest.raises(RefusedFile, match="zip with several files"):
        read_file(path)


def test_a_reader_that_keeps_silent_is_stopped(
    monkeypatch: pytest.MonkeyPatch, workbook: Path
) -> None:
    monkeypatch.setattr(reader_process, "child_command", lambda: ["sleep", "60"])
    monkeypatch.setattr(reader_process, "BASE_SECONDS", 0.2)
    with pytest.raises(RefusedFile, match="takes longer to read"):
        read_file(workbook)


@pytest.mark.parametrize(
    ("signal", "code"),
    [("ABRT", "too_much_memory"), ("XCPU", "too_much_time"), ("SEGV", "crashed")],
)
def test_a_reader_that_dies_leaves_a_sentence(
    monkeypatch: pytest.MonkeyPatch, workbook: Path, signal: str, code: str
) -> None:
    command = ["sh", "-c", f"ulimit -c 0; kill -{signal} $$"]
    monkeypatch.setattr(reader_process, "child_command", lambda: command)
    with pytest.raises(RefusedFile) as refused:
        read_file(workbook)
    assert refused.value.code == code


def test_a_line_cut_short_is_no_answer(monkeypatch: pytest.MonkeyPatch, workbook: Path) -> None:
    monkeypatch.setattr(reader_process, "child_command", lambda: ["printf", 'F{"sha'])
    with pytest.raises(RefusedFile, match="brings its reader down"):
        read_file(workbook)


def test_the_reader_s_process_knows_neither_window_nor_portfolio() -> None:
    heavy = [
        "PySide6",
        "sqlalchemy",
        "alembic",
        "openpyxl",
        "msoffcrypto",
        "relmanager_desktop.store",
    ]
    code = f"import sys, {reader_process._CHILD}; print([m for m in {heavy} if m in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert answer.stdout.strip() == b"[]"


def test_lists_side_by_side_come_as_a_sheet_each(tmp_path: Path) -> None:
    content = b"Customer,City,,Supplier,Country\nAcme,Leeds,,Steel,DE\nZeta,Ulm,,Iron,FR\n"
    sheets = read_file(text_file(tmp_path, "lists.csv", content)).sheets
    assert [sheet.info.name for sheet in sheets] == ["lists (A–B)", "lists (D–E)"]


def test_our_own_workbook_stays_whole_though_somebody_put_a_column_in(tmp_path: Path) -> None:
    path = tmp_path / "ours.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Accounts")
        for row in ("Customer;City;;Supplier;City", "Acme;Leeds;;Steel;Ulm"):
            sheet.write_row(row.startswith("A"), 0, row.split(";"))
        book.add_worksheet(MANIFEST_SHEET)
    assert [sheet.info.name for sheet in read_file(path).sheets] == ["Accounts", MANIFEST_SHEET]


def test_a_reading_that_was_begun_is_taken_over_once(
    monkeypatch: pytest.MonkeyPatch, workbook: Path
) -> None:
    children = Mock(wraps=subprocess.Popen)
    monkeypatch.setattr(subprocess, "Popen", children)
    with begun(Request(workbook)) as request:
        first = read_file(request)
        assert children.call_count == 1
        assert read_file(request).sheets == first.sheets
    assert children.call_count == 2


def test_a_reading_begun_for_all_sheets_does_not_serve_who_wants_one(workbook: Path) -> None:
    with begun(Request(workbook)) as request:
        reading = read_file(replace(request, sheets=["Prices"]))
    assert [sheet.info.name for sheet in reading.sheets] == ["Prices"]


def test_a_reading_that_was_begun_in_vain_leaves_no_process(workbook: Path) -> None:
    with begun(Request(workbook)) as request:
        child = request.begun
    assert child is not None
    assert child.has_ended
