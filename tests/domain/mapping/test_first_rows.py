"""Lists without a header lose no row to one."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.mapping.tables import find_tables
from relmanager_desktop.exchange.aliases import load_vocabulary
from tests.domain.mapping.sheets_of import sheet_of


@pytest.mark.parametrize(
    "text",
    [
        "Acme Ltd;London;UK\nBeta GmbH;Ulm;Germany\nGamma SA;Lyon;France",
        "7;Zork;Germany\n8;Frob;France",
    ],
)
def test_a_list_that_begins_with_its_first_row_loses_none(text: str) -> None:
    (table,) = find_tables(sheet_of(text), load_vocabulary())
    assert table.header_row == -1
