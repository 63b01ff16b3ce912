"""Hangs the house together: the portfolio, the bridge, the window; and draws its pictures."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from relmanager_desktop import logs
from relmanager_desktop.queries.today import TodayBoard, today_board
from relmanager_desktop.store.glance import Glance
from relmanager_desktop.ui import places, theme
from relmanager_desktop.ui.accidents import Accidents
from relmanager_desktop.ui.bridge import Bridge
from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.starting import make_application

if TYPE_CHECKING:
    from relmanager_desktop.commands.insides import Inside
    from relmanager_desktop.store.database import Database
    from relmanager_desktop.ui.collecting import Collector
    from relmanager_desktop.ui.pasted_lists import Source
    from relmanager_desktop.ui.restoring import News
    from relmanager_desktop.ui.second_starts import Doorbell

__all__ = ["make_application"]  # known from here
DONE, WRONG = 0, 2
TRACE = "RELMANAGER_TRACE_PAINT"  # the start benchmark listens for the first paint
REST_MS = 600  # after which the first page has drawn what it shows
ASK = "?"  # as a place: ask which portfolio
# A repaint takes the interpreter a hundred times. Where a thread of ours computes meanwhile, each
# time waits for its turn: at Python's 5 ms half a second in all, at this a twentieth of a second.
SWITCH_SECONDS = 0.0005


def main(arguments: list[str]) -> int:
    """Open the window on a portfolio, or draw pictures; return the exit code."""
    if arguments[:1] == ["screenshots"]:
        from relmanager_desktop.ui.pictures import take_pictures  # noqa: PLC0415 - rarely needed

        return take_pictures(make_application(), arguments[1:])
    words = [word for word in arguments if word != "--once"]
    application = make_application()
    theme.apply_theme(application, *theme.remembered_look())
    sitting = Sitting(application, is_once="--once" in arguments)
    return sitting.run(words[0] if words else None)


class FirstLook(NamedTuple):
    """Today's board, and the newest change set in it."""

    board: TodayBoard
    number: int


def first_look(place: str) -> FirstLook | None:
    """Return what the window shows first, read without SQLAlchemy, None if that is not possible."""
    if places.is_on_a_server(place):
        return None
    with suppress(Exception), Glance(Path(place)) as glance:
        if glance.is_current():
            # The number first: what is written in between is told once more rather than never.
            number = glance.rows("SELECT coalesce(max(number), 0) FROM change_set", {})[0][0]
            board = today_board(glance, datetime.now().astimezone().date())
            return FirstLook(board, number)
    return None


