"""Painted items that tell more under the mouse: one way for lists and tables."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

Index = QModelIndex | QPersistentModelIndex


class TippedDelegate(QStyledItemDelegate):
    """Paints items, of which each has a `tip`."""

    def tip(self, option: QStyleOptionViewItem, index: Index, where: QPoint) -> str:
        """Return what is said of an item while the mouse rests at ``where``, '' for nothing."""
        raise NotImplementedError

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Show the tip of the item under the mouse."""
        text = self.tip(option, index, event.pos()) if index.isValid() else ""
        QToolTip.showText(event.globalPos(), text, view)
        return True
