"""Whatever fails under a deed: one plain sentence, nothing half, and it works again at once."""

from __future__ import annotations

import errno
import os
import shutil
import time
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from relmanager_desktop import paths
from relmanager_desktop.store.backups import list_backups
from relmanager_desktop.store.faults import PortfolioError
from relmanager_desktop.store.files import WriteError
from tests.trials.beginnings import LIST, PLACE, STANDING, lay_out
from tests.trials.contents import content_of
from tests.trials.deeds import DEEDS, Deed, Prepared, RefusedError, copy_of, migrations_of, terminal
from tests.trials.faults import (
    ERRORS,
    Saboteur,
    error_of,
    files_no_larger_than,
    shut,
    small_disk,
)
from tests.trials.judges import prove
from tests.trials.sizes import IS_NIGHT, PATIENCE_SECONDS

pytestmark = pytest.mark.timeout(PATIENCE_SECONDS)
NEW, REJECTS = "new.relm", "rejects.xlsx"

ROOM = 12_000_000  # bytes of a small disk: what is laid out, and nothing for its backups


def _portfolio(folder: Path) -> object:
    return content_of(folder / PLACE)


def _edit(folder: Path) -> Prepared:
    return partial(terminal, folder, "set", "account", "--where", "name=Acme", "city=Bonn")


def _new(folder: Path) -> Prepared:
    return partial(terminal, folder, "new", place=folder / NEW)


def _made(folder: Path) -> object:
    place = folder / NEW
    return sorted(content_of(place)) if place.exists() else None


def _lay_out_refusals(folder: Path) -> None:
    lay_out(folder)
    lines = ["Company,Turnover", "Good,12", "Bad,twelve"]
    (folder / LIST).write_text("\n".join(lines), encoding="utf-8")


def _reject(folder: Path) -> Prepared:
    words = ("--map", "Company=account.name", "--map", "Turnover=account.turnover")
    rejects = ("--rejects", str(folder / REJECTS))
    return partial(terminal, folder, "import", str(folder / LIST), *words, *rejects, accepts=(0, 1))


def _rejected(folder: Path) -> object:
    """Rows that are refused are never lost: the workbook is there before the others go in."""
    held = content_of(folder / PLACE)
    held.pop("import_run")  # which names the workbook with its folder
    return [held, len(held["account"]) == len(STANDING) or (folder / REJECTS).exists()]


def _newest_backup(folder: Path) -> object:
    """A backup that stopped late may lie in either folder, and be made in the other as well."""
    return [_portfolio(folder), content_of(list_backups(folder / PLACE)[0].path)]


EVERY = DEEDS | {
    "backup": Deed(lay_out, DEEDS["backup"].prepare, _newest_backup),
    "edit": Deed(lay_out, _edit, _portfolio),
    "new": Deed(lay_out, _new, _made),
    "refused rows": Deed(_lay_out_refusals, _reject, _rejected),
}


class Begun(NamedTuple):
    """What a deed begins with, and its state before and after it, found out once."""

    deed: Deed
    folder: Path
    old: object
    new: object


