"""Whether a window can open here, said in one sentence where Qt would only abort.

run.py asks this module before anything is installed, so it knows the standard library only, and
its sentences are not translated.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

Libraries = Mapping[str, str]
"""The system library that Qt loads → the Debian package that brings it."""

CORE: Libraries = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
}
XCB: Libraries = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-randr.so.0": "libxcb-randr0",
}
WAYLAND: Libraries = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
DISPLAYS = {"DISPLAY": XCB, "WAYLAND_DISPLAY": WAYLAND}
PLATFORMS = {"xcb": "DISPLAY", "wayland": "WAYLAND_DISPLAY"}

NO_WINDOW = 3
"""The exit code where no window can open."""

WINDOW_OPTIONS = frozenset({"--once"})
PICTURE_COMMANDS = frozenset({"screenshots", "tour"})

NO_DISPLAY = (
    "No window can open, for there is no display (DISPLAY and WAYLAND_DISPLAY are empty): over ssh"
    " use 'ssh -X', in a container 'xvfb-run -a', or a command that needs no window"
    " (relmanager --help)."
)
NO_ANSWER = "No window can open, for nothing answers at the display {display!r}."
NO_LIBRARIES = (
    "No window can open, for Qt needs system libraries that are not installed."
    " On Debian or Ubuntu run:\n    sudo {line}"
)

Load = Callable[[str], Any]
"""Loads a shared library by its name or raises OSError, as `ctypes.CDLL` does."""


def load_library(name: str) -> Any:
    """Load a shared library; OSError where it lacks or cannot be loaded."""
    import ctypes  # noqa: PLC0415 - slow to load, and most starts ask for no library

    return ctypes.CDLL(name)


def wants_window(arguments: Sequence[str]) -> bool:
    """Whether `relmanager ARGUMENTS` opens the window: no command, or only a portfolio."""
    words = [argument for argument in arguments if argument not in WINDOW_OPTIONS]
    return not words or (len(words) == 1 and is_portfolio(words[0]))


def is_portfolio(word: str) -> bool:
    """Whether it is a file or a database URL, as against the name of a command."""
    return word.endswith(".relm") or "://" in word or Path(word).is_file()


def wants_qt(arguments: Sequence[str]) -> bool:
    """Whether Qt is loaded at all: for the window and for pictures of it."""
    return wants_window(arguments) or arguments[0] in PICTURE_COMMANDS


def displays(env: Mapping[str, str]) -> list[str]:
    """The variables that name a display Qt may use; empty where it draws into memory or nowhere."""
    chosen = env.get("QT_QPA_PLATFORM", "").partition(":")[0].partition("-")[0]
    candidates = [PLATFORMS[chosen]] if chosen in PLATFORMS else list(DISPLAYS)
    return [variable for variable in candidates if env.get(variable)]


def is_headless(env: Mapping[str, str]) -> bool:
    """Whether Qt was told to draw without a display."""
    return env.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal", "vnc"))


def missing_packages(
    env: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    load: Load = load_library,
) -> list[str]:
    """The Debian packages that Qt lacks here; where two displays offer, one suffices."""
    if platform != "linux":
        return []
    offered = [] if is_headless(env) else [DISPLAYS[name] for name in displays(env)]
    for_display = [_lacking(libraries, load) for libraries in offered]
    return _lacking(CORE, load) + min(for_display, key=len, default=[])


def install_line(packages: Iterable[str]) -> str:
    """The one command that brings the packages on Debian and Ubuntu."""
    return " ".join(["apt-get install -y --no-install-recommends", *packages])


def problem(
    env: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    load: Load = load_library,
) -> str | None:
    """Why no window can open, in one sentence with its mend; None if it can."""
    if packages := missing_packages(env, platform, load):
        return NO_LIBRARIES.format(line=install_line(packages))
    return display_problem(env, platform, load)


def display_problem(
    env: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    load: Load = load_library,
) -> str | None:
    """Why there is no display to open a window on; None if one answers, or none is needed."""
    if platform != "linux" or is_headless(env):
        return None
    offered = displays(env)
    if not offered:
        return NO_DISPLAY
    if any(ANSWERS[name](env, load) for name in offered):
        return None
    return NO_ANSWER.format(display=env[offered[0]])


def _lacking(libraries: Libraries, load: Load) -> list[str]:
    return [package for library, package in libraries.items() if not _loads(library, load)]


def _loads(library: str, load: Load) -> bool:
    try:
        load(library)
    except OSError:
        return False
    return True


def _x_answers(env: Mapping[str, str], load: Load) -> bool:
    """Connects as Qt would; a library that lacks is another question."""
    import ctypes  # noqa: PLC0415 - as above

    try:
        xcb = load("libxcb.so.1")
    except OSError:
        return True
    connect = xcb.xcb_connect
    connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(connect(env["DISPLAY"].encode(), None))
    failed = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not failed


def _wayland_answers(env: Mapping[str, str], _load: Load) -> bool:
    """The display is a socket, by its path or by its name in the session's folder."""
    return Path(env.get("XDG_RUNTIME_DIR", ""), env["WAYLAND_DISPLAY"]).exists()


ANSWERS = {"DISPLAY": _x_answers, "WAYLAND_DISPLAY": _wayland_answers}
