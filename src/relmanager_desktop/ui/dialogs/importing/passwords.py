"""The page that asks for the password of a locked workbook; it is kept nowhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.widgets.basics import Button, Label, boxed, column, icon_label, row
from relmanager_desktop.ui.widgets.states import Offer

LOCKED = frozenset({"password", "wrong_password"})
WRONG = "wrong_password"
FIELD_WIDTH, TEXT_WIDTH = 300, 460


class PasswordPage(QWidget):
    """Asks for a password; ``opened`` takes it, ``instead`` are the other ways on."""

    def __init__(
        self,
        name: str,
        opened: Callable[[str], object],
        instead: Sequence[Offer],
        *,
        is_wrong: bool = False,
    ) -> None:
        super().__init__()
        self._opened = opened
        title = tr("{file} is protected by a password", file=name)
        self.setAccessibleName(str(title))
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(str(tr("Password of {file}", file=name)))
        self.field.setFixedWidth(theme.px(FIELD_WIDTH))
        # Later, for the key still goes to the wizard, which presses what has the focus then.
        self.field.returnPressed.connect(self.open_it, Qt.ConnectionType.QueuedConnection)
        self.field.textChanged.connect(self._typed)
        self.shown = Button(tr("Show"), kind="link", clicked=self._show_or_hide)
        self.shown.setAccessibleName(str(tr("Show the password")))
        self.open = Button(tr("Open the file"), "lock", "primary", clicked=self.open_it)
        self.open.setEnabled(False)
        self.problem = Label(
            tr("That password does not open it. Mind capitals and the keyboard’s language."),
            "small",
            ink="bad",
            wrap=True,
        )
        self.problem.setFixedWidth(theme.px(FIELD_WIDTH))
        self.problem.setVisible(is_wrong)
        if is_wrong:
            self.field.setAccessibleDescription(self.problem.text())
        self._lay_out(title, instead)

    def give_focus(self) -> None:
        """Let typing begin at once."""
        self.field.setFocus()

    def open_it(self) -> None:
        """Hand on what was typed."""
        if self.field.text():
            self._opened(self.field.text())

    def _typed(self, text: str) -> None:
        self.problem.hide()
        self.open.setEnabled(bool(text))

    def _show_or_hide(self) -> None:
        is_masked = self.field.echoMode() == QLineEdit.EchoMode.Password
        modes = QLineEdit.EchoMode
        self.field.setEchoMode(modes.Normal if is_masked else modes.Password)
        self.shown.setText(str(tr("Hide") if is_masked else tr("Show")))
        words = tr("Hide the password") if is_masked else tr("Show the password")
        self.shown.setAccessibleName(str(words))

    def _lay_out(self, title: object, instead: Sequence[Offer]) -> None:
        heading = Label(title, "h2", theme.SEMI, wrap=True)
        said = Label(
            tr("It opens the file in memory for this import, and is kept nowhere."),
            "body",
            ink="text2",
            wrap=True,
        )
        for label in (heading, said):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setFixedWidth(theme.px(TEXT_WIDTH))
        asked = column(row(self.field, self.shown, gap=8), self.problem, gap=4)
        ways = row(None, self.open, gap=8)
        for text, icon, deed in instead:
            ways.addWidget(Button(text, icon, clicked=deed))
        ways.addStretch(1)
        picture = row(None, icon_label("lock", "accent", 40), None)
        self.setLayout(
            column(
                None,
                picture,
                8,
                row(None, heading, None),
                row(None, said, None),
                10,
                row(None, boxed(asked), None),
                10,
                ways,
                None,
                gap=6,
            )
        )
