"""One editor for each type of field, and the box that gives it label, help and problems."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from relmanager_desktop.domain.records import Field, FieldType
from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.widgets.basics import Label, column
from relmanager_desktop.ui.widgets.choosers import (
    ChipsEditor,
    ChoiceEditor,
    CodeEditor,
    TickEditor,
    WordEditor,
)
from relmanager_desktop.ui.widgets.colours import ColourEditor
from relmanager_desktop.ui.widgets.editors import (
    Editor,
    LineEditor,
    MoneyEditor,
    Surroundings,
    TextEditor,
    Untouched,
)
from relmanager_desktop.ui.widgets.links import LinkEditor
from relmanager_desktop.ui.widgets.moments import DayEditor, MomentEditor

EDITORS: dict[FieldType, Callable[[Field, Surroundings], Editor]] = {
    FieldType.TEXT: LineEditor,
    FieldType.LONG_TEXT: TextEditor,
    FieldType.INTEGER: LineEditor,
    FieldType.DECIMAL: LineEditor,
    FieldType.PERCENT: LineEditor,
    FieldType.MONEY: MoneyEditor,
    FieldType.DATE: DayEditor,
    FieldType.INSTANT: MomentEditor,
    FieldType.TIME: LineEditor,
    FieldType.MONTH: LineEditor,
    FieldType.PERIOD: LineEditor,
    FieldType.YES_NO: TickEditor,
    FieldType.CHOICE: ChoiceEditor,
    FieldType.CHOICES: ChipsEditor,
    FieldType.LISTED: WordEditor,
    FieldType.LINK: LinkEditor,
    FieldType.RECORD: Untouched,
    FieldType.EMAIL: LineEditor,
    FieldType.PHONE: LineEditor,
    FieldType.URL: LineEditor,
    FieldType.COUNTRY: CodeEditor,
    FieldType.CURRENCY: CodeEditor,
    FieldType.ZONE: CodeEditor,
    FieldType.LANGUAGE: CodeEditor,
    FieldType.COLOUR: ColourEditor,
    FieldType.JSON: Untouched,
    FieldType.BYTES: Untouched,
}
WIDE = frozenset({FieldType.LONG_TEXT, FieldType.CHOICES, FieldType.JSON})


def editor_of(field: Field, around: Surroundings) -> Editor:
    """Return the editor for a field; one that may be left open gets a third answer."""
    if field.type is FieldType.YES_NO and field.default is None:
        return ChoiceEditor(field, around)
    return EDITORS[field.type](field, around)


class FieldBox(QWidget):
    """A field on a form: its label above, below it the problem or, while typing, the help."""

    def __init__(self, field: Field, around: Surroundings, editor: Editor | None = None) -> None:
        super().__init__()
        self.field = field
        self.editor = editor or editor_of(field, around)
        self.is_touched = False
        self._problem: Text | None = None
        self._is_focused = False
        # A choice with a default is made already, and cannot be taken back to none.
        is_marked = field.required and not (field.type is FieldType.CHOICE and field.default)
        mark = tr("{field} (required)", field=field.label) if is_marked else field.label
        self._label = Label(mark, "small", theme.MEDIUM, "text2")
        self._label.setBuddy(self.editor.control)
        self._note = Label("", "small", ink="text3", wrap=True)
        self._note.hide()
        layout = column(gap=4)
        if not self.editor.has_own_label:
            layout.addWidget(self._label)
        layout.addWidget(self.editor)
        layout.addWidget(self._note)
        layout.addStretch(1)
        self.setLayout(layout)
        self.editor.edited.connect(self._edited)
        self.editor.entered.connect(lambda: self._focus(True))
        self.editor.left.connect(lambda: self._focus(False))

    @property
    def is_wide(self) -> bool:
        """Whether it takes the whole width of a form."""
        return self.field.type in WIDE

    def value(self) -> Any:
        """Return the value as it stands."""
        return self.editor.value()

    def show_problem(self, problem: Text | None) -> None:
        """Show a problem once the person has been here."""
        self._problem = problem
        self._show_note()

    def _edited(self) -> None:
        self.is_touched = True
        self._show_note()

    def _focus(self, is_focused: bool) -> None:
        self._is_focused = is_focused
        if not is_focused:
            self.is_touched = True
        self._show_note()

    def _show_note(self) -> None:
        is_wrong = self._problem is not None and self.is_touched
        self.editor.mark_wrong(is_wrong)
        help_ = (self.editor.hint() or self.field.help) if self._is_focused else None
        text = self._problem if is_wrong else help_
        self._note.set_ink("bad" if is_wrong else "text3")
        self._note.setText(str(text or ""))
        self._note.setVisible(text is not None)
