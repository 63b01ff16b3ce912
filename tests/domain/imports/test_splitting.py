"""One table of companies and people: each row is read as what it is, and told as one list."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from relmanager_desktop.domain.imports.planning import plan_import
from relmanager_desktop.domain.imports.plans import ImportPlan
from relmanager_desktop.domain.imports.rows import read_rows
from relmanager_desktop.domain.imports.splitting import halves_of, joined_plans
from relmanager_desktop.domain.imports.terms import Terms
from relmanager_desktop.domain.mapping.maps import Split, Target
from tests.domain.imports.lists import NOW, MemoryPortfolio, new_of, plain_reader, sheet_map

COLUMNS = {"Name": "account.name", "Company?": None, "Of": "account.parent", "Staff": None}
OTHERWISE = {"Name": Target("contact", "name"), "Of": Target("account", "name")}
ROWS: list[list[Any]] = [
    ["Acme", 1, None, None],
    ["Ana Silva", 0, "Acme", None],
    [],
    ["Jo Hill", 0.0, None, None],
    ["bad", 0, None, None],
]


def planned() -> ImportPlan:
    found = sheet_map(COLUMNS, "account", split=Split(1, ("0", "no")))
    columns = tuple(replace(c, otherwise=OTHERWISE.get(c.header)) for c in found.columns)
    found = replace(found, columns=columns)
    lists = [
        read_rows([list(COLUMNS), *ROWS], half, plain_reader, mine=mine)
        for half, mine in halves_of(found)
    ]
    plan = plan_import(lists, MemoryPortfolio(), Terms(NOW))
    plan.sheets = joined_plans(plan.sheets, [found] * len(lists))
    return plan


def test_companies_become_accounts_and_people_contacts() -> None:
    plan = planned()
    assert new_of(plan, "account", "name") == [("Acme",)]
    assert new_of(plan, "contact", "name") == [("Ana Silva",), ("Jo Hill",)]
    assert new_of(plan, "contact_role", "contact", "account") == [(-1, -1)]


def test_both_lists_are_told_as_one_sheet() -> None:
    (sheet,) = planned().sheets
    assert sheet.is_complete
    assert sheet.numbers == [2, 3, 5, 6]
    assert [str(fate) for fate in sheet.fates] == ["new", "new", "new", "refused"]
    assert [skipped.row for skipped in sheet.skipped] == [4]
    assert [row.row for row in sheet.refused.rows] == [6]
    assert sheet.map.split is not None


def test_a_table_of_one_sort_is_one_list() -> None:
    found = sheet_map({"Name": "account.name"}, "account")
    assert halves_of(found) == [(found, None)]
