"""The user's own fields wherever records are read, changed and told of."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from relmanager_desktop.commands.differences import StaleRecordError
from relmanager_desktop.commands.records import add_record, change_record
from relmanager_desktop.queries.conditions import Condition
from relmanager_desktop.queries.history import record_history
from relmanager_desktop.queries.own_fields import whole_kind
from relmanager_desktop.queries.records import ListRequest, one_record, record_ids, rows_of
from relmanager_desktop.store import search
from relmanager_desktop.store.database import Database

TODAY = date(2026, 11, 24)
FIELDS = {
    "region_code": ("Region code", "text"),
    "seats": ("Seats", "integer"),
    "audit": ("Audit", "date"),
}


@pytest.fixture
def accounts(database: Database) -> list[int]:
    with database.write("Fields") as session:
        for name, (label, type_) in FIELDS.items():
            given = {"kind": "account", "name": name, "label": label, "type": type_}
            add_record(session, "field_definition", given, TODAY)
        return [
            add_record(session, "account", {"name": name, "custom.seats": seats}, TODAY)
            for name, seats in (("Alster", 12), ("Bolt", 7), ("Cold", None))
        ]


def changed(database: Database, id_: int, **values: object) -> bool:
    with database.write("Change") as session:
        given = {f"custom.{name}": value for name, value in values.items()}
        return change_record(session, "account", id_, given, TODAY)


def asked(database: Database, request: ListRequest) -> list[int]:
    with database.read() as session:
        return list(record_ids(session, request))


def test_a_kind_has_the_users_own_fields_beside_the_catalogues(
    database: Database, accounts: list[int]
) -> None:
    with database.read() as session:
        kind = whole_kind(session, "account")
    assert str(kind.field("custom.region_code").label) == "Region code"
    assert [f.name for f in kind.shown_fields][-1] == "custom.audit"


def test_a_value_is_set_read_and_emptied(database: Database, accounts: list[int]) -> None:
    assert changed(database, accounts[0], audit=date(2026, 1, 2), region_code="N-14")
    assert not changed(database, accounts[0], region_code="N-14")
    with database.read() as session:
        values = one_record(session, "account", accounts[0]).values
    assert values["custom.audit"] == date(2026, 1, 2)
    assert changed(database, accounts[0], audit=None)
    with database.read() as session:
        record = one_record(session, "account", accounts[0])
    assert record.values["custom"] == {"seats": 12, "region_code": "N-14"}


def test_two_who_change_the_same_own_field_are_told(
    database: Database, accounts: list[int]
) -> None:
    seen = {"custom.seats": 12}
    changed(database, accounts[0], seats=13)
    with pytest.raises(StaleRecordError, match="Seats"), database.write("Change") as session:
        change_record(session, "account", accounts[0], {"custom.seats": 14}, TODAY, seen=seen)


def test_lists_show_sort_and_filter_by_own_fields(database: Database, accounts: list[int]) -> None:
    one, two, three = accounts
    with database.read() as session:
        assert [row[1] for row in rows_of(session, "account", accounts, ["custom.seats"])] == [
            12,
            7,
            None,
        ]
    assert asked(database, ListRequest("account", sort=(("custom.seats", False),))) == [
        two,
        one,
        three,
    ]
    more = ListRequest("account", (Condition("custom.seats", ">=", 8),))
    assert asked(database, more) == [one]
    assert asked(database, ListRequest("account", (Condition("custom.seats", "=", None),))) == [
        three
    ]


def test_own_texts_are_found(database: Database, accounts: list[int]) -> None:
    changed(database, accounts[1], region_code="Zwiesel")
    with database.read() as session:
        assert search.find(session, "zwies") == [("account", accounts[1])]


def test_the_history_tells_of_each_own_field(database: Database, accounts: list[int]) -> None:
    changed(database, accounts[0], seats=13, region_code="N-14")
    with database.read() as session:
        entries = record_history(session, "account", accounts[0])
    told = {(entry.field, entry.before, entry.after) for entry in entries if entry.field}
    assert told == {("Seats", "12", "13"), ("Region code", "", "N-14")}


def test_no_own_field_costs_nothing(session: Session) -> None:
    from relmanager_desktop.domain.records import KINDS

    assert whole_kind(session, "account") is KINDS["account"]
