"""A journalled, searchable single edit against the same session without journal, facts, search."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlalchemy.orm import Session

from relmanager_desktop.commands.records import change_record
from relmanager_desktop.domain.records.accounts import Account
from tests.benchmarks.portfolios import make_portfolio
from tests.benchmarks.ratios import Ratio, measure

EDITS = 60
TODAY = date(2026, 11, 24)


def figures(folder: Path) -> list[Ratio]:
    """Return the ratio of 60 edits, each committed with synchronous FULL."""
    database = make_portfolio(folder / "edits.relm", 2_000, 10_000, TODAY)
    with database.read() as session:
        ids = [row[0] for row in session.query(Account.id).limit(EDITS)]
    turn = iter(range(10**9))

    def ours() -> None:
        word = f"note {next(turn)}"
        for id_ in ids:
            with database.write("Edit") as session:
                change_record(session, "account", id_, {"notes": word}, TODAY)

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
