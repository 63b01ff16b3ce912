"""What every page is: a heading, what it shows, and when it asks again."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from relmanager_desktop.domain.texts import Text
from relmanager_desktop.ui.hosts import Host
from relmanager_desktop.ui.widgets.basics import Button, row
from relmanager_desktop.ui.widgets.headings import HeaderBar, Heading
from relmanager_desktop.ui.widgets.states import Messages

ACCOUNT = "account"  # the key of the account among what is at hand


class ActionButton(Button):
    """A button for one of the window's actions, whose tooltip ends in the shortcut."""

    def __init__(self, host: Host, action: str, text: object, icon: str, kind: str = "") -> None:
        super().__init__(text, icon, kind, clicked=partial(host.do, action))
        self._tooltip = partial(host.tooltip, action)

    def event(self, event: QEvent) -> bool:
        """Ask for the tooltip when it is wanted: the actions are made after the first paint."""
        if event.type() == QEvent.Type.ToolTip:
            self.setToolTip(self._tooltip())
        return super().event(event)


class Page(QWidget):
    """A page of the window.

    ``shows`` names the kinds that it shows; when one of them changes while the page is visible it
    refreshes at once, otherwise when it is shown next.
    """

    title: ClassVar[Text]
    shows: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host
        self.bridge = host.bridge
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.messages = Messages()
        self._is_stale = True
        self.layout_ = QVBoxLayout(self)
        self.layout_.setContentsMargins(0, 0, 0, 0)
        self.layout_.setSpacing(0)

    def build_header(self, *buttons: QWidget) -> Heading:
        """Lay out title, subtitle and buttons; return the heading, for its subtitle."""
        heading = Heading(self.title)
        self.messages.setContentsMargins(24, 0, 24, 8)
        self.layout_.addWidget(HeaderBar(heading, row(*buttons, None)))
        self.layout_.addWidget(self.messages)
        self._say_missing()
        return heading

    def _say_missing(self) -> None:
        """Say what of a damaged file cannot be shown here."""
        if self.bridge.inside is None:
            return
        missing = {k: n for k, n in self.bridge.inside.missing.items() if k in self.shows}
        if missing:
            from relmanager_desktop.commands.insides import lacking  # noqa: PLC0415 - then only

            self.messages.show_message("warn", lacking(missing))

    @property
    def has_filter(self) -> bool:
        """Whether the page has a filter of its own for Ctrl+F."""
        return type(self).focus_filter is not Page.focus_filter

    def focus_filter(self) -> None:
        """Put the cursor into the filter of the page."""

    def refresh(self) -> None:
        """Ask the portfolio again and show the answer."""

    def refresh_if_needed(self, topics: frozenset[str]) -> None:
        """Note that kinds changed; refresh now if anybody looks."""
        if topics & self.shows:
            self._is_stale = True
            if self.isVisible():
                self.show_fresh()

    def show_fresh(self) -> None:
        """Refresh if something changed since the last time."""
        if self._is_stale:
            self._is_stale = False
            self.refresh()

    def at_hand(self) -> dict[str, Any]:
        """Return what is chosen here as a touch takes it: the account, perhaps whom, what for."""
        return {}

    @property
    def today(self) -> date:
        """Today where the user is."""
        return self.host.today

    @property
    def now(self) -> datetime:
        """The moment, with the zone of this computer."""
        return self.host.now
