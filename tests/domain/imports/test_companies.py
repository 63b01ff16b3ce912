"""Rows of an address book that name a company and nobody: nothing of them is lost unsaid."""

from __future__ import annotations

from typing import Any

from relmanager_desktop.domain.imports.plans import ImportPlan
from relmanager_desktop.domain.imports.rows import read_rows
from relmanager_desktop.domain.mapping.maps import Reading, Target
from tests.domain.imports.lists import new_of, plain_reader, plan_of, sheet_map, with_reading

PHONE = Target("contact_point", "value", "phone:1", (("kind", "phone"),))
COLUMNS: dict[str, Any] = {
    "Name": "contact.name",
    "Company": "account.name",
    "Phone": PHONE,
    "Notes": "contact.notes",
    "Groups": "contact_tag.tag",
    "Birthday": "contact.birthday",
    "Title": "contact_role.title",
}


def plan_for(*row: Any) -> ImportPlan:
    found = sheet_map(COLUMNS, "contact", "account")
    for header in ("Phone", "Groups"):
        found = with_reading(found, header, Reading(separator=" ::: "))
    return plan_of(read_rows([[*COLUMNS], row], found, plain_reader, is_text=True))


def said_of(plan: ImportPlan) -> list[tuple[str, str]]:
    return [(remark.header, str(remark.message)) for remark in plan.remarks]


def test_notes_and_the_first_phone_are_the_companys() -> None:
    plan = plan_for("Acme", "Acme", "555-0100", "Ask for desk 3")
    assert new_of(plan, "account", "name", "phone", "notes") == [
        ("Acme", "555-0100", "Ask for desk 3")
    ]
    assert said_of(plan) == []


def test_groups_become_tags_of_the_company() -> None:
    plan = plan_for("Acme", "Acme", None, None, "Partners ::: Fairs")
    assert sorted(new_of(plan, "account_tag", "account", "tag")) == [(-1, -2), (-1, -1)]
    assert new_of(plan, "contact_tag", "tag") == []


def test_the_star_of_an_address_book_is_no_part_of_a_tag() -> None:
    plan = plan_for("Ana Silva", None, None, None, "* myContacts")
    assert new_of(plan, "tag", "name") == [("myContacts",)]


def test_a_second_phone_is_listed() -> None:
    plan = plan_for("Acme", "Acme", "555-0100 ::: 555-0101")
    assert said_of(plan) == [
        ("Phone", "“555-0101” has no place at a company: name in the row the person it belongs to.")
    ]


def test_what_only_a_person_has_is_listed() -> None:
    plan = plan_for(None, "Acme", None, None, None, "1990-04-01", "Buyer")
    assert [header for header, _message in said_of(plan)] == ["Birthday", "Title"]


def test_of_a_person_everything_stays_the_persons() -> None:
    plan = plan_for("Ana Silva", "Acme", "555-0100 ::: 555-0101", "Likes tea", "Fairs")
    assert new_of(plan, "contact", "name", "notes") == [("Ana Silva", "Likes tea")]
    assert len(new_of(plan, "contact_point", "value")) == 2
    assert said_of(plan) == []


def test_a_note_of_the_company_itself_is_not_overwritten() -> None:
    columns = {**COLUMNS, "Remarks": "account.notes"}
    found = sheet_map(columns, "contact", "account")
    row = ["Acme", "Acme", None, "Theirs", None, None, None, "Ours"]
    plan = plan_of(read_rows([[*columns], row], found, plain_reader, is_text=True))
    assert new_of(plan, "account", "notes") == [("Ours",)]
    assert [header for header, _message in said_of(plan)] == ["Notes"]
