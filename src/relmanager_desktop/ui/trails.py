"""The way through the window: Back returns to a page, or an account, as it was left."""

from __future__ import annotations

from collections import deque
from typing import Any, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QWidget

LONGEST = 100


class Stop(NamedTuple):
    """A page as it was left: the account and the tab on it if it has them, and how far down."""

    page: str
    account: int | None
    tab: str
    scrolls: tuple[int, ...]

    def is_where(self, other: Stop) -> bool:
        """Whether both are the same page, of the same account."""
        return (self.page, self.account) == (other.page, other.account)


class Trail:
    """Where the window has been, the newest last."""

    def __init__(self) -> None:
        self._stops: deque[Stop] = deque(maxlen=LONGEST)

    def note(self, stop: Stop) -> None:
        """Remember a page that is left."""
        self._stops.append(stop)

    def before(self, here: Stop) -> Stop | None:
        """Return the stop before this one, and forget what came after it."""
        while self._stops:
            if not (stop := self._stops.pop()).is_where(here):
                return stop
        return None


def stop_at(name: str, page: QWidget) -> Stop:
    """Return a page as it is now."""
    shown: Any = page
    account = getattr(shown, "account", None)
    tab = getattr(shown, "tab", "")
    return Stop(name, account, tab, tuple(bar.value() for bar in _bars(page)))


def settle(page: QWidget, stop: Stop) -> None:
    """Show a page as it was left, once Qt has laid it out."""
    shown: Any = page
    if stop.tab and stop.tab != shown.tab:
        shown.choose_tab(stop.tab)

    def scroll() -> None:
        bars = _bars(page)
        for bar, value in zip(bars, stop.scrolls, strict=False):
            bar.setValue(value)

    QTimer.singleShot(0, page, scroll)


def _bars(page: QWidget) -> list[QScrollBar]:
    areas = page.findChildren(QAbstractScrollArea)
    return [area.verticalScrollBar() for area in areas if area.isVisibleTo(page)]
