"""Tests of where a file is saved: with its ending, and never over one that nobody named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from relmanager_desktop.ui.saving import ask_where, with_ending


class Typist:
    """Types one name after the other, and notes what the dialog proposed."""

    def __init__(self, folder: Path, *names: str) -> None:
        self._names = [str(folder / name) if name else "" for name in names]
        self.proposed: list[str] = []

    def __call__(
        self, _window: QWidget, _title: str, proposed: str, _kinds: str
    ) -> tuple[str, str]:
        self.proposed.append(Path(proposed).name)
        return self._names.pop(0), ""


Ask = Callable[..., tuple[Path | None, Typist]]


@pytest.fixture
def ask(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Ask:
    window = QWidget()
    qtbot.addWidget(window)

    def type_in(*names: str) -> tuple[Path | None, Typist]:
        typist = Typist(tmp_path, *names)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", typist)
        return ask_where(window, "Export", tmp_path / "Portfolio.xlsx", "Workbooks"), typist

    return type_in


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("Q3", "Q3.xlsx"),
        ("Q3.XLSX", "Q3.XLSX"),
        ("Q3 v1.2", "Q3 v1.2.xlsx"),
        ("22.11.", "22.11..xlsx"),
        ("list.csv", "list.csv.xlsx"),
    ],
)
def test_the_ending_comes_behind_the_whole_name(typed: str, named: str) -> None:
    assert with_ending(Path("folder") / typed, ".xlsx") == Path("folder") / named


def test_a_name_with_a_dot_in_it_leaves_its_neighbour_alone(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "Q3 v1.xlsx").touch()
    place, _ = ask("Q3 v1.2")
    assert place == tmp_path / "Q3 v1.2.xlsx"


def test_a_file_of_which_only_the_ending_was_left_out_is_asked_about(
    ask: Ask, tmp_path: Path
) -> None:
    (tmp_path / "Q3.xlsx").touch()
    place, typist = ask("Q3", "Q3.xlsx")
    assert place == tmp_path / "Q3.xlsx"
    assert typist.proposed == ["Portfolio.xlsx", "Q3.xlsx"]


def test_who_thinks_better_of_it_saves_nowhere(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "Q3.xlsx").touch()
    assert ask("Q3", "")[0] is None
