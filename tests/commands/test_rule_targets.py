"""Cadence rules are for somebody that there is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.commands.records import add_record, change_record, delete_record
from relmanager_desktop.domain.ids import to_letters
from relmanager_desktop.domain.problems import InvalidError
from relmanager_desktop.store.tables import TABLES


def rule(kind: str, value: str) -> dict[str, Any]:
    named = {"name": "Often", "target_kind": kind, "target_value": value}
    return {**named, "ideal_days": 7, "max_days": 14}


@pytest.fixture
def filled(session: Session, today: date) -> Session:
    """A portfolio with one of everything that a rule can be for."""
    add_record(session, "tier", {"name": "Gold", "order": 1}, today)
    add_record(session, "tag", {"name": "Board"}, today)
    add_record(session, "account", {"name": "Acme", "reference": "K-7", "segment": "Rail"}, today)
    add_record(session, "contact", {"name": "Eva Stone"}, today)
    return session


@pytest.mark.parametrize(
    ("kind", "value"),
    [("tier", "gold"), ("tag", "Board"), ("segment", "rail"), ("role", "customer"),
     ("account", "k-7"), ("account", "Acme"), ("contact", "eva stone")],
)  # fmt: skip
def test_what_there_is_may_be_named_by_name_or_reference(
    filled: Session, today: date, kind: str, value: str
) -> None:
    assert add_record(filled, "cadence_rule", rule(kind, value), today)


def test_an_account_may_be_named_by_its_key(filled: Session, today: date) -> None:
    account = add_record(filled, "account", {"name": "Bolt"}, today)
    assert add_record(filled, "cadence_rule", rule("account", to_letters(account)), today)


@pytest.mark.parametrize("kind", ["tier", "tag", "segment", "role", "account", "contact"])
def test_what_there_is_not_is_refused_with_what_there_is(
    filled: Session, today: date, kind: str
) -> None:
    with pytest.raises(InvalidError) as refused:
        add_record(filled, "cadence_rule", rule(kind, "0000000000000"), today)
    (problem,) = refused.value.problems
    assert problem.field == "target_value"
    assert f"There is no {kind} “0000000000000”, so the rule fits nobody. " in str(problem.message)
    assert "There are: " in str(problem.message)


def test_a_rule_is_not_turned_to_what_there_is_not(filled: Session, today: date) -> None:
    id_ = add_record(filled, "cadence_rule", rule("tier", "Gold"), today)
    with pytest.raises(InvalidError, match="Gold"):
        change_record(filled, "cadence_rule", id_, {"target_value": "Silver"}, today)


def targets(session: Session) -> list[str]:
    return list(session.execute(select(TABLES["cadence_rule"].c.target_value)).scalars())


def test_a_rule_follows_the_new_name_of_whom_it_is_for(filled: Session, today: date) -> None:
    tier = filled.execute(select(TABLES["tier"].c.id)).scalar_one()
    add_record(filled, "cadence_rule", rule("tier", "gold"), today)
    change_record(filled, "tier", tier, {"name": "Platinum"}, today)
    assert targets(filled) == ["Platinum"]


def test_a_rule_stays_with_another_one_of_the_old_name(filled: Session, today: date) -> None:
    account = add_record(filled, "account", {"name": "Acme", "city": "Ulm"}, today)
    add_record(filled, "cadence_rule", rule("account", "Acme"), today)
    change_record(filled, "account", account, {"name": "Bolt"}, today)
    assert targets(filled) == ["Acme"]


@pytest.mark.parametrize(("kind", "name"), [("tier", "Gold"), ("tag", "Board")])
def test_a_rule_goes_with_the_tier_or_tag_it_is_for(
    filled: Session, today: date, kind: str, name: str
) -> None:
    add_record(filled, "cadence_rule", rule(kind, name), today)
    delete_record(filled, kind, filled.execute(select(TABLES[kind].c.id)).scalar_one())
    assert targets(filled) == []
