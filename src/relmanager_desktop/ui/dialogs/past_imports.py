"""Past imports: each with its plan and what it moved, to be taken back or done again."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from relmanager_desktop.commands.undoing import Overruled, Undone, back_up_before_undo, undo_apart
from relmanager_desktop.domain.texts import shown_value, tr
from relmanager_desktop.queries.import_refusals import refused_again
from relmanager_desktop.queries.import_runs import RunDetails, RunRow, import_run, import_runs
from relmanager_desktop.queries.undo_previews import UndoPreview, undo_preview
from relmanager_desktop.ui import icons, theme
from relmanager_desktop.ui.dialogs.frames import Form, deed_button
from relmanager_desktop.ui.dialogs.run_details import RunView
from relmanager_desktop.ui.dialogs.undo_choices import UndoChoices
from relmanager_desktop.ui.saving import WORKBOOK, ask_where
from relmanager_desktop.ui.widgets.basics import column, emptied, row, scrolled
from relmanager_desktop.ui.widgets.states import Progress

if TYPE_CHECKING:
    from relmanager_desktop.ui.apart import Errand
    from relmanager_desktop.ui.hosts import Host

WIDE, HIGH, LIST = 920, 640, 300
ROW = int(Qt.ItemDataRole.UserRole) + 1
STATES = {"undone": tr("taken back"), "partly": tr("partly taken back")}


def open_past_imports(window: Host, change_set: int | None = None) -> PastImports | None:
    """Show the imports of this portfolio, the one of a change set in front if there is such."""
    runs = window.bridge.ask(import_runs)
    if not runs:
        window.say(
            "info",
            tr("Nothing was imported yet."),
            tr("“Import a spreadsheet…” takes a list in; every import is kept here."),
        )
        return None
    form = PastImports(window, runs, change_set)
    form.show_up(WIDE, HIGH)
    return form


class PastImports(Form):
    """The imports on the left, the newest first, and on the right what is kept of the one."""

    def __init__(self, window: Host, runs: list[RunRow], change_set: int | None) -> None:
        super().__init__(
            window,
            tr("Imports"),
            "file-up",
            tr("Every import is kept with its plan, and can be taken back at any time."),
        )
        self._run: RunDetails | None = None
        self._choices: UndoChoices | None = None
        self._errand: Errand | None = None
        self.list = QListWidget()
        self.list.setAccessibleName(str(tr("Imports, the newest first")))
        self.list.setMinimumWidth(theme.px(LIST) // 2)
        self.list.setMaximumWidth(theme.px(LIST))
        self.list.setWordWrap(True)
        self.list.setSpacing(theme.px(4))
        self._place = column(gap=0)
        content = row(self.list, gap=16)
        content.addWidget(scrolled(column(self._place, None), tr("What is kept of it")), 1)
        self.body.addLayout(content, 1)
        self._rejects = deed_button(tr("Save refused rows…"), "download", "", self._save_refused)
        self.build_footer(tr("Take back…"), "undo-2", self._rejects)
        self._fill(runs, change_set)
        self.list.currentItemChanged.connect(self._chosen)
        self.list.setFocus()

    def save(self) -> None:
        """Ask what taking back would do; once that is shown, do it."""
        assert self._run is not None  # noqa: S101 - one of the list is always chosen
        head = self._run.row
        self._is_saving = False
        if self._choices is not None:
            self._take_back(head, self._choices.overruled)
        elif head.is_undone:
            self._take_back(head, frozenset())
        else:
            self._show_progress(tr("Looking at what changed since"))
            self.bridge.run_apart(
                "", undo_preview, head.change_set, then=self._asked, failed=self._stopped
            )

    def _fill(self, runs: list[RunRow], change_set: int | None) -> None:
        self.list.clear()
        for number, run in enumerate(runs):
            icon = "undo-2" if run.is_undone else "circle-check"
            item = QListWidgetItem(icons.icon(icon), spoken_run(run))
            item.setData(ROW, run)
            self.list.addItem(item)
            if number == 0 or run.change_set == change_set:
                self.list.setCurrentItem(item)
        self._show_run()

    def _chosen(self, current: QListWidgetItem | None, _before: object) -> None:
        if current is not None:
            self._show_run()

    def _show_run(self) -> None:
        run: RunRow = self.list.currentItem().data(ROW)
        self._choices = None
        self._run = self.bridge.ask(import_run, run.change_set)
        if self._run is not None:
            self._show(RunView(self._run))
            self._rejects.setEnabled(self._run.has_refused)
        is_undone = run.is_undone
        self.ok.setText(str(tr("Do it again") if is_undone else tr("Take back…")))
        self.say_missing("")

    def _asked(self, preview: UndoPreview) -> None:
        self._choices = UndoChoices(preview, self._said)
        self._show(self._choices)
        self.ok.setText(str(tr("Take it back")))
        self._said()
        self.list.setEnabled(True)

    def _said(self) -> None:
        """Switch the button off where nothing would be taken back."""
        is_idle = self._choices is not None and self._choices.is_idle
        self.say_missing(tr("Nothing would be taken back.") if is_idle else "")

    def _take_back(self, head: RunRow, overruled: Overruled) -> None:
        is_redo = head.is_undone
        number = head.undoing if is_redo and head.undoing is not None else head.change_set
        what = (
            tr("Redo: {label}", label=head.file_name)
            if is_redo
            else tr("Undo: import of {file}", file=head.file_name)
        )
        progress = self._show_progress(tr("Doing it again") if is_redo else tr("Taking it back"))

        def go_on(_none: object) -> None:
            self._errand = self.bridge.run_apart(
                what, undo_apart, number, True, overruled,
                progress=partial(_show_rows, progress), then=self._done, failed=self._stopped,
            )  # fmt: skip

        self.bridge.tend(back_up_before_undo, number, then=go_on)

    def _done(self, undone: Undone) -> None:
        self.list.setEnabled(True)
        shown: RunRow = self.list.currentItem().data(ROW)
        self.messages.clear()
        self.messages.show_message("good", undone.sentence)
        self._fill(self.bridge.ask(import_runs), shown.change_set)

    def _stopped(self, error: Exception) -> None:
        from relmanager_desktop.ui.failures import sentence_of  # noqa: PLC0415 - rare

        self.list.setEnabled(True)
        sentence = sentence_of(error) or tr("Nothing was taken back.")
        self.messages.show_message("warn", sentence)
        self._show_run()

    def _show_progress(self, said: object) -> Progress:
        self._errand = None
        progress = Progress(said, self._cancel)
        self._show(progress)
        self.list.setEnabled(False)
        self.say_missing(tr("Please wait."))
        return progress

    def _cancel(self) -> None:
        if self._errand is not None:
            self._errand.cancel()

    def _show(self, part: RunView | UndoChoices | Progress) -> None:
        emptied(self._place)
        self._place.addWidget(part)

    def _save_refused(self) -> None:
        run: RunRow = self.list.currentItem().data(ROW)
        stem = Path(run.file_name).stem
        path = self.bridge.path
        folder = path.parent if path is not None else Path.home()
        wanted = folder / f"{stem} – to mend{WORKBOOK}"
        given = ask_where(self, tr("Save refused rows"), wanted, tr("Workbooks"))
        if given is not None:
            self.bridge.run_apart("", refused_again, run.change_set, given, then=self._saved)

    def _saved(self, placed: Path) -> None:
        text = tr("Refused rows are in {file}", file=placed.name)
        self.messages.show_message("good", text)


def spoken_run(run: RunRow) -> str:
    """Return the file, when it came in, and what became of its rows."""
    at = run.at.astimezone()
    counted = [
        str(tr("{count} {fate}", count=f"{run.count(fate):,}", fate=word))
        for fate, word in (
            ("new", tr("new")), ("changed", tr("changed")), ("refused", tr("refused"))
        )
        if run.count(fate)
    ]  # fmt: skip
    state = [str(STATES[run.state])] if run.is_undone else []
    rest = " · ".join([f"{shown_value(at.date())}, {at:%H:%M}", *counted, *state])
    return f"{run.file_name}\n{rest}"


def _show_rows(progress: Progress, done: int, total: int, what: str) -> None:
    counted = tr("{done} of {all} records", done=f"{done:,}", all=f"{total:,}")
    progress.show_progress(done, total, what or str(counted))
