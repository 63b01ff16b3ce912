"""What the pages have in common that show one list with a filter above it."""

from __future__ import annotations

from PySide6.QtCore import Qt

from relmanager_desktop.ui.models.tables import Table
from relmanager_desktop.ui.pages.page import Page
from relmanager_desktop.ui.widgets.filters import FilterField

BY_KEYS = Qt.FocusReason.ShortcutFocusReason


class ListPage(Page):
    """A page with a list; Ctrl+F leads into its filter, Esc back to the list."""

    table: Table
    _filter: FilterField

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        self._filter.setFocus(BY_KEYS)

    def focus_list(self) -> None:
        """Put the keyboard into the list."""
        self.table.setFocus(BY_KEYS)
