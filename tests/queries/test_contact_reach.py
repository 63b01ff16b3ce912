"""Tests of where contacts work and how they are written to."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from relmanager_desktop.commands.records import add_record
from relmanager_desktop.queries.contact_reach import AT_ACCOUNT, E_MAIL, contact_reach
from relmanager_desktop.queries.record_rows import record_rows


@pytest.fixture
def priya(session: Session, today: date) -> int:
    made = add_record(session, "contact", {"name": "Priya Raman"}, today)
    for name, values in (
        ("Acme", {}),
        ("Zenith", {"primary": True}),
        ("Left", {"ended_on": date(2026, 1, 31)}),
    ):
        account = add_record(session, "account", {"name": name}, today)
        role = {"contact": made, "account": account, **values}
        add_record(session, "contact_role", role, today)
    for kind, value, is_primary in (
        ("phone", "+44 113 496 0000", True),
        ("email", "old@acme.example", False),
        ("email", "priya@acme.example", True),
    ):
        point = {"contact": made, "kind": kind, "value": value, "primary": is_primary}
        add_record(session, "contact_point", point, today)
    return made


def test_a_contact_stands_with_its_accounts_and_its_primary_address(
    session: Session, priya: int
) -> None:
    reach = contact_reach(session, [priya])[priya]
    assert reach == {AT_ACCOUNT: "Zenith, Acme", E_MAIL: "priya@acme.example"}


def test_a_contact_of_nobody_has_neither(session: Session, today: date) -> None:
    made = add_record(session, "contact", {"name": "Tom Velde"}, today)
    assert contact_reach(session, [made])[made] == {AT_ACCOUNT: "", E_MAIL: ""}


def test_the_rows_of_contacts_hold_it_beside_their_own_fields(session: Session, priya: int) -> None:
    (row,) = record_rows(session, "contact", [priya], ["name"])
    assert row.values["name"] == "Priya Raman"
    assert row.values[E_MAIL] == "priya@acme.example"
