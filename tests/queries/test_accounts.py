"""Tests of the queries behind the Accounts page: what its filter finds, and what its tabs count."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import product

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import case, delete, func, insert, select
from sqlalchemy.orm import Session

from relmanager_desktop.commands.records import add_record, archive_record
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.queries.account_figures import accounts_summary
from relmanager_desktop.queries.accounts import (
    ACCOUNT,
    FACT,
    VIEWS,
    AccountsRequest,
    account_ids,
    account_rows,
)
from relmanager_desktop.store import account_totals, fact_totals


def count_accounts(session: Session) -> int:
    return session.execute(select(func.count()).select_from(ACCOUNT)).scalar_one()


def found(session: Session, text: str, today: date, *, archived: bool = False) -> list[str]:
    request = AccountsRequest(text=text, archived=archived)
    return [row.name for row in account_rows(session, account_ids(session, request, today))]


@pytest.fixture
def accounts(session: Session, today: date) -> Session:
    tiers = [
        add_record(session, "tier", {"name": name, "order": number}, today)
        for number, name in enumerate("AB", 1)
    ]
    dana = add_record(session, "member", {"name": "Dana Ortiz"}, today)
    tag = add_record(session, "tag", {"name": "cold chain"}, today)
    pine = {
        "name": "Harbour & Pine 12",
        "industry": "Freight",
        "city": "Zürich",
        "tier": tiers[0],
        "owner": dana,
        "roles": ["customer"],
        "reference": "C-1042",
    }
    bolt = {"name": "Bolt", "tier": tiers[1], "roles": ["supplier"], "status": "dormant"}
    tagged = add_record(session, "account", pine, today)
    add_record(session, "account_tag", {"account": tagged, "tag": tag}, today)
    add_record(session, "account", bolt, today)
    session.flush()
    return session


@pytest.mark.parametrize(
    "text",
    ["harb", "pine harbour", "& 12", "freight", "zurich", "Zuerich", "DANA", "ortiz", "tier a",
     "customer", "cold", "c-1042", "dana freight tier"],
)  # fmt: skip
def test_the_filter_finds_what_the_row_shows(accounts: Session, today: date, text: str) -> None:
    assert found(accounts, text, today) == ["Harbour & Pine 12"]


@pytest.mark.parametrize(
    ("text", "names"), [("supplier", ["Bolt"]), ("dorm", ["Bolt"]), ("dana bolt", []), ("%", [])]
)
def test_every_word_must_be_in_the_row(
    accounts: Session, today: date, text: str, names: list[str]
) -> None:
    assert found(accounts, text, today) == names


NAMES = (*("Bäckerei Müller", "Baeckerei Mueller", "Backerei Muller", "Israel Oey", "Aeeon"),
         *("Eon", "Blue Goose", "100% Pine_Nuts", "a/b", "Aloe"))  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(alphabet="aeouäöübckrlmng%_/0", min_size=1, max_size=6))
def test_a_name_holds_a_word_however_vowels_are_written(session: Session, text: str) -> None:
    today = date(2026, 11, 24)
    if not count_accounts(session):
        for name in NAMES:
            add_record(session, "account", {"name": name}, today)
        session.flush()
    plain = fold(text).replace("ae", "a").replace("oe", "o").replace("ue", "u")
    assume(not "active".startswith(plain))  # as all of them are
    held = [
        name
        for name in NAMES
        if plain in fold(name).replace("ae", "a").replace("oe", "o").replace("ue", "u")
    ]
    assert sorted(found(session, text, today)) == sorted(held)


@pytest.mark.parametrize("limit", [1, 3, 20])
@pytest.mark.parametrize("down", [False, True])
@pytest.mark.parametrize("looked", [0, 2, 5, 100])
def test_the_first_of_a_filtered_list_are_the_first_of_all(
    session: Session,
    today: date,
    monkeypatch: pytest.MonkeyPatch,
    looked: int,
    *,
    down: bool,
    limit: int,
) -> None:
    for number in range(24):
        add_record(session, "account", {"name": f"{'abc'[number % 3]} {number % 5}"}, today)
    session.flush()
    monkeypatch.setattr("relmanager_desktop.queries.accounts.LOOKED", looked)
    request = AccountsRequest(text="b", descending=down)
    whole = account_ids(session, request, today)
    assert len(whole) == 8
    assert account_ids(session, request, today, limit) == whole[:limit]


def test_the_archived_are_filtered_as_well(accounts: Session, today: date) -> None:
    bolt = account_ids(accounts, AccountsRequest(text="bolt"), today)[0]
    archive_record(accounts, "account", bolt)
    accounts.flush()
    assert found(accounts, "bolt", today) == []
    assert found(accounts, "bolt", today, archived=True) == ["Bolt"]


def counts_by_view(session: Session, today: date) -> dict[str, int]:
    """Count every view by its own condition, one account at a time."""
    sums = [func.sum(case((condition(today), 1), else_=0)) for condition in VIEWS.values()]
    joined = ACCOUNT.outerjoin(FACT, FACT.c.account == ACCOUNT.c.id)
    row = session.execute(
        select(*sums).select_from(joined).where(ACCOUNT.c.archived_at.is_(None))
    ).one()
    return dict(zip(VIEWS, row, strict=True))


def test_the_tabs_count_what_their_views_show(session: Session, today: date) -> None:
    late, soon = today - timedelta(days=1), today + timedelta(days=1)
    states = [("timed", late), ("timed", soon), ("never_contacted", None), ("no_rule", None), None]
    roles: list[list[str]] = [["customer"], ["supplier", "customer"], [], ["internal"]]
    session.connection().execute(delete(FACT))
    for number, (state, some, is_archived) in enumerate(product(states, roles, (False, True))):
        account = add_record(session, "account", {"name": f"A{number}", "roles": some}, today)
        if is_archived:
            archive_record(session, "account", account)
        session.flush()
        if state is not None and not is_archived:  # to whom nothing is owed
            values = {"account": account, "cadence": state[0], "due_on": state[1]}
            session.connection().execute(insert(FACT).values(**values))
            fact_totals.add(session, fact_totals.tally_pairs("account", [state]))
    account_totals.rebuild(session)
    views = accounts_summary(session, AccountsRequest(), today).views
    assert views == counts_by_view(session, today)
    assert set(views.values()) == {20, 10, 5, 4, 8}


def test_the_tabs_of_an_empty_portfolio_count_nothing(session: Session, today: date) -> None:
    assert set(accounts_summary(session, AccountsRequest(), today).views.values()) == {0}


def test_the_archived_are_counted_and_keep_their_last_touch(accounts: Session, today: date) -> None:
    ids = account_ids(accounts, AccountsRequest(), today)
    for days, id_ in zip((9, 3), ids, strict=True):
        held = {"at": datetime.combine(today - timedelta(days=days), time(9), UTC)}
        call = {"channel": "call", "state": "held", "subject": "Hi", "direction": "both"}
        add_record(accounts, "interaction", {"account": id_, **held, **call}, today)
        archive_record(accounts, "account", id_)
    add_record(accounts, "account", {"name": "Living"}, today)
    accounts.flush()
    request = AccountsRequest(sort="last_touch", descending=True, archived=True)
    rows = account_rows(accounts, account_ids(accounts, request, today))
    assert [(today - row.last_touch_at.date()).days for row in rows if row.last_touch_at] == [3, 9]
    assert {row.last_channel for row in rows} == {"call"}
    summary = accounts_summary(accounts, request, today)
    assert (summary.shown, summary.tiers) == (2, 2)
    assert (summary.views["all"], summary.views["customers"], summary.views["late"]) == (2, 1, 0)
