"""Facts after every sort of edit are those that a rebuild derives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.store import facts
from relmanager_desktop.store.bulk import insert_rows
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.tables import TABLES, TOUCH_FACT

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
Ids = dict[str, int]
HELD = {
    "at": datetime(2026, 11, 3, 9, tzinfo=UTC),
    "channel": "call",
    "state": "held",
    "subject": "x",
}
RULES = (("tier", "A", 14), ("tag", "Key", 7), ("account", "Bolt", 3), ("contact", "Eva Stone", 30))


def add(session: Session, kind: str, **values: Any) -> int:
    record: Any = KINDS[kind].record(**values)
    session.add(record)
    session.flush()
    id_: int = record.id
    return id_


def change(session: Session, kind: str, id_: int, **values: Any) -> None:
    record: Any = session.get_one(KINDS[kind].record, id_)
    for name, value in values.items():
        setattr(record, name, value)


def delete(session: Session, kind: str, id_: int) -> None:
    session.delete(session.get_one(KINDS[kind].record, id_))


@pytest.fixture
def ids(database: Database) -> Ids:
    """Two accounts with a person, a call, rules of every sort and a calendar."""
    database.clock = lambda: NOW
    with database.write("Set up") as session:
        made = {
            "tier": add(session, "tier", name="A", order=1),
            "tag": add(session, "tag", name="Key"),
        }
        made["account"] = add(session, "account", name="Acme", tier=made["tier"])
        made["other"] = add(session, "account", name="Other")
        made["contact"] = add(session, "contact", name="Eva Stone")
        pair = {"contact": made["contact"], "account": made["account"]}
        made["contact_role"] = add(session, "contact_role", **pair)
        made["interaction"] = add(session, "interaction", account=made["account"], **HELD)
        made["working_calendar"] = add(session, "working_calendar", name="Ours", zone="Asia/Tokyo")
        for kind, value, days in RULES:
            rule = {"target_kind": kind, "target_value": value, "ideal_days": days}
            made["rule"] = add(session, "cadence_rule", name=kind, max_days=2 * days, **rule)
    return made


def stored_touches(database: Database) -> list[Any]:
    with database.read() as session:
        return list(session.connection().execute(select(TOUCH_FACT)).mappings())


EDITS: dict[str, Callable[[Session, Ids], object]] = {
    "a touch is logged": lambda s, i: add(s, "interaction", account=i["other"], **HELD),
    "a touch moves": lambda s, i: change(s, "interaction", i["interaction"], account=i["other"]),
    "a touch is deleted": lambda s, i: delete(s, "interaction", i["interaction"]),
    "somebody was there": lambda s, i: add(
        s, "interaction_contact", interaction=i["interaction"], contact=i["contact"]
    ),
    "an account is named like a rule": lambda s, i: change(s, "account", i["other"], name="Bolt"),
    "an account ends": lambda s, i: change(s, "account", i["account"], status="ended"),
    "an account without a rule ends": lambda s, i: change(s, "account", i["other"], status="ended"),
    "an account is archived": lambda s, i: change(s, "account", i["account"], archived_at=NOW),
    "an account gets a tier": lambda s, i: change(s, "account", i["other"], tier=i["tier"]),
    "an account gets a tag": lambda s, i: add(s, "account_tag", account=i["other"], tag=i["tag"]),
    "an account gets a calendar": lambda s, i: change(
        s, "account", i["account"], working_calendar=i["working_calendar"]
    ),
    "an account is made": lambda s, i: add(s, "account", name="Bolt", tier=i["tier"]),
    "a person is not to be contacted": lambda s, i: change(
        s, "contact", i["contact"], do_not_contact=True
    ),
    "a person leaves": lambda s, i: change(
        s, "contact_role", i["contact_role"], ended_on=date(2026, 11, 1)
    ),
    "a person goes elsewhere": lambda s, i: change(
        s, "contact_role", i["contact_role"], account=i["other"]
    ),
    "a person withdraws": lambda s, i: add(
        s, "consent", contact=i["contact"], purpose="service", state="withdrawn", on=NOW.date()
    ),
    "a touch is put off": lambda s, i: add(
        s, "snooze", account=i["account"], until=date(2026, 12, 24), reason="travel"
    ),
    "a person is put off": lambda s, i: add(
        s, "snooze", contact=i["contact"], until=date(2026, 12, 24), reason="leave"
    ),
    "a rule changes": lambda s, i: change(s, "cadence_rule", i["rule"], ideal_days=5),
    "a tier is renamed": lambda s, i: change(s, "tier", i["tier"], name="B"),
    "the portfolio moves": lambda s, i: add(s, "setting", key="zone", value="Asia/Tokyo"),
    "a day is off": lambda s, i: add(
        s, "calendar_day", calendar=i["working_calendar"], on=date(2026, 11, 17)
    ),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=list(EDITS))
def test_the_facts_are_those_of_a_rebuild(
    database: Database, ids: Ids, edit: Callable[[Session, Ids], object]
) -> None:
    with database.write("Edit") as session:
        edit(session, ids)
    with database.write_quietly() as session:
        stored = facts.facts_as_stored(session)
        facts.rebuild(session, NOW.date())
        assert facts.facts_as_stored(session) == stored


def test_there_are_facts_of_accounts_and_of_people(database: Database, ids: Ids) -> None:
    with database.read() as session:
        stored = facts.facts_as_stored(session)
    assert [row[0] for row in stored["account_fact"]] == [ids["account"]]
    assert {row[1] for row in stored["touch_fact"]} == {0, ids["contact"]}


def test_an_edit_that_feeds_no_cadence_leaves_the_facts_alone(database: Database, ids: Ids) -> None:
    with database.write_quietly() as session:
        session.connection().execute(TABLES["account"].metadata.tables["account_fact"].delete())
    with database.write("Note") as session:
        change(session, "account", ids["account"], notes="x")
    with database.read() as session:
        assert facts.facts_as_stored(session)["account_fact"] == []


def test_to_accounts_that_ended_nothing_is_owed(database: Database, ids: Ids) -> None:
    with database.write("End") as session:
        change(session, "account", ids["account"], status="ended")
        change(session, "account", ids["other"], status="ended")
    with database.read() as session:
        stored = facts.facts_as_stored(session)
    assert {row[0]: row[3] for row in stored["account_fact"]} == dict.fromkeys(
        (ids["account"], ids["other"]), "blocked"
    )
    assert {row[4] for row in stored["touch_fact"]} == {"blocked"}


def test_many_new_accounts_have_the_facts_of_a_rebuild(database: Database) -> None:
    with database.write("Set up") as session:
        tier = add(session, "tier", name="A", order=1)
        for name, purpose in (("Ask", "support"), ("Call", "check_in")):
            rule = {"target_kind": "tier", "target_value": "A", "purpose": purpose}
            add(session, "cadence_rule", name=name, ideal_days=14, max_days=28, **rule)
    kinds = [("active", tier), ("ended", tier), ("ended", None), ("prospect", None)]
    rows = [(f"Firm {n}", *kinds[n % 4]) for n in range(facts.BATCH + 4)]
    with database.write("Import") as session:
        insert_rows(session, "account", ("name", "status", "tier"), rows, len(rows))
    with database.write_quietly() as session:
        stored = facts.facts_as_stored(session)
        facts.rebuild(session, NOW.date())
        assert facts.facts_as_stored(session) == stored


def test_a_consent_that_ends_takes_a_person_off_the_list(database: Database, ids: Ids) -> None:
    with database.write("Ask") as session:
        rule = {"target_kind": "contact", "target_value": "Eva Stone", "channels": ["email"]}
        add(session, "cadence_rule", name="Sell", purpose="sales", ideal_days=5, max_days=9, **rule)
        until = {"on": NOW.date(), "expires_on": date(2026, 12, 1)}
        consent = {"purpose": "marketing", "channel": "email", "state": "granted"}
        add(session, "consent", contact=ids["contact"], **consent, **until)
    for day, state in ((date(2026, 12, 1), "never_contacted"), (date(2026, 12, 2), "blocked")):
        with database.write_quietly() as session:
            facts.catch_up(session, day)
            rows = facts.facts_as_stored(session)["touch_fact"]
        assert [row[4] for row in rows if row[2] == "sales"] == [state]


def test_who_is_put_off_without_a_word_of_where_is_put_off_everywhere(
    database: Database, ids: Ids
) -> None:
    with database.write("Put off") as session:
        add(session, "snooze", contact=ids["contact"], until=date(2026, 12, 24), reason="leave")
    snoozed = [fact for fact in stored_touches(database) if fact["snoozed_until"]]
    assert {fact["contact"] for fact in snoozed} == {ids["contact"]}
    with database.write_quietly() as session:
        assert facts.catch_up(session, date(2026, 12, 24)) == 1
    assert not any(fact["snoozed_until"] for fact in stored_touches(database))


def test_a_snooze_that_a_clock_set_ahead_ended_runs_again(database: Database, ids: Ids) -> None:
    with database.write("Put off") as session:
        add(session, "snooze", account=ids["account"], until=date(2026, 12, 24), reason="travel")
    with database.write_quietly() as session:
        stored = facts.facts_as_stored(session)
        facts.catch_up(session, date(2027, 1, 1))
        assert facts.facts_as_stored(session) != stored
        assert facts.catch_up(session, NOW.date()) == 1
        assert facts.facts_as_stored(session) == stored
        assert facts.catch_up(session, NOW.date()) == 0


def test_a_touch_in_the_future_counts_once_its_day_has_come(database: Database, ids: Ids) -> None:
    later = datetime(2026, 11, 27, 9, tzinfo=UTC)
    with database.read() as session:
        before = facts.facts_as_stored(session)
    with database.write("Import") as session:
        add(session, "interaction", account=ids["account"], **{**HELD, "at": later})
    with database.write_quietly() as session:
        assert facts.facts_as_stored(session) == before
        assert facts.catch_up(session, date(2026, 11, 26)) == 0
        assert facts.catch_up(session, later.date()) == 1
        come = facts.facts_as_stored(session)
        assert come["account_fact"] != before["account_fact"]
        facts.rebuild(session, later.date())
        assert facts.facts_as_stored(session) == come
        assert facts.catch_up(session, later.date()) == 0


def test_a_touch_that_a_clock_set_back_put_into_the_future_does_not_count(
    database: Database, ids: Ids
) -> None:
    with database.write_quietly() as session:
        day = date(2026, 11, 1)
        assert facts.catch_up(session, day) > 0
        back = facts.facts_as_stored(session)
        facts.rebuild(session, day)
        assert facts.facts_as_stored(session) == back
        assert all(row[1] is None for row in back["account_fact"])
        facts.catch_up(session, NOW.date())
        assert any(row[1] is not None for row in facts.facts_as_stored(session)["account_fact"])
