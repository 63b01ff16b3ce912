"""What the database takes for a touch is what the rule says."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product

from sqlalchemy import select

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.touches import is_touch
from relmanager_desktop.store.bulk import insert_rows
from relmanager_desktop.store.cadence_reads import is_touch_row
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.tables import TABLES

NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)
FIELDS = ("channel", "direction", "state")


def test_the_database_and_the_rule_agree_on_every_interaction(database: Database) -> None:
    kind = KINDS["interaction"]
    codes = [[choice.code for choice in kind.field(name).choices] for name in FIELDS]
    cases = list(product(codes[0], [*codes[1], None], codes[2]))
    with database.write("Set up") as session:
        account = insert_rows(session, "account", ("name",), [("Acme",)], 1)
        rows = [(account, NOW, "Hi", *case) for case in cases]
        insert_rows(session, "interaction", ("account", "at", "subject", *FIELDS), rows, len(rows))
    table = TABLES["interaction"].c
    columns = [table[name] for name in FIELDS]
    with database.read() as session:
        counted, other = (
            {tuple(row) for row in session.execute(select(*columns).where(condition))}
            for condition in (is_touch_row(table), ~is_touch_row(table))
        )
    assert counted == {case for case in cases if is_touch(*case)}
    assert other == set(cases) - counted
