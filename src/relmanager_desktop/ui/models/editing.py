"""Editing in place: a cell opens the editor of a form, and saves one field of one record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from relmanager_desktop.commands.differences import StaleRecordError
from relmanager_desktop.commands.many_records import change_records
from relmanager_desktop.commands.records import change_record
from relmanager_desktop.domain.drafts import problems_of
from relmanager_desktop.domain.problems import InvalidError, NotFoundError
from relmanager_desktop.domain.records import Field, FieldType
from relmanager_desktop.domain.texts import Text, joined, tr
from relmanager_desktop.queries.amounts import currency_of_portfolio
from relmanager_desktop.queries.own_fields import whole_kind
from relmanager_desktop.queries.record_rows import currency_of_account
from relmanager_desktop.queries.records import RecordView, one_record
from relmanager_desktop.queries.titles import namesakes
from relmanager_desktop.ui.bridge import Bridge
from relmanager_desktop.ui.form_orders import without_filled
from relmanager_desktop.ui.models.cell_editors import CellEditor
from relmanager_desktop.ui.models.pasting import (
    TOLD_APART,
    Clip,
    PastedWrongError,
    changes_of,
    new_titles,
)
from relmanager_desktop.ui.phrases import lowered
from relmanager_desktop.ui.widgets.differences import shown_difference
from relmanager_desktop.ui.widgets.editors import Surroundings
from relmanager_desktop.ui.widgets.fields import editor_of
from relmanager_desktop.ui.widgets.states import Message, Messages

# A cell is too small for several lines, for chips and for colours.
TOO_LARGE = frozenset(
    {FieldType.LONG_TEXT, FieldType.CHOICES, FieldType.JSON, FieldType.BYTES, FieldType.RECORD,
     FieldType.COLOUR}
)  # fmt: skip


def is_editable(field: Field) -> bool:
    """Whether a field can be edited in a cell."""
    return field.type not in TOO_LARGE and not field.system


class Desk:
    """Opens the cells of one kind, says what is wrong with a value, and saves it.

    What goes wrong on the disk, or was changed by somebody else, is said in ``messages``.
    """

    def __init__(
        self, bridge: Bridge, kind: str, messages: Messages, today: Callable[[], date]
    ) -> None:
        self._bridge, self._messages, self._today = bridge, messages, today
        self._kind = bridge.ask(whole_kind, kind)
        self._said: Message | None = None

    def open_cell(self, parent: QWidget, id_: int, name: str) -> CellEditor | None:
        """Return the editor of a field as the record stands now, None where it is gone."""
        try:
            record = self._bridge.ask(one_record, self._kind.name, id_)
        except NotFoundError:
            return None
        editor = editor_of(self._kind.field(name), self._around(record))
        editor.show_value(record.values[name])
        made = CellEditor(parent, editor, partial(self._problem_of, record, name))
        made.setProperty("record", record)
        return made

    def save(self, cell: CellEditor) -> None:
        """Save what was typed, if anything was."""
        if cell.is_changed and cell.problem is None:
            record: RecordView = cell.property("record")
            name = cell.editor.field.name
            self._change(record, name, cell.editor.value(), record.values[name])

    def fill(self, id_: int, name: str, above: int) -> None:
        """Give a cell the value of the one above it, but no account the name of another."""
        if name == self._kind.title[0] and self._kind.name in TOLD_APART:
            self._clear()
            kinds = lowered(self._kind.plural)
            title = tr("Names are not filled down.")
            why = tr("Two {kinds} would be called the same: type the name.", kinds=kinds)
            self._said = self._messages.show_message("warn", title, why)
            return
        records = [self._bridge.ask(one_record, self._kind.name, each) for each in (id_, above)]
        here, there = records[0].values[name], records[1].values[name]
        if here != there:
            self._change(records[0], name, there, here)

    def paste(self, clip: Clip) -> None:
        """Take cells from the clipboard as one step, or say which of them does not fit."""
        self._clear()
        title = tr("Nothing was pasted.")
        if not clip.cells:
            if clip.left_out is not None:
                self._said = self._messages.show_message("warn", title, clip.left_out)
            return
        try:
            changes = changes_of(self._bridge, self._kind, clip.cells, self._today())
        except PastedWrongError as error:
            self._said = self._messages.show_message("bad", title, str(error))
            return
        kinds = lowered(self._kind.plural)
        label = tr("Paste {n} cell of {kinds}", plural="Paste {n} cells of {kinds}",
                   n=len(clip.cells), kinds=kinds)  # fmt: skip
        self._bridge.run(
            label, change_records, self._kind.name, changes, self._today(),
            then=lambda _count: self._say_pasted(clip, new_titles(self._kind, changes)),
            failed=partial(self._say_why, title),
        )  # fmt: skip

    def _say_pasted(self, clip: Clip, titles: dict[int, str]) -> None:
        """Say what was left out, and which names are borne twice now."""
        alike = self._bridge.ask(namesakes, self._kind.name, titles) if titles else []
        twice = tr(
            "More than one of the {kinds} is called {names} now: rename one, or undo the paste.",
            kinds=lowered(self._kind.plural), names=", ".join(f"“{name}”" for name in alike),
        )  # fmt: skip
        said = [text for text in (clip.left_out, twice if alike else None) if text is not None]
        if said:
            pasted = tr("{n} cell was pasted.", plural="{n} cells were pasted.", n=len(clip.cells))
            self._said = self._messages.show_message("warn", pasted, joined(" ", *said))

    def _change(self, record: RecordView, name: str, value: Any, seen: Any) -> None:
        self._clear()
        field = self._kind.field(name)
        label = tr("Change {field} of {name}", field=lowered(field.label), name=record.title)
        self._bridge.run(
            label, partial(change_record, seen={name: seen}), self._kind.name, record.id,
            {name: value}, self._today(), failed=partial(self._refused, record, name, value),
        )  # fmt: skip

    def _refused(self, record: RecordView, name: str, value: Any, error: Exception) -> None:
        self._clear()
        title = tr("{name} is not saved", name=record.title)
        if isinstance(error, StaleRecordError):
            (found,) = error.differences
            said = shown_difference(self._bridge, self._kind.field(name), found)
            keep = partial(self._change, record, name, value, found.theirs)
            offer = (tr("Keep mine"), "check", keep)
            self._said = self._messages.show_message("warn", title, said, offer)
        else:
            self._say_why(title, error)

    def _say_why(self, title: object, error: Exception) -> None:
        if isinstance(error, InvalidError | NotFoundError):
            self._said = self._messages.show_message("bad", title, str(error))
        else:
            self._bridge.failed.emit(error)

    def _clear(self) -> None:
        if self._said is not None:
            self._said.close_it()
            self._said = None

    def _problem_of(self, record: RecordView, name: str, value: Any) -> Text | None:
        draft = {**record.values, name: value}
        kind, today = self._kind.name, self._today()
        found = without_filled(kind, draft, problems_of(kind, draft, today))
        before = set(problems_of(kind, record.values, today))
        mine = [each for each in found if each.field == name or each not in before]
        return mine[0].message if mine else None

    def _around(self, record: RecordView) -> Surroundings:
        return Surroundings(
            self._bridge, self._today(), partial(self._currency, record), record.values.get
        )

    def _currency(self, record: RecordView) -> str:
        if own := record.values.get("currency"):
            return str(own)
        account = record.values.get("account") if self._kind.name != "account" else None
        if account:
            return self._bridge.ask(currency_of_account, account)
        return self._bridge.ask(currency_of_portfolio)
