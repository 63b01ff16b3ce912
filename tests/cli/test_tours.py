"""tour: the main job without a screen."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Terminal


def test_the_tour_does_the_main_job(tmp_path: Path, terminal: Terminal) -> None:
    terminal.portfolio = tmp_path / "tour.relm"
    terminal("tour", tmp_path / "tour")
    assert terminal.code == 0
    assert (tmp_path / "tour" / "portfolio.xlsx").is_file()
