"""Cards are told apart and unfolded as their makers meant, and as they really write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.exchange.vcard_lines import MOST_BYTES, Card, CardFile


def cards_in(*lines: str | bytes, end: bytes = b"\r\n") -> list[Card]:
    raw = end.join(line if isinstance(line, bytes) else line.encode() for line in lines)
    return list(CardFile(raw + end))


def values(*lines: str | bytes) -> dict[str, str]:
    (card,) = cards_in("BEGIN:VCARD", *lines, "END:VCARD")
    return {found.name: found.value for found in card.properties}


def test_a_line_goes_on_where_the_next_begins_with_a_blank() -> None:
    assert values("VERSION:3.0", "FN:Ana Ma", " ria", "\tFerreira") == {"FN": "Ana MariaFerreira"}


def test_a_fold_in_2_1_keeps_its_blank() -> None:
    assert values("VERSION:2.1", "NOTE:Ana", " Maria") == {"NOTE": "Ana Maria"}


def test_a_fold_may_cut_a_letter() -> None:
    assert values("VERSION:3.0", b"FN:Zo\xc3\r\n \xab Long") == {"FN": "Zoë Long"}


def test_soft_breaks_of_quoted_printable_are_none() -> None:
    lines = ("NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0A=", "two =C3=BC=", "=C3=B6", "FN:Ana")
    assert values("VERSION:2.1", *lines) == {"NOTE": "one\r\ntwo üö", "FN": "Ana"}


def test_a_text_that_says_end_is_no_end() -> None:
    lines = ("NOTE;QUOTED-PRINTABLE:one=", "END:VCARD")
    assert values("VERSION:2.1", *lines) == {"NOTE": "oneEND:VCARD"}


def test_a_card_ends_though_its_last_line_promises_more() -> None:
    assert values("NOTE;QUOTED-PRINTABLE:one=") == {"NOTE": "one"}


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (b"FN;CHARSET=ISO-8859-1:J\xf6rg", "Jörg"),
        (b"FN;CHARSET=Windows-1251;ENCODING=QUOTED-PRINTABLE:=C0=ED=ED=E0", "Анна"),
        (b"FN;CHARSET=KLINGON:J\xc3\xb6rg", "Jörg"),
        (b"FN:J\xf6rg M\xfcller", "Jörg Müller"),
        (b"FN;CHARSET=UTF-8;QUOTED-PRINTABLE:J=C3=B6rg cut=C3", "Jörg cut"),
    ],
)
def test_letters_are_read_as_the_line_says_or_as_they_look(line: bytes, text: str) -> None:
    assert values("VERSION:2.1", line) == {"FN": text}


def test_a_guess_at_letters_is_told() -> None:
    file = CardFile(b"BEGIN:VCARD\nFN:J\xf6rg M\xfcller\nEND:VCARD\n")
    assert [card.properties[0].value for card in file] == ["Jörg Müller"]
    assert (file.guessed, file.encoding) == (True, "cp1252")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig"])
def test_wide_letters_and_marks_are_no_hindrance(encoding: str) -> None:
    raw = "BEGIN:VCARD\r\nFN:Zoë\r\nEND:VCARD\r\n".encode(encoding)
    assert [card.properties[0].value for card in CardFile(raw)] == ["Zoë"]


def test_old_macs_end_lines_with_a_carriage_return() -> None:
    (card,) = cards_in("BEGIN:VCARD", "FN:Ana", "END:VCARD", end=b"\r")
    assert card.properties[0].value == "Ana"


def test_photos_are_counted_and_not_kept() -> None:
    photo = ("PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ", " SkZJ", "AAEB", "", "FN:Ana")
    (card,) = cards_in("BEGIN:VCARD", *photo, "END:VCARD")
    assert [(p.name, p.value, p.is_binary) for p in card.properties] == [
        ("PHOTO", "", True),
        ("FN", "Ana", False),
    ]


def test_a_value_that_is_too_long_is_left_out_and_known() -> None:
    (card,) = cards_in("BEGIN:VCARD", "NOTE:" + "x" * MOST_BYTES, "FN:Ana", "END:VCARD")
    assert [(p.name, p.is_binary) for p in card.properties] == [("NOTE", True), ("FN", False)]


def test_parameters_of_every_version_mean_the_same() -> None:
    lines = (
        "TEL;WORK;FAX:1",
        "TEL;TYPE=WORK;TYPE=FAX:1",
        'TEL;TYPE="work,fax":1',
        "item1.TEL;type=work,fax:1",
    )
    (card,) = cards_in("BEGIN:VCARD", *lines, "END:VCARD")
    assert [found.types for found in card.properties] == [("work", "fax")] * 4
    assert [found.group for found in card.properties] == ["", "", "", "ITEM1"]


def test_a_colon_in_quotes_ends_no_parameters() -> None:
    (card,) = cards_in("BEGIN:VCARD", 'URL;X-ID="a:b;c^nd":http://x', "END:VCARD")
    assert card.properties[0].value == "http://x"
    assert card.properties[0].head.parameters == {"X-ID": ("a:b;c\nd",)}


def test_a_card_without_an_end_is_read_and_told() -> None:
    file = CardFile(b"BEGIN:VCARD\nFN:Ana\nBEGIN:VCARD\nFN:Bo\nEND:VCARD\nBEGIN:VCARD\nFN:Cy\n")
    assert [card.properties[0].value for card in file] == ["Ana", "Bo", "Cy"]
    assert file.open_cards == [1, 6]


def test_a_secretary_inside_a_card_is_no_card_of_the_file() -> None:
    agent = ("AGENT:", "BEGIN:VCARD", "FN:Secretary", "END:VCARD")
    (card,) = cards_in("BEGIN:VCARD", "FN:Boss", *agent, "TEL:1", "END:VCARD")
    assert [found.name for found in card.properties] == ["FN", "AGENT", "TEL"]


def test_lines_that_are_none_are_counted_and_those_of_a_note_kept() -> None:
    file = CardFile(b"junk\nBEGIN:VCARD\nFN:Ana\nwhat is this\nNOTE:one\ntwo, too\nEND:VCARD\n")
    (card,) = file
    assert file.odd_lines == [1, 4]
    assert card.properties[-1].value == "one\ntwo, too"


def test_thousands_of_cards_in_cards_need_no_stack() -> None:
    raw = b"BEGIN:VCARD\nAGENT:\n" * 5_000 + b"END:VCARD\n" * 5_000
    assert len(list(CardFile(raw))) == 1


LINES = st.sampled_from(
    [
        b"BEGIN:VCARD", b"END:VCARD", b"VERSION:2.1", b"FN:Ana", b" more", b"TEL;CELL:1", b"",
        b"NOTE;QUOTED-PRINTABLE:a=", b"PHOTO;BASE64:AAAA", b"AAAA", b"AGENT:", b"\xff\xfe", b";:=",
        b"item1.X-ABLabel:_$!<Home>!$_", b'A;"b:c', b"\x00\x01",
    ]
)  # fmt: skip


@given(st.lists(LINES | st.binary(max_size=30), max_size=40))
def test_nothing_brings_it_down(lines: list[bytes]) -> None:
    file = CardFile(b"\n".join(lines))
    assert len(list(file)) <= file.count() + len(file.open_cards)
