"""The wizard over the window: look at a file, correct how it is read, check the plan, import."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from relmanager_desktop.commands.imports import ImportDone, StalePlanError, import_again
from relmanager_desktop.commands.portfolios import back_up_if_changed
from relmanager_desktop.commands.undoing import Undone, back_up_before_undo, undo_apart
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.import_looks import keep_plan, keep_refused, plan_again
from relmanager_desktop.ui.apart import CancelledError
from relmanager_desktop.ui.dialogs.importing.lookings import Looking
from relmanager_desktop.ui.dialogs.importing.shells import CLOSE
from relmanager_desktop.ui.dialogs.importing.steps import came_to, deed_of, main_kind_of
from relmanager_desktop.ui.dialogs.importing.waits import Waiting
from relmanager_desktop.ui.drops import is_mapping, is_portfolio
from relmanager_desktop.ui.pasted_lists import (
    HOW_TO_COPY,
    NOTHING_COPIED,
    Source,
    on_clipboard,
    path_of,
)
from relmanager_desktop.ui.phrases import lowered
from relmanager_desktop.ui.saving import WORKBOOK, ask_where
from relmanager_desktop.ui.widgets.basics import Button
from relmanager_desktop.ui.widgets.states import EmptyState, Message, Offer, Progress

if TYPE_CHECKING:
    from relmanager_desktop.ui.hosts import Host

STOPPED = tr("Import cancelled; nothing was changed.")


class ImportWizard(Looking):
    """Four steps in the window; nothing is written before the last button."""

    def __init__(self, window: Host, source: Source, more: tuple[Source, ...] = ()) -> None:
        super().__init__(window, source)
        self._files = more
        self._done: ImportDone | None = None
        self.skip = Button(tr("Skip this file"), "chevron-right", clicked=self._finish)
        self.offer(self.skip)
        self.as_workbook = Button(tr("Plan as workbook…"), "download", clicked=self._save_plan)
        self.offer(self.as_workbook)
        self._say_more()
        window.bridge.failed.connect(self._failed)
        self.open()
        self._set_busy(True)
        self._turns.follow(self.look_again, lambda: self.columns, lambda: self.plan)

    def go_on(self) -> None:
        """Do what the primary button says."""
        deeds: dict[str, Callable[[], object]] = {
            "columns": partial(self._show_step, "plan"),
            "plan": self._import,
            "report": self._finish,
        }
        if self._step in deeds and self.primary.isEnabled() and not self._is_busy:
            deeds[self._step]()

    def go_back(self) -> None:
        """Go back to the columns."""
        self._show_step("columns")

    def take_files(self, files: Sequence[Source]) -> None:
        """Let lists that were dropped follow after this one; a portfolio has to wait."""
        for mapping in filter(is_mapping, map(path_of, files)):
            self.shelf.take(mapping)
        others = [one for one in files if not is_mapping(path_of(one))]
        self._files += tuple(one for one in others if not is_portfolio(path_of(one)))
        self._say_more()
        if waiting := [one.name for one in others if is_portfolio(path_of(one))]:
            words = tr("{file} can be opened once this import is over.", file=waiting[0])
            self.messages.show_message("info", words)

    def take_pasted(self) -> None:
        """Import what lies on the clipboard: instead of a file that is not read, else after it."""
        lists = on_clipboard()
        if not lists:
            self.messages.show_message("info", NOTHING_COPIED, HOW_TO_COPY)
        elif self._step == "file" and not self._is_busy:
            self._files = (*lists, *self._files)
            self._finish()
        else:
            self.take_files(lists)

    def offers_instead(self) -> list[Offer]:
        """Return what can be done instead: first of all, go on to the files that follow."""
        following: list[Offer] = [(tr("Next file"), "chevron-right", self._finish)]
        return following * bool(self._files) + super().offers_instead()

    def close_it(self) -> None:
        """Go away; whatever was under way is taken back, and what would have followed is named."""
        if self._is_closed:
            return
        self._turns.stop()
        if left := ", ".join(path.name for path in self._files):
            self._window.say(
                "info", tr("Not imported, for the import was closed: {files}", files=left)
            )
        if self._errand is not None and self._is_busy:
            self._errand.cancel()
        self._window.bridge.failed.disconnect(self._failed)
        super().close_it()

    def save_refused(self) -> None:
        """Ask where to, and keep the refused rows with their reasons as a workbook."""
        beside = self._window.bridge.path if self._corrections.pasted else self._path
        name = f"{self._path.stem} – to mend{WORKBOOK}"
        wanted = (beside or Path.home() / name).with_name(name)
        given = ask_where(self, tr("Save refused rows"), wanted, tr("Workbooks"))
        if given is not None:
            self._window.bridge.run_apart(
                "", keep_refused, self._corrections.request(), given, then=self._refused_kept
            )

    def _save_plan(self) -> None:
        """Ask where to, and keep the whole plan as a workbook for somebody else to read."""
        wanted = self._path.with_name(f"{self._path.stem} – plan{WORKBOOK}")
        given = ask_where(self, tr("Save the plan"), wanted, tr("Workbooks"))
        if given is not None:
            request = self._corrections.request()
            self._window.bridge.run_apart("", keep_plan, request, given, then=self._plan_kept)

    def _plan_kept(self, placed: Path) -> None:
        if not self._is_closed:
            self.messages.show_message("good", tr("The plan is in {file}", file=placed.name))

    def _refused_kept(self, placed: Path) -> None:
        if not self._is_closed:
            text = tr("Refused rows are in {file}", file=placed.name)
            self.messages.show_message("good", text)

    def _show(self, name: str, page: QWidget) -> None:
        super()._show(name, page)
        is_over = name == "report" and self._done is not None and not self._is_busy
        self.back.setVisible(name == "plan")
        self.as_workbook.setVisible(name == "plan")
        self.primary.setVisible(name in {"columns", "plan"} or is_over)
        self.primary.setEnabled(name != "plan" or self._look.writes_anything)
        self._say_more()

    def _say_more(self) -> None:
        """Say how many files follow, on the rail and on the buttons."""
        self.rail.say_more(len(self._files))
        self.skip.setVisible(bool(self._files) and self._step in {"columns", "plan"})
        self.primary.setText(deed_of(self._step, self._look, has_more=bool(self._files)))

    def _import(self) -> None:
        self._step = "report"
        bridge = self._window.bridge
        self._set_busy(True)
        progress = Progress(tr("Importing {file}", file=self._path.name), self.close_it)
        progress.show_progress(0, 0, str(tr("Making a backup")))
        words = tr("All rows go in together, or none: cancel takes everything back.")
        self._show("report", Waiting(progress, words))
        database = bridge.database
        bridge.fetch(
            lambda _session: back_up_if_changed(database, "import"),
            then=partial(self._take_in, progress),
        )

    def _take_in(self, progress: Progress, _backup: Path | None) -> None:
        if self._is_closed:
            return
        progress.show_progress(0, 0, str(tr("Making sure that all stands as you saw it")))
        self._errand = self._window.bridge.run_apart(
            tr("Import {file}", file=self._path.name),
            import_again,
            partial(plan_again, request=self._corrections.request()),
            self._look.stand,
            source="import",
            progress=partial(_show_rows, progress),
            then=self._imported,
            failed=self._errand_failed,
        )

    def _imported(self, done: ImportDone) -> None:
        if self._is_closed:
            return
        self._done = done
        self._set_busy(False)
        self._forget_said()
        self.name_close(tr("Close"))
        self.rail.say_written(tr("Written, and one step to undo"))
        kind = main_kind_of(self._look)
        show = tr("Show {kinds}", kinds=lowered(KINDS[kind].plural))
        offers: list[Offer] = [(show, KINDS[kind].icon, partial(self._show_records, kind))]
        if done.change_set is not None:
            offers.append((tr("Undo this import"), "undo-2", self._undo))
            offers.append((tr("All imports…"), "layers", self._show_imports))
        if done.refused:
            offers.append((tr("Save refused rows…"), "download", self.save_refused))
        title, hint = came_to(done, self._look)
        self._show("report", EmptyState("circle-check", title, hint, offers))
        self.primary.setFocus()

    def _forget_said(self) -> None:
        """Take away what was said of an earlier try: it is in now."""
        self.messages.clear()
        for message in self._window.findChildren(Message):
            if message.title == str(STOPPED):
                message.close_it()

    def _show_records(self, kind: str) -> None:
        self.close_it()
        self._window.show_kind(kind)

    def _show_imports(self) -> None:
        """Show this import among those before it."""
        number = self._done.change_set if self._done else None
        self.close_it()
        self._window.show_dialog("imports", change_set=number)

    def _undo(self) -> None:
        """Take the import back and look at the file once more."""
        assert self._done is not None  # noqa: S101 - offered only then
        assert self._done.change_set is not None  # noqa: S101 - offered only then
        number, bridge = self._done.change_set, self._window.bridge
        self._set_busy(True)
        progress = Progress(tr("Taking the import back"), self.close_it)
        words = tr("All rows go out together, or none: cancel leaves everything in.")
        self._show("report", Waiting(progress, words))
        bridge.tend(back_up_before_undo, number, then=partial(self._take_back, progress, number))

    def _take_back(self, progress: Progress, number: int, _backup: None) -> None:
        if self._is_closed:
            return
        label = tr("Undo: import of {file}", file=self._path.name)
        self._errand = self._window.bridge.run_apart(
            label,
            undo_apart,
            number,
            progress=partial(_show_rows, progress),
            then=self._taken_back,
            failed=self._errand_failed,
        )

    def _taken_back(self, _undone: Undone) -> None:
        if self._is_closed:
            return
        self._done = None
        self.name_close(CLOSE)
        self.rail.say_written(tr("Nothing written yet"))
        words = tr("The import was taken back. The plan shows what it would do anew.")
        self._said = ("good", str(words))
        self._look_at("plan")

    def _finish(self) -> None:
        more, window = self._files, self._window
        self._files = ()
        self.close_it()
        if more:
            ImportWizard(window, more[0], more[1:])

    def _failed(self, error: Exception) -> None:
        was_importing = self._step == "report"
        if self._is_closed and was_importing and isinstance(error, CancelledError):
            stands = tr("The undo was cancelled; the import stands.")
            self._window.say("info", stands if self._done else STOPPED)
        elif self._is_busy and not self._is_closed and isinstance(error, StalePlanError):
            self._set_busy(False)
            self._said = ("warn", str(error))
            self._look_at("plan")
        else:
            super()._failed(error)


def _show_rows(progress: Progress, done: int, total: int, what: str) -> None:
    """Show how many records are in."""
    counted = tr("{done} of {all} records", done=f"{done:,}", all=f"{total:,}")
    progress.show_progress(done, total, what or str(counted))
