"""Lists that come through a pipe, and lists behind a password."""

from __future__ import annotations

import getpass
import io
import os
import sys
import threading
import zipfile
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook, load_workbook

from relmanager_desktop.domain.cells import ErrorCell
from tests.cli.conftest import CUSTOMERS, Terminal, Write
from tests.exchange.binary_books import HIDDEN, VERY_HIDDEN, VISIBLE, Rows, write_binary_book

PASTED = 'Company\tCity\tNotes\r\nAcme GmbH\tBerlin\t"two\nlines"\r\nBolt Ltd\tLeeds\t\r\n'


class Piped:
    """Standard input with bytes in it, of a terminal or of a pipe."""

    def __init__(self, content: bytes, *, is_terminal: bool = False) -> None:
        self.buffer = io.BytesIO(content)
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


def pipe(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", Piped(content))


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    book = Workbook()
    assert book.active is not None
    for row in (["Company", "City"], ["Acme GmbH", "Berlin"]):
        book.active.append(row)
    plain = io.BytesIO()
    book.save(plain)
    path = tmp_path / "customers.xlsx"
    with path.open("wb") as file:
        OOXMLFile(plain).encrypt("hush", file)
    return path


@pytest.fixture
def word(tmp_path: Path) -> Path:
    path = tmp_path / "password.txt"
    path.write_text("hush\n", encoding="utf-8")
    return path


def answering(monkeypatch: pytest.MonkeyPatch, *words: str) -> list[str]:
    """Let somebody sit at the terminal who types these; return what they are asked."""
    asked: list[str] = []
    left = iter(words)

    def ask(prompt: str, stream: object = None) -> str:
        asked.append(prompt)
        return next(left)

    monkeypatch.setattr(sys, "stdin", Piped(b"", is_terminal=True))
    monkeypatch.setattr(getpass, "getpass", ask)
    return asked


def test_a_dash_reads_standard_input(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe(monkeypatch, PASTED.encode())
    (sheet,) = terminal.json("import", "-")["sheets"]
    assert (sheet["sheet"], sheet["new"]) == ("Standard input", 2)
    notes = {r["name"]: r["notes"] for r in terminal.json("list", "account")}
    assert notes == {"Acme GmbH": "two\nlines", "Bolt Ltd": None}
    assert terminal.json("history")[0]["label"] == "Import Standard input"


def test_a_piped_workbook_is_one(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, locked: Path, word: Path
) -> None:
    pipe(monkeypatch, locked.read_bytes())
    (sheet,) = terminal.json("import", "-", "--password-file", word)["sheets"]
    assert sheet["new"] == 1


def test_refused_rows_of_a_pipe_come_back_too(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pipe(monkeypatch, b"Company\tSince\nAcme\t31/02/2025\nBolt\t13/02/2025\n")
    rejects = tmp_path / "mend.xlsx"
    answer = terminal.json("import", "-", "--rejects", rejects)
    assert (terminal.code, answer["problems"][0]["sheet"]) == (1, "Standard input")
    sheet = load_workbook(rejects).active
    assert sheet is not None
    assert sheet.cell(2, 1).value == "Acme"


def test_nothing_in_the_pipe_is_said(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe(monkeypatch, b"")
    terminal("import", "-")
    assert (terminal.code, "Standard input is empty" in terminal.err) == (2, True)


def test_a_locked_workbook_opens_with_the_password_of_a_file(
    terminal: Terminal, locked: Path, word: Path
) -> None:
    (sheet,) = terminal.json("import", locked, "--password-file", word)["sheets"]
    assert sheet["new"] == 1
    for place in (terminal.portfolio, *terminal.portfolio.parent.glob("backups/*")):
        assert b"hush" not in place.read_bytes()


def test_where_nobody_can_be_asked_the_option_is_named(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, locked: Path
) -> None:
    pipe(monkeypatch, b"")
    terminal("import", locked)
    assert terminal.code == 2
    assert "customers.xlsx is protected by a password." in terminal.err
    assert "--password-file FILE." in terminal.err


def test_who_sits_at_the_terminal_is_asked_until_it_opens(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, locked: Path
) -> None:
    asked = answering(monkeypatch, "Hush", "hush")
    (sheet,) = terminal.json("import", locked)["sheets"]
    assert sheet["new"] == 1
    assert asked == ["Password of customers.xlsx: "] * 2
    assert "does not open with that password" in terminal.err
    assert "hush" not in terminal.err


def test_three_wrong_passwords_are_enough(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, locked: Path
) -> None:
    asked = answering(monkeypatch, "a", "b", "c", "hush")
    terminal("import", locked)
    assert (terminal.code, len(asked)) == (2, 3)


def test_a_blank_password_file_is_said(terminal: Terminal, locked: Path, tmp_path: Path) -> None:
    blank = tmp_path / "blank.txt"
    blank.write_text("", encoding="utf-8")
    terminal("import", locked, "--password-file", blank)
    assert (terminal.code, "holds no password" in terminal.err) == (2, True)
    terminal("import", locked, "--password-file", tmp_path / "none.txt")
    assert (terminal.code, "none.txt" in terminal.err) == (2, True)


@pytest.mark.parametrize("ending", ["tsv", "tab", "txt"])
def test_cells_parted_by_tabs_are_a_list(
    terminal: Terminal, write_list: Write, ending: str
) -> None:
    path = write_list(f"customers.{ending}", CUSTOMERS.replace(",", "\t"))
    (sheet,) = terminal.json("import", path)["sheets"]
    assert (sheet["new"], sheet["counts"]["contact"]["new"]) == (2, 2)


def test_a_zip_around_one_list_is_that_list(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("out/customers.csv", CUSTOMERS)
        package.writestr("__MACOSX/._customers.csv", b"\x00\x05\x16\x07")
    (sheet,) = terminal.json("import", path)["sheets"]
    assert (sheet["sheet"], sheet["new"]) == ("customers", 2)
    assert "Read from customers.csv inside the zip." in terminal.err


def test_a_zip_of_cards_is_all_of_them(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "people.zip"
    card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{0}\r\nORG:{0} GmbH\r\nEND:VCARD"
    with zipfile.ZipFile(path, "w") as package:
        for name in ("Ada Low", "Bo Hale"):
            package.writestr(f"{name}.vcf", card.format(name))
    (sheet,) = terminal.json("import", path)["sheets"]
    assert (sheet["sheet"], sheet["new"]) == ("people", 2)
    assert [r["name"] for r in terminal.json("list", "contact")] == ["Ada Low", "Bo Hale"]


def test_contact_cards_become_people_at_their_companies(terminal: Terminal) -> None:
    path = Path(__file__).parents[1] / "data" / "lists" / "cards.vcf"
    (sheet,) = terminal.json("import", path)["sheets"]
    assert (sheet["rows"], sheet["new"], sheet["refused"]) == (5, 5, 0)
    people = {r["name"]: r for r in terminal.json("list", "contact")}
    assert people["Åse Bjørnsen"]["birthday"] == "1980-03-22"
    roles = {
        r["contact"]: (r["account"], r["title"]) for r in terminal.json("list", "contact_role")
    }
    assert roles["Simon Low"] == ("Low & Sons Ltd", "Managing director")
    points = [r for r in terminal.json("list", "contact_point") if r["contact"] == "Åse Bjørnsen"]
    told = {(r["value"], r["label"], r["primary"]) for r in points}
    assert ("+47 900 00 001", "Mobile", True) in told
    assert ("+47 22 00 00 09", "Work fax", False) in told
    (tower,) = [r for r in terminal.json("list", "account") if r["name"] == "Harbour Cold Store"]
    assert (tower["email"], tower["city"]) == ("office@harbour.example", "Hamburg")
    tags = {r["tag"] for r in terminal.json("list", "contact_tag")}
    assert tags == {"VIP", "Fornecedor"}
    (again,) = terminal.json("import", path)["sheets"]
    assert (again["new"], again["same"]) == (0, 5)
    for left in ("Nickname", "X-DINNER", "Birthday as written"):
        assert f"“{left}”" in terminal.err


CUSTOMER_ROWS: Rows = [
    ["Company", "City", "Annual value"],
    ["Acme GmbH", "Berlin", 1200.0],
    ["Bolt Ltd", None, None],
    ["Cork AS", "Oslo", ErrorCell("#N/A")],
]


def test_a_binary_workbook_tells_errors_from_blanks(terminal: Terminal, tmp_path: Path) -> None:
    path = write_binary_book(tmp_path / "book.xlsb", {"Customers": (VISIBLE, CUSTOMER_ROWS)})
    answer = terminal.json("import", path)
    (sheet,) = answer["sheets"]
    assert (sheet["rows"], sheet["new"], sheet["refused"]) == (3, 2, 1)
    (problem,) = answer["problems"]
    assert (problem["row"], problem["column"], problem["value"]) == (4, "C", "#N/A")


@pytest.mark.parametrize("name", ["number_format_russian", "threaded_comments_none", "sized_boxen"])
def test_real_binary_workbooks_are_read(terminal: Terminal, shared: Path, name: str) -> None:
    path = shared / "corpora" / "hostile-xlsx" / f"test_files__{name}.xlsb"
    sheets = terminal.json("import", path, "--dry-run", "--as", "account")["sheets"]
    assert sum(sheet["rows"] for sheet in sheets) > 0


def test_hidden_sheets_are_named_and_left_out(terminal: Terminal, tmp_path: Path) -> None:
    states = {"Shown": VISIBLE, "Hidden": HIDDEN, "Deep": VERY_HIDDEN}
    book = {name: (state, CUSTOMER_ROWS[:2]) for name, state in states.items()}
    path = write_binary_book(tmp_path / "book.xlsb", book)
    answer = terminal.json("import", path, "--dry-run")
    assert [sheet["sheet"] for sheet in answer["sheets"]] == ["Shown"]
    assert [problem["message"] for problem in answer["problems"]] == [
        'The sheet is hidden: take it with --sheet "Hidden".',
        'The sheet is hidden: take it with --sheet "Deep".',
    ]
    (taken,) = terminal.json("import", path, "--sheet", "Deep")["sheets"]
    assert (taken["sheet"], taken["new"]) == ("Deep", 1)


def test_a_workbook_of_hidden_sheets_alone_says_how_one_is_taken(
    terminal: Terminal, tmp_path: Path
) -> None:
    book = {"A": (HIDDEN, CUSTOMER_ROWS[:2]), "B": (VERY_HIDDEN, CUSTOMER_ROWS[:2])}
    answer = terminal.json("import", write_binary_book(tmp_path / "book.xlsb", book))
    assert (terminal.code, answer["sheets"], answer["change_set"]) == (2, [], None)
    assert [problem["sheet"] for problem in answer["problems"]] == ["A", "B"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_that_the_shell_names_is_read(terminal: Terminal, tmp_path: Path) -> None:
    pipe = tmp_path / "63"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=("Company,City\nAcme GmbH,Ulm\n",))
    writer.start()
    terminal("import", pipe)
    writer.join()
    assert terminal.code == 0
    assert [row["name"] for row in terminal.json("list", "account")] == ["Acme GmbH"]


@pytest.mark.skipif(not Path("/dev/zero").is_char_device(), reason="this system has no /dev/zero")
def test_a_device_is_no_list(terminal: Terminal) -> None:
    terminal("import", "/dev/zero")
    assert (terminal.code, "/dev/zero is a device, not a list." in terminal.err) == (2, True)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00pass"])
def test_a_password_file_that_cannot_be_read_is_named(
    terminal: Terminal, write_list: Write, tmp_path: Path, content: bytes | None
) -> None:
    place = tmp_path / "secret"
    if content is not None:
        place.write_bytes(content)
    path = write_list("firms.csv", "Company\nAcme\n")
    terminal("import", path, "--password-file", place)
    assert (terminal.code, terminal.err.count("\n")) == (2, 1)
    assert f"--password-file: {place} cannot be read" in terminal.err
