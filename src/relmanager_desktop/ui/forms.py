"""The form of a record of any kind, read off the catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from relmanager_desktop.domain.drafts import defaults_of, missing_among, problems_of
from relmanager_desktop.domain.own_fields import is_own
from relmanager_desktop.domain.problems import Problem
from relmanager_desktop.domain.records import Field, FieldType
from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.queries.amounts import currency_of_portfolio
from relmanager_desktop.queries.own_fields import whole_kind
from relmanager_desktop.queries.record_rows import currency_of_account
from relmanager_desktop.ui import icons, theme
from relmanager_desktop.ui.bridge import Bridge
from relmanager_desktop.ui.form_orders import (
    extra_fields,
    first_fields,
    grouped_rest,
    without_filled,
)
from relmanager_desktop.ui.widgets.basics import Button, Label, column, row
from relmanager_desktop.ui.widgets.editors import Editor, MoneyEditor, Surroundings, Taken
from relmanager_desktop.ui.widgets.fields import FieldBox
from relmanager_desktop.ui.widgets.targets import TargetEditor

COLUMNS = 2


class RecordForm(QWidget):
    """Asks for the values of a record: what is needed on top, the rest behind "More fields".

    Signals:
        changed: a value or what is wrong with it changed.
        wants_new(kind, name, taken): somebody asked for a record that is not there yet.
        grown: the rest of the fields was opened and needs room.
    """

    changed = Signal()
    wants_new = Signal(str, str, object)
    grown = Signal()

    def __init__(
        self, kind: str, values: Mapping[str, Any], bridge: Bridge, today: date, *, is_new: bool
    ) -> None:
        super().__init__()
        self.kind = bridge.ask(whole_kind, kind)
        self.bridge, self.today = bridge, today
        self._given: dict[str, Any] = {**(defaults_of(kind) if is_new else {}), **values}
        self._extra = extra_fields(kind, is_new=is_new)
        self._fields = {
            field.name: field
            for field in self.kind.shown_fields
            if field.type is not FieldType.BYTES
        } | self._extra
        self._currencies: dict[int, str] = {}
        self._portfolio_currency = bridge.ask(currency_of_portfolio)
        self._around = Surroundings(bridge, today, self._currency, self.value_of, self._ask_new)
        self.boxes: dict[str, FieldBox] = {}
        self._first = first_fields(kind, self._fields)
        self._more = Button(tr("More fields"), "chevron-right", "link", clicked=self.show_rest)
        self._rest = QWidget()
        self._layout = column(gap=12)
        self._layout.addWidget(self._grid(self._first))
        self._layout.addLayout(row(self._more, None))
        self._layout.addWidget(self._rest)
        self._layout.addStretch(1)
        self.setLayout(self._layout)
        self._offer_rest()
        self._started = self.values()
        self.check()

    def values(self) -> dict[str, Any]:
        """Return the record as it stands: what was given, and what the open fields hold."""
        shown = {name: box.value() for name, box in self.boxes.items()}
        return {**self._given, **shown}

    def own_values(self) -> dict[str, Any]:
        """Return the values without what belongs to other records."""
        return {n: value for n, value in self.values().items() if n not in self._extra}

    def extra_values(self) -> dict[str, Any]:
        """Return what is asked for besides the record's own fields."""
        return {name: value for name, value in self.values().items() if name in self._extra}

    def value_of(self, name: str) -> Any:
        """Return one value as it stands."""
        return self.boxes[name].value() if name in self.boxes else self._given.get(name)

    def is_dirty(self) -> bool:
        """Whether anything differs from what the form began with."""
        is_odd = any(box.editor.unreadable() for box in self.boxes.values())
        return is_odd or bool(self._typed())

    def changes(self) -> dict[str, Any]:
        """Return the record's own fields that differ from what the form began with."""
        return {name: value for name, value in self._typed().items() if name not in self._extra}

    def begin_with(self, name: str, value: Any, *, is_shown: bool) -> None:
        """Take another value of a field as the one that the form began with, and show it or not."""
        self._started[name] = value
        if is_shown:
            self._given[name] = value
            self.boxes[name].editor.show_value(value)
        self.check()

    def problems(self) -> list[Problem]:
        """Return what has to be mended before this can be saved."""
        draft = self.own_values()
        found = problems_of(self.kind.name, draft, self.today)
        own = (field for field in self.kind.shown_fields if is_own(field.name))
        wrong = [*without_filled(self.kind.name, draft, found), *missing_among(own, draft)]
        texts = {name: box.editor.unreadable() for name, box in self.boxes.items()}
        odd = [Problem(name, text) for name, text in texts.items() if text is not None]
        named = {problem.field for problem in odd}
        return odd + [problem for problem in wrong if problem.field not in named]

    def check(self) -> None:
        """Show each problem at its field and tell that something changed."""
        by_field: dict[str, Text] = {}
        for problem in self.problems():
            by_field.setdefault(problem.field, problem.message)
        for name, box in self.boxes.items():
            box.show_problem(by_field.get(name))
        self.changed.emit()

    def touch_all(self) -> None:
        """Show every problem, as after an attempt to save."""
        for box in self.boxes.values():
            box.is_touched = True
        self.check()

    def focus_first(self) -> None:
        """Put the cursor into the first field that is wrong, else into the first."""
        wrong = [p.field for p in self.problems() if p.field in self.boxes]
        name = wrong[0] if wrong else self._first[0].name
        self.boxes[name].editor.setFocus()

    def show_rest(self) -> None:
        """Open or close the fields behind "More fields"; they are made when first opened."""
        if self._rest.layout() is None:
            groups = column(gap=12)
            for heading, fields in grouped_rest(self._fields, self._first):
                groups.addWidget(Label(heading, "body", theme.SEMI))
                groups.addWidget(self._grid(fields))
            self._rest.setLayout(groups)
            self._rest.setVisible(True)
            self._set_tab_order()
            self.check()
        else:
            self._rest.setVisible(self._rest.isHidden())
        self._say_rest()
        self.grown.emit()

    def _typed(self) -> dict[str, Any]:
        before, now = self._started, self.values()
        return {name: now[name] for name in now if _plain(before.get(name)) != _plain(now[name])}

    def _offer_rest(self) -> None:
        self._rest.hide()
        self._more.setVisible(len(self._fields) > len(self._first))
        self._say_rest()

    def _say_rest(self) -> None:
        is_open = self._rest.layout() is not None and not self._rest.isHidden()
        n = len(self._fields) - len(self._first)
        text = (
            tr("Fewer fields") if is_open else tr("{n} more field", plural="{n} more fields", n=n)
        )
        self._more.setText(f" {text}")
        self._more.setAccessibleName(str(text))
        self._more.setIcon(icons.icon("chevron-down" if is_open else "chevron-right", "accent"))

    def _grid(self, fields: Sequence[Field]) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        line, place = 0, 0
        for field in fields:
            box = self._box(field)
            is_wide = box.is_wide or field.name in self.kind.title[:1]
            if is_wide and place:
                line, place = line + 1, 0
            grid.addWidget(box, line, place, 1, COLUMNS if is_wide else 1)
            place = 0 if is_wide else (place + 1) % COLUMNS
            line += place == 0
        for number in range(COLUMNS):
            grid.setColumnStretch(number, 1)
        return holder

    def _box(self, field: Field) -> FieldBox:
        box = FieldBox(field, self._around, self._special(field))
        box.editor.show_value(self._given.get(field.name))
        box.editor.edited.connect(lambda: self._edited(field))
        box.editor.left.connect(self.check)
        self.boxes[field.name] = box
        return box

    def _special(self, field: Field) -> Editor | None:
        if (self.kind.name, field.name) == ("cadence_rule", "target_value"):
            return TargetEditor(field, self._around)
        return None

    def _edited(self, field: Field) -> None:
        for box in self.boxes.values():
            if field.name in {"currency", "account"} and isinstance(box.editor, MoneyEditor):
                box.editor.show_currency()
        self.check()

    def _currency(self) -> str:
        own: str | None = self.value_of("currency")
        account = self.value_of("account") if self.kind.name != "account" else None
        if own or not account:
            return own or self._portfolio_currency
        if account not in self._currencies:
            self._currencies[account] = self.bridge.ask(currency_of_account, account)
        return self._currencies[account]

    def _ask_new(self, kind: str, name: str, taken: Taken) -> None:
        self.wants_new.emit(kind, name, taken)

    def _set_tab_order(self) -> None:
        # They were made after the buttons below them, where the keyboard would come last.
        first = {field.name for field in self._first}
        before: QWidget = self._more
        for name, box in self.boxes.items():
            if name not in first:
                for stop in box.editor.stops:
                    QWidget.setTabOrder(before, stop)
                    before = stop


def _plain(value: Any) -> Any:
    """Return None for what an untouched editor may give for nothing; a typed 0 is something."""
    return None if value is False or value in ("", []) else value
