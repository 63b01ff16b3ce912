"""Amounts of several currencies: sorted by what they are worth, not by their figures."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from relmanager_desktop.commands.records import add_record
from relmanager_desktop.queries.accounts import AccountsRequest, account_ids, account_rows
from relmanager_desktop.queries.records import ListRequest, record_ids, rows_of

VALUES = (("Oslo", 2_000_000, "NOK"), ("Ulm", 1_000_000, None), ("Kobe", 150_000, "JPY"))


@pytest.fixture
def accounts(session: Session, today: date) -> dict[str, int]:
    add_record(session, "setting", {"key": "currency", "value": "EUR"}, today)
    for currency, rate in (("NOK", 0.085), ("JPY", 0.0061)):
        values = {"currency": currency, "on": date(2026, 11, 1), "rate": rate}
        add_record(session, "exchange_rate", values, today)
    return {
        name: add_record(
            session, "account", {"name": name, "annual_value": value, "currency": currency}, today
        )
        for name, value, currency in VALUES
    }


@pytest.mark.usefixtures("accounts")
def test_accounts_stand_in_the_order_of_their_worth(session: Session, today: date) -> None:
    request = AccountsRequest(sort="annual_value", descending=True)
    rows = account_rows(session, account_ids(session, request, today))
    assert [row.name for row in rows] == ["Ulm", "Oslo", "Kobe"]


def test_a_contract_without_a_currency_is_worth_what_its_accounts_money_is(
    session: Session, today: date, accounts: dict[str, int]
) -> None:
    for name, value in (("Oslo", 900_000), ("Ulm", 100_000)):
        values = {"account": accounts[name], "title": name, "start": today, "value": value}
        add_record(session, "contract", values, today)
    ids = record_ids(session, ListRequest("contract", sort=(("value", True),)))
    assert [row[1] for row in rows_of(session, "contract", ids, ["title"])] == ["Ulm", "Oslo"]


def test_without_rates_the_figures_decide(session: Session, today: date) -> None:
    for name, value in (("Small", 1), ("Large", 2), ("Unknown", None)):
        add_record(session, "account", {"name": name, "annual_value": value}, today)
    request = AccountsRequest(sort="annual_value", descending=True)
    rows = account_rows(session, account_ids(session, request, today))
    assert [row.name for row in rows] == ["Large", "Small", "Unknown"]
