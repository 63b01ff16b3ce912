"""History: what was taken back is known as such, and only that."""

from __future__ import annotations

from datetime import date

from relmanager_desktop.commands.records import add_record, change_record
from relmanager_desktop.commands.undoing import redo_last, undo_last, undo_number
from relmanager_desktop.queries.history import record_history
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.journal import journal_of


def add_two(database: Database, today: date) -> tuple[int, int]:
    with database.write("Add") as session:
        first, second = (
            add_record(session, "account", {"name": name}, today) for name in ("A", "B")
        )
    return first, second


def move(database: Database, city: str, today: date, *ids: int) -> int:
    with database.write(f"Move to {city}") as session:
        for id_ in ids:
            change_record(session, "account", id_, {"city": city}, today)
        number = journal_of(session).number
    assert number is not None
    return number


def taken_back(database: Database, id_: int) -> list[str]:
    with database.read() as session:
        found = record_history(session, "account", id_)
    return [entry.label for entry in found if entry.is_taken_back]


def test_a_change_is_taken_back_by_an_undo_and_counts_again_by_a_redo(
    database: Database, today: date
) -> None:
    first, _ = add_two(database, today)
    move(database, "Ulm", today, first)
    assert taken_back(database, first) == []
    undo_last(database)
    assert taken_back(database, first) == ["Move to Ulm"]
    redo_last(database)
    assert taken_back(database, first) == ["Undo: Move to Ulm"]


def test_what_an_undo_left_as_it_was_is_not_taken_back(database: Database, today: date) -> None:
    first, second = add_two(database, today)
    number = move(database, "Ulm", today, first, second)
    move(database, "Bonn", today, first)
    undo_number(database, number, keep_conflicts=True)
    assert taken_back(database, first) == []
    assert taken_back(database, second) == ["Move to Ulm"]
