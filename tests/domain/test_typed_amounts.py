"""Tests of amounts as people type them: in the currency that is kept, or not at all."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.mapping.unreadable import ValueProblem
from relmanager_desktop.domain.typed_amounts import other_currency, refuse_what_is_no_amount


@pytest.mark.parametrize("text", ["500", "£500", "500 GBP", "gbp 1.2m", "(1,200)", "a lot", "£"])
def test_an_amount_in_the_currency_that_is_kept_passes(text: str) -> None:
    refuse_what_is_no_amount(text, "GBP")


@pytest.mark.parametrize(
    ("text", "theirs"), [("€ 500", "EUR"), ("EUR 700", "EUR"), ("500 USD", "USD"), ("$500", "USD")]
)
def test_an_amount_in_another_currency_is_refused_with_both_ways_to_mend(
    text: str, theirs: str
) -> None:
    with pytest.raises(ValueProblem) as problem:
        refuse_what_is_no_amount(text, "GBP")
    said = str(problem.value.message)
    assert said == (
        f"“{text}” is in {theirs}, but the amount is kept in GBP. Change the currency of the "
        "record first, or write the amount in GBP."
    )


def test_a_share_is_no_amount() -> None:
    with pytest.raises(ValueProblem) as problem:
        refuse_what_is_no_amount("5%", "GBP")
    assert str(problem.value.message) == "“5%” is a share. Write the amount in GBP."


@pytest.mark.parametrize(
    ("text", "currency", "theirs"),
    [
        ("$5", "CAD", ""),
        ("$5", "AUD", ""),
        ("¥5", "CNY", ""),
        ("USD 5", "CAD", "USD"),
        ("US$5", "CAD", "USD"),
        ("CA$5", "USD", "CAD"),
        ("5", "", ""),
    ],
)
def test_a_bare_sign_means_the_currency_that_is_kept(text: str, currency: str, theirs: str) -> None:
    assert other_currency(text, currency) == theirs
