"""Cells that hold two things, cut into both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.domain.mapping.columns import target_of
from relmanager_desktop.domain.mapping.cuts import cut_by, cuts_of, is_cut, pairs_shown


def pieces(paths: str, cell: object, cells: tuple[object, ...] = ()) -> list[object]:
    targets = [target_of(path) for path in paths.split(",")]
    cuts = cuts_of(targets, [*cells, cell])  # type: ignore[list-item]  # cells as files have them
    assert all(map(is_cut, cuts))
    return [cut_by(cut)(cell) for cut in cuts]  # type: ignore[arg-type]  # the same


@pytest.mark.parametrize(
    ("paths", "cell", "found"),
    [
        ("account.postcode,account.city", "20095 Hamburg", ["20095", "Hamburg"]),
        ("account.city,account.postcode", "D-80331 München", ["München", "D-80331"]),
        ("account.postcode,account.city", "Hamburg 20095", ["20095", "Hamburg"]),
        ("account.postcode,account.city", "1012 AB Amsterdam", ["1012", "AB Amsterdam"]),
        ("account.postcode,account.city", "London SW1A 1AA", ["SW1A 1AA", "London"]),
        ("account.postcode,account.city", "00-950 Warszawa", ["00-950", "Warszawa"]),
        ("account.postcode,account.city", "Hamburg", [None, "Hamburg"]),
        ("account.postcode,account.city", 20095, [20095, None]),
        ("contact.name,contact.email", "Petra <p@x.example>", ["Petra", "p@x.example"]),
        ("contact.name,contact.email", "p@x.example", [None, "p@x.example"]),
        ("contact.name,contact.email", "Petra Lindner", ["Petra Lindner", None]),
        ("contact.family_name,contact.given_name", "Lindner, Petra", ["Lindner", "Petra"]),
        ("contact.given_name,contact.family_name", "Lindner, Petra", ["Petra", "Lindner"]),
        ("contact.given_name,contact.family_name", "Petra M. Lindner", ["Petra M.", "Lindner"]),
        ("account.city,account.country", "Berlin, Germany", ["Berlin", "Germany"]),
        ("account.city,account.region", "Berlin / Mitte", ["Berlin", "Mitte"]),
    ],
)
def test_a_cell_is_cut_into_both(paths: str, cell: object, found: list[object]) -> None:
    assert pieces(paths, cell) == found


def test_all_cells_are_cut_where_most_have_something_between() -> None:
    assert pieces("account.city,account.region", "Bonn", ("A / B", "C / D")) == ["Bonn", None]


@pytest.mark.parametrize(
    ("texts", "pairs"),
    [
        (["20095 Hamburg", "28195 Bremen"], [("account.postcode", "account.city")]),
        (["Petra <p@x.example>"], [("contact.name", "contact.email")]),
        (["Berlin, Germany", "Paris, France"], [("account.city", "account.country")]),
        (["Lindner, Petra"], [("contact.family_name", "contact.given_name")]),
        (["Alster GmbH", "Bolt AG"], []),
        ([], []),
    ],
)
def test_values_show_which_two_things_they_hold(
    texts: list[str], pairs: list[tuple[str, str]]
) -> None:
    assert pairs_shown("account", texts) == pairs


@given(st.text(max_size=40) | st.integers() | st.none())
def test_no_cell_makes_a_cut_fail(cell: object) -> None:
    for paths in ("account.postcode,account.city", "contact.name,contact.email"):
        assert len(pieces(paths, cell)) == 2
