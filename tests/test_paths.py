"""What we ship is found in every kind of install, and the user's folders can be moved."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from relmanager_desktop import paths

ROOT = Path(__file__).resolve().parents[1]


def lay_out(root: Path, *folders: str) -> Path:
    """Make the folders and a copy of paths.py in the package; answers the package."""
    for folder in folders:
        (root / folder).mkdir(parents=True)
    package = next(path for path in root.rglob("relmanager_desktop") if path.is_dir())
    (package / "__init__.py").touch()
    (package / "paths.py").write_bytes(Path(paths.__file__).read_bytes())
    return package


def test_the_checkout_finds_what_it_ships_beside_src() -> None:
    assert paths.RESOURCES == ROOT / "resources"
    assert paths.MIGRATIONS == ROOT / "migrations"


def test_a_checkout_falls_back_to_the_folder_beside_src(tmp_path: Path) -> None:
    package = lay_out(tmp_path, "src/relmanager_desktop", "migrations")
    assert paths.find_shipped("migrations", package) == tmp_path / "migrations"


def test_a_wheel_finds_it_inside_the_package(tmp_path: Path) -> None:
    package = lay_out(tmp_path, "relmanager_desktop/migrations", "lib")
    assert paths.find_shipped("migrations", package) == package / "migrations"


def test_the_stale_copy_of_an_editable_install_is_not_found(tmp_path: Path) -> None:
    """As pip lays it: the copy in site-packages, and src named by a .pth that comes after it."""
    lay_out(tmp_path, "checkout/src/relmanager_desktop", "checkout/migrations")
    stale = tmp_path / "site-packages" / "relmanager_desktop" / "migrations"
    stale.mkdir(parents=True)
    where = [str(stale.parents[1]), str(tmp_path / "checkout" / "src")]
    program = (
        f"import sys; sys.path[:0] = {where!r}; "
        "from relmanager_desktop.paths import MIGRATIONS; print(MIGRATIONS)"
    )
    answer = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program],
        check=True,
        capture_output=True,
        text=True,
    )
    assert answer.stdout.strip() == str(tmp_path / "checkout" / "migrations")


def test_everything_of_the_user_lies_under_the_home_that_is_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path))
    assert paths.data_folder() == tmp_path / "data"
    assert paths.backup_folder() == tmp_path / "data" / "backups"
    assert paths.log_folder() == tmp_path / "log"


def test_without_it_each_folder_is_the_system_s_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(paths.HOME_VARIABLE)
    folders = [paths.data_folder(), paths.log_folder()]
    assert len(set(folders)) == len(folders)
    assert all(paths.APPLICATION in folder.parts for folder in folders)


def test_asking_makes_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "unborn"))
    paths.backup_folder()
    assert not (tmp_path / "unborn").exists()


def test_the_zone_is_the_one_that_the_system_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TZ", raising=False)
    place = tmp_path / "localtime"
    assert paths.zone_of_this_machine(place) == ""
    place.symlink_to("/usr/share/zoneinfo/Europe/Berlin")
    assert paths.zone_of_this_machine(place) == "Europe/Berlin"
    monkeypatch.setenv("TZ", "America/New_York")
    assert paths.zone_of_this_machine(place) == "America/New_York"