class Sitting:
    """One run of the program: one portfolio after the other until the last window is closed.

    With ``is_once`` each window closes as soon as its portfolio is open.
    """

    def __init__(self, application: QApplication, *, is_once: bool = False) -> None:
        self._application = application
        self._is_once = is_once
        self._import_first: tuple[Source, ...] = ()
        self._lock: Any = None
        self._bell: Doorbell | None = None
        self._collector: Collector | None = None
        self._problem: Exception | None = None
        self._news: News | None = None  # for the window that opens next
        self._inside: Inside | None = None  # a damaged file that it looks into
        self._window: MainWindow | None = None
        self._shown_number = 0  # of the newest change set in the window's first picture
        self._accidents = Accidents(self._on_accident)

    def run(self, place: str | None) -> int:
        """Show the portfolio asked for, else the last one, else the welcome."""
        self._accidents.listen()
        sys.setswitchinterval(SWITCH_SECONDS)
        try:
            return self._run(place)
        finally:
            self._accidents.let_go()

    def _run(self, place: str | None) -> int:
        wanted = place or places.last_portfolio() or ASK
        while True:
            following = self._welcome() if wanted == ASK else wanted
            if following is None:
                return DONE
            if place == following and not places.is_there(following):
                print(places.missing(following), file=sys.stderr)
                return WRONG
            code, after = self._show(following)
            if after is None:
                return code
            wanted = after

    def _show(self, place: str) -> tuple[int, str | None]:
        """Show the window of one portfolio; return the exit code and what to open next."""
        # Only a note beside the file makes it worth loading the lock before the first paint.
        if places.note_of(place).exists() and not self._take_lock(place):
            return DONE, None
        self._application.setProperty("next_portfolio", None)
        self._problem = None
        inside, self._inside = self._inside, None
        bridge = Bridge(lambda: _open(place, inside), inside=inside)
        look = first_look(place)
        if look is None and (problem := _problem_of(bridge)) is not None:
            self._leave(bridge)
            return WRONG, self._mend(place, problem, inside)
        self._shown_number = look.number if look else _newest(bridge)
        window = self._window = MainWindow(bridge, first=look.board if look else None)
        bridge.failed_to_open.connect(lambda error: self._give_up(window, error))
        bridge.opened.connect(lambda: self._on_opened(window))
        window.painted = lambda: self._on_painted(window, place)
        window.show()
        code = self._application.exec()
        self._window = None
        self._leave(bridge)
        window.deleteLater()
        return self._after(place, code, inside)

    def _after(self, place: str, code: int, inside: Inside | None) -> tuple[int, str | None]:
        if self._problem is not None:
            return WRONG, self._mend(place, self._problem, inside)
        following = self._application.property("next_portfolio")
        if asked := self._application.property("restore_backup"):
            self._application.setProperty("restore_backup", None)
            from relmanager_desktop.ui.restoring import try_to_restore  # noqa: PLC0415 - rarely needed

            portfolio, _, backup = str(asked).partition("|")
            self._news = try_to_restore(Path(portfolio), Path(backup))
            return code, portfolio
        return code, str(following) if following else None

    def _on_painted(self, window: MainWindow, place: str) -> None:
        if TRACE in os.environ:
            print("painted", flush=True)
        QTimer.singleShot(0, lambda: self._settle_in(window, place))

    def _settle_in(self, window: MainWindow, place: str) -> None:
        """Take the lock, then go on in another turn of the loop, for either step loads much."""
        if self._lock is None and not self._take_lock(place):
            window.close()
            return
        if window.bridge.inside is None:
            places.remember(place)
        QTimer.singleShot(0, lambda: self._open_up(window, place))

    def _open_up(self, window: MainWindow, place: str) -> None:
        """Answer later starts, and open the portfolio in earnest."""
        if not places.is_on_a_server(place):
            from relmanager_desktop.ui.second_starts import Doorbell  # noqa: PLC0415 - painted

            self._bell = Doorbell(place, window)
        window.bridge.watch.begin_at(self._shown_number)
        window.bridge.warm_up()

    def _on_opened(self, window: MainWindow) -> None:
        logs.watch_faults()
        if self._collector is None:
            from relmanager_desktop.ui.collecting import Collector  # noqa: PLC0415 - after the paint

            self._collector = Collector(self._application)
            self._collector.start()
        if window.bridge.inside is not None:
            from relmanager_desktop.ui.insides import say_damaged  # noqa: PLC0415 - rarely needed

            say_damaged(window)
        if self._news is not None:
            window.say(*self._news)
            self._news = None
        if self._import_first:
            files, self._import_first = self._import_first, ()
            window.deeds.take_files(files)
        if self._is_once:
            QTimer.singleShot(200, self._application.quit)
        QTimer.singleShot(REST_MS, window, partial(self._get_ready, window, self._collector))

    def _get_ready(self, window: MainWindow, collector: Collector) -> None:
        from relmanager_desktop.ui import readying  # noqa: PLC0415 - after the paint

        ready = partial(readying.get_ready, window, collector.take_in)
        window.bridge.tend(readying.load_rest, then=lambda _loaded: ready())

    def _on_accident(self, error: Exception) -> None:
        """Show what nobody caught; where nobody looks, the terminal has said it."""
        if not self._is_once:
            from relmanager_desktop.ui.mishaps import show_accident  # noqa: PLC0415 - rarely needed

            show_accident(self._window, error)

    def _give_up(self, window: MainWindow, error: Exception) -> None:
        self._problem = error
        window.close()
        self._application.quit()

    def _take_lock(self, place: str) -> bool:
        """Take the lock of the one window of a file; where another has it, raise that window."""
        if places.is_on_a_server(place):
            return True
        from relmanager_desktop.store.locks import (  # noqa: PLC0415 - after the paint, mostly
            AlreadyOpenError,
            WindowLock,
        )

        lock = WindowLock(Path(place))
        try:
            lock.acquire(datetime.now().astimezone())
        except AlreadyOpenError as error:
            from relmanager_desktop.ui.second_starts import ring  # noqa: PLC0415 - rarely needed

            if not ring(place):
                print(f"relmanager: {error}", file=sys.stderr)
            return False
        self._lock = lock
        return True

    def _leave(self, bridge: Bridge) -> None:
        bridge.close()
        if bridge.inside is not None:
            bridge.inside.end()
        self._let_go()

    def _let_go(self) -> None:
        if self._bell is not None:
            self._bell.close()
        if self._lock is not None:
            self._lock.release()
        self._lock = self._bell = None

    def _welcome(self) -> str | None:
        from relmanager_desktop.ui.welcome import Welcome  # noqa: PLC0415 - the first start only

        welcome = Welcome()
        welcome.show()
        if self._is_once:
            QTimer.singleShot(300, self._application.quit)
        self._application.exec()
        self._import_first = welcome.import_after
        return welcome.chosen

    def _mend(self, place: str, error: Exception, inside: Inside | None) -> str | None:
        """Say why a portfolio does not open and return what to open instead, None for nothing."""
        place = str(inside.damaged) if inside else place
        print(f"relmanager: {error}", file=sys.stderr)
        if self._is_once:
            return None
        from relmanager_desktop.ui.restoring import mend  # noqa: PLC0415 - needed then only

        following, self._news, self._inside = mend(place, error)
        return ASK if following == "" else following


def _problem_of(bridge: Bridge) -> Exception | None:
    """Open what no first glance could read, and return why it does not open, None if it does."""
    try:
        _ = bridge.database
    except Exception as error:  # noqa: BLE001 - whatever it is, the user chooses what instead
        return error
    return None


def _newest(bridge: Bridge) -> int:
    """Return the newest change set of a portfolio that is open."""
    from relmanager_desktop.queries.history import changes_since  # noqa: PLC0415 - needed then only

    return bridge.ask(changes_since, sys.maxsize)[1]


def _open(place: str, inside: Inside | None = None) -> Database:
    """Open a portfolio, on the reader's thread; what the window then needs is loaded there too."""
    from relmanager_desktop.commands.portfolios import open_for_window  # noqa: PLC0415 - needed then only
    from relmanager_desktop.ui import opening  # noqa: F401, PLC0415 - or the window waits for it

    if inside is not None:
        return inside.open(places.author())
    return open_for_window(place, places.author())
