"""Tests of how many records each kind has."""

from __future__ import annotations

from datetime import date

from sqlalchemy import event
from sqlalchemy.orm import Session

from relmanager_desktop.commands.records import add_record, archive_record
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.queries.kind_counts import kind_counts
from relmanager_desktop.queries.records import ListRequest, count_records


def test_each_kind_counts_as_its_list_does(session: Session, today: date) -> None:
    for name in ("Acme", "Bolt", "Core"):
        last = add_record(session, "account", {"name": name}, today)
    archive_record(session, "account", last)
    add_record(session, "setting", {"key": "sample.change_set", "value": "1"}, today)
    seen = [kind.name for kind in KINDS.values() if kind.is_seen]
    counts = kind_counts(session)
    assert counts == {name: count_records(session, ListRequest(name)) for name in seen}
    assert (counts["account"], counts["setting"]) == (2, 0)


def test_all_kinds_are_counted_in_one_go(session: Session) -> None:
    asked: list[str] = []
    connection = session.connection()
    event.listen(connection, "before_cursor_execute", lambda *given: asked.append(given[2]))
    kind_counts(session)
    assert len(asked) == 1
