"""Empty states, messages and progress: what a page shows instead of a box."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import icons, theme
from relmanager_desktop.ui.widgets.basics import Button, Label, column, icon_label, row
from relmanager_desktop.ui.widgets.flows import Flow

Offer = tuple[object, str, Callable[[], object]]
HINT_WIDTH, LEAST_WIDTH = 420, 220  # of an empty state
ICONS = {
    "good": "circle-check",
    "warn": "triangle-alert",
    "bad": "circle-alert",
    "info": "lightbulb",
}


class EmptyState(QWidget):
    """An icon, what this is, how to begin, and one to three ways to do it."""

    def __init__(
        self, icon: str, title: object, hint: object, offers: Sequence[Offer] = ()
    ) -> None:
        super().__init__()
        picture = QLabel()
        picture.setPixmap(icons.pixmap(icon, "accent", 40))
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        ways = Flow(gap=8, is_centred=True)
        for number, (text, name, deed) in enumerate(offers):
            ways.addWidget(Button(text, name, "" if number else "primary", clicked=deed))
        heading = Label(title, "h2", theme.SEMI)
        said = Label(hint, "body", ink="text2", wrap=True)
        for label in (heading, said):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # A wrapped label would take the narrowest column that its height allows.
        self._said, written = said, said.fontMetrics().horizontalAdvance(said.text()) + 8
        self._wide = min(theme.px(HINT_WIDTH), written)
        said.setFixedWidth(self._wide)
        hint_row = row(None, said, None)
        self.setLayout(column(None, picture, 8, heading, hint_row, 14, ways, None, gap=6))
        self.setAccessibleName(str(title))

    def minimumSizeHint(self) -> QSize:
        """Ask for less room than the lines take: words and ways go on in the next one."""
        whole = super().minimumSizeHint()
        return QSize(min(whole.width(), theme.px(LEAST_WIDTH)), whole.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines where it is narrow."""
        super().resizeEvent(event)
        self._said.setFixedWidth(max(1, min(self._wide, self.contentsRect().width())))


class Message(QFrame):
    """A line above what it is about; it can be closed."""

    def __init__(
        self, tone: str, title: object, detail: object = "", *offers: Offer | None
    ) -> None:
        super().__init__()
        self.setObjectName("message")
        self.setProperty("tone", tone)
        self._tone = tone
        self.title = str(title)
        self._icon = icon_label(ICONS[tone], tone, 18)
        self._title = Label(title, "body", theme.SEMI, tone, wrap=True)
        self._detail = Label(detail, "small", ink="text2", wrap=True)
        if not str(detail):
            self._detail.hide()
        offered = [offer for offer in offers if offer is not None]
        close = Button("", "x", "ghost", name=tr("Close this message"), clicked=self.close_it)
        ways = [Button(text, icon, "link", clicked=deed) for text, icon, deed in offered]
        self._buttons = [
            (way, offer[1], "accent") for way, offer in zip(ways, offered, strict=True)
        ]
        self._buttons.append((close, "x", "text2"))
        layout = row(self._icon, gap=12, margins=(14, 10, 8, 10))
        self._words = column(self._title, self._detail, gap=2)
        layout.addLayout(self._words, 1)
        for button, _icon, _ink in self._buttons:
            layout.addWidget(button)
        self.setLayout(layout)
        self.setAccessibleName(f"{title} {detail}".strip())

    def dress(self) -> None:
        """Put on the look and the text size that are in force now."""
        self._icon.setPixmap(icons.pixmap(ICONS[self._tone], self._tone, 18))
        self._icon.setFixedSize(theme.px(18), theme.px(18))
        self._title.setFont(theme.font("body", theme.SEMI))
        self._detail.setFont(theme.font("small"))
        for button, icon, ink in self._buttons:
            button.setIcon(icons.icon(icon, ink))

    def say(self, title: object) -> None:
        """Say another title."""
        self.title = str(title)
        self._title.setText(self.title)
        self.setAccessibleName(self.title)

    def close_it(self) -> None:
        """Take the message away."""
        self.hide()
        self.deleteLater()


class Messages(QWidget):
    """The place of messages on a page: newest on top."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)

    def show_message(
        self, tone: str, title: object, detail: object = "", offer: Offer | None = None
    ) -> Message:
        """Show one message and return it."""
        return self.add(Message(tone, title, detail, offer))

    def add(self, message: Message) -> Message:
        """Show a message that was made elsewhere, and return it."""
        self._layout.insertWidget(0, message)
        return message

    def let_go(self) -> list[Message]:
        """Hand out the messages, the oldest first, for the page that comes in place of this."""
        shown = [message for message in self.findChildren(Message) if not message.isHidden()]
        for message in shown:
            message.setParent(None)
        return shown

    def take(self, messages: Sequence[Message]) -> None:
        """Show the messages of another page, in the look of this one."""
        for message in messages:
            message.dress()
            self._layout.insertWidget(0, message)
            message.show()

    def clear(self) -> None:
        """Take all messages away."""
        for message in self.findChildren(Message):
            message.close_it()


class Progress(QFrame):
    """Long work: what, how far, and always a way to stop it."""

    def __init__(self, title: object, cancel: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("card")
        self._title = Label(title, "body", theme.SEMI)
        self._percent = Label("", "body", theme.SEMI, "text2", tabular=True)
        self._what = Label("", "small", ink="text2")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(str(title))
        stop = Button(tr("Cancel"), "x", clicked=cancel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setLayout(
            column(
                row(self._title, None, self._percent),
                self._bar,
                row(self._what, None, stop),
                gap=10,
                margins=(18, 14, 18, 14),
            )
        )

    def show_progress(self, done: int, total: int, what: str) -> None:
        """Show how far the work is; ``total`` 0 means that nobody knows."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._what.setText(what)
        self._percent.setText(f"{done * 100 // total} %" if total else "")
