"""A journalled, searchable single edit against the same session without journal, facts, search."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.records.accounts import Account
from relmanager_desktop.store.tables import TABLES
from tests.benchmarks.portfolios import make_portfolio
from tests.benchmarks.ratios import Ratio, measure

EDITS = 60
TODAY = date(2026, 11, 24)


def figures(folder: Path) -> list[Ratio]:
    """Return the ratio of 60 edits, each committed with synchronous FULL."""
    database = make_portfolio(folder / "edits.relm", 2_000, 10_000, TODAY)
    with database.read() as session:
        ids = list(session.execute(select(TABLES["account"].c.id).limit(EDITS)).scalars())
    turn = iter(range(10**9))

    def ours() -> None:
        word = f"note {next(turn)}"
        for id_ in ids:
            with database.write("Edit") as session:
                account = session.get(Account, id_)
                assert account is not None
                account.notes = word

    plain = database.engine.execution_options(write=True)

    def yardstick() -> None:
        word = f"note {next(turn)}"
        for id_ in ids:
            with Session(plain) as session:
                account = session.get(Account, id_)
                assert account is not None
                account.notes = word
                session.commit()

    ratio = measure("single edit, journalled and searchable / without", ours, yardstick, 1.7)
    database.close()
    return [ratio]
