"""Small questions about what is due: put it off, complete it, move it to another day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from relmanager_desktop.commands.actions import complete_action, reschedule_action
from relmanager_desktop.commands.interactions import snooze_touch
from relmanager_desktop.domain.drafts import missing_text, rule_problems
from relmanager_desktop.domain.problems import NotFoundError
from relmanager_desktop.domain.records import KINDS, Field
from relmanager_desktop.domain.texts import Text, shown_value, tr
from relmanager_desktop.queries.records import one_record
from relmanager_desktop.queries.titles import title_of
from relmanager_desktop.ui.dialogs.frames import Form
from relmanager_desktop.ui.widgets.basics import Button
from relmanager_desktop.ui.widgets.editors import Surroundings
from relmanager_desktop.ui.widgets.fields import FieldBox
from relmanager_desktop.ui.widgets.flows import flowing

if TYPE_CHECKING:
    from relmanager_desktop.ui.hosts import Host

NARROW = 460
USUAL_DAYS = 7  # that a touch is put off
STEPS = ((tr("Tomorrow"), 1), (tr("In 3 days"), 3), (tr("In a week"), 7), (tr("In 2 weeks"), 14))


class SmallForm(Form):
    """Asks for one to three values by fields of the catalogue."""

    kind = "action"

    def __init__(
        self,
        window: Host,
        title: object,
        icon: str,
        hint: object,
        fields: Sequence[Field],
        given: Mapping[str, Any],
    ) -> None:
        super().__init__(window, title, icon, hint)
        self.today = window.today
        around = Surroundings(self.bridge, self.today, str, self.value_of)
        self.boxes = {field.name: FieldBox(field, around) for field in fields}
        for name, box in self.boxes.items():
            box.editor.show_value(given.get(name))
            self.body.addWidget(box)
            box.editor.edited.connect(self.check)
            box.editor.left.connect(self.check)
        self.body.addStretch(1)
        self._started = self._values()

    def is_dirty(self) -> bool:
        """Whether anything differs from what the form began with."""
        is_odd = any(box.editor.unreadable() for box in self.boxes.values())
        return is_odd or self._values() != self._started

    def value_of(self, name: str) -> Any:
        """Return one value as it stands."""
        return self.boxes[name].value()

    def check(self) -> None:
        """Say what is missing."""
        found = {name: self._problem(box) for name, box in self.boxes.items()}
        for name, box in self.boxes.items():
            box.show_problem(found[name])
        self.say_missing(next((text for text in found.values() if text is not None), ""))

    def offer_days(self, name: str) -> None:
        """Put the usual days below a date."""
        buttons = [
            Button(text, kind="chip", clicked=partial(self._set_day, name, days))
            for text, days in STEPS
        ]
        self.body.insertWidget(1, flowing(*buttons))

    def _values(self) -> dict[str, Any]:
        return {name: box.value() for name, box in self.boxes.items()}

    def _set_day(self, name: str, days: int) -> None:
        self.boxes[name].editor.show_value(self.today + timedelta(days=days))
        self.check()

    def _problem(self, box: FieldBox) -> Text | None:
        if (odd := box.editor.unreadable()) is not None:
            return odd
        value = box.value()
        if box.field.required and value is None:
            return missing_text(box.field)
        wrong = rule_problems(self.kind, {box.field.name: value}, self.today)
        return wrong[0].message if wrong else None


class SnoozeForm(SmallForm):
    """Puts a touch off until a day, with the reason."""

    kind = "snooze"

    def __init__(self, window: Host, account: int, contact: int, purpose: str) -> None:
        kind = KINDS["snooze"]
        name = window.bridge.ask(title_of, "account", account)
        fields = [kind.field("until"), kind.field("reason")]
        given = {"until": window.today + timedelta(days=USUAL_DAYS)}
        super().__init__(window, tr("Snooze"), "clock", name, fields, given)
        self._touch = (account, contact or None, purpose)
        self._label = tr("Snooze the touch with {name}", name=name)
        self.offer_days("until")
        self.build_footer(tr("Snooze"), "clock")
        self.check()
        self.boxes["reason"].editor.setFocus()

    def save(self) -> None:
        """Put it off."""
        until, reason = self.value_of("until"), self.value_of("reason")

        def done(_id: int) -> None:
            self.window_.offer_undo(tr("Put off until {day}", day=shown_value(until)))
            self.done_with()

        self.bridge.run(
            self._label, snooze_touch, *self._touch, until, reason, self.today, then=done
        )


class CompleteForm(SmallForm):
    """Completes an action and asks what came of it, in one line."""

    def __init__(self, window: Host, action: int, title: str) -> None:
        outcome = replace(
            KINDS["action"].field("outcome"), type=KINDS["action"].field("title").type
        )
        super().__init__(window, tr("Complete"), "circle-check", title, [outcome], {})
        self._action, self._title = action, title
        self.build_footer(tr("Complete"))
        self.check()
        self.boxes["outcome"].editor.setFocus()

    def save(self) -> None:
        """Mark it done."""
        label = tr("Complete {title}", title=self._title)

        def done(_next: int | None) -> None:
            self.window_.offer_undo(tr("Done: {title}", title=self._title))
            self.done_with()

        outcome = self.value_of("outcome") or ""
        self.bridge.run(label, complete_action, self._action, outcome, self.today, then=done)


class RescheduleForm(SmallForm):
    """Moves an action to another day."""

    def __init__(self, window: Host, action: int, title: str, due: Any) -> None:
        field = replace(KINDS["action"].field("due"), required=True)
        super().__init__(window, tr("Another day"), "calendar-days", title, [field], {"due": due})
        self._action, self._title = action, title
        self.offer_days("due")
        self.build_footer(tr("Move"), "calendar-days")
        self.check()
        self.boxes["due"].editor.setFocus()

    def save(self) -> None:
        """Move it."""
        due = self.value_of("due")
        label = tr("Move {title} to {day}", title=self._title, day=shown_value(due))

        def done(_nothing: None) -> None:
            self.window_.offer_undo(label)
            self.done_with()

        self.bridge.run(label, reschedule_action, self._action, due, self.today, then=done)


def open_snooze(
    window: Host, account: int, contact: int = 0, purpose: str = "check_in"
) -> SnoozeForm:
    """Ask until when a touch is put off, and why."""
    form = SnoozeForm(window, account, contact, purpose)
    form.show_up(NARROW)
    return form


def open_complete(window: Host, action: int, title: str) -> CompleteForm:
    """Ask for the outcome of an action."""
    form = CompleteForm(window, action, title)
    form.show_up(NARROW)
    return form


def open_reschedule(window: Host, action: int, title: str) -> RescheduleForm | None:
    """Ask for another day."""
    try:
        record = window.bridge.ask(one_record, "action", action)
    except NotFoundError as error:
        window.say("warn", str(error))
        return None
    form = RescheduleForm(window, action, title, record.values["due"])
    form.show_up(NARROW)
    return form
