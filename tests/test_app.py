"""Tests of a sitting: one portfolio after the other, locked, restored, or refused in words."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from relmanager_desktop import app
from relmanager_desktop.commands.beginnings import begin
from relmanager_desktop.commands.portfolios import back_up, newest_backup
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.locks import WindowLock
from relmanager_desktop.ui import failures, second_starts, theme
from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.welcome import Welcome

# What Qt's screenless platform says of every window that is shown.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
UNTIL_PAINTED = """
import sys
before = set(sys.modules)  # what measures coverage is there already
from relmanager_desktop import __main__ as front_door
from relmanager_desktop.ui.bindings import load_bindings
load_bindings()
from relmanager_desktop import app
def stop(sitting, window, place):
    print(*set(sys.modules) - before)
    window.close()
app.Sitting._settle_in = stop
sys.exit(front_door.main([sys.argv[1]]))
"""
ONCE_AT_REST = """
import os, sys, threading
from relmanager_desktop import __main__ as front_door
from relmanager_desktop.ui.bindings import load_bindings
load_bindings()
from relmanager_desktop.ui import readying
loading = readying.load_rest
def load(database):
    loading(database)
    ui = "relmanager_desktop.ui"
    wanted = {f"{ui}.dialogs.importing.wizard", f"{ui}.pages.accounts", f"{ui}.pages.cadence"}
    is_there = wanted <= set(sys.modules)
    print(threading.current_thread().name, is_there, flush=True)
    os._exit(0)
readying.load_rest = load
sys.exit(front_door.main([sys.argv[1]]))
"""
AFTER_THE_PAINT = {
    "PySide6.QtNetwork",
    "PySide6.QtSvg",
    "alembic",
    "argparse",
    "concurrent.futures",
    "ctypes",
    "decimal",
    "filelock",
    "holidays",
    "json",
    "logging",
    "openpyxl",
    "platformdirs",
    "python_calamine",
    "relmanager_desktop.domain.cadence",
    "relmanager_desktop.domain.money",
    "relmanager_desktop.domain.records",
    "relmanager_desktop.ui.watches",
    "sqlalchemy",
    "xlsxwriter",
}


@pytest.fixture
def place(tmp_path: Path, empty_portfolio: Path) -> Path:
    return Path(shutil.copyfile(empty_portfolio, tmp_path / "Northern.relm"))


@pytest.fixture
def application(qapp: QApplication, home: Path) -> Iterator[QApplication]:
    made = app.make_application()
    theme.apply_theme(made, "light")
    yield made
    made.setQuitOnLastWindowClosed(False)
    for window in made.topLevelWidgets():
        window.close()
    QTimer.singleShot(0, made.quit)  # a quit outside of exec would end all loops to come
    made.exec()


@pytest.fixture
def sitting(application: QApplication) -> app.Sitting:
    return app.Sitting(application, is_once=True)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the titles of all messages that a window shows from now on."""
    titles: list[str] = []
    monkeypatch.setattr(MainWindow, "say", lambda _w, _tone, title, *_: titles.append(str(title)))
    return titles


def test_a_window_opens_and_its_place_is_remembered(sitting: app.Sitting, place: Path) -> None:
    assert sitting.run(str(place)) == app.DONE
    assert QSettings().value("portfolio/last") == str(place)


def test_the_lock_is_given_back_at_the_end(sitting: app.Sitting, place: Path) -> None:
    sitting.run(str(place))
    lock = WindowLock(place)
    lock.acquire(NOW)
    lock.release()


def test_the_first_board_needs_no_database(place: Path) -> None:
    look = app.first_look(str(place))
    assert look is not None
    assert look.board.counts["accounts"] == 0
    assert app.first_look("postgresql://somewhere/else") is None


def test_what_is_slow_to_load_waits_for_the_first_picture(place: Path, home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", UNTIL_PAINTED, str(place)],
        check=True,
        capture_output=True,
        text=True,
    )
    loaded = set(done.stdout.split())
    assert "relmanager_desktop.ui.pages.today" in loaded
    assert not loaded & AFTER_THE_PAINT


