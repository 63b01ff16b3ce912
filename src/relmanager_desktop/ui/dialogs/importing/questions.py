"""Questions about a table, and what their answers say of how to read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QFrame, QLineEdit

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.mapping.maps import Question, SheetMap, Wishes
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.widgets.basics import Button, Label, boxed, row

CONSTANT, VALUE = "constant:", "value:"
UNANSWERED = frozenset({"decimal_mark"})  # no wish can say it; the reading shows in the plan
FIELD_WIDTH = 220


def question_card(question: Question, answered: Callable[[str], object]) -> QFrame:
    """Return a question with a button for each answer, or a line to type one into."""
    words = Label(question.text, "body", theme.MEDIUM, "warn", wrap=True)
    layout = row(gap=8, margins=(14, 8, 14, 8))
    layout.addWidget(words, 1)
    if question.about not in UNANSWERED:
        for answer, text in question.answers:
            layout.addWidget(Button(text, clicked=partial(answered, answer)))
    if question.about.startswith(CONSTANT) and not question.answers:
        _add_line(layout.addWidget, question, answered)
    return boxed(layout, "asked")


def _add_line(
    add: Callable[..., object], question: Question, answered: Callable[[str], object]
) -> None:
    line = QLineEdit()
    line.setAccessibleName(str(question.text))
    line.setFixedWidth(theme.px(FIELD_WIDTH))

    def say() -> None:
        if line.text().strip():
            answered(line.text().strip())

    line.returnPressed.connect(say)
    add(line)
    add(Button(tr("Use for all rows"), clicked=say))


def wishes_after(found: SheetMap, question: Question, answer: str, before: Wishes) -> Wishes:
    """Return the wishes for a sheet once a question about it is answered."""
    about = question.about
    if about == "dates":
        return replace(before, dates=answer)
    if about == "kind":
        return replace(before, kind=answer)
    if about.startswith(CONSTANT):
        path = about.removeprefix(CONSTANT)
        return replace(before, constants={**before.constants, path: answer})
    if question.column is None:
        return before
    header = fold(found.columns[question.column].header)
    if about.startswith(VALUE):
        known = {**before.values.get(header, {}), about.removeprefix(VALUE): answer}
        return replace(before, values={**before.values, header: known})
    return replace(before, fields={**before.fields, header: answer})
