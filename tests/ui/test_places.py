"""Tests of where portfolios are."""

from __future__ import annotations

from pathlib import Path

import pytest

from relmanager_desktop.ui.places import note_of


def test_the_note_of_a_window_lies_beside_the_file_that_a_link_leads_to(tmp_path: Path) -> None:
    place = tmp_path / "p.relm"
    place.touch()
    link = tmp_path / "elsewhere" / "link.relm"
    link.parent.mkdir()
    try:
        link.symlink_to(place)
    except OSError:
        pytest.skip("this account may not make links")
    assert note_of(str(link)) == note_of(str(place))
