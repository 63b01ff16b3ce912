"""Tests of the questions of an import: what an answer says of how to read the sheet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from relmanager_desktop.domain.mapping.maps import ColumnMap, Question, SheetMap, Wishes
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.import_previews import Table
from relmanager_desktop.ui.dialogs.importing.questions import (
    date_examples,
    inquiries_of,
    mark_examples,
    place_of,
    settled_inquiries,
    wishes_after,
)

FOUND = SheetMap(
    sheet="Customers",
    header_row=1,
    kinds=("account",),
    columns=(ColumnMap(0, "Kürzel", None, 0.0, tr("")),),
    confidence=1.0,
    reason=tr(""),
    header=("Kürzel",),
)
HEADER = "kurzel"


@pytest.mark.parametrize(
    ("about", "column", "answer", "expected"),
    [
        ("dates", 0, "mdy", Wishes(dates="mdy")),
        ("decimal_mark", 0, ",", Wishes(decimals=",")),
        ("repair", None, "yes", Wishes(repair="yes")),
        ("kind", None, "contact", Wishes(kind="contact")),
        ("constant:risk.account", None, "Acme", Wishes(constants={"risk.account": "Acme"})),
        ("value:k1", 0, "customer", Wishes(values={HEADER: {"k1": "customer"}})),
        ("field", 0, "account.code", Wishes(fields={HEADER: "account.code"})),
    ],
)
def test_an_answer_becomes_a_wish(
    about: str, column: int | None, answer: str, expected: Wishes
) -> None:
    question = Question(column, about, tr("?"))
    assert wishes_after(FOUND, question, answer, Wishes()) == expected


def test_a_column_without_a_header_is_answered_by_its_letter() -> None:
    found = replace(FOUND, columns=(ColumnMap(2, "", None, 0.0, tr("")),))
    answered = wishes_after(found, Question(2, "field", tr("?")), "account.city", Wishes())
    assert answered == Wishes(fields={"c": "account.city"})


def test_a_column_whose_header_stands_twice_is_answered_by_its_letter() -> None:
    twice = tuple(ColumnMap(n, "Name", None, 0.0, tr("")) for n in range(2))
    answered = wishes_after(
        replace(FOUND, columns=twice), Question(1, "field", tr("?")), "", Wishes()
    )
    assert answered == Wishes(fields={"b": ""})


def test_answers_add_up() -> None:
    first = wishes_after(FOUND, Question(0, "value:k1", tr("?")), "customer", Wishes())
    both = wishes_after(FOUND, Question(0, "value:k2", tr("?")), "supplier", first)
    assert both.values == {HEADER: {"k1": "customer", "k2": "supplier"}}


def test_the_words_of_one_column_are_asked_on_one_card() -> None:
    asked = [Question(0, "value:k1", tr("?")), Question(0, "value:k2", tr("?"))]
    (words, order) = inquiries_of([*asked, Question(1, "dates", tr("?"))])
    assert [q.about for q in words.questions] == ["value:k1", "value:k2"]
    assert order.about == "dates"


def test_a_text_date_is_shown_in_both_orders() -> None:
    assert date_examples(["03/04/2026"], "dmy") == [("03/04/2026", "3 Apr 2026")]
    assert date_examples(["03/04/2026"], "mdy") == [("03/04/2026", "4 Mar 2026")]


def test_a_figure_is_shown_with_both_marks() -> None:
    assert mark_examples(["182.400"], ".") == [("182.400", "182.4")]
    assert mark_examples(["182.400"], ",") == [("182.400", "182,400")]


def test_an_answer_on_dates_stays_to_be_changed() -> None:
    asked = [Question(0, "dates", tr("?"))]
    (settled,) = settled_inquiries(asked, FOUND, Wishes(dates="dmy"))
    assert settled.answer == "dmy"
    assert settled_inquiries(asked, FOUND, Wishes()) == []


def test_a_question_says_where_its_values_stand() -> None:
    table = Table(FOUND, (), 12)
    assert place_of(table, 2) == "C2:C12"
    assert place_of(table, None) == ""


def test_examples_begin_with_what_is_in_doubt() -> None:
    assert date_examples(["13/04/2026", "03/04/2026"], "dmy")[0][0] == "03/04/2026"
    assert mark_examples(["12,5", "182.400"], ".")[0] == ("182.400", "182.4")
