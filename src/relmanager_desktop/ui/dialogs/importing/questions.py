"""Questions about a table, and what their answers say of how to read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from relmanager_desktop.domain.cells import column_letters
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.mapping.dates import readings_of
from relmanager_desktop.domain.mapping.maps import Question, SheetMap, Wishes
from relmanager_desktop.domain.mapping.numbers import figure_of
from relmanager_desktop.domain.texts import shown_value, tr
from relmanager_desktop.queries.import_previews import Table

Answered = Callable[[Question, str], object]
CONSTANT, VALUE = "constant:", "value:"
# What a question is about → the wish that answers it for the whole sheet.
_WISHES = {"dates": "dates", "kind": "kind", "decimal_mark": "decimals", "repair": "repair"}
ORDERS = {"dmy": tr("Day first"), "mdy": tr("Month first")}
MARKS = {
    ".": tr("Point parts decimals"),
    ",": tr("Comma parts decimals"),
}
EXAMPLES = 2


@dataclass(frozen=True)
class Inquiry:
    """Questions that one card asks: those of one column's words together, others alone.

    ``answer`` is what the user said before, '' while it is open.
    """

    questions: tuple[Question, ...]
    answer: str = ""

    @property
    def about(self) -> str:
        """What it is about, such as 'dates', 'repair', 'value', 'field', 'kind' or 'constant'."""
        return self.questions[0].about.partition(":")[0]

    @property
    def column(self) -> int | None:
        """The column in question, None for the whole sheet."""
        return self.questions[0].column


def inquiries_of(questions: Iterable[Question]) -> list[Inquiry]:
    """Return questions as they are asked, one card each."""
    together: dict[object, list[Question]] = {}
    for number, question in enumerate(questions):
        is_value = question.about.startswith(VALUE)
        key: object = ("value", question.column) if is_value else number
        together.setdefault(key, []).append(question)
    return [Inquiry(tuple(group)) for group in together.values()]


def place_of(table: Table, column: int | None) -> str:
    """Return where a column's values stand, as 'C6:C234'; '' for the whole sheet."""
    if column is None:
        return ""
    letters = column_letters(column)
    last = table.map.last_row or table.row_count
    return f"{letters}{table.map.header_row + 1}:{letters}{last}"


def date_examples(samples: Sequence[str], order: str) -> list[tuple[str, str]]:
    """Return a few texts with the days they mean if read in this order, the doubtful first."""
    texts = sorted(
        dict.fromkeys(samples), key=lambda text: len(set(readings_of(text).values())) < 2
    )
    found = [(text, readings_of(text).get(order)) for text in texts]
    return [(text, shown_value(day)) for text, day in found if day is not None][:EXAMPLES]


def mark_examples(samples: Sequence[str], mark: str) -> list[tuple[str, str]]:
    """Return a few texts with the numbers they mean by this mark, the doubtful first."""
    texts = sorted(dict.fromkeys(samples), key=lambda t: figure_of(t, ".") == figure_of(t, ","))
    read = [(text, figure_of(text, mark)) for text in texts]
    return [(text, f"{figure.number:,}") for text, figure in read if figure is not None][:EXAMPLES]


def wishes_after(found: SheetMap, question: Question, answer: str, before: Wishes) -> Wishes:
    """Return the wishes for a sheet once a question about it is answered."""
    about = question.about
    if about in _WISHES:
        return replace(before, **{_WISHES[about]: answer})  # type: ignore[arg-type]  # all are texts
    if about.startswith(CONSTANT):
        path = about.removeprefix(CONSTANT)
        return replace(before, constants={**before.constants, path: answer})
    if question.column is None:
        return before
    header = fold(header_of(found, question.column))
    if about.startswith(VALUE):
        known = {**before.values.get(header, {}), about.removeprefix(VALUE): answer}
        return replace(before, values={**before.values, header: known})
    return replace(before, fields={**before.fields, header: answer})


def header_of(found: SheetMap, column: int) -> str:
    """Return what a column is spoken of by: its header, or its letter if that names it alone."""
    header = next((c.header for c in found.columns if c.column == column), "")
    times = sum(fold(c.header) == fold(header) for c in found.columns)
    return header if header.strip() and times == 1 else column_letters(column)


def settled_inquiries(asked: Iterable[Question], found: SheetMap, wishes: Wishes) -> list[Inquiry]:
    """Return how dates, decimals and damage are read where the user said so, to change it.

    ``asked`` are all questions that this table has had.
    """
    said = {"dates": wishes.dates, "decimal_mark": wishes.decimals, "repair": wishes.repair}
    open_ones = {question.about for question in found.questions}
    settled = {q.about: q for q in asked if said.get(q.about) and q.about not in open_ones}
    return [Inquiry((question,), said[about]) for about, question in settled.items()]
