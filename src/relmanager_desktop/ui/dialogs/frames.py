"""The frame of every form: heading, messages, what is asked, and one primary button."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QIcon, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import icons, theme
from relmanager_desktop.ui.widgets.basics import (
    Button,
    Label,
    boxed,
    column,
    icon_label,
    row,
    scrolled,
)
from relmanager_desktop.ui.widgets.labels import CutLabel
from relmanager_desktop.ui.widgets.states import Messages

if TYPE_CHECKING:
    from relmanager_desktop.ui.hosts import Host

WIDTH, MARGIN = 580, 24
BESIDE, LEAST_WIDTH = 40, 480  # what is seen of the window beside a form; no form is narrower
SAVE_KEYS = ("Ctrl+Return", "Ctrl+Enter")


class Form(QDialog):
    """Asks for something and does it: Ctrl+Enter does, Esc closes, and nothing typed is lost."""

    def __init__(self, window: Host, title: object, icon: str = "", hint: object = "") -> None:
        super().__init__(window)
        self.window_ = window
        self.bridge = window.bridge
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(str(title))
        self.setAccessibleName(str(title))
        self.messages = Messages()
        self._is_saving = False
        self._heading = CutLabel(title, "h2", theme.SEMI)
        self._hint = CutLabel(hint, "small", ink="text3")
        self._hint.setVisible(bool(str(hint)))
        self.body = column(gap=14, margins=(MARGIN, 4, MARGIN, MARGIN))
        self._missing = Label("", "small", ink="text3")
        self._footer = row(gap=8, margins=(MARGIN, 12, MARGIN, 12))
        self._question = self._build_question()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._build_head(icon))
        layout.addWidget(boxed(column(self.messages, margins=(MARGIN, 0, MARGIN, 8))))
        self._area = scrolled(self.body)
        layout.addWidget(self._area, 1)
        layout.addWidget(self._question)
        self._bar = boxed(self._footer, "footer")
        layout.addWidget(self._bar)
        self.bridge.failed.connect(self._on_failed)

    def build_footer(self, text: object, icon: str = "check", *left: QWidget) -> None:
        """Lay out the buttons; ``text`` says what the primary one does."""
        self.ok = Button(text, icon, "primary", clicked=self.try_save)
        self.ok.setToolTip(str(tr("{deed} (Ctrl+Enter)", deed=text)))
        self.ok.setDefault(True)
        faded = QIcon(icons.pixmap(icon, "onaccent"))
        faded.addPixmap(icons.pixmap(icon, "text3"), QIcon.Mode.Disabled)
        self.ok.setIcon(faded)
        for part in left:
            self._footer.addWidget(part)
        self._footer.addWidget(self._missing, 1)
        self._footer.addWidget(Button(tr("Cancel"), clicked=self.reject))
        self._footer.addWidget(self.ok)
        for keys in SAVE_KEYS:
            QShortcut(QKeySequence(keys), self).activated.connect(self.try_save)

    def show_up(self, width: int = WIDTH, height: int = 0) -> None:
        """Open over the window, as high as its content but not higher than the window."""
        wide = min(theme.px(width), max(self.window_.width() - BESIDE, LEAST_WIDTH))
        self.setMinimumWidth(wide)
        self.adjustSize()
        wanted = theme.px(height) if height else self._wanted_height(wide)
        parent = self.window_.height() or wanted
        self.resize(wide, min(wanted, max(parent - 60, 320)))
        self.open()
        _show_beginning(self.focusWidget())

    def fill_window(self) -> None:
        """Become as high as the window allows."""
        self.resize(self.width(), max(self.height(), self.window_.height() - 60))

    def say_missing(self, text: object) -> None:
        """Say beside the buttons why the primary one is off; '' switches it on."""
        self._missing.setText(str(text))
        self._missing.setToolTip(str(text))
        self.ok.setEnabled(not str(text) and not self._is_saving)

    def is_dirty(self) -> bool:
        """Whether closing would lose something that was typed."""
        return False

    def save(self) -> None:
        """Do it."""

    def show_missing(self) -> None:
        """Show what is missing at its field, and put the cursor there."""

    def try_save(self) -> None:
        """Do it; where something is missing, show where."""
        if self._is_saving:
            return
        if not self.ok.isEnabled():
            self.show_missing()
        else:
            self._is_saving = True
            self.ok.setEnabled(False)
            self.messages.clear()
            self.save()

    def done_with(self) -> None:
        """Close without asking: it is saved, or there is nothing to save."""
        self._is_saving = True
        self.accept()

    def reject(self) -> None:
        """Close, but ask first where something would be lost; while it is saved, wait."""
        if self._is_saving:
            return
        if self.is_dirty() and self._question.isHidden():
            self._question.show()
            self._bar.hide()
            self._keep.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do it on Ctrl+Enter where the shortcut does not: before the form became active."""
        is_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if is_ctrl and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.try_save()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Treat the window's own cross like Esc."""
        if self.is_dirty() and self._question.isHidden() and not self._is_saving:
            event.ignore()
            self.reject()
            return
        super().closeEvent(event)

    def _build_head(self, icon: str) -> QWidget:
        texts = column(self._heading, self._hint, gap=2)
        head = row(gap=12, margins=(MARGIN, 20, MARGIN, 14))
        if icon:
            head.addWidget(icon_label(icon, "accent", 20), alignment=Qt.AlignmentFlag.AlignVCenter)
        head.addLayout(texts, 1)
        return boxed(head)

    def _build_question(self) -> QWidget:
        self._keep = Button(tr("Keep editing"), "pencil", "primary", clicked=self._go_on)
        drop = Button(tr("Discard"), "x", "danger", clicked=super().reject)
        asked = Label(tr("Close without saving what you typed?"), "body", theme.SEMI, wrap=True)
        layout = row(gap=8, margins=(MARGIN, 12, MARGIN, 12))
        layout.addWidget(asked, 1)
        for button in (drop, self._keep):
            layout.addWidget(button)
        bar = boxed(layout, "footer")
        bar.hide()
        return bar

    def _go_on(self) -> None:
        self._question.hide()
        self._bar.show()

    def _on_failed(self, error: Exception) -> None:
        if self._is_saving:
            self._is_saving = False
            self.ok.setEnabled(True)
            self.messages.show_message("bad", tr("Not saved; nothing was lost."), str(error))

    def _wanted_height(self, width: int) -> int:
        body = self._area.widget()
        layout = body.layout() if body is not None else None
        inner = 0
        if layout is not None:
            has = layout.hasHeightForWidth()
            inner = layout.heightForWidth(width) if has else layout.sizeHint().height()
        return self.sizeHint().height() - self._area.sizeHint().height() + inner + theme.px(24)


def _show_beginning(focused: QWidget | None) -> None:
    """Show how the selected text begins: Qt leaves the cursor, and so the view, at its end."""
    if isinstance(focused, QLineEdit) and focused.hasSelectedText():
        end = len(focused.text())
        focused.setSelection(end, -end)


def deed_button(text: object, icon: str, kind: str, run: Callable[[], object]) -> Button:
    """Return a button at the left of a footer, which does something else than save."""
    button = Button(text, icon, kind, clicked=run)
    button.setAutoDefault(False)
    return button
