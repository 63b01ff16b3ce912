"""Several people of one row become as many contacts, each with an own name, e-mail and phone."""

from __future__ import annotations

from typing import Any

from relmanager_desktop.domain.imports.plans import ImportPlan
from relmanager_desktop.domain.imports.rows import read_rows
from relmanager_desktop.domain.imports.sheet_rows import Row
from relmanager_desktop.domain.mapping.maps import Target, Wishes
from relmanager_desktop.domain.mapping.values import reader_of
from tests.domain.imports.lists import new_of, plain_reader, plan_of, sheet_map
from tests.domain.mapping.sheets_of import sheet_of, understood

FUSED = """
Company;Primary contact first name;Primary contact last name;Primary contact email;\
Secondary contact name;Secondary contact email;Secondary contact phone;Secondary contact title
Acme Ltd;Jane;Doe;jane@a.example;Bob Ray;bob@a.example;+44 20 7946 0001;Buyer
Bolt Ltd;Ann;Lee;ann@b.example;;;;
Crux Ltd;;;;Cy Ode;cy@c.example;;
"""


def planned(text: str) -> ImportPlan:
    """Return the plan of a list that nobody helped to understand."""
    sheet = sheet_of(text)
    found = understood(sheet, wishes=Wishes())
    return plan_of(read_rows(sheet.rows, found, reader_of, is_text=True))


def reached(plan: ImportPlan) -> dict[str, list[str]]:
    """Return name → what reaches this person."""
    names = [name for (name,) in new_of(plan, "contact", "name")]
    found: dict[str, list[str]] = {name: [] for name in names}
    for ref, value in new_of(plan, "contact_point", "contact", "value"):
        found[names[-ref - 1]].append(value)
    return found


def test_each_person_has_an_own_name_and_own_addresses() -> None:
    assert reached(planned(FUSED)) == {
        "Jane Doe": ["jane@a.example"],
        "Ann Lee": ["ann@b.example"],
        "Bob Ray": ["bob@a.example", "+44 20 7946 0001"],
        "Cy Ode": ["cy@c.example"],
    }


def test_each_person_belongs_to_the_company_in_an_own_role() -> None:
    plan = planned(FUSED)
    names = [name for (name,) in new_of(plan, "contact", "name")]
    roles = new_of(plan, "contact_role", "contact", "account", "title")
    assert sorted((names[-who - 1], -where, title) for who, where, title in roles) == [
        ("Ann Lee", 2, None),
        ("Bob Ray", 1, "Buyer"),
        ("Cy Ode", 3, None),
        ("Jane Doe", 1, None),
    ]


def test_a_second_person_without_a_name_is_called_by_the_address() -> None:
    text = (
        "Company;Contact 1 name;Contact 1 email;Contact 2 name;Contact 2 email\n"
        "Acme Ltd;Jane Doe;jane@a.example;;bob@a.example\n"
        "Bolt Ltd;Ann Lee;ann@b.example;Bob Ray;ray@b.example"
    )
    assert reached(planned(text))["bob@a.example"] == ["bob@a.example"]


def test_two_people_in_one_cell_come_beside_a_third_in_another_column() -> None:
    text = (
        "Company;Contact 1;Contact 1 email;Contact 2;Contact 2 email\n"
        "Acme Ltd;Jane Doe; jane@a.example;Bob Ray;bob@a.example\n"
        "Bolt Ltd;Ann Lee & Ida Fox;ann@b.example;Ed Poe;ed@b.example"
    )
    found = reached(planned(text))
    assert found["Bob Ray"] == ["bob@a.example"]
    assert found["Ed Poe"] == ["ed@b.example"]
    assert "Ida Fox" in found


def test_a_name_of_somebody_else_is_left_out_of_a_row_and_told() -> None:
    columns: dict[str, Any] = {
        "Name": "contact.name",
        "First": "contact.given_name",
        "Last": "contact.family_name",
        "E-mail": Target("contact_point", "value", "email:1", (("kind", "email"),)),
    }
    rows: list[Row] = [
        ["Bob Ray", "Jane", "Doe", "jane@a.example"],
        ["Ann Lee", "Ann", "Lee", None],
    ]
    found = read_rows([list(columns), *rows], sheet_map(columns, "contact"), plain_reader)
    plan = plan_of(found)
    assert new_of(plan, "contact", "name") == [("Jane Doe",), ("Ann Lee",)]
    assert "is not Jane Doe" in str(found.remarks[0, 0].message)
