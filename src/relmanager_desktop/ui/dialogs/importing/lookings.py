"""The half of the wizard that never writes: a file looked at, corrected, and looked at again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from relmanager_desktop.commands.imports import keep_profile
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.import_looks import Look, look, profile_to_keep
from relmanager_desktop.queries.imports import profile_names
from relmanager_desktop.ui.apart import CancelledError
from relmanager_desktop.ui.dialogs.importing.correctings import Correcting
from relmanager_desktop.ui.dialogs.importing.file_notes import FileNotes
from relmanager_desktop.ui.dialogs.importing.mapping_files import MappingShelf
from relmanager_desktop.ui.dialogs.importing.mappings import MappingCard, MappingDeeds
from relmanager_desktop.ui.dialogs.importing.passwords import LOCKED, WRONG, PasswordPage
from relmanager_desktop.ui.dialogs.importing.steps import (
    hint_of,
    notes_of,
    rail_note_of,
    subtitle_of,
)
from relmanager_desktop.ui.dialogs.importing.waits import Waiting
from relmanager_desktop.ui.failures import sentence_of
from relmanager_desktop.ui.pasted_lists import Source
from relmanager_desktop.ui.turns import Turns
from relmanager_desktop.ui.widgets.basics import Button
from relmanager_desktop.ui.widgets.states import EmptyState, Offer, Progress

if TYPE_CHECKING:
    from relmanager_desktop.ui.hosts import Host


UNREADABLE = tr("This file cannot be read")
NOT_THE_FILE = tr("The fault is not the file’s. Nothing was written; try once more.")


class Looking(Correcting):
    """Shows how a file is understood and what its import would do; every correction looks anew."""

    def __init__(self, window: Host, source: Source) -> None:
        super().__init__(window, source)
        self._good = deepcopy(self._corrections)
        self._said: tuple[str, str] | None = None
        self._is_busy = False
        self._step = "file"
        self._errand: Any = None
        self._turns = Turns(self)
        self.shelf = MappingShelf(window, self, self._read_by, self._mapping_said)
        deeds_of_mappings = MappingDeeds(
            self._fetch_names,
            self._read_by,
            self.keep_mapping,
            self.shelf.share,
            self.shelf.forget,
            self.shelf.load,
        )
        self.mappings = MappingCard(self, deeds_of_mappings)
        self.saved = Button(tr("Saved mappings"), "bookmark", clicked=self._open_mappings)
        self.offer(self.saved)

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

    def offers_instead(self) -> list[Offer]:
        """Return what can be done instead of reading a file that cannot be read."""
        return [
            (tr("Choose another file"), "file-up", self._choose_another),
            (tr("Import from the clipboard"), "copy", self.take_pasted),
        ]

    def look_again(self) -> None:
        """Ask how the file is understood now; the step in front stays until then."""
        bridge, request = self._window.bridge, self._corrections.request()
        said = tr("Reading {file}", file=self._path.name)
        progress = Progress(said, self.close_it)
        if self._step in {"columns", "plan"}:
            self.hint.setText(str(said))
        else:
            words = tr("Nothing is written by looking at a file.")
            self._show("file", Waiting(progress, words))
        self._set_busy(True)
        if self._corrections.is_quick:
            bridge.fetch(look, request, then=self._looked)
            return
        is_first = self._step == "file"
        if not is_first:
            self.foot.begin()
        self._errand = bridge.run_apart(
            "",
            look,
            request,
            progress=progress.show_progress if is_first else self.foot.show_progress,
            then=self._looked,
            failed=self._errand_failed,
        )

    def stop_looking(self) -> None:
        """Call off a look that takes long, with the correction that asked for it."""
        if self._errand is not None and self._is_busy:
            self._errand.cancel()
            self._turns.stop()
            self._corrections = deepcopy(self._good)
            self._set_busy(False)
            self.columns.show_look(self._look, self._corrections)
            self.plan.show_look(self._look, self._corrections)
            self._show_step(self._step)

    def keep_mapping(self, name: str) -> None:
        """Remember under a name how this file is read."""
        bridge = self._window.bridge
        make = partial(profile_to_keep, request=self._corrections.request(), name=name)
        work = bridge.run if self._corrections.is_quick else bridge.run_apart
        label = tr("Save the mapping {name}", name=name)
        work(label, keep_profile, make, then=partial(self._mapping_kept, name))

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        for part in (*self.kept, self.back, self.saved):
            part.setEnabled(not is_busy)
        self.primary.setEnabled(not is_busy)
        if not is_busy:
            self.foot.end()

    def _looked(self, found: Look) -> None:
        if self._is_closed:
            return
        self._look, self._good = found, deepcopy(self._corrections)
        if found.refusal:
            self._set_busy(False)
            if found.refusal_code in LOCKED:
                self._ask_password(is_wrong=found.refusal_code == WRONG)
            else:
                self._show_refusal(found.refusal)
            return
        self._turns.follow(
            self._say_notes,
            lambda: self.columns.show_look(found, self._corrections),
            lambda: self.plan.show_look(found, self._corrections),
            lambda: self.prepare(self.plan),
            lambda: self.prepare(self.columns),
            self._be_ready,
        )

    def _say_notes(self) -> None:
        self.messages.clear()
        notes = self._look.notes
        if len(notes) > 1:
            self.messages.add(FileNotes(notes))
        elif notes:
            self.messages.show_message("info", notes[0])
        if self._said:
            self.messages.show_message(*self._said)
            self._said = None

    def _be_ready(self) -> None:
        """Show the step that was looked for, now that both are filled."""
        self._set_busy(False)
        self._show_step("plan" if self._step == "plan" else "columns")
        self.setFocus()
        if self._step == "columns":
            self.columns.give_focus()

    def _look_at(self, step: str) -> None:
        self._step = step
        self.look_again()

    def _open_mappings(self) -> None:
        self.mappings.open(self.saved, self._look.profile, self._path.stem)

    def _fetch_names(self, then: Callable[[Sequence[str]], None]) -> None:
        self._window.bridge.fetch(profile_names, then=then)

    def _read_by(self, profile: str | None) -> None:
        self._corrections.read_by(profile)
        self._look_at("columns")

    def _mapping_kept(self, name: str, _id: int) -> None:
        if not self._is_closed:
            self._said = ("good", str(tr("The mapping is saved as “{name}”.", name=name)))
            self._look_at("columns")

    def _mapping_said(self, tone: str, words: object, more: object = "") -> None:
        if not self._is_closed:
            self.messages.show_message(tone, words, more)

    def _ask_password(self, *, is_wrong: bool) -> None:
        self._step = "file"
        ways = [*self.offers_instead()[:1], (tr("Cancel"), "x", self.close_it)]
        page = PasswordPage(self._path.name, self._open_by, ways, is_wrong=is_wrong)
        self._show("file", page)
        page.give_focus()

    def _open_by(self, password: str) -> None:
        self._corrections.password = password
        self._look_at("file")

    def _show_refusal(self, sentence: object, title: object = UNREADABLE) -> None:
        self._step = "file"
        state = EmptyState("circle-alert", title, sentence, self.offers_instead())
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
        self.hint.setText(hint_of(name, self._look))
        self.saved.setVisible(name == "columns")
        self.rail.say_note(*rail_note_of(name, self._look))

    def _failed(self, error: Exception) -> None:
        if self._is_closed or not self._is_busy or isinstance(error, CancelledError):
            return
        self._set_busy(False)
        sentence = sentence_of(error)
        if self._step == "file":
            if sentence:
                self._show_refusal(sentence)
            else:
                self._show_refusal(NOT_THE_FILE, tr("RelManager failed here"))
            return
        self._show_step("columns" if self._step == "columns" else "plan")
        heading = tr("That did not work; nothing was written.")
        self.messages.show_message("bad", heading, sentence)

    def _errand_failed(self, error: Exception) -> None:
        """Say what a child process failed at; nobody else hears of it."""
        self._failed(error)
        if not (self._is_closed or sentence_of(error) or isinstance(error, CancelledError)):
            self._window.bridge.failed.emit(error)
