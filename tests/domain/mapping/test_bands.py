"""Tests of bands in place of numbers."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.mapping.bands import beginning_of_band


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("11-50", "11"),
        ("51–200 employees", "51"),
        ("10-20k", "10k"),
        ("1k - 2k", "1k"),
        ("> 1000", "1000"),
        ("über 500", "500"),
        ("10,001+", "10,001"),
        ("50 bis 99", "50"),
        ("1-5 Mio. €", "1Mio"),
    ],
)
def test_a_band_begins_with_its_lower_bound(text: str, begins: str) -> None:
    assert beginning_of_band(text) == begins


@pytest.mark.parametrize("text", ["50", "1,200.50", "large", "-5", "2026-01-05", "< 50", "11-", ""])
def test_what_is_no_band_has_no_lower_bound(text: str) -> None:
    assert beginning_of_band(text) is None
