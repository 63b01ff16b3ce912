"""A colour as '#RRGGBB', typed or picked."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QColorDialog, QLineEdit

from relmanager_desktop.domain.records import Field
from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.ui import icons, theme
from relmanager_desktop.ui.widgets.editors import Editor, Surroundings
from relmanager_desktop.ui.widgets.line_icons import SIDE, LineIcon, put_icons

_CODE = re.compile(r"#[0-9A-Fa-f]{6}")


class ColourEditor(Editor):
    """Six digits behind a patch of the colour, which opens the system's own chooser."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around)
        self.line = QLineEdit()
        self._patch = LineIcon(self.line, "circle-dot", tr("Pick a colour"), self._pick)
        put_icons(self.line, before=(self._patch,), clears=False)
        self.line.textEdited.connect(lambda _text: self._typed())
        self.take(self.line)

    def value(self) -> Any:
        """Return the code, None where there is none."""
        text = self.line.text().strip()
        return text.upper() if _CODE.fullmatch(text) else None

    def show_value(self, value: Any) -> None:
        """Show a colour."""
        self.line.setText(str(value or ""))
        self._show_patch()

    def unreadable(self) -> Text | None:
        """Return how a colour is written."""
        text = self.line.text().strip()
        if not text or self.value():
            return None
        return tr("“{text}” is no colour. Write it as a hash sign and six digits.", text=text)

    def _typed(self) -> None:
        self._show_patch()
        self.edited.emit()

    def _pick(self) -> None:
        start = QColor(self.value() or theme.colour("accent"))
        picked = QColorDialog.getColor(start, self, str(self.field.label))
        if picked.isValid():
            self.line.setText(picked.name().upper())
            self._typed()

    def _show_patch(self) -> None:
        if (code := self.value()) is None:
            self._patch.setIcon(icons.icon("circle-dot", "text3"))
            return
        patch = QPixmap(theme.px(SIDE), theme.px(SIDE))
        patch.fill(QColor(code))
        self._patch.setIcon(QIcon(patch))
