"""The frame: the sidebar, the pages in order, and what is common to all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.bridge import Bridge
from relmanager_desktop.ui.deeds import Deeds
from relmanager_desktop.ui.drops import DropWindow
from relmanager_desktop.ui.page_specs import PAGES
from relmanager_desktop.ui.pages.page import Page
from relmanager_desktop.ui.widgets.basics import column, discard, row
from relmanager_desktop.ui.widgets.navigation import Destination, Sidebar

if TYPE_CHECKING:
    from relmanager_desktop.queries.today import TodayBoard
    from relmanager_desktop.ui.actions import Action, Actions
    from relmanager_desktop.ui.search_popup import SearchPopup
    from relmanager_desktop.ui.trails import Trail
    from relmanager_desktop.ui.widgets.states import Offer
    from relmanager_desktop.ui.widgets.toasts import UndoOffer

NARROW_BELOW = 1100
SMALLEST = (860, 560)
FLOATING = ("undo_offer", "veil", "popup")


class MainWindow(DropWindow):
    """The application's window.

    What nobody sees in its first picture is made when it is first wanted, the actions and their
    shortcuts right after that picture.
    """

    def __init__(self, bridge: Bridge, first: TodayBoard | None = None) -> None:
        super().__init__()
        self.bridge = bridge
        self._first = first
        self._specs = {spec.id: spec for spec in PAGES}
        self._pages: dict[str, Page] = {}
        self._current = ""
        self._is_painted = False
        self.painted: Callable[[], object] = lambda: None
        self.deeds: Deeds = Deeds(self)
        self._build_frame()
        self._connect()
        self._restore_geometry()
        self.show_page("today")

    @cached_property
    def actions_(self) -> Actions:
        """All that can be done from anywhere, with its shortcuts."""
        from relmanager_desktop.ui.actions import Actions  # noqa: PLC0415 - painted
        from relmanager_desktop.ui.window_actions import actions_of  # noqa: PLC0415 - painted

        return Actions(self, actions_of(self))

    @cached_property
    def _trail(self) -> Trail:
        """Where the window has been."""
        from relmanager_desktop.ui.trails import Trail  # noqa: PLC0415 - painted

        return Trail()

    @cached_property
    def popup(self) -> SearchPopup:
        """The search popup."""
        from relmanager_desktop.ui.search_popup import SearchPopup  # noqa: PLC0415 - painted

        return SearchPopup(self, self.deeds.find)

    @cached_property
    def undo_offer(self) -> UndoOffer:
        """What was just done, with Undo."""
        from relmanager_desktop.ui.widgets.toasts import UndoOffer  # noqa: PLC0415 - painted

        return UndoOffer(self)

    def show_page(self, name: str) -> None:
        """Show a page by its id, building it the first time."""
        self._leave()
        self._turn_to(name)

    def _leave(self) -> None:
        if self._current:
            from relmanager_desktop.ui.trails import stop_at  # noqa: PLC0415 - painted

            self._trail.note(stop_at(self._current, self.page(self._current)))

    def _turn_to(self, name: str) -> None:
        page = self.page(name)
        self._current = name
        self.stack.setCurrentWidget(page)
        self.sidebar.choose(_listed(name))
        page.show_fresh()

    def page(self, name: str) -> Page:
        """Return a page, building it the first time."""
        if name not in self._pages:
            kind: Any = self._specs[name].load()
            given = {"first": self._first} if name == "today" and self._first is not None else {}
            page: Page = kind(self, **given)
            self._pages[name] = page
            self.stack.addWidget(page)
        return self._pages[name]

    def go_back(self) -> None:
        """Show the page that was shown before, as it was left."""
        from relmanager_desktop.ui.trails import settle, stop_at  # noqa: PLC0415 - painted

        stop = self._trail.before(stop_at(self._current, self.page(self._current)))
        if stop is None:
            return
        page: Any = self.page(stop.page)
        if stop.account is not None:
            page.open(stop.account)
        self._turn_to(stop.page)
        settle(page, stop)

    def next_pane(self) -> None:
        """Move the keyboard from the sidebar to the page, or back."""
        from relmanager_desktop.ui.panes import move_on  # noqa: PLC0415 - painted

        button = self.sidebar.buttons.get(_listed(self._current))
        move_on(self.stack.currentWidget(), button)

    def open_account(self, account: int) -> None:
        """Show the page of an account."""
        self._leave()
        page: Any = self.page("account")
        page.open(account)
        self._turn_to("account")

    def tooltip(self, action: str) -> str:
        """Return what an action does, ending in its shortcut."""
        return self.actions_.tooltip(action)

    def all_actions(self) -> Sequence[Action]:
        """Return all that can be done from anywhere, in order."""
        return self.actions_.all()

    def switch_to(self, path: Path | None) -> None:
        """Open another portfolio in this window's place; None asks for a new one."""
        self.deeds.switch_to(path)

    def do(self, action: str) -> None:
        """Do one of the actions."""
        self.actions_.trigger(action)

    def show_dialog(self, name: str, **given: object) -> None:
        """Open a dialog by its name."""
        self.deeds.show_dialog(name, **given)

    def offer_undo(self, text: object) -> None:
        """Say what a command just did, with Undo of that very step for ten seconds."""
        self.deeds.undoing.offer(text, self.bridge.just_written)

    def take_back(self, number: int, name: str) -> None:
        """Take back a change set by its number; ``name`` is what it is called."""
        self.deeds.undoing.take_back_by_number(number, name)

    def say(
        self, tone: str, title: object, detail: object = "", offer: Offer | None = None
    ) -> None:
        """Show a message on the page in front."""
        page = self.stack.currentWidget()
        if isinstance(page, Page):
            page.messages.show_message(tone, title, detail, offer)

    def say_saved(self) -> None:
        """Say in the foot since when all is on the disk, unless nothing gets there any more."""
        if self.bridge.lost is not None:
            return
        if self.bridge.is_read_only:
            self.sidebar.say_saved(tr("Read only"), is_saved=False)
            return
        time = f"{datetime.now().astimezone():%H:%M}"
        self.sidebar.say_saved(tr("All changes saved · {time}", time=time))

    def rebuild(self, dress: Callable[[], object] = lambda: None) -> None:
        """Build the pages anew in the look that ``dress`` puts on, and stay where we are."""
        name = self._current
        account = getattr(self._pages.get("account"), "account", None)
        # Qt dresses each widget there is: hundreds of the old pages would only be thrown away.
        for page in self._pages.values():
            discard(page)
        self._pages.clear()
        self._first = None
        said, is_saved = self.sidebar.saved_text, self.sidebar.is_saved
        dress()
        self._build_frame()
        self.sidebar.say_saved(said, is_saved=is_saved)
        if self.bridge.lost is not None:
            self.deeds.show_place()
        for part in FLOATING:
            if (floating := self.__dict__.pop(part, None)) is not None:
                floating.deleteLater()
        self.deeds.show_state()
        if name == "account" and account is not None:
            shown: Any = self.page("account")
            shown.open(account)
        self._turn_to(name)
        self._fold()

    def _build_frame(self) -> None:
        listed = [Destination(s.id, s.title, s.icon, s.shortcut) for s in PAGES if s.is_listed]
        self.sidebar = Sidebar(
            listed, self.show_page, lambda: self.do("search"), self.deeds.open_menu
        )
        self.stack = QStackedWidget()
        body = QWidget()
        layout = row(self.sidebar, gap=0)
        self._notices = column(gap=0)
        self._notices.addWidget(self.stack, 1)
        layout.addLayout(self._notices, 1)
        body.setLayout(layout)
        self.setCentralWidget(body)

    def show_notice(self, notice: QWidget) -> None:
        """Show a notice above whatever page is in front."""
        self._notices.insertWidget(0, notice)

    def _connect(self) -> None:
        self.setAcceptDrops(True)
        self.setMinimumSize(*SMALLEST)
        self.bridge.changed.connect(self._on_changed)
        self.bridge.failed.connect(self.deeds.on_failed)
        self.bridge.idle.connect(self._on_idle)
        self.bridge.opened.connect(self.deeds.on_opened)
        self.bridge.moved.connect(lambda _error: self.deeds.show_place())

    def _on_changed(self, topics: frozenset[str]) -> None:
        for page in self._pages.values():
            page.refresh_if_needed(topics)
        is_covered = not self.stack.isEnabled()  # by an import: nobody waits for names and badges
        (self.deeds.show_state_soon if is_covered else self.deeds.show_state)()

    def _on_idle(self, is_idle: bool) -> None:
        if is_idle:
            self.say_saved()
        else:
            self.sidebar.say_saved(tr("Saving…"))

    def _restore_geometry(self) -> None:
        settings = QSettings()
        geometry = settings.value("window/geometry")
        if geometry is None or not self.restoreGeometry(geometry):
            self.resize(1440, 900)

    def _fold(self) -> None:
        self.sidebar.set_narrow(self.width() < theme.px(NARROW_BELOW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the sidebar where it is narrow, and keep floating parts in place."""
        super().resizeEvent(event)
        self._fold()
        if "undo_offer" in self.__dict__:
            self.undo_offer.place()
        if "veil" in self.__dict__:
            self.veil.setGeometry(self.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the window was painted: what is slow to import comes after this."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            # The parts of the window are painted after it, before the next turn of the loop.
            QTimer.singleShot(0, self._on_painted)

    def _on_painted(self) -> None:
        self.painted()
        _ = self.actions_, self.deeds.dressing

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where the window was; ask first where closing it would lose something."""
        if not self.deeds.may_close():
            event.ignore()
            return
        QSettings().setValue("window/geometry", self.saveGeometry())
        super().closeEvent(event)

    def take_files(self, files: Sequence[Path]) -> None:
        """Import what was dropped, or open a portfolio."""
        self.deeds.take_files(files)


def _listed(name: str) -> str:
    """Return the page of the sidebar that a page belongs to."""
    return "accounts" if name == "account" else name
