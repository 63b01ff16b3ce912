"""Undo and redo in the window: one step at a time, and what they did is said with the way back."""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui.widgets.states import Message

if TYPE_CHECKING:
    from relmanager_desktop.ui.bridge import Written
    from relmanager_desktop.ui.main_window import MainWindow
    from relmanager_desktop.ui.widgets.states import Offer


APART = 10_000  # records: more are taken back by a process of its own


class Step(NamedTuple):
    """A change set to take back: its number, the name of the step, and whether that is a redo."""

    number: int
    name: str
    is_redo: bool = False

    @property
    def label(self) -> object:
        """What the change set is called that takes this one back."""
        if self.is_redo:
            return tr("Redo: {label}", label=self.name)
        return tr("Undo: {label}", label=self.name)


class Undoing:
    """Takes steps back one after the other, in the order in which the keys were pressed."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._pressed: deque[bool] = deque()
        self._asked: Step | None = None
        self._is_under_way = False
        self._refusals: set[str] = set()  # titles of the messages that say so
        window.bridge.idle.connect(self._go_on)

    def undo(self) -> None:
        """Take back the newest step, once all that is being written is on the disk."""
        self._press(is_redo=False)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._press(is_redo=True)

    def offer(self, text: object, written: Written | None) -> None:
        """Say what was done for ten seconds, with Undo of that very change set."""
        undo = partial(self.take_back, Step(*written)) if written is not None else None
        self._window.undo_offer.offer(text, undo)

    def take_back(self, step: Step, *, is_partly: bool = False) -> None:
        """Take back one change set; what changed since is in its way unless ``is_partly``."""
        from relmanager_desktop.commands.undoing import (  # noqa: PLC0415 - after the paint
            back_up_before_undo,
            undo_apart,
            undo_step,
        )

        self._asked, self._is_under_way = step, True
        bridge, done = self._window.bridge, partial(self._taken_back, step)

        def go_on(touched: int) -> None:
            if touched > APART:
                bridge.run_apart(step.label, undo_apart, step.number, is_partly, then=done)
            else:
                bridge.run(step.label, undo_step, step.number, is_partly, then=done)

        bridge.tend(back_up_before_undo, step.number, then=go_on)

    def take_back_by_number(self, number: int, name: str) -> None:
        """Take back one change set, which is called so."""
        self.take_back(Step(number, name))

    def take_back_the_rest(self) -> None:
        """Take back the step that was refused, but for what changed since."""
        if self._asked is not None:
            self.take_back(self._asked, is_partly=True)

    def say_refused(self, title: str, reasons: str, rest: Offer | None) -> None:
        """Say that a step was refused, until another one is taken back."""
        self._close_refusals()
        self._refusals.add(title)
        self._window.say("warn", title, reasons, rest)

    def let_go(self) -> None:
        """Forget what was pressed: a step failed, and those after it were meant to follow it."""
        self._is_under_way = False
        self._pressed.clear()

    def _press(self, *, is_redo: bool) -> None:
        self._pressed.append(is_redo)
        self._go_on()

    def _go_on(self, _is_idle: bool = True) -> None:
        if self._is_under_way or not self._pressed or self._window.bridge.is_writing:
            return
        from relmanager_desktop.queries.history import undo_state  # noqa: PLC0415 - after the paint

        is_redo = self._pressed.popleft()
        state = self._window.bridge.ask(undo_state)
        number = state.redo_number if is_redo else state.undo_number
        if number is None:
            nothing = (
                tr("There is nothing to redo.") if is_redo else tr("There is nothing to undo.")
            )
            self._window.undo_offer.offer(nothing, None)
            return
        name = state.redo_label if is_redo else state.undo_label
        self.take_back(Step(number, name, is_redo))

    def _close_refusals(self) -> None:
        for shown in self._window.findChildren(Message):
            if shown.title in self._refusals:
                shown.close_it()
        self._refusals.clear()

    def _taken_back(self, step: Step, undone: Any) -> None:
        self._is_under_way = False
        self._close_refusals()
        if undone.conflicts:
            reasons = "\n".join(dict.fromkeys(str(found.reason) for found in undone.conflicts))
            self._window.say("warn", undone.sentence, reasons)
        self._offer_way_back(step, undone.number)
        self._go_on()

    def _offer_way_back(self, step: Step, number: int) -> None:
        """Say what was taken back, or done again, with the opposite for ten seconds."""
        opposite = partial(self.take_back, Step(number, step.name, not step.is_redo))
        if step.is_redo:
            self._window.undo_offer.offer(tr("Did “{label}” again.", label=step.name), opposite)
        else:
            said = tr("Took back “{label}”.", label=step.name)
            self._window.undo_offer.offer(said, opposite, tr("Redo"), "redo-2")
