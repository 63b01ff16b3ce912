"""Workbooks behind a password open with the right one, in memory alone."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from relmanager_desktop.exchange import unlocking
from relmanager_desktop.exchange.limits import Refusal
from relmanager_desktop.exchange.readings import RefusedFile, Request, read_file
from relmanager_desktop.exchange.unlocking import DEFAULT_PASSWORD, is_locked, unlock

LISTS = Path(__file__).parents[1] / "data" / "lists"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def locked(path: Path, password: str) -> bytes:
    sealed = io.BytesIO()
    with path.open("rb") as file:
        OOXMLFile(file).encrypt(password, sealed)
    return sealed.getvalue()


@pytest.fixture(scope="module")
def sealed() -> bytes:
    return locked(LISTS / "customers.xlsx", "Grüße 1")


@pytest.fixture
def workbook(tmp_path: Path, sealed: bytes) -> Path:
    path = tmp_path / "customers.xlsx"
    path.write_bytes(sealed)
    return path


def code_of(path: Path, password: str | None = None) -> str:
    with pytest.raises(RefusedFile) as refused:
        read_file(Request(path, password=password))
    assert str(refused.value).startswith(path.name)
    return refused.value.code


def test_a_protected_workbook_asks_for_its_password(workbook: Path) -> None:
    assert code_of(workbook) == "password"


def test_another_password_is_told_from_none(workbook: Path) -> None:
    assert code_of(workbook, "grüße 1") == "wrong_password"


def test_the_right_password_reads_what_the_open_workbook_holds(workbook: Path) -> None:
    reading = read_file(Request(workbook, password="Grüße 1"))
    plain = read_file(LISTS / "customers.xlsx")
    assert reading.sheets == plain.sheets
    assert reading.facts.format == "xlsx"
    assert reading.facts.sha256 != plain.facts.sha256
    assert reading.facts.size == workbook.stat().st_size


def test_the_process_that_unlocks_may_write_no_file(shared: Path) -> None:
    """The library would lay an .xls on the disk; the child's walls forbid any file."""
    path = shared / "corpora" / "hostile-xlsx" / "test_files__password_2002_128_enhanced.xls"
    reading = read_file(Request(path, password="password"))
    assert [len(sheet.rows) for sheet in reading.sheets] == [4, 0, 0]


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("poi__xor-encryption-abc.xls", "abc"),
        ("python-calamine__password.xls", "1234"),
        ("calamine__pass_protected.xlsx", "123"),
        ("test_files__password_2002_128_enhrsasc.xls", "password"),
        ("test_files__password_2002_40_basecrypto.xls", "password"),
    ],
)
def test_each_way_of_locking_opens_with_its_password_alone(
    shared: Path, name: str, password: str
) -> None:
    path = shared / "corpora" / "hostile-xlsx" / name
    assert code_of(path) == "password"
    assert code_of(path, "other") == "wrong_password"
    assert read_file(Request(path, password=password)).sheets


@pytest.mark.parametrize("name", ["poi__50833.xls", "poi__58616.xlsx"])
def test_a_workbook_that_excel_opens_unasked_opens_unasked(shared: Path, name: str) -> None:
    assert read_file(shared / "corpora" / "hostile-xlsx" / name).sheets


def test_the_world_s_password_is_tried_for_whoever_gave_another(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(locked(LISTS / "customers.xlsx", DEFAULT_PASSWORD))
    assert read_file(Request(path, password="mine")).sheets


def test_a_binary_workbook_behind_a_password_is_one(shared: Path, tmp_path: Path) -> None:
    plain = shared / "corpora" / "hostile-xlsx" / "test_files__sized_boxen.xlsb"
    path = tmp_path / "boxes.xlsb"
    path.write_bytes(locked(plain, "x"))
    reading = read_file(Request(path, password="x"))
    assert reading.facts.format == "xlsb"
    assert reading.sheets == read_file(plain).sheets


def test_a_damaged_one_is_no_riddle(tmp_path: Path, sealed: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(sealed[: len(sealed) // 2])
    assert code_of(path, "Grüße 1") == "damaged"
    path.write_bytes(OLE + "EncryptedPackage".encode("utf-16-le"))
    assert code_of(path) == "damaged"


def test_a_file_cannot_make_us_spin_for_ever(
    monkeypatch: pytest.MonkeyPatch, sealed: bytes
) -> None:
    monkeypatch.setattr(unlocking, "MOST_SPINS", 1_000)
    with pytest.raises(Refusal) as refused:
        unlock(sealed, "Grüße 1")
    assert (refused.value.code, refused.value.values) == ("too_many_spins", {"spins": "100,000"})


def test_a_way_of_locking_that_nobody_knows_is_said_to_be_so(sealed: bytes) -> None:
    # The version of the way stands at the head of the stream EncryptionInfo.
    agile = struct.pack("<HHI", 4, 4, 0x40)
    assert sealed.count(agile) == 1
    with pytest.raises(Refusal, match="locked_otherwise"):
        unlock(sealed.replace(agile, struct.pack("<HHI", 3, 3, 0x40)), "Grüße 1")


def test_a_mark_of_write_protection_hides_no_lock() -> None:
    begin = b"\x09\x08\x10\x00" + bytes(16)
    assert is_locked(OLE + begin + b"\x2f\x00")
    assert is_locked(OLE + begin + b"\x86\x00\x00\x00\x2f\x00")
    assert not is_locked(OLE + begin + b"\x42\x00")


def test_a_locked_workbook_inside_another_locks_nothing(shared: Path, tmp_path: Path) -> None:
    open_one = shared / "data" / "contact-imports" / "odoo_res_partner_template.xls"
    path = tmp_path / "a.xls"
    path.write_bytes(open_one.read_bytes() + b"\x09\x08\x10\x00" + bytes(16) + b"\x2f\x00" * 9)
    assert is_locked(path.read_bytes())
    assert read_file(path).sheets == read_file(open_one).sheets


def test_a_locked_document_of_libreoffice_is_to_be_saved_without(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("content.xml", b"\x9d\x01")
        entry = '<manifest:file-entry><manifest:encryption-data manifest:checksum="x"/>'
        package.writestr("META-INF/manifest.xml", entry)
    assert code_of(path, "x") == "locked_document"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("encrypted-package", b"\x9d\x01")
    assert code_of(path) == "locked_document"


def test_nobody_sees_a_password_where_a_request_is_shown() -> None:
    assert "hush" not in repr(Request(Path("a.xlsx"), password="hush"))
