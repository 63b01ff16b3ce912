"""A clock that is set back or forward changes neither the order of what was done nor of backups."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from relmanager_desktop.commands.undoing import undo_last
from relmanager_desktop.domain.records.accounts import Account
from relmanager_desktop.queries.history import undo_state
from relmanager_desktop.store.backups import list_backups, make_backup
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.portfolios import backup_if_changed, open_portfolio
from tests.trials.beginnings import NOW, PLACE, lay_out
from tests.trials.judges import prove

YEARS = timedelta(days=3_653)


@pytest.mark.parametrize("jump", [-timedelta(days=1), timedelta(days=1), -YEARS, YEARS])
def test_what_was_done_last_stays_last(tmp_path: Path, jump: timedelta) -> None:
    lay_out(tmp_path)
    made = make_backup(tmp_path / PLACE, NOW)
    moment: datetime = NOW + jump
    database = open_portfolio(tmp_path / PLACE, clock=lambda: moment)
    with database.write("After the jump") as session:
        session.add(Account(name="Late"))
    again = backup_if_changed(database, moment)
    assert again is not None
    assert [backup.number for backup in list_backups(tmp_path / PLACE)[:2]] == [
        again.number,
        made.number,
    ]
    assert next_to_undo(database) == "After the jump"
    undo_last(database)
    assert next_to_undo(database) == "Type"
    database.close()
    prove(tmp_path / PLACE)


def next_to_undo(database: Database) -> str:
    with database.read() as session:
        return undo_state(session).undo_label
