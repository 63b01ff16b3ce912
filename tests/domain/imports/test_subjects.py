"""Tests of cells that name a record of whatever kind."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.ids import to_letters
from relmanager_desktop.domain.imports.subjects import spoken_subject

KEY = to_letters(1 << 60)


@pytest.mark.parametrize(
    ("text", "stated", "meant"),
    [
        ("Issue: Late delivery", "", ("issue", "Late delivery")),
        (f"Issue: Late delivery [{KEY}]", "", ("issue", KEY)),
        ("Late delivery", "Issue", ("issue", "Late delivery")),
        ("Acme", "", ("account", "Acme")),
        ("Project: Apollo", "", ("account", "Project: Apollo")),
        ("Acme [Ulm]", "account", ("account", "Acme [Ulm]")),
    ],
)
def test_a_cell_says_of_which_kind_the_record_is_that_it_names(
    text: str, stated: str, meant: tuple[str, str]
) -> None:
    assert spoken_subject(text, stated) == meant
