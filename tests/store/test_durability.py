"""What was acknowledged stays, whenever the program is killed."""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from typing import Any

from sqlalchemy import func, select

from relmanager_desktop.domain.records.accounts import Account
from relmanager_desktop.domain.records.contacts import Contact
from relmanager_desktop.store import bulk
from relmanager_desktop.store.backups import check_file
from relmanager_desktop.store.checks import check_portfolio
from relmanager_desktop.store.database import Database, topics_of
from relmanager_desktop.store.journal import journal_of
from relmanager_desktop.store.tables import TABLES
from relmanager_desktop.store.undo import undo, undoable

TRIALS = 500 if os.environ.get("HYPOTHESIS_PROFILE") == "nightly" else 15
PEOPLE = 20


def write_for_ever(place: str, acknowledged: Any) -> None:
    """Open accounts with twenty people each, import, and undo every third step."""
    database = Database(place)
    for turn in range(10_000):
        with database.write("Open") as session:
            account = Account(name=f"Firm {turn}")
            people = [Contact(name=f"Person {turn} {n}") for n in range(PEOPLE)]
            session.add_all([account, *people])
            session.flush()
            rows = [(person.id, account.id) for person in people]
            bulk.insert_rows(session, "contact_role", ("contact", "account"), rows, PEOPLE)
        assert "account" in topics_of(session)
        acknowledged.send(journal_of(session).number)
        if turn % 3 == 2:
            with database.read() as session:
                step = undoable(session)
            assert step is not None
            with database.write("Undo") as session:
                undo(session, step.number)
            acknowledged.send(journal_of(session).number)


def killed_after(place: str, seconds: float) -> int:
    """Let a program write, kill it, and return the last change set that it acknowledged."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["relmanager_desktop.store.undo"])
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=write_for_ever, args=(place, theirs))
    child.start()
    theirs.close()
    newest = int(ours.recv())
    time.sleep(seconds)
    child.kill()
    child.join()
    try:
        while True:
            newest = int(ours.recv())
    except EOFError:
        ours.close()
        return newest


def test_a_kill_loses_nothing_that_was_acknowledged_and_leaves_nothing_half(
    database: Database,
) -> None:
    assert database.path is not None
    place, chance = str(database.path), random.Random(7)
    database.close()
    for _ in range(TRIALS):
        newest = killed_after(place, chance.uniform(0, 0.15))
        again = Database(place)
        with again.read() as session:
            numbers = session.execute(select(TABLES["change_set"].c.number)).scalars().all()
            accounts, people, roles = (
                session.execute(select(func.count()).select_from(TABLES[kind])).scalar_one()
                for kind in ("account", "contact", "contact_role")
            )
        assert sorted(numbers) == list(range(1, len(numbers) + 1))
        assert len(numbers) >= newest
        assert people == roles == PEOPLE * accounts
        again.close()
    check_file(database.path)
    assert [finding.name for finding in check_portfolio(database) if not finding.is_good] == []
