"""Tests of matching people: many of one name are told apart without a look at each of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.domain.imports import matching
from relmanager_desktop.domain.imports.contact_matches import ContactMatcher, Reach, are_one_name
from relmanager_desktop.domain.imports.matching import AmbiguousError, Found

Row = tuple[str | None, str | None, str, int]  # reference, name, e-mail, account
ROWS = st.lists(
    st.tuples(
        st.sampled_from((None, None, "R1", "R2", "R3")),
        st.sampled_from(("reception", "ana")),
        st.sampled_from(("", "", "a@x.example", "b@x.example")),
        st.integers(0, 3),
    ),
    max_size=40,
)


def met(rows: Sequence[Row]) -> list[object]:
    """Return what became of each row: the person it means, new, or in doubt."""
    matcher = ContactMatcher()
    said: list[object] = []
    for number, (reference, name, mail, account) in enumerate(rows):
        tokens = (reference, name)
        about = Reach((mail,) if mail else (), account)
        try:
            found: Found | None = matcher.find(tokens, about)
        except AmbiguousError as error:
            said.append(str(error))
            continue
        if found is None:
            matcher.add(-number - 1, tokens, about)
            said.append("new")
        else:
            matcher.learn(found.ref, tokens, about)
            said.append(found)
    return said


@given(ROWS)
def test_the_nearest_are_found_as_if_all_were_looked_at(rows: list[Row]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matching, "FEW", 0)
        nearest = met(rows)
        patch.setattr(matching, "FEW", 10**6)
        assert met(rows) == nearest


def test_a_desk_of_the_same_name_at_each_company_is_looked_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []
    contradicts = ContactMatcher.contradicts

    def counted(self: ContactMatcher, ref: int, *given: Any) -> bool:
        asked.append(ref)
        return contradicts(self, ref, *given)

    monkeypatch.setattr(ContactMatcher, "contradicts", counted)
    desks: list[Row] = [(None, "reception", "", account) for account in range(1, 501)]
    assert set(met(desks)) == {"new"}
    assert len(asked) < 2 * matching.FEW * len(desks)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("anna klein", "anna klein"),
        ("anna klein", "klein anna"),
        ("a klein", "anna klein"),
        ("anna maria klein", "anna klein"),
        ("anna klein", "anna weber"),
        ("klein", "anna klein"),
    ],
)
def test_two_spellings_of_a_name_are_one_person_of_a_mailbox(one: str, other: str) -> None:
    assert are_one_name(one.split(), other.split())
    assert are_one_name(other.split(), one.split())


@pytest.mark.parametrize(
    ("one", "other"),
    [("anna klein", "karl klein"), ("anna klein", "otto weber"), ("anna maria klein", "jo klein")],
)
def test_a_couple_with_one_mailbox_are_two_people(one: str, other: str) -> None:
    assert not are_one_name(one.split(), other.split())
    assert not are_one_name(other.split(), one.split())
