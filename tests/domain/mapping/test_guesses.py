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
