"""Columns that need not be read cell by cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.domain.mapping.maps import Reading
from relmanager_desktop.domain.mapping.plain_columns import ReadsPlainly
from relmanager_desktop.domain.mapping.values import reader_of
from relmanager_desktop.domain.records import KINDS

FIELDS = {
    "line": KINDS["account"].field("name"),
    "text": KINDS["account"].field("notes"),
    "mail": KINDS["account"].field("email"),
    "phone": KINDS["account"].field("phone"),
}


def reader(name: str) -> ReadsPlainly:
    read = reader_of(FIELDS[name], Reading())
    assert isinstance(read, ReadsPlainly)
    return read


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("line", "Acme GmbH"), ("text", "first\nsecond"), ("mail", "eva.stone@example.org"),
        ("phone", "+49 (30) 1234-56"), ("phone", "030/123456"),
    ],
)  # fmt: skip
def test_a_column_of_plain_texts_is_told(name: str, cell: str) -> None:
    assert reader(name).is_plain([cell, None], {str, type(None)})


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("line", " Acme"), ("line", "n/a"), ("line", "NA"), ("line", "–"), ("line", "two\nlines"),
        ("text", "end "), ("mail", "mailto:eva@example.org"), ("mail", "Eva <eva@example.org>"),
        ("mail", "eva@example.org;"), ("mail", "eva@example.org."), ("mail", "eva"),
        ("phone", "442079460000.0"), ("phone", "tel:+49 30 1"), ("phone", "'030123"),
        ("phone", "reception"),
    ],
)  # fmt: skip
def test_one_other_cell_has_all_of_them_read(name: str, cell: str) -> None:
    assert not reader(name).is_plain(["Acme", cell], {str})


def test_numbers_are_read_one_by_one() -> None:
    assert not reader("phone").is_plain([442079460000.0], {float})


@pytest.mark.parametrize("name", FIELDS)
@given(st.text("aZ0+.@ ,;:/-()'\n–n", max_size=9))
def test_what_is_plain_is_read_as_it_stands(name: str, cell: str) -> None:
    read = reader(name)
    if read.is_plain([cell], {str}):
        assert read(cell) == cell
