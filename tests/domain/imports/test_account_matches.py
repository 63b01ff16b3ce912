"""Tests of matching accounts of which very many have one name."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.domain.imports import matching
from relmanager_desktop.domain.imports.matching import AmbiguousError, Tokens
from relmanager_desktop.domain.imports.parties import AccountMatcher, Place

Row = tuple[str | None, str | None, str]  # reference, name, city
NAMES = st.sampled_from(("depot", "depot", "office", None))
ROWS = st.lists(
    st.tuples(
        st.sampled_from((None, None, "a1", "b2", "7")), NAMES, st.sampled_from(("", "ulm", "rom"))
    ),
    max_size=14,
)


class Stored:
    """A portfolio of accounts as a matcher reads it."""

    def __init__(self, rows: list[Row]) -> None:
        self._rows = rows

    def rows(self, _kind: str, fields: tuple[str, ...]) -> list[tuple[Any, ...]]:
        return [
            (n, *({"reference": r, "name": name, "city": city}.get(f) for f in fields))
            for n, (r, name, city) in enumerate(self._rows, start=1)
        ]


def answers(standing: list[Row], rows: list[Row], *, is_main: bool) -> list[object]:
    """Return for each row the account that it finds, 'new', or what is said of it."""
    matcher = AccountMatcher()
    matcher.load(Stored(standing))  # type: ignore[arg-type]  # all that a matcher asks
    tokens: list[Tokens] = [(reference, name) for reference, name, _ in rows]
    abouts = [Place(city, (), is_main) for _, _, city in rows]
    matcher.look_at(tokens, abouts)
    found: list[object] = []
    for number, (keys, about) in enumerate(zip(tokens, abouts, strict=True), start=1):
        try:
            hit = matcher.find(keys, about)
        except AmbiguousError as error:
            found.append(str(error))
            continue
        found.append(hit or "new")
        if hit is None:
            matcher.add(-number, keys, about)
        else:
            matcher.learn(hit.ref, keys, about)
    return found


@given(ROWS, ROWS, st.booleans())
def test_a_crowd_answers_as_if_all_of_it_were_looked_at(
    standing: list[Row], rows: list[Row], is_main: bool
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matching, "FEW", 0)
        in_crowds = answers(standing, rows, is_main=is_main)
        patch.setattr(matching, "FEW", 10**6)
        assert in_crowds == answers(standing, rows, is_main=is_main)


@pytest.mark.parametrize("is_main", [True, False])
def test_a_depot_in_each_city_is_looked_at_once(
    monkeypatch: pytest.MonkeyPatch, is_main: bool
) -> None:
    asked: list[int] = []
    contradicts = AccountMatcher.contradicts

    def counted(self: AccountMatcher, ref: int, *given: Any) -> bool:
        asked.append(ref)
        return contradicts(self, ref, *given)

    monkeypatch.setattr(AccountMatcher, "contradicts", counted)
    depots: list[Row] = [(None, "depot", f"city {n}") for n in range(500)]
    found = answers(depots, depots, is_main=is_main)
    assert [getattr(hit, "ref", 0) for hit in found] == list(range(1, 501))
    assert len(asked) < 2 * matching.FEW * len(depots)
