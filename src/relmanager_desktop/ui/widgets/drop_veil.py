"""The veil over the window while files hang over it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import icons, painting, theme


class DropVeil(QWidget):
    """Dims the window and says what a drop would do."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(str(tr("Drop to import")))
        self.hide()

    def show_files(self, files: Sequence[Path]) -> None:
        """Say how many files would be imported."""
        self.show_words(
            tr("Drop to import {name}", name=files[0].name)
            if len(files) == 1
            else tr("Drop to import {n} file", plural="Drop to import {n} files", n=len(files))
        )

    def show_words(self, words: object) -> None:
        """Fall over the window with a sentence."""
        self._text = str(words)
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the veil, a dashed frame and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.colour("scrim"))
        box = QRectF(0, 0, 460, 150)
        box.moveCenter(QRectF(self.rect()).center())
        painter.setBrush(theme.colour("raised"))
        painter.setPen(QPen(theme.colour("accent"), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(box, 12, 12)
        middle = box.center()
        painter.drawPixmap(
            int(middle.x() - 20), int(middle.y() - 44), icons.pixmap("file-up", "accent", 40)
        )
        words = QRectF(box.x() + 20, middle.y() + 12, box.width() - 40, 30)
        painting.draw_text(
            painter,
            words,
            self._text,
            size="lead",
            weight=theme.SEMI,
            align=Qt.AlignmentFlag.AlignHCenter,
        )
        painter.end()
