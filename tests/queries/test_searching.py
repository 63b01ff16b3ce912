"""What search finds, and in which order."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from relmanager_desktop.commands.records import add_record
from relmanager_desktop.queries.searching import find_hits
from relmanager_desktop.store.database import Database

TODAY = date(2026, 11, 24)


def titles(session: Session, text: str, *kinds: str, limit: int = 50) -> list[str]:
    return [hit.title for hit in find_hits(session, text, kinds, limit)]


def test_an_account_is_found_however_many_newer_records_name_it(database: Database) -> None:
    with database.write("Set up") as session:
        account = add_record(session, "account", {"name": "Depot 9 Halden"}, TODAY)
        for number in range(8):
            values = {"account": account, "title": f"Halden, depot 9: step {number}"}
            add_record(session, "action", values, TODAY)
    with database.read() as session:
        assert titles(session, "halden depot", limit=5)[0] == "Depot 9 Halden"
        assert titles(session, "depot 9", limit=5)[0] == "Depot 9 Halden"


def test_a_word_within_a_name_counts_from_its_beginning(database: Database) -> None:
    with database.write("Set up") as session:
        add_record(session, "account", {"name": "Halden Aerospace"}, TODAY)
    with database.read() as session:
        assert titles(session, "aero hal") == ["Halden Aerospace"]
        assert titles(session, "space") == []


@pytest.mark.parametrize(("kinds", "count"), [(("action",), 1), (("account",), 1), (("tier",), 0)])
def test_only_the_kinds_that_are_asked_for_are_found(
    database: Database, kinds: tuple[str, ...], count: int
) -> None:
    with database.write("Set up") as session:
        account = add_record(session, "account", {"name": "Halden"}, TODAY)
        add_record(session, "action", {"account": account, "title": "Call Halden"}, TODAY)
    with database.read() as session:
        assert len(titles(session, "halden", *kinds)) == count
