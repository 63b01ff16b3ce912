"""Conflict copies are told from other portfolios in the folder."""

from __future__ import annotations

import platform
from pathlib import Path

import pytest

from relmanager_desktop.store.conflict_copies import conflict_copies
from relmanager_desktop.store.portfolios import warnings_about


@pytest.mark.parametrize(
    "name",
    [
        "North (conflicted copy 2026-11-24).relm",
        "North (Eva's conflicted copy 2026-11-24).relm",
        "North (Konflikt 1).relm",
        "North.sync-conflict-20261124-101112-ABCDEF7.relm",
        "North_conf(Eva, conflict).relm",
        "North-EVAS-PC.relm",
    ],
)
def test_a_copy_that_a_sync_program_made_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(platform, "node", lambda: "EVAS-PC.example")
    (tmp_path / name).touch()
    assert conflict_copies(tmp_path / "North.relm") == [tmp_path / name]


@pytest.mark.parametrize(
    "name",
    [
        "North.relm",
        "North (2).relm",
        "North salvaged.relm",
        "North before restore 20261124-093000.relm",
        "Northern conflict zone.relm",
        "South (conflicted copy).relm",
        "North (conflicted copy).xlsx",
    ],
)
def test_another_file_is_none(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    assert conflict_copies(tmp_path / "North.relm") == []


def test_it_is_said_by_name_with_the_way_to_bring_it_home(tmp_path: Path) -> None:
    for name in ("North.relm", "North (conflicted copy).relm"):
        (tmp_path / name).touch()
    said = warnings_about(tmp_path / "North.relm", lambda: "/dev/sda / ext4 rw 0 0\n")
    (sentence,) = [line for line in said if "conflicted copy" in line]
    assert sentence.startswith("Beside North.relm lies North (conflicted copy).relm")
    assert "export" in sentence
