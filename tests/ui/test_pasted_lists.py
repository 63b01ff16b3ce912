"""What lies on the clipboard is taken as its program meant it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl

from relmanager_desktop.ui.pasted_lists import PastedList, lists_in

TABLE = "<html><body><!--StartFragment--><TABLE><tr><td>Acme</td><td>1,5</td></tr></TABLE></body>"
LINE = "<table><tr><td>Acme</td></tr><tr><td>Bolt</td></tr></table>"


def copied(text: str = "", page: str = "", files: list[str] | None = None) -> QMimeData:
    data = QMimeData()
    if text:
        data.setText(text)
    if page:
        data.setHtml(page)
    if files:
        data.setUrls([QUrl.fromLocalFile(file) for file in files])
    return data


def only(data: QMimeData) -> PastedList:
    (found,) = lists_in(data)
    assert isinstance(found, PastedList)
    return found


def test_cells_parted_by_tabs_come_before_the_page_beside_them() -> None:
    assert only(copied("Acme\t1.50\n", TABLE)) == PastedList(b"Acme\t1.50\n", "\t")


def test_a_page_alone_is_its_table() -> None:
    found = only(copied(page=TABLE))
    assert found.content.startswith(b"<TABLE><tr><td>Acme")
    assert found.delimiter is None


def test_a_column_of_a_sheet_is_not_parted_by_its_commas() -> None:
    text = "Acme, Inc\nBolt, Ltd\n"
    assert only(copied(text, LINE)) == PastedList(text.encode(), "\t")


def test_lines_of_an_editor_tell_themselves_how_they_are_parted() -> None:
    assert only(copied("Company,City\nAcme,Ulm\n")) == PastedList(b"Company,City\nAcme,Ulm\n")


@pytest.mark.parametrize("text", ["", "  ", "one word", "\n\n"])
def test_a_word_is_no_list(text: str) -> None:
    assert lists_in(copied(text)) == ()


def test_files_that_were_copied_are_files() -> None:
    assert lists_in(copied("x\ty", files=["/lists/a.xlsx"])) == (Path("/lists/a.xlsx"),)


def test_a_half_of_a_letter_stops_nothing() -> None:
    assert only(copied("a\t\ud83d\n")).content.startswith(b"a\t")


def test_what_was_copied_is_not_shown_by_accident() -> None:
    assert "Acme" not in repr(PastedList(b"Acme"))
    assert PastedList(b"Acme").name == "Clipboard"
