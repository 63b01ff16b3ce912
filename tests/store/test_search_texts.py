"""What is searched of a record, and by which words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.store.search_texts import (
    SEARCHED,
    SEARCHED_COLUMNS,
    number_of,
    phone_words,
    spelled,
    spelled_all,
    words_of,
)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("+49 (30) 1234-56", "4930123456 30123456 123456 930123456"),
        ("+4930123456", "4930123456 930123456 30123456 123456"),
        ("030 123456", "30123456 123456"),
        ("12", ""),
        ("no number", ""),
    ],
)
def test_a_phone_number_is_kept_as_the_words_it_is_looked_up_by(number: str, words: str) -> None:
    assert set(phone_words(number).split()) == set(words.split())


def test_words_are_folded_and_parted_at_every_sign() -> None:
    assert words_of("Łódź-Straße, eva.stone@example.org") == [
        "lodz", "strasse", "eva", "stone", "example", "org"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "number"),
    [("+49 30 12", "493012"), ("0 30", ""), ("Depot 493012", ""), ("٤٩٣", "493"), ("", "")],
)
def test_what_is_looked_up_as_a_number(text: str, number: str) -> None:
    assert number_of(text) == number


def test_archiving_moves_what_is_searched() -> None:
    assert all("archived_at" in SEARCHED_COLUMNS[name] for name in SEARCHED)


@given(st.text("aeoubäöü ß", max_size=12), st.integers(0, 12))
def test_the_beginning_of_a_text_is_spelled_as_the_beginning(text: str, length: int) -> None:
    assert spelled(text).startswith(spelled(text[:length]))


@given(st.lists(st.text("aeoubäöü ßŁ\0", max_size=12)))
def test_texts_are_spelled_together_as_each_of_them(texts: list[str]) -> None:
    assert spelled_all(texts) == [spelled(text) for text in texts]
