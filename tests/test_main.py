"""The front door sends each command line to the room that answers it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from relmanager_desktop import __main__ as front_door
from relmanager_desktop import preflight


@pytest.fixture(autouse=True)
def interrupts() -> Iterator[None]:
    """Ctrl-C as it was: the front door lets it do nothing once all is done."""
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


class Rooms:
    """cli and app, which note what they are asked and answer exit codes."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, list[str]]] = []
        self.answers = {"cli": 0, "app": 0}

    def stand_in(self, name: str) -> ModuleType:
        module = ModuleType(f"relmanager_desktop.{name}")

        def main(arguments: list[str]) -> int:
            self.asked.append((name, arguments))
            return self.answers[name]

        module.main = main  # type: ignore[attr-defined]  # a module takes any name
        return module


@pytest.fixture
def rooms(monkeypatch: pytest.MonkeyPatch) -> Rooms:
    """Both rooms replaced, on a machine where a window can open."""
    rooms = Rooms()
    for name in rooms.answers:
        monkeypatch.setitem(sys.modules, f"relmanager_desktop.{name}", rooms.stand_in(name))
    monkeypatch.setattr(preflight, "problem", lambda: None)
    monkeypatch.setenv("QT_QPA_PLATFORM", "")
    return rooms


@pytest.mark.parametrize("arguments", [[], ["mine.relm"], ["mine.relm", "--once"]])
def test_no_command_opens_the_window(rooms: Rooms, arguments: list[str]) -> None:
    assert front_door.main(arguments) == 0
    assert rooms.asked == [("app", arguments)]


@pytest.mark.parametrize("arguments", [["today", "mine.relm"], ["--help"], ["no-such-command"]])
def test_a_command_goes_to_the_terminal(rooms: Rooms, arguments: list[str]) -> None:
    rooms.answers["cli"] = 2
    assert front_door.main(arguments) == 2
    assert rooms.asked == [("cli", arguments)]


def test_the_arguments_of_the_process_are_the_default(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["relmanager", "doctor"])
    front_door.main()
    assert rooms.asked == [("cli", ["doctor"])]


def test_a_library_that_qt_lacks_is_named(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "relmanager_desktop.app", None)  # its import fails
    monkeypatch.setattr(preflight, "problem", lambda: "Qt needs libGL.")
    assert front_door.main([]) == preflight.NO_WINDOW
    assert capsys.readouterr().err == "Qt needs libGL.\n"


def test_what_no_library_explains_is_not_hidden(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "relmanager_desktop.app", None)
    with pytest.raises(ImportError):
        front_door.main([])


def test_pictures_need_no_display(rooms: Rooms) -> None:
    front_door.main(["screenshots", "mine.relm", "pictures"])
    assert rooms.asked == [("app", ["screenshots", "mine.relm", "pictures"])]
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"


@pytest.mark.parametrize(
    ("arguments", "folder"),
    [(["tour"], front_door.TOUR_FOLDER), (["tour", "elsewhere"], "elsewhere")],
)
def test_the_tour_does_the_job_and_then_takes_the_pictures(
    rooms: Rooms, arguments: list[str], folder: str
) -> None:
    assert front_door.main(arguments) == 0
    (_, job), (_, pictures) = rooms.asked
    assert job == ["tour", job[1], folder]
    assert pictures == ["screenshots", job[1], folder]
    assert not Path(job[1]).parent.exists()


def test_a_tour_that_fails_takes_no_pictures(rooms: Rooms) -> None:
    rooms.answers["cli"] = 2
    assert front_door.main(["tour"]) == 2
    assert [name for name, _ in rooms.asked] == ["cli"]


def test_a_start_without_a_console_opens_the_window(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    assert front_door.main([]) == 0
