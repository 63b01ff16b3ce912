"""Columns that sum up a matrix beside them are left out, and never stand for its cells."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.mapping.maps import Wishes
from tests.domain.mapping.sheets_of import column_of, fields_of, sheet_of, understood

SUM, AVERAGE, NAME = "It is the sum of", "It is the average of", "By its name it sums up"


def reason_of(header: str, *rows: str, column: str) -> str:
    found = column_of(understood(sheet_of("\n".join([header, *rows]))), column)
    assert found.target is None
    return str(found.reason)


@pytest.mark.parametrize(
    "word", ["Total", "Sum", "Gesamt 2026", "Summe", "YTD", "Σ", "Razem", "Jahressumme", "2026"]
)
def test_the_sum_of_the_months_is_left_out_and_the_months_stay(word: str) -> None:
    found = understood(
        sheet_of(f"Customer;Jan 2026;Feb 2026;Mar 2026;{word}\nAcme;100;200;300;600\nZeta;1;2;3;6")
    )
    fields = fields_of(found)
    assert fields.pop(word) == ""
    assert list(fields.values()) == ["revenue_entry.account", *["revenue_entry.amount"] * 3]
    assert str(column_of(found, word).reason).startswith(SUM)


def test_an_average_is_told_from_a_sum() -> None:
    header = "KPI;Jan 2026;Feb 2026;Mar 2026;Average;YTD"
    rows = ("Churn;1;2;4;2.33;7", "NPS;30;;40;35;70")
    assert reason_of(header, *rows, column="Average").startswith(AVERAGE)
    assert reason_of(header, *rows, column="YTD").startswith(SUM)


def test_a_quarter_sums_up_the_months_that_it_touches() -> None:
    header = "Kunde;Jan 2026;Feb 2026;Mrz 2026;Q1 2026;Apr 2026;Mai 2026;Jun 2026;Q2 2026"
    row = "Acme;1.000,5;2;3;1.005,5;4;5;6;15"
    assert reason_of(header, row, column="Q1 2026").startswith(SUM)
    assert reason_of(header, row, column="Q2 2026").startswith(SUM)


def test_a_total_of_months_that_are_not_shown_is_believed_by_its_name() -> None:
    header = "Customer;Oct 2026;Nov 2026;Dec 2026;Total"
    assert reason_of(header, "Acme;1;2;3;60", column="Total").startswith(NAME)


def test_a_sum_of_another_name_is_told_by_its_values_where_rows_enough_prove_it() -> None:
    header = "Customer;Jan 2026;Feb 2026;Mar 2026;Volume"
    rows = ("Acme;100;200;300;600", "Zeta;1;2;3;6", "Eta;5;;6;11")
    assert reason_of(header, *rows, column="Volume").startswith(SUM)


def test_another_amount_does_not_stand_for_the_months() -> None:
    header = "Customer;Jan 2026;Feb 2026;Mar 2026;Amount"
    reason = reason_of(header, "Acme;100;200;300;77", column="Amount")
    assert reason == "The columns beside it give Amount already."


def test_a_number_of_letters_in_a_raci_matrix_is_left_out() -> None:
    reason = reason_of("Task;Anna;Ben;Total", "Plan;R;A;2", "Build;A;R;2", column="Total")
    assert reason.startswith(NAME)


def test_the_amount_that_the_user_names_wins_over_the_months() -> None:
    sheet = sheet_of("Customer;Jan 2026;Feb 2026;Mar 2026;Total\nAcme;100;200;300;600")
    found = understood(sheet, wishes=Wishes(fields={"total": "revenue_entry.amount"}))
    assert found.matrix is None
    assert fields_of(found)["Total"] == "revenue_entry.amount"