@pytest.fixture(params=EVERY, scope="module")
def begun(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Begun:
    """Each deed in turn, laid out and done once without a fault."""
    deed, folder = EVERY[request.param], Path(tmp_path_factory.mktemp("begun"), "begun")
    folder.mkdir()
    deed.begin(folder)
    trial = copy_of(folder, folder.with_name("trial"))
    old = deed.state(trial)
    deed.do(trial)
    return Begun(deed, folder, old, deed.state(trial))


class Trial:
    """One deed in a folder, done under a fault and then without it."""

    def __init__(self, begun: Begun, folder: Path) -> None:
        self.deed, self.folder, self._begun = begun.deed, folder, begun.folder
        self.old, self.new = begun.old, begun.new
        self.lay_out()

    def lay_out(self) -> None:
        """Begin anew."""
        shutil.rmtree(paths.data_folder(), ignore_errors=True)
        copy_of(self._begun, self.folder)

    def do(self, deed: Prepared | None = None) -> str:
        """Do the deed; return what was said if it was refused."""
        try:
            (deed or self.deed.prepare(self.folder))()
        except (RefusedError, PortfolioError, WriteError) as error:
            return str(error)
        return ""

    def judge(self, said: str) -> None:
        """Nothing is half, what was said is a sentence, and the deed succeeds without the fault."""
        found = self.deed.state(self.folder)
        assert found in (self.old, self.new), said
        assert said or found == self.new
        assert_plain(said)
        if found == self.old:
            self.deed.do(self.folder)
            assert self.deed.state(self.folder) == self.new
        with migrations_of(self.folder):
            prove(self.folder / PLACE)


def assert_plain(said: str) -> None:
    """What is said is one line that names a file or a folder and ends as a sentence."""
    if not said:
        return
    sentence = said.splitlines()[-1].removeprefix("relmanager: ")
    assert said.count("relmanager: ") <= 1
    assert "Traceback" not in said
    assert "Errno" not in said
    assert sentence.endswith(".")
    assert any(name in sentence for name in (".relm", ".xlsx", ".csv", ".json", "folder", "disk"))


@pytest.fixture
def trial(begun: Begun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Trial:
    """The deed in a folder of its own, where nobody waits for a file that stays held."""
    monkeypatch.setattr("relmanager_desktop.store.files.PATIENCE_SECONDS", 0.0)
    return Trial(begun, tmp_path / "trial")


def test_each_call_that_writes_may_fail(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    saboteur = Saboteur(trial.folder, monkeypatch)
    with saboteur.fail({}):
        trial.do()
    for site in range(saboteur.count):
        for number in ERRORS if IS_NIGHT else (ERRORS[site % len(ERRORS)],):
            trial.lay_out()
            with saboteur.fail({site: error_of(number)}):
                said = trial.do()
            trial.judge(said)


def test_a_file_that_is_held_for_a_moment_is_waited_for(
    trial: Trial, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "sleep", lambda _seconds: None)
    monkeypatch.setattr("relmanager_desktop.store.files.PATIENCE_SECONDS", 10.0)
    real, tries = os.replace, iter(range(3))

    def replace(source: str, target: str) -> None:
        if str(trial.folder) in str(target) and next(tries, None) is not None:
            raise PermissionError(errno.EACCES, "held by a virus scanner")
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    said = trial.do()
    monkeypatch.setattr(os, "replace", real)
    trial.judge(said)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 1.0, 1.05])
def test_a_file_that_may_not_grow_is_said(trial: Trial, share: float) -> None:
    size = (trial.folder / PLACE).stat().st_size
    with files_no_larger_than(int(size * share) + 4096):
        said = trial.do()
    trial.judge(said)


def test_a_full_disk_is_said(begun: Begun, trial: Trial) -> None:
    trial.folder.mkdir(exist_ok=True)
    with small_disk(trial.folder, ROOM):
        shutil.copytree(begun.folder, trial.folder, dirs_exist_ok=True)
        fill(trial.folder)
        said = trial.do()
        (trial.folder / "filler").unlink()
        trial.judge(said)


def fill(folder: Path) -> None:
    """Leave not a byte on the disk of a folder."""
    with (folder / "filler").open("wb", buffering=0) as filler:
        while True:
            try:
                filler.write(bytes(4096))
            except OSError:
                return


def test_a_folder_that_cannot_be_written_is_said(trial: Trial) -> None:
    with shut(trial.folder):
        said = trial.do()
    trial.judge(said)


def test_a_drive_that_is_gone_is_said(trial: Trial) -> None:
    deed = trial.deed.prepare(trial.folder)
    trial.folder.rename(trial.folder.with_name("gone"))
    said = trial.do(deed)
    assert_plain(said)
    shutil.rmtree(trial.folder, ignore_errors=True)
    trial.folder.with_name("gone").rename(trial.folder)
    if said:  # a new portfolio makes its folder
        trial.judge(said)
