"""The first start: look around, begin from a spreadsheet, or begin empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QLineEdit, QWidget

from relmanager_desktop import paths
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import icons, theme
from relmanager_desktop.ui.drops import files_of, is_portfolio, refusal_of
from relmanager_desktop.ui.saving import ask_where
from relmanager_desktop.ui.widgets.basics import (
    Button,
    Label,
    boxed,
    card,
    column,
    icon_label,
    row,
)
from relmanager_desktop.ui.widgets.states import Messages

FORMATS = ("xlsx", "xlsm", "xls", "ods", "csv")
LISTS = "*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv"
CARD_WIDTH, MIDDLE_WIDTH, CARD_HEIGHT = 280, 386, 330
CHOICES: dict[str, tuple[str, Any, Any, tuple[Any, ...]]] = {
    "sample": (
        "building-2",
        tr("Look around first"),
        tr("40 invented accounts to play with."),
        (
            tr("touches, issues and plans filled in"),
            tr("dates move with today"),
            tr("removed in one step"),
        ),
    ),
    "empty": (
        "notebook-pen",
        tr("Start empty"),
        tr("Type the first account yourself."),
        (
            tr("tiers and rhythms are ready"),
            tr("search, undo and history from the first key"),
            tr("import later, as often as you like"),
        ),
    ),
}
PROMISES = (
    tr("tables and columns are found and explained"),
    tr("every row is shown before one is written"),
    tr("one step to undo, any time later"),
)


class Welcome(QWidget):
    """The window of the first start.

    ``chosen`` is the portfolio to open, None if it was closed; ``import_after`` are the files to
    take into it once it is open.
    """

    def __init__(self) -> None:
        super().__init__()
        self.chosen: str | None = None
        self.import_after: tuple[Path, ...] = ()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(str(tr("Welcome to RelManager")))
        self.setAcceptDrops(True)
        self.resize(1180, 780)
        self.messages = Messages()
        self._name = QLineEdit(self._user())
        self._name.setAccessibleName(str(tr("Your name")))
        self.setLayout(self._build())

    def _build(self) -> Any:
        mark = QLabel("R")
        mark.setObjectName("mark")
        mark.setFixedSize(44, 44)
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        mark.setFont(theme.font("h2", theme.BOLD))
        title = Label(tr("Welcome to RelManager"), "h1", theme.SEMI)
        hint = Label(
            tr(
                "Your portfolio is one file on this computer. "
                "No account, no server, nothing is sent anywhere."
            ),
            "lead",
            ink="text2",
        )
        cards = row(
            None,
            self._choice("sample", tr("Open the sample"), self._sample),
            self._drop(),
            self._choice("empty", tr("Create a portfolio"), self._empty),
            None,
            gap=14,
        )
        about = row(Label(tr("Your name"), "small", theme.MEDIUM, "text2"), self._name, gap=10)
        self._name.setFixedWidth(theme.px(240))
        links = row(
            None,
            Button(tr("Open a portfolio…"), "folder-open", "link", clicked=self._open),
            None,
        )
        middle = (
            row(None, mark, None),
            10,
            row(None, title, None),
            row(None, hint, None),
            22,
            self.messages,
            cards,
            16,
            row(None, boxed(about), None),
            6,
            links,
        )
        return column(None, *middle, None, gap=6, margins=(24, 24, 24, 24))

    def _choice(self, name: str, text: object, deed: Callable[[], object]) -> QFrame:
        icon, title, hint, points = CHOICES[name]
        made = card(
            row(icon_label(icon, "accent", 28), None),
            10,
            Label(title, "lead", theme.SEMI),
            Label(hint, "body", ink="text2", wrap=True),
            6,
            *(
                row(
                    icon_label("check", "good", 14),
                    Label(point, "small", ink="text2", wrap=True),
                    gap=8,
                )
                for point in points
            ),
            None,
            row(Button(text, "arrow-right", clicked=deed), None),
            gap=7,
            margins=(20, 20, 20, 20),
        )
        made.setFixedSize(theme.px(CARD_WIDTH), theme.px(CARD_HEIGHT))
        return made

    def _drop(self) -> QFrame:
        picture = QLabel()
        picture.setPixmap(icons.pixmap("file-spreadsheet", "accent", 40))
        chips = row(
            None, *(Label(name, "caption", theme.SEMI, "text3") for name in FORMATS), None, gap=12
        )
        points = column(
            *(
                row(icon_label("check", "good", 14), Label(point, "small", ink="text2"), gap=8)
                for point in PROMISES
            ),
            gap=7,
        )
        hint = Label(
            tr(
                "Drop a customer list, a CRM export or order lines here, "
                "or anywhere on this window."
            ),
            "body",
            ink="text2",
            wrap=True,
        )
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        button = Button(tr("Choose a file"), "file-up", "primary", clicked=self._choose)
        layout = column(
            None, row(None, picture, None), 6,
            row(None, Label(tr("Start from your spreadsheet"), "h2", theme.SEMI), None), hint, 8,
            row(None, button, None), chips, 8, row(None, points, None), None,
            gap=7, margins=(24, 20, 24, 20),
        )  # fmt: skip
        made = boxed(layout, "dropCard")
        made.setStyleSheet(
            f"#dropCard {{ background: {theme.colour('surface').name()};"
            f" border: 2px dashed {theme.colour('line2').name()}; border-radius: 12px; }}"
        )
        made.setFixedSize(theme.px(MIDDLE_WIDTH), theme.px(CARD_HEIGHT))
        return made

    def _sample(self) -> None:
        place = self._fresh("Sample")
        self._begin(place, is_sample=True)

    def _empty(self) -> None:
        given = ask_where(self, tr("New portfolio"), self._fresh("Portfolio"), tr("Portfolios"))
        if given is not None:
            self._begin(given, is_sample=False)

    def _choose(self) -> None:
        given, _ = QFileDialog.getOpenFileName(
            self, str(tr("Choose a spreadsheet")), "", str(tr("Lists ({patterns})", patterns=LISTS))
        )
        if given:
            self._from_lists([Path(given)])

    def _from_lists(self, files: Sequence[Path]) -> None:
        """Begin a portfolio that is called like the first list, and take them all into it."""
        self.import_after = tuple(files)
        name = next(file.stem for file in files if not is_portfolio(file))
        self._begin(self._fresh(name), is_sample=False)

    def _open(self) -> None:
        given, _ = QFileDialog.getOpenFileName(
            self, str(tr("Open a portfolio")), "", str(tr("Portfolios (*.relm)"))
        )
        if given:
            self._finish(Path(given))

    def _fresh(self, stem: str) -> Path:
        folder = paths.data_folder()
        folder.mkdir(parents=True, exist_ok=True)
        place = folder / f"{stem}.relm"
        number = 2
        while place.exists():
            place = folder / f"{stem} {number}.relm"
            number += 1
        return place

    def _begin(self, place: Path, *, is_sample: bool) -> None:
        from relmanager_desktop.commands.portfolios import (  # noqa: PLC0415 - after the paint
            SAID,
            begin_portfolio,
        )

        self.setCursor(Qt.CursorShape.WaitCursor)
        try:
            begin_portfolio(
                place, self._name.text().strip(), datetime.now().astimezone(), is_sample=is_sample
            )
        except (OSError, *SAID) as error:
            self.messages.clear()
            self.messages.show_message("bad", str(error))
            return
        finally:
            self.unsetCursor()
        self._finish(place)

    def _finish(self, place: Path) -> None:
        self.chosen = str(place)
        self.close()

    def _user(self) -> str:
        import getpass  # noqa: PLC0415 - one use

        try:
            return getpass.getuser()
        except (KeyError, OSError):
            return ""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that hang over the window."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Begin from the files that were dropped, or say which of them is none to begin from."""
        files = files_of(event)
        if refusal := refusal_of(files):
            self.messages.clear()
            self.messages.show_message("bad", refusal)
        elif files and all(map(is_portfolio, files)):
            self._finish(files[0])
        elif files:
            self._from_lists(files)


def pictured() -> QWidget:
    """Return the welcome as a picture of the product shows it."""
    return Welcome()
