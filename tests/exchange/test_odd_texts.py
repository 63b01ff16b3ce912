"""Text files as no program should write them: none freezes the reader or loses a line unsaid."""

from __future__ import annotations

from pathlib import Path

import pytest

from relmanager_desktop.domain.cells import Cell
from tests.exchange.raw_books import read, refusal_of

LIST = "Name;City\nAna;Ulm\n"
ROWS: list[list[Cell]] = [["Name", "City"], ["Ana", "Ulm"]]
HAN = "名;城\n王;北京\n"


def text_file(folder: Path, raw: bytes) -> Path:
    path = folder / "list.csv"
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize(
    "raw",
    [
        b"\xef\xbb\xbf\xef\xbb\xbf" + LIST.encode(),
        LIST.encode("utf-16"),
        LIST.encode("utf-16-le"),
        LIST.encode("utf-16-be"),
        LIST.encode("utf-32"),
        LIST.encode("utf-32-le"),
        b"\xfe\xff" + LIST.encode("utf-16-be"),
        b"sep=;\r\n" + LIST.encode(),
        b'"sep=;"\n' + LIST.encode(),
        LIST.replace("\n", "\r").encode(),
        LIST.replace("\n", "\r\n").encode(),
        LIST.rstrip().encode(),
    ],
)
def test_marks_encodings_and_line_ends_do_not_matter(tmp_path: Path, raw: bytes) -> None:
    assert read(text_file(tmp_path, raw)).sheets[0] == ROWS


def test_line_ends_of_all_kinds_in_one_file_are_line_ends(tmp_path: Path) -> None:
    raw = b"Name;City\r\nAna;Ulm\nBo;Oslo\rCy;Bonn"
    assert read(text_file(tmp_path, raw)).sheets[0] == [*ROWS, ["Bo", "Oslo"], ["Cy", "Bonn"]]


def test_a_file_put_behind_another_leaves_no_mark_in_its_cells(tmp_path: Path) -> None:
    raw = LIST.encode("utf-8-sig") + LIST.encode("utf-8-sig")
    assert read(text_file(tmp_path, raw)).sheets[0] == [*ROWS, *ROWS]


def test_mac_roman_is_recognised_and_said(tmp_path: Path) -> None:
    raw = "Name;City\nJosé;Köln\nRené;Malmö\nChloé;Zürich\n".encode("mac_roman")
    received = read(text_file(tmp_path, raw))
    assert received.sheets[0][1] == ["José", "Köln"]
    assert received.notes == {"guessed_encoding": {"name": "Mac Roman"}}


def test_an_encoding_that_nothing_tells_is_said_though_it_is_guessed_wrong(tmp_path: Path) -> None:
    path = text_file(tmp_path, HAN.encode("gb18030"))
    assert "guessed_encoding" in read(path).notes
    assert read(path, encoding="gb18030").sheets[0] == [["名", "城"], ["王", "北京"]]


def test_half_a_character_at_the_end_is_refused_and_not_cut_off(tmp_path: Path) -> None:
    assert refusal_of(text_file(tmp_path, LIST.encode("utf-16")[:-1])).code == "undecodable"


def test_a_zero_in_a_text_is_taken_out_and_counted(tmp_path: Path) -> None:
    received = read(text_file(tmp_path, b"Name;City\nA\x00na;Ulm\n" + b"Bo;Oslo\n" * 50))
    assert received.sheets[0][1] == ["Ana", "Ulm"]
    assert received.notes == {"control_characters": {"n": 1}}


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"a" * 8_000_000, "cell_too_long"),
        (b"a," * 4_000_000, "line_too_wide"),
        (b"Name,City\n" + b"x" * 1_000_001 + b",y\n", "cell_too_long"),
        (b'Name,City\n"' + b"x" * 1_000_001 + b'",y\n', "cell_too_long"),
    ],
)
def test_a_line_without_end_is_refused_by_its_number(tmp_path: Path, raw: bytes, code: str) -> None:
    assert refusal_of(text_file(tmp_path, raw)).code == code


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    ("line", "rows"),
    [(b'x,"y\n', 1), (b'x,"y z\nq,r\n', 2), (b'a,b"c\n', 1), (b'x,"y"z"\nq,r\n', 2)],
)
def test_quotes_left_open_on_each_line_cost_no_square_of_the_file(
    tmp_path: Path, line: bytes, rows: int
) -> None:
    count = 20_000
    received = read(text_file(tmp_path, b"Name,City\n" + line * count))
    assert len(received.sheets[0]) == 1 + rows * count


@pytest.mark.timeout(60)
def test_stray_quotes_in_one_long_line_cost_no_square_of_it(tmp_path: Path) -> None:
    received = read(text_file(tmp_path, b'Name,City\n"' + b'a"' * 400_000 + b"\n"))
    assert len(received.sheets[0]) == 2


@pytest.mark.parametrize("raw", [b"\xef\xbb\xbf", b"\n\n\n", b",,,\n,,,\n", b" \n"])
def test_a_file_of_nothing_has_no_rows(tmp_path: Path, raw: bytes) -> None:
    rows = read(text_file(tmp_path, raw)).sheets[0]
    assert not any(str(cell).strip() for row in rows for cell in row if cell is not None)
