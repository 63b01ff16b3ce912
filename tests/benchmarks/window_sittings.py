"""One sitting at the real window: a list imported by its buttons, its pauses and memory noted.

Run as a process of its own, for the memory that counts is the window's alone:
``python -m tests.benchmarks.window_sittings PORTFOLIO LIST`` prints one line of JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractEventDispatcher, Qt, QTimer
from PySide6.QtWidgets import QApplication

from relmanager_desktop.app import Sitting, make_application
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.main_window import MainWindow

BEAT_MS = 5
REST_SECONDS = 4.0  # by then the pages are being loaded, and the first backup is due
LOOK_SECONDS = 1.0  # that a person stays on a step before going on
Waiting = Callable[[], bool]


class Heart:
    """Beats in the loop of the window; the longest time between two beats is its pause.

    ``own`` is what of a pause is the program's: a turn of the loop that lasts so long, or what all
    its threads worked meanwhile, one of which may keep Python from the window. Left out is how long
    this thread was ready to run while the processors were given to others, and how late a loop at
    rest with nothing under way was woken: a busy machine adds that to anything.
    """

    def __init__(self) -> None:
        self.pauses: dict[str, float] = {}
        self.own: dict[str, float] = {}
        self.step = ""
        self._turn = 0.0  # the longest since the last beat
        self._timer = QTimer(interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.beat)
        self._take_times()

    def begin(self, step: str) -> None:
        """Count what follows to a step."""
        self.step = step
        if not self._timer.isActive():
            loop = QAbstractEventDispatcher.instance()
            loop.awake.connect(self._wake)
            loop.aboutToBlock.connect(self._rest)
            self._take_times()
            self._timer.start()

    def beat(self) -> None:
        """Note how long it is since the last beat."""
        self._rest()
        last, waited, worked = self._last, self._waited, self._worked
        turn = self._turn
        self._take_times()
        pause = self._last - last
        own = min(pause - (self._waited - waited), max(turn, self._worked - worked))
        self.pauses[self.step] = max(self.pauses.get(self.step, 0.0), pause)
        self.own[self.step] = max(self.own.get(self.step, 0.0), own)

    def _take_times(self) -> None:
        self._last, self._waited = time.perf_counter(), waited_seconds()
        self._worked, self._woken = time.process_time(), self._last
        self._turn = 0.0

    def _wake(self) -> None:
        self._woken = time.perf_counter()

    def _rest(self) -> None:
        self._turn = max(self._turn, time.perf_counter() - self._woken)


def waited_seconds() -> float:
    """Return how long this thread has waited for a processor so far."""
    return int(Path("/proc/thread-self/schedstat").read_text(encoding="ascii").split()[1]) / 1e9


def megabytes(what: str) -> float:
    """Return a line of /proc/self/status, such as VmRSS or VmHWM, in megabytes."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{what}:"))


def forget_peak() -> None:
    """Let the peak of the memory count from here on."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def steps(
    window: MainWindow, source: Path, heart: Heart, told: dict[str, Any]
) -> Iterator[Waiting]:
    """Import a list as a person does; each thing yielded is waited for until it is true."""
    yield _after(REST_SECONDS)
    yield _read_through(window)
    yield _after(LOOK_SECONDS)
    forget_peak()
    told["before"] = megabytes("VmRSS")
    heart.begin("look at the file")
    window.take_files([source])
    yield lambda: _wizard(window) is not None
    wizard = _wizard(window)
    yield lambda: wizard.step == "columns" and not wizard.is_busy
    yield _after(LOOK_SECONDS)
    heart.begin("show the plan")
    wizard.primary.click()
    yield lambda: wizard.step == "plan" and not wizard.is_busy
    yield _after(LOOK_SECONDS)
    heart.begin("import")
    wizard.primary.click()
    yield lambda: wizard.step == "report" and not wizard.is_busy
    yield _after(LOOK_SECONDS)
    heart.begin("go back to the pages")
    wizard.primary.click()
    yield _after(LOOK_SECONDS)
    told["after"], told["peak"] = megabytes("VmRSS"), megabytes("VmHWM")


def _after(seconds: float) -> Waiting:
    end = time.perf_counter() + seconds
    return lambda: time.perf_counter() >= end


def _read_through(window: MainWindow) -> Waiting:
    """Return whether the reader's thread is through with what it was given so far."""
    through: list[object] = []
    window.bridge.tend(lambda _database: True, then=through.append)
    return lambda: bool(through)


def _wizard(window: MainWindow) -> Any:
    from relmanager_desktop.ui.dialogs.importing.wizard import ImportWizard

    return window.findChild(ImportWizard)


def main(portfolio: str, source: str) -> int:
    """Sit down, import, and print what was noted."""
    application = make_application()
    theme.apply_theme(application, "light")
    heart = Heart()
    told: dict[str, Any] = {}
    walk: list[Iterator[Waiting]] = []
    waits: list[Waiting] = []

    def go_on() -> None:
        if not walk:
            windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
            if windows and windows[0].isVisible():
                walk.append(steps(windows[0], Path(source), heart, told))
                waits.append(next(walk[0]))
        elif waits[0]():
            following = next(walk[0], None)
            if following is None:
                clock.stop()
                application.closeAllWindows()
            else:
                waits[0] = following

    clock = QTimer(interval=50)
    clock.timeout.connect(go_on)
    clock.start()
    Sitting(application).run(portfolio)
    told["pauses"] = {step: round(1000 * seconds, 1) for step, seconds in heart.pauses.items()}
    told["own"] = {step: round(1000 * seconds, 1) for step, seconds in heart.own.items()}
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
