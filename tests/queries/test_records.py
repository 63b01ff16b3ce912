"""Tests of the queries behind the lists of records."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from relmanager_desktop.commands.records import add_record
from relmanager_desktop.queries.records import ListRequest, count_records, record_ids


def test_what_the_program_notes_for_itself_is_no_setting_to_change(
    session: Session, today: date
) -> None:
    zone = add_record(session, "setting", {"key": "zone", "value": "Europe/Berlin"}, today)
    add_record(session, "setting", {"key": "sample.change_set", "value": "1"}, today)
    assert list(record_ids(session, ListRequest("setting"))) == [zone]
    assert count_records(session, ListRequest("setting")) == 1
