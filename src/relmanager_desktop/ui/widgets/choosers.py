"""One or several out of given words: combos, chips, lists that grow, names of codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QWidget

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.records import Field, FieldType
from relmanager_desktop.domain.texts import Text, lowered, tr
from relmanager_desktop.ui.widgets.basics import Button
from relmanager_desktop.ui.widgets.code_names import names_of
from relmanager_desktop.ui.widgets.editors import Editor, Surroundings
from relmanager_desktop.ui.widgets.flows import flowing

BLANK = "–"


class QuietCombo(QComboBox):
    """A combo that lets the wheel scroll the form until it was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(14)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass the wheel on to what is around, unless the combo has the focus."""
        if watched is self and event.type() == QEvent.Type.Wheel and not self.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class ChoiceEditor(Editor):
    """One of fixed codes, shown by its word."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around)
        self.combo = QuietCombo()
        self.combo.setPlaceholderText(str(tr("Choose one")))
        if not field.required:
            self.combo.addItem(BLANK, None)
        for code, word in options_of(field):
            self.combo.addItem(word, code)
        self.combo.activated.connect(lambda _number: self.edited.emit())
        self.combo.activated.connect(lambda _number: self.picked.emit())
        self.take(self.combo)

    def value(self) -> Any:
        """Return the code."""
        return self.combo.currentData()

    def offer_all(self) -> None:
        """Open the list."""
        self.combo.showPopup()

    def show_value(self, value: Any) -> None:
        """Show a code's word; where a choice has to be made, none until it was."""
        least = -1 if self.field.required else 0
        self.combo.setCurrentIndex(max(least, self.combo.findData(value)))


class ChipsEditor(Editor):
    """Several of fixed codes, each a chip that is on or off."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around)
        self.chips = Chips(options_of(field), str(field.label), self.edited.emit)
        self.take(self.chips)

    def value(self) -> Any:
        """Return the codes that are on, None for none."""
        return list(self.chips.chosen()) or None

    def show_value(self, value: Any) -> None:
        """Switch the chips of a value on."""
        self.chips.choose(value or ())


class Chips(QWidget):
    """Chips by code; with ``is_single`` just one of them is on."""

    def __init__(
        self,
        options: Sequence[tuple[Any, str]],
        name: str,
        changed: Callable[[], object],
        *,
        icons: Mapping[Any, str] | None = None,
        is_single: bool = False,
    ) -> None:
        super().__init__()
        self._changed, self._is_single = changed, is_single
        self.buttons: dict[Any, Button] = {}
        for code, word in options:
            shown = word.replace("&", "&&")  # a single one would underline the next letter
            chip = Button(shown, (icons or {}).get(code, ""), "chip", name=f"{name}: {word}")
            chip.setCheckable(True)
            chip.clicked.connect(lambda _checked=False, code=code: self._clicked(code))
            self.buttons[code] = chip
        holder = flowing(*self.buttons.values())
        layout = holder.layout()
        assert layout is not None  # noqa: S101 - made by flowing
        self.setLayout(layout)
        self.setSizePolicy(holder.sizePolicy())
        self.setAccessibleName(name)

    def chosen(self) -> tuple[Any, ...]:
        """Return the codes that are on."""
        return tuple(code for code, chip in self.buttons.items() if chip.isChecked())

    def choose(self, codes: Sequence[Any]) -> None:
        """Switch just these on."""
        for code, chip in self.buttons.items():
            chip.setChecked(code in codes)

    def _clicked(self, code: Any) -> None:
        if self._is_single:
            self.choose((code,))
        self._changed()


class TickEditor(Editor):
    """Yes or no, with its label beside the box."""

    has_own_label = True

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around)
        self.tick = QCheckBox(str(field.label))
        self.tick.toggled.connect(lambda _on: self.edited.emit())
        self.take(self.tick)

    def value(self) -> Any:
        """Return whether the box is ticked."""
        return self.tick.isChecked()

    def show_value(self, value: Any) -> None:
        """Tick the box or not."""
        self.tick.blockSignals(True)
        self.tick.setChecked(bool(value))
        self.tick.blockSignals(False)


class WordEditor(Editor):
    """A word of a list that grows: pick one or type a new one."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around)
        self.combo = QuietCombo()
        self.combo.setEditable(True)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._is_filled = False
        self.take(self.combo)
        line = self.combo.lineEdit()
        assert line is not None  # noqa: S101 - it is editable
        line.setAccessibleName(str(field.label))
        line.textEdited.connect(lambda _text: self.edited.emit())
        line.installEventFilter(self)
        self.combo.activated.connect(lambda _number: self.edited.emit())
        self.combo.activated.connect(lambda _number: self.picked.emit())

    def value(self) -> Any:
        """Return the word."""
        return self.combo.currentText().strip() or None

    def show_value(self, value: Any) -> None:
        """Show a word."""
        self.combo.setEditText(str(value or ""))

    def words(self) -> Sequence[str]:
        """Return the words to pick from."""
        from relmanager_desktop.queries.records import words_of_list  # noqa: PLC0415 - after paint

        return self.around.bridge.ask(words_of_list, self.field.listed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for the words when somebody comes: most lists of a form are never opened."""
        is_wanted = event.type() in {QEvent.Type.FocusIn, QEvent.Type.MouseButtonPress}
        if is_wanted and not self._is_filled:
            self._is_filled = True
            self.fill(self.words())
        return super().eventFilter(watched, event)

    def fill(self, words: Sequence[str]) -> None:
        """Offer these words and keep what is typed."""
        text = self.combo.currentText()
        self.combo.clear()
        self.combo.addItems(list(words))
        self.combo.setEditText(text)


class CodeEditor(Editor):
    """A country, currency, language or zone: shown by its name, kept by its code."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around)
        self._names = names_of(field.type)
        self._codes = {fold(name): code for code, name in self._names.items()}
        self.combo = QuietCombo()
        self.combo.setEditable(True)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.addItem("", None)
        for code, name in self._names.items():
            self.combo.addItem(name, code)
        completer = QCompleter(self.combo.model(), self.combo)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.combo.setCompleter(completer)
        self.take(self.combo)
        line = self.combo.lineEdit()
        assert line is not None  # noqa: S101 - it is editable
        line.setAccessibleName(str(field.label))
        line.textEdited.connect(lambda _text: self.edited.emit())
        line.editingFinished.connect(self.left.emit)
        completer.activated.connect(lambda _text: self.edited.emit())
        self.combo.activated.connect(lambda _number: self.edited.emit())
        self.combo.activated.connect(lambda _number: self.picked.emit())

    def value(self) -> Any:
        """Return the code of the name, or of the code itself."""
        text = self.combo.currentText().strip()
        if text.upper() in self._names:
            return text.upper()
        return self._codes.get(fold(text)) if text else None

    def show_value(self, value: Any) -> None:
        """Show a code's name."""
        self.combo.setEditText(self._names.get(value, str(value or "")))
        if value and value not in self._names:
            self._codes[fold(str(value))] = value

    def unreadable(self) -> Text | None:
        """Return that nothing is called that."""
        text = self.combo.currentText().strip()
        if not text or self.value() is not None:
            return None
        return tr(
            "“{text}” is no {field} known here: choose one of the list.",
            text=text,
            field=lowered(self.field.label),
        )


def options_of(field: Field) -> list[tuple[Any, str]]:
    """Return codes with their words; yes and no for a field that may be left open."""
    if field.type is FieldType.YES_NO:
        return [(True, str(tr("Yes"))), (False, str(tr("No")))]
    return [(choice.code, str(choice.label)) for choice in field.choices]
