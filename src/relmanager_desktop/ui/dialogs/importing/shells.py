"""The frame around the steps of an import: rail, title, one page at a time, and the footer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLayout,
    QStackedWidget,
    QWidget,
)

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.dialogs.importing.rail import Rail
from relmanager_desktop.ui.dialogs.importing.steps import STEPS, TITLES
from relmanager_desktop.ui.dialogs.importing.waits import FootProgress
from relmanager_desktop.ui.widgets.basics import Button, boxed, column, row
from relmanager_desktop.ui.widgets.labels import CutLabel
from relmanager_desktop.ui.widgets.states import Messages

if TYPE_CHECKING:
    from relmanager_desktop.ui.hosts import Host

BESIDE_RAIL = 560  # the width that a step needs at least, at 100 % text
SIDE = 24
CLOSE = tr("Close without importing")
Notes = Mapping[str, tuple[str, str]]


class Shell(QWidget):
    """Fills the window and keeps the keyboard to itself until it is closed."""

    def __init__(self, window: Host, path: Path) -> None:
        super().__init__(window)
        self.setObjectName("page")
        # The pages behind are not painted beneath what hides them.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(str(tr("Import {file}", file=path.name)))
        self.setAcceptDrops(True)
        self._window = window
        self._is_closed = False
        self._kept: set[QWidget] = set()
        self.messages = Messages()
        self.rail = Rail(path, STEPS)
        self.hint = CutLabel("", "small", ink="text2")
        self.back = Button(tr("Back"), clicked=self.go_back)
        self.primary = Button(tr("Next"), kind="primary", clicked=self.go_on)
        self.foot = FootProgress(self.stop_looking)
        self._close = Button("", "x", "ghost", name=CLOSE, clicked=self.close_it)
        self._title = CutLabel("", "h1", theme.SEMI)
        self._subtitle = CutLabel("", "body", ink="text2")
        self._more = row(gap=8)
        self._offered: tuple[QWidget, ...] = ()
        self._stack = QStackedWidget()
        self._lay_out()

    @property
    def kept(self) -> frozenset[QWidget]:
        """The pages that stay, as far as they are made."""
        return frozenset(self._kept)

    @property
    def is_busy(self) -> bool:
        """Whether somebody is at work for it."""
        return False

    @property
    def is_open(self) -> bool:
        """Whether it was not closed yet."""
        return not self._is_closed

    def go_on(self) -> None:
        """Do what the primary button says."""

    def go_back(self) -> None:
        """Do what the button before it says."""

    def stop_looking(self) -> None:
        """Call off what the footer shows."""

    def take_files(self, files: Sequence[Path]) -> None:
        """Take files that were dropped while it is open."""

    def take_pasted(self) -> None:
        """Take what lies on the clipboard."""

    def name_close(self, words: object) -> None:
        """Say to ears, and in the tooltip, what closing means now."""
        self._close.setAccessibleName(str(words))
        self._close.setToolTip(str(words))

    def open(self) -> None:
        """Come up over the window."""
        self._hold_window(True)
        self._window.installEventFilter(self)
        self.fill_window()
        self.show()
        self.raise_()
        self.setFocus()

    def close_it(self) -> None:
        """Go away and give the window back."""
        if self._is_closed:
            return
        self._is_closed = True
        self._hold_window(False)
        self._window.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def keep_pages(self, *pages: QWidget) -> None:
        """Take in pages that stay when another one is shown."""
        self._kept |= set(pages)
        for page in pages:
            page.setEnabled(not self.is_busy)
            self._stack.addWidget(page)
            self._order_stops(last_stop_of(page))

    def prepare(self, page: QWidget) -> None:
        """Dress a page that is kept before it is shown: a hundred parts take their time."""
        page.resize(self._stack.size())
        page.grab(QRect(0, 0, 1, 1))  # which lays out all of them, seen or not

    def offer(self, *parts: QWidget) -> None:
        """Put buttons beside the one that closes."""
        for part in parts:
            self._more.addWidget(part)
        self._offered += parts
        self._order_stops()

    def _order_stops(self, *before: QWidget) -> None:
        """Let the keyboard come last to what ends a step."""
        stops = (*before, *self._offered, self.back, self.primary, self._close)
        for one, two in pairwise(stops):
            QWidget.setTabOrder(one, two)

    def show_page(self, step: str, page: QWidget, subtitle: str, notes: Notes) -> None:
        """Show a page of a step; a page that is not kept goes with the next one."""
        old = self._stack.currentWidget()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if old is not None and old is not page and old not in self._kept:
            self._stack.removeWidget(old)
            old.deleteLater()
        self.rail.show_step(step, notes)
        self._title.setText(str(TITLES[step]))
        self._subtitle.setText(subtitle)

    def event(self, event: QEvent) -> bool:
        """Keep the window's shortcuts from what lies behind; only leaving it altogether passes."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            leaves = (QKeySequence.StandardKey.Quit, QKeySequence.StandardKey.Close)
            if not any(event.matches(key) for key in leaves):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press what has the focus with Enter, or go on where nothing has; go away with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_it()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._enter(self.focusWidget())
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.take_pasted()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the ground, as is promised to who would paint beneath."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.colour("app"))
        painter.end()

    def _enter(self, focused: QWidget | None) -> None:
        if isinstance(focused, QAbstractButton):
            focused.click()
        elif focused is None or focused is self or isinstance(focused, QAbstractScrollArea):
            self.go_on()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the focus, so that what hangs open over a page closes."""
        self.setFocus()
        super().mousePressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let files be dropped here too: what lies behind must not begin another import."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files that were dropped."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        urls = event.mimeData().urls()
        self.take_files([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep filling the window."""
        if event.type() == QEvent.Type.Resize:
            self.fill_window()
        return super().eventFilter(watched, event)

    def fill_window(self) -> None:
        """Fill the window; the rail goes where it would leave a step too little room."""
        room = self._window.width() - self.rail.width()
        self.rail.setVisible(room >= theme.px(BESIDE_RAIL))
        self.setGeometry(self._window.rect())

    def _lay_out(self) -> None:
        main = column(boxed(self._head()), gap=0)
        main.addWidget(boxed(column(self.messages, margins=(SIDE, 0, SIDE, 6))))
        middle = column(margins=(SIDE, 0, SIDE, 14))
        middle.addWidget(self._stack, 1)
        main.addLayout(middle, 1)
        foot = row(
            self.hint, self.foot, self.back, self.primary, gap=8, margins=(SIDE, 12, SIDE, 12)
        )
        foot.setStretch(0, 1)
        main.addWidget(boxed(foot, "footer"))
        layout = row(self.rail, gap=0)
        layout.addLayout(main, 1)
        self.setLayout(layout)

    def _head(self) -> QLayout:
        close = self._close
        titles = column(self._title, self._subtitle, gap=2)
        head = row(gap=8, margins=(SIDE, 18, 18, 12))
        head.addLayout(titles, 1)
        head.addLayout(self._more)
        head.addWidget(close)
        return head

    def _hold_window(self, is_held: bool) -> None:
        """Keep the keyboard out of the pages behind, and give it back with the last of these."""
        behind = self._window.centralWidget()
        others = [shell for shell in self._window.findChildren(Shell) if shell.is_open]
        if behind is not None and (is_held or not others):
            behind.setEnabled(not is_held)


def last_stop_of(page: QWidget) -> QWidget:
    """Return the part of a page that the keyboard comes to last; Qt orders only such parts."""
    last, following = page, page.nextInFocusChain()
    while following is not None and page.isAncestorOf(following):
        if following.focusPolicy() & Qt.FocusPolicy.TabFocus:
            last = following
        following = following.nextInFocusChain()
    return last
