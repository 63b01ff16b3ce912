"""A file of cards is one sheet, and what of it is not in the sheet is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from relmanager_desktop.exchange import vcard_read
from relmanager_desktop.exchange.limits import Refusal
from relmanager_desktop.exchange.readings import Reading, RefusedFile, read_file
from relmanager_desktop.exchange.vcard_read import CardReader

CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\n%sEND:VCARD\r\n"


def read(tmp_path: Path, *cards: bytes) -> Reading:
    path = tmp_path / "people.vcf"
    path.write_bytes(b"".join(CARD % card for card in cards))
    return read_file(path)


def test_columns_stand_in_order_whatever_comes_first(tmp_path: Path) -> None:
    reading = read(tmp_path, b"X-A:1\r\nEMAIL:a@b\r\nTEL:1\r\nTEL;HOME:2\r\nN:Doe;Jo;;;\r\n")
    assert reading.sheets[0].rows == [
        ["Given name", "Family name", "Phone 1 - Value", "Phone 2 - Type", "Phone 2 - Value",
         "E-mail 1 - Value", "X-A"],
        ["Jo", "Doe", "1", "Home", "2", "a@b", "1"],
    ]  # fmt: skip


def test_cards_of_all_sizes_are_one_list(tmp_path: Path) -> None:
    reading = read(tmp_path, b"FN:A\r\n", b"FN:B\r\nX-Q:1\r\n", b"")
    assert reading.facts.format == "vcf"
    assert [sheet.info.name for sheet in reading.sheets] == ["people"]
    assert reading.sheets[0].rows == [["Full name", "X-Q"], ["A"], ["B", "1"]]


def test_what_is_left_out_is_named_most_frequent_first(tmp_path: Path) -> None:
    reading = read(tmp_path, b"FN:A\r\nUID:1\r\n", b"FN:B\r\nUID:2\r\nREV:3\r\n")
    assert [str(note) for note in reading.facts.notes] == [
        "3 lines of the cards that no list can hold were left out: UID (2), REV (1)."
    ]


def test_too_many_cards_are_refused_before_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vcard_read, "ROWS", 3)
    with pytest.raises(Refusal, match="too_many_cards"):
        CardReader(CARD % b"FN:A\r\n" * 3, "people")


def test_real_cards_are_all_there(shared: Path) -> None:
    folder = shared / "data" / "contact-imports"
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    wanted = {name: told["cards"] for name, told in expected.items() if "cards" in told}
    assert len(wanted) == 7
    for name, cards in wanted.items():
        assert len(read_file(folder / name).sheets[0].rows) == cards + 1, name


def test_a_wrong_ending_hides_no_card(tmp_path: Path) -> None:
    path = tmp_path / "contacts.txt"
    path.write_bytes(b"exported by a phone\r\n" + CARD % b"FN:A\r\n")
    assert read_file(path).facts.format == "vcf"


def test_a_calendar_is_still_no_list(tmp_path: Path) -> None:
    path = tmp_path / "a.vcf"
    path.write_bytes(b"BEGIN:VCALENDAR\r\n")
    with pytest.raises(RefusedFile, match="holds calendar entries"):
        read_file(path)