def test_a_portfolio_that_is_missing_is_said(
    sitting: app.Sitting, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sitting.run(str(tmp_path / "none.relm")) == app.WRONG
    assert "There is no portfolio at" in capsys.readouterr().err


def test_a_last_portfolio_that_is_gone_leads_to_the_welcome(
    sitting: app.Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    QSettings().setValue("portfolio/last", str(tmp_path / "gone.relm"))
    greeted: list[bool] = []
    monkeypatch.setattr(app.Sitting, "_welcome", lambda _self: greeted.append(True))
    assert sitting.run(None) == app.DONE
    assert greeted == [True]


def test_another_file_is_refused_in_one_sentence(
    sitting: app.Sitting, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "list.relm"
    other.write_text("Name;Town", encoding="utf-8")
    assert sitting.run(str(other)) == app.WRONG
    assert "is not a RelManager portfolio" in capsys.readouterr().err
    assert other.read_text(encoding="utf-8") == "Name;Town"


def test_a_second_start_rings_at_the_first(
    sitting: app.Sitting, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = WindowLock(place)
    lock.acquire(NOW)
    rung: list[str] = []

    def ring(at: str) -> bool:
        rung.append(at)
        return True

    monkeypatch.setattr(second_starts, "ring", ring)
    assert sitting.run(str(place)) == app.DONE
    assert rung == [str(place)]
    lock.release()


def test_the_window_that_hears_the_bell_comes_forward(
    application: QApplication, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = QWidget()
    window.showMinimized()
    raised: list[bool] = []
    monkeypatch.setattr(window, "activateWindow", lambda: raised.append(True))
    bell = second_starts.Doorbell(str(place), window)
    assert second_starts.ring(str(place))
    for _ in range(20):
        application.processEvents()
    bell.close()
    assert raised == [True]
    assert not window.isMinimized()
    assert not second_starts.ring(str(place))


def test_a_backup_that_was_chosen_is_restored_and_opened(
    application: QApplication, sitting: app.Sitting, place: Path
) -> None:
    database = Database(place)
    backup = back_up(database, "by hand")
    database.close()
    application.setProperty("restore_backup", f"{place}|{backup}")
    assert sitting.run(str(place)) == app.DONE
    assert len(list(place.parent.glob("Northern*.relm"))) == 2
    assert application.property("restore_backup") is None


def test_a_damaged_backup_is_said_and_the_portfolio_opens_as_it_was(
    application: QApplication,
    sitting: app.Sitting,
    place: Path,
    said: list[str],
) -> None:
    database = Database(place)
    backup = back_up(database, "by hand")
    database.close()
    assert backup is not None
    backup.write_bytes(bytes(4000) + backup.read_bytes()[4000:])
    application.setProperty("restore_backup", f"{place}|{backup}")
    assert sitting.run(str(place)) == app.DONE
    assert said == [f"The backup {backup.name} is damaged and was not restored."]
    assert list(place.parent.glob("Northern*.relm")) == [place]


def test_a_restore_says_what_it_restored_and_where_the_rest_is(
    application: QApplication, sitting: app.Sitting, place: Path, said: list[str]
) -> None:
    database = Database(place)
    backup = back_up(database, "by hand")
    database.close()
    application.setProperty("restore_backup", f"{place}|{backup}")
    sitting.run(str(place))
    (kept,) = place.parent.glob("Northern before restore*.relm")
    assert said[0].startswith("Restored the backup of ")
    assert said[0].endswith(f"What was there is kept as {kept.name}.")


def test_a_damaged_portfolio_offers_its_newest_backup(
    application: QApplication, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(place)
    back_up(database, "by hand")
    database.close()
    whole = place.read_bytes()
    place.write_bytes(whole[:100] + bytes(4000) + whole[4100:])
    asked: list[Path | None] = []

    at_work = app.Sitting(application)

    def choose(
        _name: str, _error: Exception, *, look: failures.Look, can_salvage: bool
    ) -> tuple[str, Path | None]:
        asked.append(look())
        at_work._is_once = True
        return failures.RESTORE, asked[0]

    monkeypatch.setattr(failures, "ask_what_instead", choose)
    assert at_work.run(str(place)) == app.DONE
    assert asked == [newest_backup(place)]


def test_a_damaged_portfolio_is_salvaged_into_a_new_one_that_opens(
    application: QApplication, place: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(place)
    begin(database, "Jo")
    database.close()
    whole = place.read_bytes()
    place.write_bytes(b"spoilt header..." + whole[16:])
    spoilt = place.read_bytes()
    at_work = app.Sitting(application)

    def choose(
        _name: str, _error: Exception, *, look: failures.Look, can_salvage: bool
    ) -> tuple[str, Path | None]:
        at_work._is_once = True
        return failures.SALVAGE if can_salvage else failures.NOTHING, None

    monkeypatch.setattr(failures, "ask_what_instead", choose)
    assert at_work.run(str(place)) == app.DONE
    assert said[0].startswith("Salvaged ")
    assert place.with_name("Northern salvaged.relm").exists()
    assert place.read_bytes() == spoilt


def test_a_list_chosen_at_the_first_start_is_imported_once_the_window_is_open(
    sitting: app.Sitting, place: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    taken: list[tuple[Path, ...]] = []
    monkeypatch.setattr(
        "relmanager_desktop.ui.deeds.Deeds.take_files", lambda _s, f: taken.append(f)
    )

    def choose(self: app.Sitting) -> str | None:
        self._import_first = (tmp_path / "customers.xlsx",)
        return str(place)

    monkeypatch.setattr(app.Sitting, "_welcome", choose)
    assert sitting.run(None) == app.DONE
    assert taken == [(tmp_path / "customers.xlsx",)]


@pytest.mark.parametrize(("choice", "accounts"), [("_sample", 40), ("_list", 0)])
def test_the_welcome_makes_a_portfolio(
    application: QApplication, tmp_path: Path, choice: str, accounts: int
) -> None:
    welcome = Welcome()
    welcome.show()
    welcome._sample() if choice == "_sample" else welcome._from_lists([tmp_path / "Customers.xlsx"])
    assert welcome.chosen is not None
    assert Path(welcome.chosen).stem == ("Sample" if choice == "_sample" else "Customers")
    look = app.first_look(welcome.chosen)
    assert look is not None
    assert look.board.counts["accounts"] == accounts


def test_what_does_not_open_says_why_and_what_to_do(application: QApplication) -> None:
    error = OSError("The disk is gone.")
    door = failures.ClosedDoor("Northern.relm", error, look=lambda: None, can_salvage=False)
    door._say(failures.ANOTHER)
    assert door.accessibleName() == "The disk is gone."
    assert door.answer == failures.ANOTHER


@pytest.mark.parametrize("found", [None, Path("Northern 000001.relm")])
def test_the_door_is_there_before_its_backups_are_looked_through(
    application: QApplication, qtbot: QtBot, found: Path | None
) -> None:
    go_on = threading.Event()

    def look() -> Path | None:
        go_on.wait(10)
        return found

    error = OSError("The disk is gone.")
    door = failures.ClosedDoor("Northern.relm", error, look=look, can_salvage=True)
    qtbot.addWidget(door)
    before = door.looking.text()
    door.show()
    assert not door._restore.isVisible()
    go_on.set()
    qtbot.waitUntil(lambda: door.looking.text() != before)
    assert door._restore.isVisible() is (found is not None)
    assert door.backup == found


def test_a_portfolio_without_a_backup_has_none(place: Path) -> None:
    assert newest_backup(place) is None


def test_the_crash_dialog_tells_places_and_no_values(application: QApplication) -> None:
    try:
        raise RuntimeError("Priya Raman, +44 20 7946 0000")
    except RuntimeError as error:
        dialog = failures.CrashDialog(None, error, Path("relmanager.log"))
    dialog._copy()
    details = QApplication.clipboard().text()
    assert "RuntimeError" in details
    assert "test_app.py" in details
    assert "Priya" not in details
    assert any("relmanager.log" in label.text() for label in dialog.findChildren(QLabel))


def test_pictures_of_every_page_are_drawn(
    application: QApplication, place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "shots"
    asked = ["screenshots", str(place), str(folder), "--theme", "dark", "--json"]
    assert app.main(asked) == app.DONE
    assert len(json.loads(capsys.readouterr().out)["pictures"]) == len(list(folder.glob("*.png")))
    drawn = {path.stem for path in folder.glob("*.png")}
    assert {"today-dark", "accounts-dark", "cadence-dark", "records-dark"} <= drawn
    assert {"import-columns-dark", "import-plan-dark"} <= drawn
    assert app.main(["screenshots", str(tmp_path / "none.relm"), str(folder)]) == app.WRONG
    in_the_way = place / "shots"
    assert app.main(["screenshots", str(place), str(in_the_way)]) == app.WRONG
    assert f"{in_the_way} cannot be made" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [[], ["own.relm"], ["own.relm", "out", "--theme", "blue"], ["own.relm", "out", "more"]]
)
def test_pictures_that_are_asked_for_wrongly_are_refused_in_one_sentence(
    application: QApplication, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert app.main(["screenshots", *words]) == app.WRONG
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "screenshots --help tells what it takes" in said


def test_the_dialogs_are_loaded_beside_the_window_before_the_first_is_opened(
    place: Path, home: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ONCE_AT_REST, str(place)],
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.split() == ["portfolio-reader_0", "True"]
