"""The public files beside the project do line by line what was looked at when it was kept."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from relmanager_desktop.store.database import Database
from tests.queries.snapshots import (
    LARGE,
    SHARED_DATA,
    SNAPSHOTS,
    public_files,
    snapshot_of,
)

IS_NIGHT = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
KEPT = sorted(p.relative_to(SNAPSHOTS).with_suffix("").as_posix() for p in SNAPSHOTS.rglob("*.txt"))


@pytest.mark.parametrize("name", KEPT)
def test_a_public_file_does_what_its_snapshot_says(
    shared: Path, database: Database, name: str
) -> None:
    path = SHARED_DATA / name
    if path.stat().st_size > LARGE and not IS_NIGHT:
        pytest.skip("large files are looked at by night")
    place = SNAPSHOTS / f"{name}.txt"
    assert snapshot_of(database, path) == place.read_text(encoding="utf-8").splitlines()


def test_no_public_file_is_without_a_snapshot(shared: Path) -> None:
    assert set(public_files()) == set(KEPT)
