"""The zip around a workbook: what is refused before a reader may open it."""

from __future__ import annotations

import struct
import warnings
import zipfile
from pathlib import Path

import pytest

from relmanager_desktop.exchange import zips
from relmanager_desktop.exchange.limits import Refusal
from relmanager_desktop.exchange.zips import Package, refuse_doctype


def package(path: Path, *parts: tuple[str, bytes]) -> Path:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            for name, content in parts:
                file.writestr(name, content)
    return path


def check(path: Path) -> dict[str, bytes]:
    """Check the package and return the parts that were asked for."""
    seen: dict[str, bytes] = {}
    with Package(path) as opened:
        opened.check(lambda name, data: seen.update({name: bytes(data)}), frozenset({"a.xml"}))
    return seen


def test_wanted_parts_are_handed_over_unpacked(tmp_path: Path) -> None:
    path = package(tmp_path / "a.zip", ("A.xml", b"<a/>"), ("b.xml", b"<b/>"))
    assert check(path) == {"a.xml": b"<a/>"}


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ([("a.xml", b"1"), ("a.xml", b"2")], "duplicate_parts"),
        ([("a.xml", b"1"), ("A.XML", b"2")], "duplicate_parts"),
        ([("a.xml", b"1"), ("..\\a.xml", b"2"), ("../a.xml", b"3")], "duplicate_parts"),
        ([(f"{n}.xml", b"") for n in range(2_001)], "too_many_parts"),
        ([("a.xml", b"<!DOCTYPE a><a/>")], "doctype"),
        ([("a.xml", b" " * (9 << 20))], "zip_bomb"),
    ],
)
def test_packages_that_fool_readers_are_refused(
    tmp_path: Path, parts: list[tuple[str, bytes]], code: str
) -> None:
    path = package(tmp_path / "a.zip", *parts)
    with pytest.raises(Refusal) as refused:
        check(path)
    assert refused.value.code == code


def test_the_size_that_counts_is_the_one_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zips, "PACKAGE_BYTES", 1_000)
    path = package(tmp_path / "a.zip", ("a.xml", b"<a>" + b"x" * 2_000), ("b.xml", b"<b/>"))
    with pytest.raises(Refusal, match="unpacks_too_large"):
        check(path)


def test_a_zip_behind_a_password_is_to_be_unpacked_first(tmp_path: Path) -> None:
    path = package(tmp_path / "a.zip", ("a.xml", b"<a/>"))
    raw = bytearray(path.read_bytes())
    place = raw.find(b"PK\x01\x02")
    raw[place + 8 : place + 10] = struct.pack("<H", 1)
    path.write_bytes(raw)
    with pytest.raises(Refusal, match="locked_zip"):
        check(path)


def test_a_flipped_byte_is_damage_in_a_named_part(tmp_path: Path) -> None:
    path = package(tmp_path / "a.zip", ("a.xml", b"<a>" + bytes(range(32, 127)) * 9))
    raw = bytearray(path.read_bytes())
    raw[60] ^= 0xFF
    path.write_bytes(raw)
    with pytest.raises(Refusal) as refused:
        check(path)
    assert refused.value.values == {"part": "a.xml"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_a_document_type_is_seen_in_each_encoding(encoding: str) -> None:
    with pytest.raises(Refusal, match="doctype"):
        refuse_doctype("<?xml version='1.0'?><!-- x --><!DOCTYPE a []><a/>".encode(encoding))


def test_text_that_speaks_of_document_types_is_no_document_type() -> None:
    refuse_doctype(b"<a><![CDATA[<!DOCTYPE a>]]></a>")


@pytest.mark.parametrize(
    ("name", "found"),
    [("xl/workbook.xml", "xlsx"), ("xl/workbook.bin", "xlsb"), ("content.xml", "ods"), ("x", None)],
)
def test_the_parts_tell_the_format(tmp_path: Path, name: str, found: str | None) -> None:
    with Package(package(tmp_path / "a.zip", (name, b"<a/>"))) as opened:
        assert opened.format() == found


def test_a_word_document_is_called_one(tmp_path: Path) -> None:
    path = package(tmp_path / "a.zip", ("word/document.xml", b"<a/>"))
    with Package(path) as opened, pytest.raises(Refusal, match="document"):
        opened.format()


def test_damage_in_a_part_that_holds_no_cells_is_noted(tmp_path: Path) -> None:
    picture = bytes(range(256)) * 40
    path = package(tmp_path / "a.zip", ("a.xml", b"<a/>"), ("xl/media/image1.png", picture))
    raw = bytearray(path.read_bytes())
    at = raw.index(b"image1.png") + len(b"image1.png") + 5
    raw[at : at + 20] = b"\xff" * 20
    path.write_bytes(raw)
    with Package(path) as opened:
        opened.check(lambda _name, _data: None, frozenset({"a.xml"}))
        assert opened.damaged_extras == ["xl/media/image1.png"]


def test_a_sound_picture_is_not_spoken_of(tmp_path: Path) -> None:
    path = package(tmp_path / "a.zip", ("a.xml", b"<a/>"), ("xl/media/image1.png", b"png" * 99))
    with Package(path) as opened:
        opened.check(lambda _name, _data: None, frozenset())
        assert opened.damaged_extras == []
