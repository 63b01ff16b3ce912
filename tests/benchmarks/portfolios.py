"""Portfolios and files of a size, made once in a temporary folder."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from relmanager_desktop.commands.beginnings import begin
from relmanager_desktop.store.bulk import insert_rows
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.portfolios import create_portfolio
from relmanager_desktop.store.tables import TABLES

CITIES = ("Leeds", "Hamburg", "Lyon", "Bilbao", "Ostrava", "Gdańsk", "Malmö", "Porto", "Utrecht")
CHANNELS = ("call", "video", "meeting", "visit", "email", "mailing")
PERIODS = ("2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3")
HEADERS = (
    "Account No",
    "Company",
    "City",
    "Country",
    "Segment",
    "Owner",
    "E-mail",
    "Phone",
    "Annual value",
    "Employees",
    "Since",
    "Industry",
    "Postcode",
    "Notes",
    "Website",
)


def make_portfolio(path: Path, accounts: int, interactions: int, today: date) -> Database:
    """Return an open portfolio of invented accounts, interactions and actions."""
    database = create_portfolio(path)
    begin(database, "Bench", today)
    chance = random.Random(7)
    with database.write("Fill") as session:
        tiers = [row.id for row in session.execute(TABLES["tier"].select())]
        first = insert_rows(
            session,
            "account",
            ("name", "city", "tier", "roles", "annual_value", "industry"),
            (
                (
                    f"{chance.choice(CITIES)} Works {number}",
                    chance.choice(CITIES),
                    chance.choice(tiers),
                    ["customer"],
                    chance.randrange(10**7),
                    "Freight",
                )
                for number in range(accounts)
            ),
            accounts,
        )
        insert_rows(
            session,
            "interaction",
            ("account", "at", "channel", "subject", "state", "direction", "purpose"),
            (
                _interaction(chance, first + chance.randrange(accounts), today)
                for _ in range(interactions)
            ),
            interactions,
        )
        insert_rows(
            session,
            "action",
            ("account", "title", "due"),
            (
                (
                    first + chance.randrange(accounts),
                    f"Send paper {number}",
                    today + timedelta(days=chance.randrange(-30, 60)),
                )
                for number in range(accounts // 2)
            ),
            accounts // 2,
        )
        _add_issues(session, chance, first, accounts, today)
        _add_kpi_values(session, chance, first, accounts)
    return database


def _add_issues(
    session: Session, chance: random.Random, first: int, accounts: int, today: date
) -> None:
    opened = datetime(today.year, today.month, today.day, 9, tzinfo=UTC)
    rows = (
        (
            first + chance.randrange(accounts),
            f"Pallet {number} is missing",
            f"I-{number}",
            chance.choice(("low", "medium", "high", "urgent")),
            opened - timedelta(days=chance.randrange(400)),
        )
        for number in range(accounts // 5)
    )
    fields = ("account", "title", "number", "severity", "opened_at")
    insert_rows(session, "issue", fields, rows, accounts // 5)


def _add_kpi_values(session: Session, chance: random.Random, first: int, accounts: int) -> None:
    kpis = (("OTIF", "On time in full"), ("NPS", "Net promoter score"), ("DSO", "Days of sales"))
    first_kpi = insert_rows(session, "kpi", ("code", "name"), kpis, len(kpis))
    rows = [
        (first_kpi + number, first + place, period, chance.random() * 100)
        for number in range(len(kpis))
        for place in range(0, accounts, 10)
        for period in PERIODS
    ]
    insert_rows(session, "kpi_value", ("kpi", "account", "period", "value"), rows, len(rows))


def _interaction(chance: random.Random, account: int, today: date) -> tuple[object, ...]:
    day = today - timedelta(days=chance.randrange(1, 730))
    at = datetime(day.year, day.month, day.day, chance.randrange(8, 18), tzinfo=UTC)
    return (
        account,
        at,
        chance.choice(CHANNELS),
        "Weekly call about the depots",
        "held",
        "both",
        "check_in",
    )


def make_list(path: Path, rows: int, changed_every: int = 0) -> Path:
    """Write an account list of 15 columns as a workbook.

    Of ``changed_every`` rows one has another annual value than it would have.
    """
    import xlsxwriter

    chance = random.Random(11)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Customers")
    dates = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, HEADERS)
    for number in range(1, rows + 1):
        sheet.write_row(number, 0, _list_row(chance, number))
        if changed_every and number % changed_every == 0:
            sheet.write_number(number, HEADERS.index("Annual value"), number)
        day = datetime(2010, 1, 1) + timedelta(days=chance.randrange(5000))  # noqa: DTZ001 - a cell
        sheet.write_datetime(number, 10, day, dates)
    book.close()
    return path


def _list_row(chance: random.Random, number: int) -> tuple[object, ...]:
    city = chance.choice(CITIES)
    return (
        f"K{number:06d}",
        f"{city} Trading {number} GmbH",
        city,
        chance.choice(("Germany", "France", "Poland", "Spain")),
        chance.choice(("Key", "Standard", "Small")),
        chance.choice(("Dana Okafor", "Ivo Brandt", "Mei Tanaka")),
        f"info@firm{number}.example",
        f"+49 30 {number:07d}",
        chance.randrange(1_000_000),
        chance.randrange(5_000),
        None,
        chance.choice(("Freight", "Healthcare", "Energy")),
        f"{chance.randrange(99999):05d}",
        "Met at the fair; wants one invoice per depot.",
        f"www.firm{number}.example",
    )
