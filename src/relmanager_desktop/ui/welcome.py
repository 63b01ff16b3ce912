"""The first start: look around, begin from a spreadsheet, or begin empty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QScrollArea, QWidget

from relmanager_desktop import paths
from relmanager_desktop.domain.texts import joined, tr
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.drops import files_of, is_portfolio, refusal_of
from relmanager_desktop.ui.saving import ask_where
from relmanager_desktop.ui.welcome_cards import Cards, choice_card, drop_card
from relmanager_desktop.ui.widgets.basics import Button, Label, boxed, column, row, scrolled
from relmanager_desktop.ui.widgets.states import Messages

if TYPE_CHECKING:
    from relmanager_desktop.ui.pasted_lists import Source

LISTS = "*.xlsx *.xlsm *.xlsb *.xls *.ods *.csv *.tsv *.txt *.vcf *.zip"
SIZE, SMALLEST = (1180, 780), (380, 240)  # in pixels at 100 %
LOW = 600  # a window below this height, in pixels at 100 %, has no room for the mark


class Welcome(QWidget):
    """The window of the first start.

    ``chosen`` is the portfolio to open, None if it was closed; ``import_after`` are the files to
    take into it once it is open.
    """

    def __init__(self) -> None:
        super().__init__()
        self.chosen: str | None = None
        self.import_after: tuple[Source, ...] = ()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(str(tr("Welcome to RelManager")))
        self.setAcceptDrops(True)
        self.setMinimumSize(*map(theme.px, SMALLEST))
        self.resize(QSize(*map(theme.px, SIZE)).boundedTo(self.screen().availableSize()))
        self.messages = Messages()
        self._name = QLineEdit(self._user())
        self._name.setAccessibleName(str(tr("Your name")))
        self._area = self._build()
        self.setLayout(column(self._area))

    def _build(self) -> QScrollArea:
        mark = QLabel("R")
        mark.setObjectName("mark")
        mark.setFixedSize(theme.px(44), theme.px(44))
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        mark.setFont(theme.font("h2", theme.BOLD))
        self._mark = boxed(row(None, mark, None, margins=(0, 0, 0, 16)))
        title = Label(tr("Welcome to RelManager"), "h1", theme.SEMI)
        hint = Label(
            tr(
                "Your portfolio is one file on this computer. "
                "No account, no server, nothing is sent anywhere."
            ),
            "lead",
            ink="text2",
            wrap=True,
        )
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        cards = Cards(
            choice_card("sample", tr("Open the sample"), self._sample),
            drop_card(self._choose),
            choice_card("empty", tr("Create a portfolio"), self._empty),
        )
        about = row(Label(tr("Your name"), "small", theme.MEDIUM, "text2"), self._name, gap=10)
        self._name.setFixedWidth(theme.px(240))
        link = Button(tr("Open a portfolio…"), "folder-open", "link", clicked=self._open)
        layout = column(
            None,
            self._mark,
            row(None, title, None),
            hint,
            10,
            self.messages,
            cards,
            6,
            row(None, boxed(about), None),
            row(None, link, None),
            None,
            gap=6,
            margins=(24, 14, 24, 12),
        )
        return scrolled(layout, tr("Welcome to RelManager"))

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

    def _take_files(self, files: Sequence[Path]) -> None:
        """Begin from files, or say which of them is none to begin from."""
        if refusal := refusal_of(files):
            self._refuse(refusal)
        elif files and all(map(is_portfolio, files)):
            self._finish(files[0])
        elif files:
            self._from_lists(files)

    def _paste(self) -> None:
        """Begin a portfolio from what lies on the clipboard."""
        from relmanager_desktop.ui.pasted_lists import (  # noqa: PLC0415 - after the paint
            HOW_TO_COPY,
            NOTHING_COPIED,
            on_clipboard,
        )

        lists = on_clipboard()
        files = [file for file in lists if isinstance(file, Path)]
        if files or not lists:
            self._take_files(files)
            if not files:
                self._refuse(joined(" ", NOTHING_COPIED, HOW_TO_COPY))
            return
        self.import_after = lists
        self._begin(self._fresh("Portfolio"), is_sample=False)

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
            self._refuse(str(error))
            return
        finally:
            self.unsetCursor()
        self._finish(place)

    def _refuse(self, sentence: object) -> None:
        self.messages.clear()
        self.messages.show_message("bad", sentence)
        self._area.ensureVisible(0, 0)

    def _finish(self, place: Path) -> None:
        self.chosen = str(place)
        self.close()

    def _user(self) -> str:
        import getpass  # noqa: PLC0415 - one use

        try:
            return getpass.getuser()
        except (KeyError, OSError):
            return ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the mark where the window is low."""
        super().resizeEvent(event)
        self._mark.setVisible(self.height() >= theme.px(LOW))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that hang over the window."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Begin from the files that were dropped, or say which of them is none to begin from."""
        self._take_files(files_of(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin from the clipboard where nothing else takes what is pasted."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        else:
            super().keyPressEvent(event)
