"""One sentence instead of Qt's abort, for each thing that can lack."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest

from relmanager_desktop import preflight

X = {"DISPLAY": ":0"}
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
CORE_PACKAGES = list(preflight.CORE.values())


class FakeFunction:
    """A function of a shared library: it takes attributes, and answers what it was told to."""

    restype: object = None

    def __init__(self, answer: int) -> None:
        self.answer = answer

    def __call__(self, *_arguments: object) -> int:
        return self.answer


def machine(*lacking: str, answers: bool = True) -> preflight.Load:
    """A machine without these libraries, whose display answers or does not."""
    xcb = SimpleNamespace(
        xcb_connect=FakeFunction(1),
        xcb_connection_has_error=FakeFunction(int(not answers)),
        xcb_disconnect=FakeFunction(0),
    )

    def load(library: str) -> object:
        if library in lacking:
            raise OSError(library)
        return xcb

    return load


BARE = machine(*preflight.CORE, *preflight.XCB, *preflight.WAYLAND)


@pytest.mark.parametrize(
    ("env", "lacking", "packages"),
    [
        (X, [], []),
        (X, ["libxcb-cursor.so.0"], ["libxcb-cursor0"]),
        (X, ["libwayland-egl.so.1"], []),
        (X, ["libGL.so.1", "libxcb-xkb.so.1"], ["libgl1", "libxcb-xkb1"]),
        ({"WAYLAND_DISPLAY": "wayland-0"}, ["libxcb-cursor.so.0"], []),
        (
            {"WAYLAND_DISPLAY": "wayland-0"},
            ["libwayland-egl.so.1"],
            ["libwayland-egl1"],
        ),
        (X | {"WAYLAND_DISPLAY": "wayland-0"}, ["libxcb-cursor.so.0"], []),
        (X | {"QT_QPA_PLATFORM": "wayland;xcb"}, ["libwayland-egl.so.1"], []),
        (X | {"QT_QPA_PLATFORM": "xcb"}, ["libxcb-cursor.so.0"], ["libxcb-cursor0"]),
        (X | OFFSCREEN, ["libxcb-cursor.so.0"], []),
        ({}, list(preflight.XCB), []),
    ],
)
def test_only_what_the_display_in_use_needs_is_missing(
    env: Mapping[str, str], lacking: list[str], packages: list[str]
) -> None:
    assert preflight.missing_packages(env, "linux", machine(*lacking)) == packages


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_systems_bring_all_that_qt_needs(platform: str) -> None:
    assert preflight.problem({}, platform, BARE) is None
    assert preflight.missing_packages({}, platform, BARE) == []


def test_missing_libraries_come_before_the_missing_display() -> None:
    said = preflight.problem({}, "linux", BARE)
    assert said is not None
    assert said.endswith(preflight.install_line(CORE_PACKAGES))


def test_the_sentence_ends_in_the_one_line_to_run() -> None:
    said = preflight.problem(X, "linux", machine("libGL.so.1"))
    assert said is not None
    assert said.endswith("\n    sudo apt-get install -y --no-install-recommends libgl1")


def test_no_display_is_said() -> None:
    assert preflight.problem({}, "linux", machine()) == preflight.NO_DISPLAY
    assert preflight.problem({"QT_QPA_PLATFORM": "xcb"}, "linux", machine()) == preflight.NO_DISPLAY


def test_memory_is_display_enough() -> None:
    assert preflight.problem(OFFSCREEN, "linux", machine()) is None


def test_a_display_that_answers_opens() -> None:
    assert preflight.problem(X, "linux", machine()) is None


def test_a_display_that_does_not_answer_is_named() -> None:
    said = preflight.problem(X, "linux", machine(answers=False))
    assert said is not None
    assert "':0'" in said


def test_a_wayland_display_is_a_socket(tmp_path: Path) -> None:
    env = {"XDG_RUNTIME_DIR": str(tmp_path), "WAYLAND_DISPLAY": "wayland-0"}
    assert preflight.problem(env, "linux", machine()) is not None
    (tmp_path / "wayland-0").touch()
    assert preflight.problem(env, "linux", machine()) is None


def test_without_libxcb_the_question_is_left_to_qt() -> None:
    assert preflight.display_problem(X, "linux", machine("libxcb.so.1")) is None


@pytest.mark.parametrize(
    "arguments",
    [[], ["--once"], ["mine.relm"], ["mine.relm", "--once"], ["sqlite:///mine.db"]],
)
def test_no_command_wants_the_window(arguments: list[str]) -> None:
    assert preflight.wants_window(arguments)
    assert preflight.wants_qt(arguments)


@pytest.mark.parametrize(
    "arguments",
    [["doctor"], ["--help"], ["import", "mine.relm", "list.xlsx"], ["no-such-command"]],
)
def test_a_command_wants_no_qt(arguments: list[str]) -> None:
    assert not preflight.wants_qt(arguments)


@pytest.mark.parametrize("command", ["screenshots", "tour"])
def test_pictures_want_qt_but_no_window(command: str) -> None:
    assert preflight.wants_qt([command])
    assert not preflight.wants_window([command])


def test_a_portfolio_may_have_any_name(tmp_path: Path) -> None:
    portfolio = tmp_path / "customers"
    portfolio.touch()
    assert preflight.wants_window([str(portfolio)])
