"""Tests of the questions of an import: what an answer says of how to read the sheet."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.mapping.maps import ColumnMap, Question, SheetMap, Wishes
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui.dialogs.importing.questions import wishes_after

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


def test_answers_add_up() -> None:
    first = wishes_after(FOUND, Question(0, "value:k1", tr("?")), "customer", Wishes())
    both = wishes_after(FOUND, Question(0, "value:k2", tr("?")), "supplier", first)
    assert both.values == {HEADER: {"k1": "customer", "k2": "supplier"}}
