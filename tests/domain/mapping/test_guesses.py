"""The labelled lists are understood without help, as the benchmark of guesses has it."""

from __future__ import annotations

import pytest

from tests.benchmarks.guesses import LEAST_RIGHT, MOST_WRONG, judged_invented, shares
from tests.domain.mapping.labelled_lists import Verdict, invented_lists
from tests.domain.mapping.sheets_of import sheet_of, understood


@pytest.mark.timeout(900)  # some hundred lists, each understood from nothing
def test_most_columns_of_the_labelled_lists_are_guessed_right_and_hardly_any_wrong() -> None:
    found = shares(judged_invented())
    assert found[Verdict.RIGHT] >= LEAST_RIGHT
    assert found[Verdict.WRONG] <= MOST_WRONG


def test_the_labelled_lists_are_many_and_each_has_columns() -> None:
    lists = invented_lists()
    assert len(lists) > 200
    assert all(labelled.columns and labelled.kinds for labelled in lists)


def test_a_list_called_after_a_kind_with_its_key_is_one_of_it_whatever_else_it_tells() -> None:
    text = "customerID;tenure;Dependents;StreamingTV;Paperless\n7590;1;No;Yes;No\n5575;34;No;No;No"
    assert understood(sheet_of(text), "Telco-Customer-Churn.csv").main == "account"


def test_a_column_that_says_of_each_row_that_it_is_a_company_is_understood() -> None:
    found = understood(sheet_of("Name;Is a company;City\nDeco SA;true;Reno\nMat Inc;true;Bend"))
    assert found.split is not None
    assert (found.main, found.split.values) == ("account", ())


def test_what_continues_the_column_before_is_not_asked() -> None:
    text = "Company;Street;Street 2;City\nDeco SA;1 Way;Unit 4;Reno\nMat Inc;2 Way;;Bend"
    assert not understood(sheet_of(text)).questions


def test_what_may_be_issues_as_much_as_opportunities_is_asked() -> None:
    text = (
        "Title;Company;Status;Opened\nLeak;Deco SA;Open;2026-01-05\nNoise;Mat Inc;Closed;2026-02-05"
    )
    found = understood(sheet_of(text, "list"))
    assert not found.kinds
    assert {code for code, _label in found.questions[0].answers} >= {"issue", "opportunity"}


def test_numbered_features_are_no_tags() -> None:
    text = "Firma;Ort;Merkmal 1;Merkmal 2\nDeco SA;Reno;blau;12\nMat Inc;Bend;rot;7"
    found = understood(sheet_of(text))
    assert [column.target for column in found.columns[2:]] == [None, None]


def test_a_contact_name_over_companies_is_the_company() -> None:
    text = "ContactName;InvoiceNumber;InvoiceDate;Quantity;UnitAmount\n"
    text += "Deco GmbH;R1;2026-01-05;2;4.5\nMat Inc;R2;2026-01-06;3;9"
    found = understood(sheet_of(text, "invoices"))
    assert found.columns[0].target is not None
    assert found.columns[0].target.path == "order_line.account"


def test_a_word_that_ends_with_a_point_is_what_it_begins() -> None:
    text = "Firma;Vorn.;Nachn.\nDeco SA;Ada;Moss\nMat Inc;Ben;Stone"
    found = understood(sheet_of(text, "Kontakte"))
    paths = [column.target.path for column in found.columns if column.target]
    assert paths == ["account.name", "contact.given_name", "contact.family_name"]
