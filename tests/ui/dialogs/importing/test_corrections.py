"""Tests of what the user says of a file while looking at it."""

from __future__ import annotations

from pathlib import Path

from relmanager_desktop.domain.imports.decisions import CellPlace, Decisions
from relmanager_desktop.domain.mapping.maps import Wishes
from relmanager_desktop.ui.dialogs.importing.corrections import QUICK_BYTES, Corrections


def test_small_files_are_looked_at_without_a_process_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"x" * QUICK_BYTES)
    assert Corrections(path).is_quick
    path.write_bytes(b"x" * (QUICK_BYTES + 1))
    assert not Corrections(path).is_quick


def test_a_sheet_that_was_left_out_comes_back_with_a_wish(tmp_path: Path) -> None:
    corrections = Corrections(tmp_path / "list.csv")
    corrections.read_sheet("Notes", None)
    assert corrections.request().left_out == {"Notes"}
    corrections.read_sheet("Notes", Wishes(kind="account"))
    assert corrections.request().left_out == frozenset()
    assert corrections.request().wishes == {"Notes": Wishes(kind="account")}


def test_a_row_is_decided_one_way_at_a_time(tmp_path: Path) -> None:
    corrections = Corrections(tmp_path / "list.csv")
    for choice in ("same", "left", "new", "same"):
        corrections.decide_row(("Customers", 4), choice, 17)
        assert corrections.choice_of(("Customers", 4)) == choice
    assert corrections.request().decisions == Decisions(same={("Customers", 4): 17})


def test_rows_are_forgotten_once_their_sheet_is_read_otherwise(tmp_path: Path) -> None:
    corrections = Corrections(tmp_path / "list.csv")
    corrections.decide_row(("Customers", 4), "left", 17)
    corrections.read_sheet("Customers", Wishes(kind="contact"))
    assert corrections.choice_of(("Customers", 4)) == ""


def test_a_cell_is_taken_and_kept_again(tmp_path: Path) -> None:
    corrections = Corrections(tmp_path / "list.csv")
    place = CellPlace("account", 1, "city", "Customers", 2)
    corrections.take_cell(place, True)
    assert corrections.request().decisions.taken == {place}
    corrections.take_cell(place, False)
    assert corrections.request().decisions == Decisions()


def test_of_two_rows_about_one_cell_the_last_choice_stands(tmp_path: Path) -> None:
    corrections = Corrections(tmp_path / "list.csv")
    one, other = (CellPlace("account", 1, "city", "Customers", row) for row in (2, 3))
    corrections.take_cell(one, True)
    corrections.take_cell(other, True)
    assert corrections.request().decisions.taken == {other}


def test_another_mapping_begins_anew(tmp_path: Path) -> None:
    corrections = Corrections(tmp_path / "list.csv")
    corrections.read_sheet("Customers", Wishes(kind="contact"))
    corrections.read_by("ERP")
    assert (corrections.request().profile, corrections.request().wishes) == ("ERP", {})
