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


@pytest.mark.parametrize(
    "text",
    [
        "Acme Ltd;London;ann@acme.com\nZeta GmbH;Berlin;z@zeta.de\nEta;Leeds;e@eta.com",
        "Eta;Leeds;e@eta.com\nAcme Ltd;London;ann@acme.com\nZeta GmbH;Berlin;z@zeta.de",
        "Acme;London;100\nZeta;Berlin;200\nIota;Leeds;50",
        "Acme;London;2026-01-05\nZeta;Berlin;2026-02-05\nEta;Leeds;2026-04-08",
        "Acme;acme.com\nNote;www.note.com\nIota;iota.org",
    ],
)
def test_a_row_that_reads_like_all_others_is_no_header(text: str) -> None:
    (table,) = find_tables(sheet_of(text), load_vocabulary())
    assert (table.header_row, table.last_row) == (-1, None)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Foo;2024;2025\nAcme;10;20\nZeta;30;40", 0),
        ("Foo;1;2;3\nAcme;10;20;30\nZeta;30;40;50", 0),
        ("Task;ann@acme.com;bob@acme.com\nPlan;R;A\nBuild;A;R", 0),
        ("From;2026-01-01\nTo;2026-02-01\nCustomer;Volume\nAcme;100\nZeta;200", 2),
        ("Foo;Bar\nAcme;Leeds\nEta;Ulm\nZeta;Bonn", 0),
        ("Company;Country\nAcme;UK\nZeta;DE", 0),
    ],
)
def test_a_row_that_names_columns_is_a_header(text: str, row: int) -> None:
    (table,) = find_tables(sheet_of(text), load_vocabulary())
    assert table.header_row == row


def test_the_user_may_say_that_no_row_names_the_columns() -> None:
    sheet = sheet_of("Acme;London\nZeta;Berlin\nEta;Leeds")
    assert [t.header_row for t in find_tables(sheet, load_vocabulary())] == [0]
    (table,) = find_tables(sheet, load_vocabulary(), 0)
    assert (table.header_row, table.header) == (-1, ("", ""))
