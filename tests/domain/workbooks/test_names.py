"""Linked records are named so that people can read and type them, and never two alike."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.domain.ids import to_letters
from relmanager_desktop.domain.workbooks import NamedRow, NameIndex, link_names, resolve_name

NAMES = st.sampled_from(["Acme", "ACME", "Acme (Berlin)", "Ähre", "Ahre", "", "  Acme ", "Beta"])
MARKS = st.lists(st.sampled_from(["", "Berlin", "Hamburg", "C-1"]), max_size=3).map(tuple)
ROWS = st.lists(st.tuples(NAMES, MARKS), max_size=12).map(
    lambda drawn: [NamedRow(n, name, marks) for n, (name, marks) in enumerate(drawn, start=1)]
)


def test_a_name_of_its_own_is_left_as_it_is() -> None:
    assert link_names([NamedRow(1, "Acme", ("Berlin",))]) == {1: "Acme"}


def test_two_of_one_name_are_told_apart_by_their_place() -> None:
    rows = [NamedRow(1, "Acme", ("Berlin",)), NamedRow(2, "Acme", ("Hamburg",))]
    assert link_names(rows) == {1: "Acme (Berlin)", 2: "Acme (Hamburg)"}


def test_two_of_one_name_and_place_are_told_apart_by_their_reference() -> None:
    rows = [NamedRow(1, "Acme", ("Berlin", "C-1")), NamedRow(2, "Acme", ("Berlin", "C-2"))]
    assert link_names(rows) == {1: "Acme (C-1)", 2: "Acme (C-2)"}


def test_the_key_tells_apart_what_nothing_else_does() -> None:
    names = link_names([NamedRow(1, "Acme"), NamedRow(2, "acme")])
    assert names == {1: f"Acme [{to_letters(1)}]", 2: f"acme [{to_letters(2)}]"}


def test_a_name_that_looks_like_anothers_name_with_its_place_is_told_apart() -> None:
    rows = [
        NamedRow(1, "Acme", ("Berlin",)),
        NamedRow(2, "Acme", ("Hamburg",)),
        NamedRow(3, "Acme (Berlin)"),
    ]
    assert len(set(link_names(rows).values())) == 3


def test_a_long_text_is_named_by_its_beginning() -> None:
    (name,) = link_names([NamedRow(1, "word " * 100)]).values()
    assert len(name) <= 120
    assert name.endswith("…")


@given(ROWS)
def test_names_are_unique_and_lead_back(rows: list[NamedRow]) -> None:
    names = link_names(rows)
    assert len({name.casefold() for name in names.values()}) == len(rows)
    assert all(resolve_name(names, name) == id_ for id_, name in names.items())


@given(ROWS)
def test_the_order_of_the_rows_does_not_matter(rows: list[NamedRow]) -> None:
    assert link_names(rows) == link_names(reversed(rows))


def test_a_name_is_understood_in_other_case_and_with_other_blanks() -> None:
    index = NameIndex({7: "Northgate Foods"})
    assert index.resolve("  northgate   FOODS ") == 7


def test_a_name_is_understood_without_its_accents_where_that_is_one_record() -> None:
    assert NameIndex({7: "Ähre", 8: "Beta"}).resolve("ahre") == 7
    assert NameIndex({7: "Ähre", 8: "Ährè"}).resolve("ahre") is None


def test_a_key_names_its_record_alone_or_in_brackets() -> None:
    index = NameIndex({7: "Acme"})
    assert index.resolve(to_letters(7).lower()) == 7
    assert index.resolve(f"An old name [{to_letters(7)}]") == 7
    assert index.resolve(to_letters(8)) is None


def test_an_unknown_name_is_nobodys() -> None:
    assert resolve_name({7: "Acme"}, "Acme Ltd") is None
