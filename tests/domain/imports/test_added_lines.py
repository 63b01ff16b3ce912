"""Lines that are added to a text beside what stands there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.domain.imports.added_lines import as_lines, with_lines

texts = st.text(alphabet="ab: \n", max_size=20)


def test_each_value_stands_behind_its_header() -> None:
    assert as_lines("Gate\nno.", ["4", None]) == ["Gate no.: 4", None]


def test_a_line_that_stands_already_is_not_added_again() -> None:
    assert with_lines("By hand\ngate: 4", "Gate:  4\nDog: Rex") == "By hand\ngate: 4\nDog: Rex"


@given(texts, texts)
def test_nothing_that_stood_there_is_lost_and_twice_is_once(standing: str, added: str) -> None:
    once = with_lines(standing, added)
    assert (once or "").startswith(standing.rstrip())
    assert with_lines(once, added) == once
