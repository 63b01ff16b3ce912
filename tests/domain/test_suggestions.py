"""What there is instead of what was named."""

from __future__ import annotations

from relmanager_desktop.domain.suggestions import nearest, what_there_is


def test_few_names_are_all_told_and_of_many_the_nearest() -> None:
    assert str(what_there_is("X", ["A", "B", "B", ""])) == "There are: A, B."
    many = [f"Firm {number}" for number in range(20)] + ["Acme GmbH"]
    assert str(what_there_is("acme", many)).startswith("Near are: Acme GmbH, ")


def test_where_there_is_nothing_that_is_said() -> None:
    assert str(what_there_is("X", [])) == "There is none yet."


def test_the_nearest_is_found_past_capitals_and_accents() -> None:
    assert nearest("muller", ["Miller", "Müller", "Smith"], 1) == ["Müller"]
