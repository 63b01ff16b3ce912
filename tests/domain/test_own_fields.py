"""User-defined fields: their names, and the values that a record keeps of them."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.domain.own_fields import (
    free_name,
    named_field,
    own_field,
    own_values,
    with_values,
)

SINCE = own_field("since", "Customer since", "date")


def test_a_name_is_made_of_small_letters_and_told_from_those_taken() -> None:
    assert free_name("Région / Code", set()) == "region_code"
    assert free_name("Region code", {"region_code"}) == "region_code_2"
    assert free_name("日本", set()) != ""


def test_a_label_finds_the_field_that_bears_it() -> None:
    assert named_field("customer  SINCE", "text", "", [SINCE]) is SINCE
    assert named_field("Code", "text", "", [SINCE]).name == "code"


def test_days_are_kept_as_text_and_read_as_days() -> None:
    kept = with_values(None, {"custom.since": date(2026, 1, 2)})
    assert kept == {"since": "2026-01-02"}
    assert own_values([SINCE], kept) == {"custom.since": date(2026, 1, 2)}


def test_what_is_emptied_is_not_kept() -> None:
    assert with_values({"since": "2026-01-02", "x": 1}, {"custom.since": None}) == {"x": 1}


@given(st.text(max_size=60), st.sets(st.text(max_size=10), max_size=4))
def test_a_name_is_never_one_that_is_taken(label: str, taken: set[str]) -> None:
    assert free_name(label, taken) not in taken
