"""What a person types a value into: the base of all editors, and those of one or more lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from relmanager_desktop.domain.mapping.maps import Reading
from relmanager_desktop.domain.mapping.values import ValueProblem, reader_of
from relmanager_desktop.domain.money import from_minor, to_minor
from relmanager_desktop.domain.records import Field, FieldType
from relmanager_desktop.domain.texts import Text
from relmanager_desktop.domain.typed_amounts import refuse_what_is_no_amount
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.bridge import Bridge
from relmanager_desktop.ui.widgets.basics import Label, row

TYPED = Reading(dates="dmy")
LINES = 3
PARTED_FROM = 10_000
Taken = Callable[[int, str], None]


@dataclass(frozen=True)
class Surroundings:
    """What editors ask of the form around them.

    Attributes:
        currency: three letters, as the rest of the form says now.
        value_of: another field's value, as it stands now.
        add_new: opens the form of a new record (kind, name, taken); None where there is none.
    """

    bridge: Bridge
    today: date
    currency: Callable[[], str]
    value_of: Callable[[str], Any]
    add_new: Callable[[str, str, Taken], None] | None = None


class Editor(QWidget):
    """One value on a form.

    Signals:
        edited: the person changed it.
        picked: the person took one out of a list, and is done with it.
        left: the person went on to something else.
        entered: the person came to it.
    """

    edited = Signal()
    picked = Signal()
    left = Signal()
    entered = Signal()
    has_own_label = False

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__()
        self.field = field
        self.around = around

    def take(self, control: QWidget, *others: QWidget | None) -> None:
        """Lay the control out, name it for screen readers, and notice when it is left."""
        self.control = control
        self.stops = [control, *(w for w in others if w is not None and not isinstance(w, Label))]
        control.setAccessibleName(str(self.field.label))
        if self.field.help is not None:
            control.setToolTip(str(self.field.help))
            control.setAccessibleDescription(str(self.field.help))
        layout = row(gap=8)
        layout.addWidget(control, 1)
        for other in others:
            if other is not None:
                layout.addWidget(other)
        self.setLayout(layout)
        self.setFocusProxy(control)
        control.installEventFilter(self)

    def value(self) -> Any:
        """Return the typed value, None for nothing or for what cannot be read."""
        return None

    def show_value(self, value: Any) -> None:
        """Show a value."""

    def unreadable(self) -> Text | None:
        """Return what is wrong with the text itself, None where it can be read."""
        return None

    def hint(self) -> Text | None:
        """Return how what is typed is understood, where that needs to be said."""
        return None

    def settle(self) -> None:
        """Make a value of what was typed so far, where that takes a look."""

    def offer_all(self) -> None:
        """Open the list of what can be chosen, where there is one."""

    def mark_wrong(self, is_wrong: bool) -> None:
        """Show or take away the red border."""
        if bool(self.control.property("wrong")) != is_wrong:
            self.control.setProperty("wrong", is_wrong)
            self.control.style().unpolish(self.control)
            self.control.style().polish(self.control)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice coming and leaving."""
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        elif event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        return super().eventFilter(watched, event)


class LineEditor(Editor):
    """One line, read by the same reader as a cell of a list."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around)
        self.line = QLineEdit()
        self._read = reader_of(field, TYPED)
        self._kept: tuple[str, Any] = ("", None)
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        unit = unit_of(field)
        self._unit = Label(unit, "small", theme.MEDIUM, "text3") if unit else None
        if field.is_number:
            self.line.setFont(theme.font(tabular=True))
            self.line.editingFinished.connect(self.tidy)
        self.take(self.line, self._unit)

    def value(self) -> Any:
        """Return what was typed, or the value that was shown as long as nobody typed."""
        text, value = self._kept
        if self.line.text() == text:
            return value
        try:
            return self.read(self.line.text())
        except ValueProblem:
            return None

    def show_value(self, value: Any) -> None:
        """Show a value as people type it."""
        text = "" if value is None else self.text_of(value)
        self.line.setText(text)
        self.line.setCursorPosition(0)  # a long text is told by how it begins
        self._kept = (self.line.text(), value)

    def unreadable(self) -> Text | None:
        """Return why the text is no value of the field."""
        if self.line.text() == self._kept[0]:
            return None
        try:
            self.read(self.line.text())
        except ValueProblem as problem:
            return problem.message
        return None

    def read(self, text: str) -> Any:
        """Return the value of a text.

        Raises:
            ValueProblem: If it is none.
        """
        return self._read(text) if text.strip() else None

    def tidy(self) -> None:
        """Write what was typed as it will be shown: '10,000' for '10000'."""
        if self.unreadable() is None and (value := self.value()) is not None:
            self.line.setText(self.text_of(value))

    def text_of(self, value: Any) -> str:
        """Return a value as a text that reads back the same."""
        if isinstance(value, int | float):
            return figures_of(value)
        if isinstance(value, date):
            return f"{value:%Y-%m}" if self.field.type is FieldType.MONTH else value.isoformat()
        return str(value)


class MoneyEditor(LineEditor):
    """An amount in whole units; the currency stands beside it."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around)
        self._currency = Label("", "small", theme.MEDIUM, "text3")
        layout = self.layout()
        assert layout is not None  # noqa: S101 - made by take
        layout.addWidget(self._currency)
        self.show_currency()

    def show_currency(self) -> None:
        """Show the currency that the form says now."""
        self._currency.setText(self.around.currency())

    def read(self, text: str) -> Any:
        """Return the amount in minor units of the record's currency."""
        refuse_what_is_no_amount(text, self.around.currency())
        amount = super().read(text)
        return None if amount is None else to_minor(amount, self.around.currency())

    def text_of(self, value: Any) -> str:
        """Return minor units as whole units."""
        amount = from_minor(value, self.around.currency())
        return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,}"


class TextEditor(Editor):
    """Several lines; Tab goes on to the next field."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(LINES * self.text.fontMetrics().lineSpacing() + theme.px(20))
        self.text.textChanged.connect(self.edited.emit)
        self.take(self.text)

    def value(self) -> Any:
        """Return the text, None where it is blank."""
        return self.text.toPlainText().strip() or None

    def show_value(self, value: Any) -> None:
        """Show a text."""
        self.text.blockSignals(True)
        self.text.setPlainText(str(value or ""))
        self.text.blockSignals(False)


class Untouched(Editor):
    """A value that is shown and kept as it is: nobody types structures or bytes."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around)
        self._value: Any = None
        self._line = QLineEdit()
        self._line.setReadOnly(True)
        self._line.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.take(self._line)

    def value(self) -> Any:
        """Return what was shown."""
        return self._value

    def show_value(self, value: Any) -> None:
        """Show a value as plainly as it can be."""
        self._value = value
        self._line.setText("" if value is None else str(value))


def figures_of(number: float) -> str:
    """Return a number with its thousands parted; one of four digits may be a year, and is not."""
    if isinstance(number, int) and abs(number) < PARTED_FROM:
        return str(number)
    return f"{number:,}" if isinstance(number, int) else f"{number:,.10g}"


def unit_of(field: Field) -> str:
    """Return what stands behind the field: '%', 'days', 'min'."""
    if field.type is FieldType.PERCENT:
        return "%"
    return str(Text(field.unit)) if field.unit else ""
