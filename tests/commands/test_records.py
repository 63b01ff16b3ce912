"""Deeds on records of any kind: what goes with a record, and what stays."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from relmanager_desktop.commands.differences import Difference, StaleRecordError
from relmanager_desktop.commands.records import (
    add_record,
    change_record,
    delete_record,
    hanging_on,
)
from relmanager_desktop.domain.ids import to_letters
from relmanager_desktop.domain.problems import InvalidError
from relmanager_desktop.store.tables import TABLES


def count_of(session: Session, kind: str) -> int:
    return session.execute(select(func.count()).select_from(TABLES[kind])).scalar_one()


def rule_for(account: str) -> dict[str, Any]:
    return {
        "name": f"Weekly {account}",
        "target_kind": "account",
        "target_value": account,
        "ideal_days": 7,
        "max_days": 10,
    }


def test_a_snooze_goes_with_its_account(session: Session, today: date) -> None:
    account = add_record(session, "account", {"name": "Acme"}, today)
    values = {"account": account, "until": date(2026, 12, 1), "reason": "On leave"}
    add_record(session, "snooze", values, today)
    assert hanging_on(session, "account", account)["snooze"] == 1
    assert delete_record(session, "account", account) == 2
    assert count_of(session, "snooze") == 0


def test_a_rule_goes_with_the_one_account_it_names(session: Session, today: date) -> None:
    account = add_record(session, "account", {"name": "Acme"}, today)
    add_record(session, "cadence_rule", rule_for("acme"), today)
    add_record(session, "cadence_rule", {**rule_for(to_letters(account)), "name": "Key"}, today)
    delete_record(session, "account", account)
    assert count_of(session, "cadence_rule") == 0


def test_a_rule_stays_while_an_account_of_its_name_stays(session: Session, today: date) -> None:
    account = add_record(session, "account", {"name": "Acme", "city": "Ulm"}, today)
    add_record(session, "account", {"name": "Acme", "city": "Bonn"}, today)
    add_record(session, "cadence_rule", rule_for("Acme"), today)
    delete_record(session, "account", account)
    assert count_of(session, "cadence_rule") == 1


def test_an_action_outlives_its_account(session: Session, today: date) -> None:
    account = add_record(session, "account", {"name": "Acme"}, today)
    add_record(session, "action", {"title": "Send figures", "account": account}, today)
    delete_record(session, "account", account)
    assert session.execute(select(TABLES["action"].c.account)).all() == [(None,)]


def test_a_consent_without_a_day_was_given_today(session: Session, today: date) -> None:
    person = add_record(session, "contact", {"name": "Priya"}, today)
    values = {"contact": person, "purpose": "marketing", "state": "granted"}
    add_record(session, "consent", values, today)
    kept = session.execute(select(TABLES["consent"].c.on, TABLES["consent"].c.channel)).one()
    assert kept == (today, "any")


@pytest.mark.parametrize("field", ["id", "version", "created_at", "archived_at"])
def test_what_the_program_keeps_is_nobodys_to_give(
    session: Session, today: date, field: str
) -> None:
    account = add_record(session, "account", {"name": "Acme"}, today)
    with pytest.raises(InvalidError):
        change_record(session, "account", account, {field: 7}, today)
    with pytest.raises(InvalidError):
        add_record(session, "account", {"name": "Bolt", field: 7}, today)


def test_what_somebody_else_changed_meanwhile_is_kept(session: Session, today: date) -> None:
    account = add_record(session, "account", {"name": "Acme", "city": "Ulm"}, today)
    seen = {"name": "Acme", "city": "Ulm"}
    change_record(session, "account", account, {"name": "Apex"}, today)
    mine = {"name": "Acme", "city": "Bern"}
    assert change_record(session, "account", account, mine, today, seen=seen)
    table = TABLES["account"].c
    assert session.execute(select(table.name, table.city)).one() == ("Apex", "Bern")


def test_the_same_field_changed_twice_is_refused_with_both_values(
    session: Session, today: date
) -> None:
    account = add_record(session, "account", {"name": "Acme", "city": "Ulm"}, today)
    change_record(session, "account", account, {"city": "Bern"}, today)
    with pytest.raises(StaleRecordError, match="City") as refused:
        change_record(session, "account", account, {"city": "Graz"}, today, seen={"city": "Ulm"})
    assert refused.value.differences == (Difference("city", "Bern", "Graz"),)


def test_who_wants_the_same_is_not_refused(session: Session, today: date) -> None:
    account = add_record(session, "account", {"name": "Acme", "city": "Ulm"}, today)
    change_record(session, "account", account, {"city": "Bern"}, today)
    mine = {"city": "Bern"}
    assert not change_record(session, "account", account, mine, today, seen={"city": "Ulm"})
