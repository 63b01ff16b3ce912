"""The parts of the window between which F6 moves the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget


def move_on(page: QWidget | None, button: QWidget | None) -> None:
    """Move the keyboard from a page to its button in the sidebar, or from anywhere to the page."""
    if page is None:
        return
    focused = QApplication.focusWidget()
    is_inside = focused is not None and page.isAncestorOf(focused)
    target = button if is_inside else first_stop(page)
    if target is not None:
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)


def first_stop(page: QWidget) -> QWidget | None:
    """Return where the keyboard enters a page: its first list, else the first thing to tab to."""
    stops = [
        part
        for part in page.findChildren(QWidget)
        if part.isVisible() and part.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    lists = [part for part in stops if isinstance(part, QAbstractItemView)]
    return next(iter(lists or stops), None)
