"""Cells of a text file: quotes, delimiters, encodings, and what is said of odd ones."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.exchange.cell_texts import fit
from relmanager_desktop.exchange.csv_read import TextReader
from relmanager_desktop.exchange.csv_write import write_csv
from relmanager_desktop.exchange.limits import Refusal
from relmanager_desktop.exchange.wire import NOTE, ROWS, Sender, decode_rows

TABLE = "\r\n".join(["Name,City,Note,Tier", *(f"Firm {n},Oslo,x,A" for n in range(300)), ""])


def read(raw: bytes, **options: Any) -> tuple[list[list[Cell]], dict[str, dict[str, Any]]]:
    """Return the rows, and the notes by their codes."""
    stream = io.BytesIO()
    sender = Sender(stream)
    TextReader(raw, "list", **options).send(sender)
    sender.end()
    rows: list[list[Cell]] = []
    notes = {}
    for line in stream.getvalue().splitlines():
        if line[:1] == ROWS:
            rows += decode_rows(line[1:])
        elif line[:1] == NOTE:
            note = json.loads(line[1:])
            notes[note["code"]] = note["values"]
    return rows, notes


def rows_of(text: str, **options: Any) -> list[list[Cell]]:
    return read(text.encode(), **options)[0]


def test_every_cell_stays_text_and_a_blank_is_none() -> None:
    assert rows_of("Zip,Id,When\n01234,1E5,12/5\n,,x\n") == [
        ["Zip", "Id", "When"],
        ["01234", "1E5", "12/5"],
        [None, None, "x"],
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_by_evidence(delimiter: str) -> None:
    text = "Name|Amount|Date\nAna|1.234|2024\nBo|5|2025\n".replace("|", delimiter)
    assert rows_of(text)[1] == ["Ana", "1.234", "2024"]


def test_decimal_commas_do_not_pass_for_delimiters() -> None:
    assert rows_of("Name;Amount\nAna;1,5\nBo;2,5\n") == [
        ["Name", "Amount"],
        ["Ana", "1,5"],
        ["Bo", "2,5"],
    ]


def test_commas_in_an_address_make_a_long_row_that_keeps_its_cells() -> None:
    rows = rows_of("Id,Name,Address,City\n1,Ana,Via 5,Roma\n2,Bo,Park 1, 2nd floor,Oslo\n")
    assert [len(row) for row in rows] == [4, 4, 5]
    assert rows[2][2:] == ["Park 1", " 2nd floor", "Oslo"]


def test_a_separator_line_is_obeyed_and_is_no_data() -> None:
    assert rows_of("sep=;\nName;Email\nAna;a,b@example.com\n") == [
        ["Name", "Email"],
        ["Ana", "a,b@example.com"],
    ]


def test_a_person_may_say_which_delimiter_and_encoding() -> None:
    rows, _ = read(
        "Name,City;Name\nJos\xe9,a;b\n".encode("latin-1"), encoding="latin-1", delimiter=";"
    )
    assert rows == [["Name,City", "Name"], ["Jos\xe9,a", "b"]]


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('a,"b ""c"" d",e', ["a", 'b "c" d', "e"]),
        ('a,"b, c",e', ["a", "b, c", "e"]),
        ('a, "b, c" ,e', ["a", "b, c", "e"]),
        ('a,"",e', ["a", None, "e"]),
        ('5" pipe,b,c', ['5" pipe', "b", "c"]),
        ('a,"say "hi" now",c', ["a", 'say "hi" now', "c"]),
        ('a,b,"c"', ["a", "b", "c"]),
        ('"a",b,', ["a", "b"]),
    ],
)
def test_quotes_are_read_as_they_were_meant(line: str, cells: list[Cell]) -> None:
    assert rows_of(f"x,y,z\n{line}\n1,2,3\n")[1:] == [cells, ["1", "2", "3"]]


def test_backslashed_quotes_are_read_where_the_file_writes_them_so() -> None:
    text = 'Name,Note\nAna,"say \\"hi\\", she said"\nBo,"a \\"b\\""\n'
    assert rows_of(text)[1:] == [["Ana", 'say "hi", she said'], ["Bo", 'a "b"']]


def test_a_folder_that_ends_in_a_backslash_is_no_escape() -> None:
    assert rows_of('Path,Name\n"C:\\data\\",Ana\n')[1] == ["C:\\data\\", "Ana"]


def test_line_breaks_in_quotes_belong_to_the_cell() -> None:
    rows, notes = read(b'Name,Note\r\nAna,"one\r\ntwo\nthree"\r\nBo,x\r\n')
    assert rows[1:] == [["Ana", "one\ntwo\nthree"], ["Bo", "x"]]
    assert notes == {}


def test_old_mac_line_ends_are_line_ends() -> None:
    assert rows_of("Name,City\rAna,Oslo\r") == [["Name", "City"], ["Ana", "Oslo"]]


def test_blank_lines_keep_the_numbers_of_the_rows_below() -> None:
    assert rows_of("Name,City\n\n\nAna,Oslo\n") == [["Name", "City"], [], [], ["Ana", "Oslo"]]


def test_a_quote_that_never_closes_is_a_character_and_its_line_is_named() -> None:
    rows, notes = read(TABLE.replace("Firm 7,", '"Firm 7,').encode())
    assert len(rows) == 301
    assert rows[8] == ['"Firm 7', "Oslo", "x", "A"]
    assert notes == {"open_quote": {"n": 1, "line": 9}}


def test_a_quote_that_a_later_one_closes_by_chance_swallows_nothing() -> None:
    text = TABLE.replace("Firm 7,", '"Firm 7,').replace("Firm 40,", 'Firm 40",')
    rows, notes = read(text.encode())
    assert len(rows) == 301
    assert rows[41][0] == 'Firm 40"'
    assert notes["open_quote"]["line"] == 9


def test_a_long_note_in_quotes_stays_one_cell_and_is_said() -> None:
    note = "\n".join(f"line {number}" for number in range(150))
    rows, notes = read(f'Name,Note,City\nAna,"{note}",Oslo\n'.encode())
    assert rows[1] == ["Ana", note, "Oslo"]
    assert notes == {"long_record": {"n": 1, "line": 2}}


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"]
)
def test_each_unicode_encoding_is_recognised(encoding: str) -> None:
    text = "Name,City,Country\nZo\xeb,K\xf6ln,Deutschland\n"
    rows, notes = read(text.encode(encoding))
    assert rows == [["Name", "City", "Country"], ["Zo\xeb", "K\xf6ln", "Deutschland"]]
    assert notes == {}


def test_what_is_not_utf_8_is_read_as_windows_1252_and_said() -> None:
    rows, notes = read("Name\nJos\xe9\n\u20acuro\n".encode("cp1252"))
    assert rows == [["Name"], ["Jos\xe9"], ["\u20acuro"]]
    assert "guessed_encoding" in notes


def test_a_line_in_another_encoding_is_named() -> None:
    rows, notes = read("Name\nJos\xe9\n".encode() + "Andr\xe9\n".encode("cp1252"))
    assert rows == [["Name"], ["Jos\xe9"], ["Andr\xe9"]]
    assert notes == {"mixed_encoding": {"n": 1, "line": 3}}


def test_text_becomes_nfc_and_loses_its_control_characters() -> None:
    rows, notes = read("Name,Note\nZoe\u0308,a\0b\x07\n".encode())
    assert rows[1] == ["Zo\xeb", "ab"]
    assert notes == {"control_characters": {"n": 2}}


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"a," * 2_000, "line_too_wide"),
        (b"Name\n" + b"x" * 1_100_000, "cell_too_long"),
        (b'Name\n"' + b"x" * 1_100_000 + b'"', "cell_too_long"),
    ],
)
def test_what_is_too_large_is_refused_with_its_line(raw: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(raw)
    assert refused.value.code == code
    assert "line" in refused.value.values


def test_bytes_that_the_chosen_encoding_does_not_know_are_refused() -> None:
    with pytest.raises(Refusal, match="undecodable"):
        read("Jos\xe9\n".encode("cp1252"), encoding="utf-8")
    with pytest.raises(Refusal, match="unknown_encoding"):
        read(b"a", encoding="klingon")


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
TRICKY = st.text("=+-@'\"\\,;\t \nab1", min_size=1, max_size=8)


@given(st.lists(st.tuples(TEXTS, TRICKY), min_size=1, max_size=6))
def test_what_the_standard_library_writes_is_read_as_it_was(pairs: list[tuple[str, str]]) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([("Name", "Note"), *((name, f"x{note}") for name, note in pairs)])
    rows = rows_of(stream.getvalue(), delimiter=",")
    wanted = [["x" + fit(note)[0]] for _, note in pairs]
    assert [row[1:] for row in rows[1:]] == wanted


@given(st.lists(TRICKY, min_size=1, max_size=6))
def test_what_we_guard_against_formulas_comes_back_as_it_was(texts: list[str]) -> None:
    stream = io.StringIO()
    stream.writelines(f'"x","{guarded}"\r\n' for guarded in map(_as_we_write, texts))
    rows = rows_of(f'"Name","Note"\r\n{stream.getvalue()}', delimiter=",")
    assert [row[1] for row in rows[1:]] == [fit(text)[0] for text in texts]


def _as_we_write(text: str) -> str:
    from relmanager_desktop.exchange.csv_write import guard

    return guard(text).replace('"', '""')


def test_our_own_file_comes_back(tmp_path: Any) -> None:
    path = tmp_path / "out.csv"
    write_csv(path, ["Name", "Note"], [["Ana", "=1+1"], ["'=x'", "+44 20 7946 0000"]])
    rows, notes = read(path.read_bytes())
    assert rows[1:] == [["Ana", "=1+1"], ["'=x'", "+44 20 7946 0000"]]
    assert notes == {}
