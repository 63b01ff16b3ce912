"""The wizard over the window: look at a file, correct how it is read, check the plan, import."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QWidget

from relmanager_desktop.commands.imports import ImportDone, StalePlanError, import_again
from relmanager_desktop.commands.portfolios import back_up_if_changed
from relmanager_desktop.domain.imports.decisions import CellPlace
from relmanager_desktop.domain.mapping.maps import Wishes
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.import_looks import Look, keep_refused, look, plan_again
from relmanager_desktop.queries.import_pairs import Pair
from relmanager_desktop.ui.apart import CancelledError
from relmanager_desktop.ui.dialogs.importing.columns import ColumnsStep
from relmanager_desktop.ui.dialogs.importing.corrections import Corrections
from relmanager_desktop.ui.dialogs.importing.plan import Deeds, PlanStep
from relmanager_desktop.ui.dialogs.importing.shells import Shell
from relmanager_desktop.ui.dialogs.importing.steps import (
    came_to,
    deed_of,
    hint_of,
    notes_of,
    subtitle_of,
)
from relmanager_desktop.ui.widgets.states import EmptyState, Offer, Progress

if TYPE_CHECKING:
    from relmanager_desktop.ui.main_window import MainWindow


class ImportWizard(Shell):
    """Four steps in the window; nothing is written before the last button."""

    def __init__(self, window: MainWindow, path: Path, more: tuple[Path, ...] = ()) -> None:
        super().__init__(window, path)
        self._path, self._files = path, more
        self._corrections = Corrections(path)
        self._said = ""
        self._is_busy = False
        self._step = "file"
        self._look = Look()
        self._errand: Any = None
        self._done: ImportDone | None = None
        self.columns = ColumnsStep(self._corrected)
        deeds = Deeds(self._collided, self._decide_row, self._take_cell, self.save_refused)
        self.plan = PlanStep(deeds)
        self.keep_pages(self.columns, self.plan)
        window.bridge.failed.connect(self._failed)
        self.open()
        self.look_again()

    @property
    def step(self) -> str:
        """The step that is shown: file, columns, plan or report."""
        return self._step

    @property
    def is_busy(self) -> bool:
        """Whether somebody is at work for it."""
        return self._is_busy

    @property
    def look(self) -> Look:
        """How the file was understood last."""
        return self._look

    def look_again(self) -> None:
        """Ask how the file is understood now; the step in front stays until then."""
        bridge, request = self._window.bridge, self._corrections.request()
        said = tr("Reading {file}", file=self._path.name)
        progress = Progress(said, self.close_it)
        if self._step in {"columns", "plan"}:
            self.hint.setText(str(said))
        else:
            self._show("file", progress)
        self._set_busy(True)
        if self._corrections.is_quick:
            bridge.fetch(look, request, then=self._looked)
            return
        self._errand = bridge.run_apart(
            "", look, request, progress=progress.show_progress,
            then=self._looked, failed=self._failed,
        )  # fmt: skip

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

    def close_it(self) -> None:
        """Go away; whatever was under way is taken back."""
        if self._is_closed:
            return
        if self._errand is not None and self._is_busy:
            self._errand.cancel()
        self._window.bridge.failed.disconnect(self._failed)
        super().close_it()

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        for part in (self.columns, self.plan, self.back):
            part.setEnabled(not is_busy)
        self.primary.setEnabled(not is_busy)

    def _looked(self, found: Look) -> None:
        if self._is_closed:
            return
        self._set_busy(False)
        self._look = found
        if found.refusal:
            self._show_refusal(found.refusal)
            return
        self.messages.clear()
        for note in found.notes:
            self.messages.show_message("info", note)
        if self._said:
            self.messages.show_message("warn", self._said)
            self._said = ""
        self.columns.show_look(found, self._corrections.wishes)
        self.plan.show_look(found, self._corrections)
        self._show_step("plan" if self._step == "plan" else "columns")
        self.setFocus()
        self.columns.give_focus()

    def _corrected(self, sheet: str, wishes: Wishes | None) -> None:
        self._corrections.read_sheet(sheet, wishes)
        self._step = "columns"
        self.look_again()

    def _collided(self, collisions: str) -> None:
        self._corrections.collisions = collisions
        self._plan_again()

    def _decide_row(self, pair: Pair, choice: str) -> None:
        self._corrections.decide_row(pair.place, choice, pair.other)
        self._plan_again()

    def _take_cell(self, place: CellPlace, is_taken: bool) -> None:
        self._corrections.take_cell(place, is_taken)
        self._plan_again()

    def _plan_again(self) -> None:
        self._step = "plan"
        self.look_again()

    def _show_refusal(self, sentence: str) -> None:
        self._step = "file"
        choose = (tr("Choose another file"), "file-up", self._choose_another)
        state = EmptyState("circle-alert", tr("This file cannot be read"), sentence, (choose,))
        self._show("file", state)

    def _choose_another(self) -> None:
        self.close_it()
        self._window.do("import")

    def _show_step(self, name: str) -> None:
        self._step = name
        self._show(name, self.columns if name == "columns" else self.plan)

    def _show(self, name: str, page: QWidget) -> None:
        subtitle = subtitle_of(name, self._look, self._path.name)
        self.show_page(name, page, subtitle, notes_of(self._look))
        is_over = name == "report" and self._done is not None
        self.back.setVisible(name == "plan")
        self.primary.setVisible(name in {"columns", "plan"} or is_over)
        self.primary.setEnabled(name != "plan" or self._look.writes_anything)
        self.primary.setText(deed_of(name, self._look, has_more=bool(self._files)))
        self.hint.setText(hint_of(name, self._look))

    def _import(self) -> None:
        self._step = "report"
        bridge = self._window.bridge
        self._set_busy(True)
        progress = Progress(tr("Importing {file}", file=self._path.name), self.close_it)
        self._show("report", progress)
        database = bridge.database
        bridge.fetch(
            lambda _session: back_up_if_changed(database, "import"),
            then=partial(self._take_in, progress),
        )

    def _take_in(self, progress: Progress, _backup: Path | None) -> None:
        if self._is_closed:
            return
        self._errand = self._window.bridge.run_apart(
            tr("Import {file}", file=self._path.name),
            import_again,
            partial(plan_again, request=self._corrections.request()),
            self._look.stand,
            source="import",
            progress=progress.show_progress,
            then=self._imported,
            failed=self._failed,
        )

    def _imported(self, done: ImportDone) -> None:
        if self._is_closed:
            return
        self._done = done
        self._set_busy(False)
        self.rail.say_written(tr("Written, and one step to undo"))
        offers: list[Offer] = [(tr("Show accounts"), "building-2", self._show_accounts)]
        if done.change_set is not None:
            offers.append((tr("Undo this import"), "undo-2", self._undo))
        if done.refused:
            offers.append((tr("Save refused rows…"), "download", self.save_refused))
        title, hint = came_to(done)
        self._show("report", EmptyState("circle-check", title, hint, offers))
        self.primary.setFocus()

    def _show_accounts(self) -> None:
        self._window.do("go_accounts")
        self.close_it()

    def _undo(self) -> None:
        """Take the import back and look at the file once more."""
        assert self._done is not None  # noqa: S101 - offered only then
        assert self._done.change_set is not None  # noqa: S101 - offered only then
        number, self._done = self._done.change_set, None
        self._set_busy(True)
        self._show("report", Progress(tr("Taking the import back"), self.close_it))
        self._window.bridge.changed.connect(self._taken_back)
        self._window.deeds.undo_number(number)

    def _taken_back(self, _topics: object) -> None:
        self._window.bridge.changed.disconnect(self._taken_back)
        if self._is_closed:
            return
        self.rail.say_written(tr("Nothing written yet"))
        self._said = str(tr("The import was taken back. The plan shows what it would do anew."))
        self._step = "plan"
        self.look_again()

    def save_refused(self) -> None:
        """Ask where to, and keep the refused rows with their reasons as a workbook."""
        wanted = self._path.with_name(f"{self._path.stem} – to mend.xlsx")
        title = str(tr("Save refused rows"))
        given, _ = QFileDialog.getSaveFileName(self, title, str(wanted), "Excel (*.xlsx)")
        if given:
            self._window.bridge.run_apart(
                "", keep_refused, self._corrections.request(), Path(given), then=self._refused_kept
            )

    def _refused_kept(self, placed: Path) -> None:
        if not self._is_closed:
            text = tr("Refused rows are in {file}", file=placed.name)
            self.messages.show_message("good", text)

    def _finish(self) -> None:
        more, window = self._files, self._window
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
