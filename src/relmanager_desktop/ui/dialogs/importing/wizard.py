"""The wizard over the window: look at a file, correct how it is read, check the plan, import."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from relmanager_desktop.commands.imports import ImportDone, StalePlanError, import_again
from relmanager_desktop.commands.portfolios import back_up_if_changed
from relmanager_desktop.domain.mapping.maps import Wishes
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.import_looks import Look, Request, keep_refused, look, plan_again
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.apart import CancelledError
from relmanager_desktop.ui.dialogs.importing.columns import ColumnsStep
from relmanager_desktop.ui.dialogs.importing.plan import PlanStep
from relmanager_desktop.ui.dialogs.importing.rail import Rail
from relmanager_desktop.ui.dialogs.importing.steps import (
    STEPS,
    TITLES,
    came_to,
    deed_of,
    hint_of,
    notes_of,
    subtitle_of,
)
from relmanager_desktop.ui.widgets.basics import Button, Label, boxed, column, row
from relmanager_desktop.ui.widgets.states import EmptyState, Messages, Progress

if TYPE_CHECKING:
    from relmanager_desktop.ui.main_window import MainWindow


class ImportWizard(QWidget):
    """Fills the window; nothing is written before the last button."""

    def __init__(self, window: MainWindow, path: Path, more: tuple[Path, ...] = ()) -> None:
        super().__init__(window)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(str(tr("Import {file}", file=path.name)))
        self._window, self._path, self._more = window, path, more
        self._wishes: dict[str, Wishes] = {}
        self._collisions = "fill"
        self._left_out: frozenset[str] = frozenset()
        self._said = ""
        self._is_busy = self._is_closed = False
        self._step = "file"
        self._look = Look()
        self._errand: Any = None
        self._done: ImportDone | None = None
        self.messages = Messages()
        self.columns = ColumnsStep(self._corrected)
        self.plan = PlanStep(self._collided)
        self._stack = QStackedWidget()
        self._build()
        self._hold_window(True)
        window.installEventFilter(self)
        window.bridge.failed.connect(self._failed)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.setFocus()
        self.look_again()

    @property
    def step(self) -> str:
        """The step that is shown: file, columns, plan or report."""
        return self._step

    @property
    def is_busy(self) -> bool:
        """Whether a child process is at work for it."""
        return self._is_busy

    @property
    def look(self) -> Look:
        """How the file was understood last."""
        return self._look

    def look_again(self) -> None:
        """Ask the child how the file is understood now; the step in front stays until then."""
        said = tr("Reading {file}", file=self._path.name)
        progress = Progress(said, self.close_it)
        if self._step in {"columns", "plan"}:
            self._hint.setText(str(said))
        else:
            self._show_page("file", progress)
        self._set_busy(True)
        self._errand = self._window.bridge.run_apart(
            "", look, self._request(), progress=progress.show_progress,
            then=self._looked, failed=self._failed,
        )  # fmt: skip

    def _request(self) -> Request:
        wishes = dict(self._wishes)
        now = datetime.now(UTC)
        return Request(self._path, wishes, self._collisions, now, self._left_out)

    def go_on(self) -> None:
        """Do what the primary button says."""
        deeds: dict[str, Callable[[], object]] = {
            "columns": partial(self._show_step, "plan"),
            "plan": self._import,
            "report": self._finish,
        }
        if self._step in deeds and self.primary.isEnabled() and not self._is_busy:
            deeds[self._step]()

    def close_it(self) -> None:
        """Go away; whatever was under way is taken back."""
        if self._is_closed:
            return
        self._is_closed = True
        if self._errand is not None and self._is_busy:
            self._errand.cancel()
        self._hold_window(False)
        self._window.removeEventFilter(self)
        self._window.bridge.failed.disconnect(self._failed)
        self.hide()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, go away with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_it()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.go_on()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep filling the window."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self._title = Label("", "h1", theme.SEMI)
        self._subtitle = Label("", "body", ink="text2")
        close = Button("", "x", "ghost", name=tr("Close without importing"), clicked=self.close_it)
        head = row(
            column(self._title, self._subtitle, gap=2), None, close, margins=(24, 18, 18, 12)
        )
        self._hint = Label("", "small", ink="text2")
        self.back = Button(tr("Back"), clicked=self._go_back)
        self.primary = Button(tr("Next"), kind="primary", clicked=self.go_on)
        foot = boxed(
            row(self._hint, None, self.back, self.primary, gap=8, margins=(24, 12, 24, 12)),
            "footer",
        )
        main = column(boxed(head), boxed(column(self.messages, margins=(24, 0, 24, 6))), gap=0)
        middle = column(margins=(24, 0, 24, 14))
        middle.addWidget(self._stack, 1)
        main.addLayout(middle, 1)
        main.addWidget(foot)
        self._rail = Rail(self._path, STEPS)
        layout = row(self._rail, gap=0)
        layout.addLayout(main, 1)
        self.setLayout(layout)

    def _hold_window(self, is_held: bool) -> None:
        """Keep the keyboard out of the pages behind, and give it back."""
        behind = self._window.centralWidget()
        if behind is not None:
            behind.setEnabled(not is_held)

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        for part in (self.columns, self.plan, self.back):
            part.setEnabled(not is_busy)
        self.primary.setEnabled(not is_busy)

    def _looked(self, look: Look) -> None:
        if self._is_closed:
            return
        self._set_busy(False)
        self._look = look
        if look.refusal:
            self._show_refusal(look.refusal)
            return
        self.messages.clear()
        for note in look.notes:
            self.messages.show_message("info", note)
        if self._said:
            self.messages.show_message("warn", self._said)
            self._said = ""
        self.columns.show_look(look, self._wishes)
        self.plan.show_look(look)
        self._show_step("plan" if self._step == "plan" else "columns")

    def _corrected(self, sheet: str, wishes: Wishes | None) -> None:
        """Read a sheet by other wishes, or leave it out where there are none."""
        self._left_out -= {sheet}
        if wishes is None:
            self._left_out |= {sheet}
        else:
            self._wishes[sheet] = wishes
        self._step = "columns"
        self.look_again()

    def _collided(self, collisions: str) -> None:
        self._collisions = collisions
        self._step = "plan"
        self.look_again()

    def _show_refusal(self, sentence: str) -> None:
        self._step = "file"
        choose = (tr("Choose another file"), "file-up", self._choose_another)
        self._show_page(
            "file", EmptyState("circle-alert", tr("This file cannot be read"), sentence, (choose,))
        )

    def _choose_another(self) -> None:
        self.close_it()
        self._window.do("import")

    def _show_step(self, name: str) -> None:
        self._step = name
        self._show_page(name, self.columns if name == "columns" else self.plan)

    def _show_page(self, name: str, page: QWidget) -> None:
        old = self._stack.currentWidget()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if old is not None and old is not page and old not in {self.columns, self.plan}:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._rail.show_step(name, notes_of(self._look))
        self._title.setText(str(TITLES[name]))
        self._subtitle.setText(subtitle_of(name, self._look, self._path.name))
        self._show_buttons(name)

    def _show_buttons(self, name: str) -> None:
        is_over = name == "report" and self._done is not None
        self.back.setVisible(name == "plan")
        self.primary.setVisible(name in {"columns", "plan"} or is_over)
        self.primary.setEnabled(name != "plan" or self._look.writes_anything)
        self.primary.setText(deed_of(name, self._look, has_more=bool(self._more)))
        self._hint.setText(hint_of(name, self._look))

    def _go_back(self) -> None:
        self._show_step("columns")

    def _import(self) -> None:
        self._step = "report"
        bridge = self._window.bridge
        self._set_busy(True)
        self._progress = Progress(tr("Importing {file}", file=self._path.name), self.close_it)
        self._show_page("report", self._progress)
        database = bridge.database
        bridge.fetch(lambda _session: back_up_if_changed(database, "import"), then=self._take_in)

    def _take_in(self, _backup: Path | None) -> None:
        if self._is_closed:
            return
        self._errand = self._window.bridge.run_apart(
            tr("Import {file}", file=self._path.name),
            import_again,
            partial(plan_again, request=self._request()),
            self._look.stand,
            source="import",
            progress=self._progress.show_progress,
            then=self._imported,
            failed=self._failed,
        )

    def _imported(self, done: ImportDone) -> None:
        if self._is_closed:
            return
        self._done = done
        self._set_busy(False)
        self._rail.say_written(tr("Written, and one step to undo"))
        offers: list[tuple[object, str, Callable[[], object]]] = [
            (tr("Show accounts"), "building-2", self._show_accounts)
        ]
        if done.change_set is not None:
            offers.append((tr("Undo this import"), "undo-2", self._undo))
        if done.refused:
            offers.append((tr("Save refused rows…"), "download", self._save_refused))
        title, hint = came_to(done)
        self._show_page("report", EmptyState("circle-check", title, hint, offers))

    def _show_accounts(self) -> None:
        self._window.do("go_accounts")
        self.close_it()

    def _undo(self) -> None:
        assert self._done is not None  # noqa: S101 - offered only then
        assert self._done.change_set is not None  # noqa: S101 - offered only then
        self._window.deeds.undo_number(self._done.change_set)
        self.close_it()

    def _save_refused(self) -> None:
        wanted = self._path.with_name(f"{self._path.stem} – to mend.xlsx")
        given, _ = QFileDialog.getSaveFileName(
            self, str(tr("Save refused rows")), str(wanted), "Excel (*.xlsx)"
        )
        if given:
            self._window.bridge.run_apart(
                "", keep_refused, self._request(), Path(given), then=self._refused_kept
            )

    def _refused_kept(self, placed: Path) -> None:
        self.messages.show_message("good", tr("Refused rows are in {file}", file=placed.name))

    def _finish(self) -> None:
        more, window = self._more, self._window
        self.close_it()
        if more:
            ImportWizard(window, more[0], more[1:])

    def _failed(self, error: Exception) -> None:
        if self._is_closed:
            if isinstance(error, CancelledError) and self._step == "report":
                self._window.say("info", tr("Import cancelled; nothing was changed."))
            return
        if not self._is_busy:
            return
        self._set_busy(False)
        if isinstance(error, StalePlanError):
            self._said, self._step = str(error), "plan"
            self.look_again()
        elif self._step == "file":
            self._show_refusal(str(error))
        else:
            self._show_step("columns" if self._step == "columns" else "plan")
            sentence = tr("That did not work; nothing was written.")
            self.messages.show_message("bad", sentence, str(error))
