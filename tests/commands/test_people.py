"""Tests of adding people: the person, their place and their addresses are one deed."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.commands.people import ContactDraft, add_contact
from relmanager_desktop.commands.records import add_record
from relmanager_desktop.domain.problems import InvalidError
from relmanager_desktop.queries.account_pages import people_of
from relmanager_desktop.store.tables import TABLES

PRIYA = {"given_name": "Priya", "family_name": "Raman"}


def test_a_contact_comes_with_role_and_addresses(session: Session, today: date) -> None:
    account = add_record(session, "account", {"name": "Harbour & Pine"}, today)
    draft = ContactDraft(PRIYA, account, "Site lead", "priya@harbour.example", "+31 10 555 0101")
    contact = add_contact(session, draft, today)
    (person,) = people_of(session, account)
    assert person.contact == contact
    assert person.name == "Priya Raman"
    assert person.title == "Site lead"
    assert person.email == "priya@harbour.example"
    assert person.phone == "+31 10 555 0101"


def test_only_the_first_at_an_account_is_primary(session: Session, today: date) -> None:
    account = add_record(session, "account", {"name": "Harbour & Pine"}, today)
    for given in ("Priya", "Tom"):
        add_contact(session, ContactDraft({"given_name": given}, account), today)
    assert [person.is_primary for person in people_of(session, account)] == [True, False]


def test_a_contact_needs_no_account(session: Session, today: date) -> None:
    add_contact(session, ContactDraft({"given_name": "Priya"}), today)
    assert session.execute(select(TABLES["contact_role"].c.id)).first() is None


def test_a_contact_without_a_name_is_refused(session: Session, today: date) -> None:
    with pytest.raises(InvalidError, match="Name is required"):
        add_contact(session, ContactDraft({}), today)
