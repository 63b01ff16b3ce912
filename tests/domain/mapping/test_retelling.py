"""Words that stand again and again where days or numbers are expected are asked for once."""

from __future__ import annotations

from relmanager_desktop.domain.mapping.maps import Wishes
from relmanager_desktop.domain.mapping.readings import field_of
from relmanager_desktop.domain.mapping.values import reader_of
from tests.domain.mapping.sheets_of import column_of, sheet_of, understood

ODD = "Date Not Captured"
ROWS = [f"PO-{n};Nord AS;{ODD if n % 4 == 0 else f'2026-03-{n:02d}'};{n}" for n in range(1, 17)]
TEXT = "\n".join(["PO Number;Vendor;PO Date;Quantity", *ROWS])


def test_a_repeated_word_among_days_is_one_question() -> None:
    found = understood(sheet_of(TEXT))
    (question,) = [q for q in found.questions if q.about.startswith("value:")]
    assert question.about == "value:date not captured"
    assert "stands in 4 rows" in str(question.text)
    assert [code for code, _label in question.answers] == ["null"]


def test_a_word_that_was_answered_is_a_blank_and_not_asked_again() -> None:
    found = understood(
        sheet_of(TEXT), wishes=Wishes(values={"po date": {"date not captured": "null"}})
    )
    assert not [q for q in found.questions if q.about.startswith("value:")]
    column = column_of(found, "PO Date")
    assert column.target is not None
    field = field_of(column.target)
    assert field is not None
    assert reader_of(field, column.reading)(ODD) is None


def test_a_word_that_stands_once_is_left_to_the_refused_rows() -> None:
    rows = [f"PO-{n};Nord AS;2026-03-{n:02d};{n}" for n in range(1, 9)]
    text = "\n".join(["PO Number;Vendor;PO Date;Quantity", *rows, "PO-9;Nord AS;not yet known;4"])
    assert not understood(sheet_of(text)).questions
