"""Tests of number formats that show leading zeros."""

from __future__ import annotations

import pytest

from relmanager_desktop.exchange.zero_formats import with_zeros, zero_formats

Styles = list[tuple[str, dict[str, str]]]


def styles(*codes: str) -> Styles:
    """Return a style sheet in which cell style n has the n-th format, and style 0 none."""
    formats = [("numFmt", {"numFmtId": str(164 + n), "formatCode": c}) for n, c in enumerate(codes)]
    cells = [("xf", {"numFmtId": str(164 + n)}) for n, _ in enumerate(codes)]
    named: Styles = [("cellStyleXfs", {}), ("xf", {"numFmtId": "164"})]
    return [*formats, *named, ("cellXfs", {}), ("xf", {"numFmtId": "0"}), *cells]


@pytest.mark.parametrize(
    ("code", "pattern"),
    [
        ("00000", "00000"),
        (r"000\-00\-0000", "000-00-0000"),
        ('00000"-"0000', "00000-0000"),
        ("000 000", "000 000"),
    ],
)
def test_zeros_alone_are_a_pattern(code: str, pattern: str) -> None:
    assert zero_formats(styles(code)) == {"1": pattern}


@pytest.mark.parametrize("code", ["0", "0.00", "#,##0", "0%", "General", "dd/mm/yyyy", "00.0", "@"])
def test_other_formats_are_none(code: str) -> None:
    assert zero_formats(styles(code)) == {}


def test_the_style_is_counted_among_those_of_cells() -> None:
    assert zero_formats(styles("0.00", "000", "#")) == {"2": "000"}


@pytest.mark.parametrize(
    ("digits", "pattern", "shown"),
    [
        ("42", "00000", "00042"),
        ("0", "00", "00"),
        ("123456", "00000", "123456"),
        ("21340501", "00000-0000", "02134-0501"),
        ("78051120", "000-00-0000", "078-05-1120"),
        ("1078051120", "000-00-0000", "1078-05-1120"),
    ],
)
def test_a_number_is_told_as_its_format_shows_it(digits: str, pattern: str, shown: str) -> None:
    assert with_zeros(digits, pattern) == shown
