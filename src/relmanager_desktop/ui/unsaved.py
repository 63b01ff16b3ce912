"""What was typed and is not saved yet: it is kept before the window closes or looks otherwise."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from relmanager_desktop.ui.hosts import Host
from relmanager_desktop.ui.models.cell_editors import CellEditor
from relmanager_desktop.ui.models.tables import Table
from relmanager_desktop.ui.page_specs import PAGES
from relmanager_desktop.ui.pages.page import Page


def may_go(window: Host) -> bool:
    """Save what can be saved; return False where something typed would be lost, and show it."""
    forms = [form for form in window.findChildren(QDialog) if form.isVisible()]
    return all(form.close() for form in reversed(forms)) and save_cells(window)


def save_cells(window: Host) -> bool:
    """Save the cells that are being edited; return False for one that is wrong, and show it."""
    for table in open_tables(window):
        if not table.finish():
            _show(window, table)
            return False
    return True


def open_tables(window: Host) -> list[Table]:
    """Return the lists with a cell into which somebody types."""
    return [table for table in window.findChildren(Table) if table.is_editing]


def _show(window: Host, table: Table) -> None:
    """Go where a cell is: a page may have been left with it."""
    page = next(page for page in window.findChildren(Page) if page.isAncestorOf(table))
    if page is not window.stack.currentWidget():
        window.show_page(next(spec.id for spec in PAGES if spec.load() is type(page)))
    cell: QWidget | None = table.findChild(CellEditor)
    if cell is not None:
        cell.setFocus()
