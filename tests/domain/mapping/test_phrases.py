"""Phrases are compared by their words."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.mapping.phrases import ends, loose


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("date de livraison reelle", "date reelle de livraison"),
        ("delivery date", "date of delivery"),
        ("data da encomenda", "data encomenda"),
        ("number of employees", "employee number"),
    ],
)
def test_order_particles_and_plurals_make_no_difference(one: str, other: str) -> None:
    assert loose(one) == loose(other)


def test_other_words_make_a_difference() -> None:
    assert loose("to do") != loose("to")
    assert loose("order date") != loose("order no")


def test_ends_are_taken_off_both_sides() -> None:
    assert list(ends("home phone number")) == [
        ("home", "phone number"),
        ("number", "home phone"),
        ("home phone", "number"),
        ("phone number", "home"),
    ]
