"""The form of a record: new or existing, with its history, archive and deletion."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from relmanager_desktop.commands.differences import Difference, StaleRecordError
from relmanager_desktop.commands.people import ContactDraft, add_contact
from relmanager_desktop.commands.records import (
    add_record,
    change_record,
)
from relmanager_desktop.domain.drafts import is_empty
from relmanager_desktop.domain.problems import NotFoundError
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import shown_value, tr
from relmanager_desktop.queries.history import HistoryEntry, record_history
from relmanager_desktop.queries.records import RecordView, one_record
from relmanager_desktop.queries.titles import title_of
from relmanager_desktop.ui import removals, theme
from relmanager_desktop.ui.dialogs.frames import Form, deed_button
from relmanager_desktop.ui.form_orders import beginning
from relmanager_desktop.ui.forms import RecordForm
from relmanager_desktop.ui.phrases import lowered
from relmanager_desktop.ui.widgets.basics import Label, boxed, column, line, row
from relmanager_desktop.ui.widgets.differences import ChoiceOfTwo, shown_difference
from relmanager_desktop.ui.widgets.editors import Taken
from relmanager_desktop.ui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from relmanager_desktop.ui.hosts import Host

WHAT = {"created": tr("Created"), "deleted": tr("Deleted")}


def open_record_form(
    window: Host,
    kind: str,
    id_: int | None = None,
    values: Mapping[str, Any] | None = None,
    taken: Taken | None = None,
) -> Form | None:
    """Open the form of a new record, or of the one of this id; say where it is gone."""
    if id_ is None:
        form: Form = NewRecord(window, kind, values or {}, taken)
    else:
        try:
            record = window.bridge.ask(one_record, kind, id_)
        except NotFoundError as error:
            window.say("warn", str(error))
            return None
        form = ExistingRecord(window, record)
    form.show_up()
    return form


class _RecordDialog(Form):
    """What the forms of new and existing records share."""

    form: RecordForm

    def is_dirty(self) -> bool:
        """Whether a value was typed."""
        return self.form.is_dirty()

    def show_missing(self) -> None:
        """Show every problem, and go to the first."""
        self.form.touch_all()
        self.form.focus_first()

    def _watch(self, form: RecordForm) -> None:
        form.changed.connect(self._say_missing)
        form.wants_new.connect(self._open_other)
        form.grown.connect(self.fill_window)
        self._say_missing()
        form.focus_first()

    def _say_missing(self) -> None:
        problems = self.form.problems()
        # What was typed and does not fit goes before what is still empty.
        wrong = [each for each in problems if not is_empty(self.form.value_of(each.field))]
        first = next(iter([*wrong, *problems]), None)
        self.say_missing(first.message if first else "")

    def _open_other(self, kind: str, name: str, taken: Taken) -> None:
        given = _named(kind, name) if name else {}
        open_record_form(self.window_, kind, values=given, taken=taken)


class NewRecord(_RecordDialog):
    """Asks for a new record of any kind."""

    def __init__(
        self, window: Host, kind: str, values: Mapping[str, Any], taken: Taken | None
    ) -> None:
        entry = KINDS[kind]
        label = str(entry.label)
        super().__init__(window, tr("New {kind}", kind=lowered(label)), entry.icon)
        self._kind, self._taken = kind, taken
        given = beginning(kind, values, window.now)
        self.form = RecordForm(kind, given, self.bridge, window.today, is_new=True)
        self.body.addWidget(self.form)
        self.build_footer(tr("Add {kind}", kind=lowered(label)))
        self._watch(self.form)

    def save(self) -> None:
        """Add the record."""
        values, today = self.form.own_values(), self.form.today
        label = tr("Add {kind} {name}", kind=lowered(KINDS[self._kind].label), name=self._name())
        if self._kind == "contact":
            draft = ContactDraft(values, **self.form.extra_values())
            self.bridge.run(label, add_contact, draft, today, then=self._added)
        else:
            self.bridge.run(label, add_record, self._kind, values, today, then=self._added)

    def _name(self) -> str:
        values = self.form.own_values()
        names = [str(values[name]) for name in ("given_name", "family_name") if values.get(name)]
        field = KINDS[self._kind].field(KINDS[self._kind].title[0])
        value = values.get(field.name)
        if field.choices and isinstance(value, str):
            return lowered(field.label_of(value))
        return "" if field.target else str(value or " ".join(names))

    def _added(self, id_: int) -> None:
        if self._taken is not None:
            self._taken(id_, self.bridge.ask(title_of, self._kind, id_))
        self.done_with()


class ExistingRecord(_RecordDialog):
    """Shows a record, to be changed, archived, brought back or deleted; and its history."""

    def __init__(self, window: Host, record: RecordView) -> None:
        entry = KINDS[record.kind]
        super().__init__(window, record.title, entry.icon, entry.label)
        self._record = record
        shown = (*entry.shown_fields, *record.own)
        values = {field.name: record.values[field.name] for field in shown}
        self._seen = dict(values)
        self._open: set[str] = set()
        self._differences = column(gap=8)
        self.body.addLayout(self._differences)
        today = window.today
        self.form = RecordForm(record.kind, values, self.bridge, today, is_new=False)
        tabs = Tabs({"fields": tr("Fields"), "history": tr("History")}, self._show_tab)
        self._history = QWidget()
        self._history.hide()
        for part in (tabs, self.form, self._history):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.build_footer(tr("Save"), "check", *self._deeds())
        self._watch(self.form)

    def save(self) -> None:
        """Change the record, unless somebody else did meanwhile."""
        record = self._record
        label = tr("Change {kind} {name}", kind=self._label(), name=record.title)
        command = partial(change_record, seen=self._seen)
        self.bridge.run(
            label, command, record.kind, record.id, self.form.changes(), self.form.today,
            then=lambda _changed: self.done_with(), failed=self._refused,
        )  # fmt: skip

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, StaleRecordError):
            self.bridge.failed.emit(error)
            return
        self._is_saving = False
        for found in error.differences:
            field = self.form.kind.field(found.field)
            sentence = shown_difference(self.bridge, field, found)
            self._differences.addWidget(ChoiceOfTwo(sentence, partial(self._settle, found)))
        self._open.update(found.field for found in error.differences)
        self._area.ensureVisible(0, 0)
        self._say_missing()

    def _settle(self, found: Difference, is_theirs: bool) -> None:
        self._seen[found.field] = found.theirs
        self._open.discard(found.field)
        self.form.begin_with(found.field, found.theirs, is_shown=is_theirs)
        self._say_missing()

    def _say_missing(self) -> None:
        super()._say_missing()
        if self._open:
            self.say_missing(tr("Theirs or yours?"))

    def _label(self) -> str:
        return lowered(KINDS[self._record.kind].label)

    def _deeds(self) -> list[QWidget]:
        record = self._record
        steps = [(tr("Delete"), "x", removals.delete)]
        if KINDS[record.kind].can_be_archived and record.values.get("archived_at") is None:
            steps.insert(0, (tr("Archive"), "inbox", removals.archive))
        elif KINDS[record.kind].can_be_archived:
            steps.insert(0, (tr("Bring back"), "rotate-ccw", removals.restore))
        return [
            deed_button(text, icon, "ghost", partial(self._remove_by, deed))
            for text, icon, deed in steps
        ]

    def _remove_by(self, deed: Callable[..., object]) -> None:
        record = self._record
        deed(self.window_, record.kind, record.id, record.title, self.done_with)

    def _show_tab(self, name: str) -> None:
        if name == "history" and self._history.layout() is None:
            record = self._record
            entries = self.bridge.ask(record_history, record.kind, record.id)
            self._history.setLayout(history_list(entries))
        self.form.setVisible(name == "fields")
        self._history.setVisible(name == "history")


def history_list(entries: list[HistoryEntry]) -> Any:
    """Return what happened to a record, the newest first, as a layout."""
    lines = column(gap=10)
    if not entries:
        lines.addWidget(Label(tr("Nothing is known of its past."), ink="text2"))
    for entry in entries:
        at = entry.at.astimezone()
        when = f"{shown_value(at.date())}, {at:%H:%M}"
        head = row(Label(_what(entry), "body", theme.SEMI, wrap=True), gap=8)
        gone = str(tr("Taken back")) if entry.is_taken_back else ""
        who = " · ".join(part for part in (when, entry.author, entry.label, gone) if part)
        lines.addWidget(boxed(column(head, Label(who, "small", ink="text3", wrap=True), gap=2)))
        lines.addWidget(line())
    lines.addStretch(1)
    return lines


def _what(entry: HistoryEntry) -> str:
    if entry.field is None:
        return str(WHAT.get(entry.what, entry.what))
    empty = tr("empty")
    return str(
        tr(
            "{field}: {before} → {after}",
            field=entry.field,
            before=entry.before or empty,
            after=entry.after or empty,
        )
    )


def _named(kind: str, name: str) -> dict[str, Any]:
    if kind != "contact":
        return {KINDS[kind].title[0]: name}
    given, _, family = name.rpartition(" ")
    return {"given_name": given or family, "family_name": family if given else None}
