"""Tests of what the user says of a file while looking at it."""

from __future__ import annotations

from pathlib import Path

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
