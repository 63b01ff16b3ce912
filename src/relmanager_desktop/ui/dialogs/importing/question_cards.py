"""A card for each question of an import, with all there is to answer it by."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QLineEdit, QWidget

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.mapping.maps import Question
from relmanager_desktop.domain.own_fields import MARK
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.import_previews import Table
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.dialogs.importing.fields import cuttings_for, shortened
from relmanager_desktop.ui.dialogs.importing.option_cards import OptionCard
from relmanager_desktop.ui.dialogs.importing.questions import (
    CONSTANT,
    MARKS,
    ORDERS,
    VALUE,
    Answered,
    Inquiry,
    date_examples,
    mark_examples,
    place_of,
)
from relmanager_desktop.ui.widgets.basics import Button, Label, boxed, column, icon_label, row
from relmanager_desktop.ui.widgets.choosers import QuietCombo
from relmanager_desktop.ui.widgets.flows import flowing

ICONS = {"dates": "calendar-days", "decimal_mark": "hash", "kind": "layers", "constant": "pencil"}
HINTS = {
    "dates": tr("Its dates fit both orders, so we ask instead of guessing."),
    "decimal_mark": tr("Its numbers fit both readings, so we ask instead of guessing."),
    "value": tr("These words are none of ours: choose what each one means."),
    "repair": tr("Nothing is repaired until you say so; the file stays as it is."),
    "kind": tr("The headers leave it open, so nothing is taken until you say."),
}
CHIPS, WORDS, FIELD_WIDTH = 6, 40, 220
Choose = Callable[[int], object]


def inquiry_card(table: Table, inquiry: Inquiry, answered: Answered, choose: Choose) -> QFrame:
    """Return the card of a question; ``choose(column)`` opens all fields for a column."""
    makers: dict[str, Callable[[Table, Inquiry, Answered], QLayout]] = {
        "dates": _orders,
        "decimal_mark": _marks,
        "value": _words,
        "field": partial(_fields, choose=choose),
        "constant": _constant,
    }
    tone = "text3" if inquiry.answer else "warn"
    title = inquiry.questions[0].text
    if inquiry.about == "value":
        title = tr("{header}: unknown words", header=_header(table, inquiry))
    head = row(
        icon_label(ICONS.get(inquiry.about, "tag"), tone),
        Label(title, "body", theme.SEMI, wrap=True),
        gap=8,
    )
    head.setStretch(1, 1)
    head.addWidget(Label(place_of(table, inquiry.column), "small", ink="text3"))
    body = column(head, gap=6, margins=(16, 11, 16, 13))
    if hint := _hint(table, inquiry):
        body.addWidget(Label(hint, "small", ink="text2", wrap=True))
    body.addLayout(makers.get(inquiry.about, _answers)(table, inquiry, answered))
    body.addStretch(1)
    made = boxed(body, "card")
    made.setAccessibleName(str(title))
    return made


def _header(table: Table, inquiry: Inquiry) -> str:
    found = (c.header for c in table.map.columns if c.column == inquiry.column)
    return " ".join(next(found, "").split())


def _hint(table: Table, inquiry: Inquiry) -> str:
    if inquiry.answer:
        return str(tr("You said so; change it as you like."))
    if inquiry.about == "field" and inquiry.column is not None:
        few = list(dict.fromkeys(table.samples(inquiry.column)))[:4]
        return str(tr("In the file: {values}", values=", ".join(few))) if few else ""
    return str(HINTS.get(inquiry.about, ""))


def _orders(table: Table, inquiry: Inquiry, answered: Answered) -> QLayout:
    samples = table.samples(inquiry.column or 0)
    options = {order: (label, date_examples(samples, order)) for order, label in ORDERS.items()}
    return _options(inquiry, options, answered)


def _marks(table: Table, inquiry: Inquiry, answered: Answered) -> QLayout:
    samples = table.samples(inquiry.column or 0)
    options = {mark: (label, mark_examples(samples, mark)) for mark, label in MARKS.items()}
    return _options(inquiry, options, answered)


def _options(
    inquiry: Inquiry,
    options: Mapping[str, tuple[object, Sequence[tuple[str, str]]]],
    answered: Answered,
) -> QLayout:
    cards = row(gap=10)
    for answer, (label, examples) in options.items():
        card = OptionCard(label, examples)
        card.setChecked(answer == inquiry.answer)
        card.clicked.connect(
            lambda _on=False, answer=answer: answered(inquiry.questions[0], answer)
        )
        cards.addWidget(card, 1)
    return cards


def _answers(_table: Table, inquiry: Inquiry, answered: Answered) -> QLayout:
    question = inquiry.questions[0]
    chips: list[QWidget] = [
        Button(text, kind="chip", clicked=partial(answered, question, answer))
        for answer, text in question.answers
    ]
    return _flow(chips)


def _fields(table: Table, inquiry: Inquiry, answered: Answered, *, choose: Choose) -> QLayout:
    question = inquiry.questions[0]
    chips: list[QWidget] = [
        Button(_capital(text), kind="chip", clicked=partial(answered, question, answer))
        for answer, text in question.answers
    ]
    for cut in cuttings_for(table.map, table.samples(question.column or 0)):
        keep = partial(answered, question, cut.path)
        chips.insert(0, Button(cut.title, kind="chip", clicked=keep))
    other = partial(choose, question.column or 0)
    if table.map.main:
        header = shortened(_header(table, inquiry)).replace("&", "&&")
        new = tr("New field “{header}”", header=header)
        keep = partial(answered, question, f"{table.map.main}.{MARK}")
        chips.append(Button(new, "plus", "chip", clicked=keep))
    chips.append(Button(tr("Other field…"), "search", "chip", clicked=other))
    chips.append(Button(tr("Leave out"), kind="chip", clicked=partial(answered, question, "")))
    return _flow(chips)


def _flow(parts: list[QWidget]) -> QLayout:
    return column(flowing(*parts), gap=0)


def _capital(text: object) -> str:
    return str(text)[:1].upper() + str(text)[1:]


def _words(_table: Table, inquiry: Inquiry, answered: Answered) -> QLayout:
    lines = column(gap=6)
    for question in inquiry.questions[:WORDS]:
        theirs = question.about.removeprefix(VALUE)
        combo = QuietCombo()
        combo.setAccessibleName(str(question.text))
        combo.addItem(str(tr("Not decided")), None)
        for code, label in question.answers:
            combo.addItem(str(label), code)
        combo.addItem(str(tr("Leave empty")), "")
        combo.activated.connect(partial(_say, combo, question, answered))
        word = Label(f"“{_spelling(question, theirs)}”", "body", theme.MEDIUM)
        line = row(word, combo, gap=10)
        line.setStretch(0, 1)
        line.setStretch(1, 1)
        lines.addLayout(line)
    return lines


def _spelling(question: Question, theirs: str) -> str:
    """Return the word as the file spells it: the question quotes it so."""
    quoted = str(question.text).rpartition("“")[2].partition("”")[0]
    return quoted if fold(quoted) == theirs else theirs


def _say(combo: QuietCombo, question: Question, answered: Answered, _number: int) -> None:
    if combo.currentData() is not None:
        answered(question, str(combo.currentData()))


def _constant(table: Table, inquiry: Inquiry, answered: Answered) -> QLayout:
    question = inquiry.questions[0]
    if 0 < len(question.answers) <= CHIPS:
        return _answers(table, inquiry, answered)
    if question.answers:
        return _words(table, inquiry, answered)
    field = QLineEdit()
    field.setAccessibleName(str(question.text))
    field.setMinimumWidth(theme.px(FIELD_WIDTH))
    field.setProperty("about", question.about.removeprefix(CONSTANT))

    def say() -> None:
        if field.text().strip():
            answered(question, field.text().strip())

    field.returnPressed.connect(say)
    button = Button(tr("Use for all rows"), clicked=say)
    line = row(field, button, gap=8)
    line.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return line
