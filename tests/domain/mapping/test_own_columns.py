"""The type of own field that a column's values have."""

from __future__ import annotations

from datetime import date

import pytest

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.mapping.own_columns import guessed_type


@pytest.mark.parametrize(
    ("cells", "type_"),
    [
        (["N-14", "N-15"], "text"),
        (["00123", "00412"], "text"),
        (["1234567890123456"], "text"),
        (["12", "7", None], "integer"),
        ([12.5, 3, None], "decimal"),
        (["00123", "0451", 4711], "text"),
        (["98765432109876543", 4711], "text"),
        ([1234567890123456789, 17], "text"),
        (["1,250.50", "3.75"], "decimal"),
        ([date(2026, 1, 2), None], "date"),
        (["03/04/2026", "05/06/2026"], "date"),
        (["Yes", "no", "Yes"], "yes_no"),
        (["ja", "nein"], "yes_no"),
        ([True, False], "yes_no"),
        (["Red", "Blue"] * 4, "choice"),
        (["Red", "Blue"], "text"),
        (["a@b.de", "c@d.com"], "email"),
        (["x" * 300], "long_text"),
        (["12", "n/a", "8"], "integer"),
        ([], "text"),
        ([None], "text"),
    ],
)
def test_values_tell_the_type(cells: list[Cell], type_: str) -> None:
    assert guessed_type(cells) == type_
