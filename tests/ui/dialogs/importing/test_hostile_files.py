"""Tests of files that the window must survive: each is refused in one sentence, and it goes on."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from relmanager_desktop.ui.main_window import MainWindow
from tests.exchange.raw_books import CUSTOMERS, book, sheet
from tests.ui.dialogs.importing.wizards import LONG_MS, settled, wizard_of

STRAY = CUSTOMERS + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha">]><worksheet'


def bomb(folder: Path) -> Path:
    return book(folder, sheet(" " * (16 << 20)), "bomb.xlsx")


def pipe(folder: Path) -> Path:
    path = folder / "pipe.csv"
    os.mkfifo(path)
    return path


def cut(folder: Path) -> Path:
    path = book(folder, sheet(CUSTOMERS), "cut.xlsx")
    path.write_bytes(path.read_bytes()[:-40])
    return path


def gone(folder: Path) -> Path:
    return folder / "gone.xlsx"


def stray(folder: Path) -> Path:
    return book(folder, sheet(STRAY), "stray.xlsx")


def attack(folder: Path) -> Path:
    return book(folder, sheet(CUSTOMERS).replace("<worksheet", LAUGHS), "attack.xlsx")


FILES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a zip bomb": (bomb, "bomb.xlsx unpacks to more than 300 times its size"),
    "half a download": (cut, "cut.xlsx is damaged or cut short"),
    "a file that is gone": (gone, "gone.xlsx is no longer there"),
    "a cell in the last corner": (stray, "stray.xlsx: the sheet List reaches down to XFD1048576"),
    "entities that multiply": (attack, "attack.xlsx carries a document type definition"),
    "a pipe": (pipe, "pipe.csv is a device or a pipe"),
}


@pytest.mark.parametrize("threat", FILES)
def test_a_threat_is_refused_in_one_sentence_and_the_next_list_is_read(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, listed: Path, threat: str
) -> None:
    make, sentence = FILES[threat]
    if make is pipe and sys.platform == "win32":
        pytest.skip("Windows has no such pipes")
    window.deeds.take_files([make(tmp_path)])
    wizard = wizard_of(window)
    qtbot.waitUntil(lambda: bool(wizard.look.refusal), timeout=LONG_MS)
    assert sentence in wizard.look.refusal
    assert wizard.look.refusal in {label.text() for label in wizard.findChildren(QLabel)}
    assert not wizard.primary.isVisible()
    wizard.close_it()
    window.deeds.take_files([listed])
    settled(qtbot, wizard_of(window), "columns")
    wizard_of(window).close_it()
