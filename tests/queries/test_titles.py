"""What records are called whose title names others."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from relmanager_desktop.commands.records import add_record
from relmanager_desktop.queries.titles import title_of


def test_who_does_what_is_called_by_what_it_is_about(session: Session, today: date) -> None:
    step = add_record(session, "action", {"title": "Plan the plant"}, today)
    values = {"subject_kind": "action", "subject": step, "role": "Buyer", "letter": "A"}
    entry = add_record(session, "raci", values, today)
    assert title_of(session, "raci", entry) == "Plan the plant · Buyer · Accountable"


def test_a_subject_that_is_gone_leaves_the_rest_of_the_title(session: Session, today: date) -> None:
    values = {"subject_kind": "action", "subject": 77, "role": "Buyer", "letter": "A"}
    entry = add_record(session, "raci", values, today)
    assert title_of(session, "raci", entry) == "Buyer · Accountable"
