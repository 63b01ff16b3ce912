"""What must be true of a portfolio, whatever was done to its program."""

from __future__ import annotations

from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import Any

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.store.backups import is_sound, list_backups
from relmanager_desktop.store.checks import check_portfolio
from relmanager_desktop.store.copies import open_to_read
from relmanager_desktop.store.portfolios import open_portfolio
from relmanager_desktop.store.rows import Ranges

UNWRITTEN = frozenset({"change_set", "change", "import_run"})  # by the journal itself


def prove(place: Path) -> None:
    """Open a portfolio and check it through: file, references, facts, search, journal, backups."""
    database = open_portfolio(place)
    try:
        wrong = [str(found.message) for found in check_portfolio(database) if not found.is_good]
    finally:
        database.close()
    assert wrong == []
    with closing(open_to_read(place)) as connection:
        prove_journal(connection)
    assert all(is_sound(backup.path) for backup in list_backups(place))


def prove_journal(connection: Any) -> None:
    """No number is missing, each line belongs to a change set, each row stands in a line."""
    ordered = "SELECT number FROM change_set ORDER BY number"
    numbers = [row[0] for row in connection.execute(ordered)]
    assert numbers == list(range(1, len(numbers) + 1))
    lines = connection.execute('SELECT change_set, "order" FROM change ORDER BY 1, 2').fetchall()
    for number, group in groupby(lines, key=lambda line: line[0]):
        orders = [order for _, order in group]
        assert number in numbers
        assert orders == list(range(1, len(orders) + 1))
    for kind in KINDS.keys() - UNWRITTEN:
        assert not _unwritten(connection, kind), kind


def _unwritten(connection: Any, kind: str) -> list[int]:
    """Return the rows of a kind that no line of the journal speaks of."""
    told = 'SELECT "row", "first", "count" FROM change WHERE kind = ?'
    lines = connection.execute(told, (kind,)).fetchall()
    rows = {row for row, _, _ in lines}
    blocks = Ranges([(first, count) for _, first, count in lines if first is not None])
    held = connection.execute(f'SELECT id FROM "{kind}"')
    return [id_ for (id_,) in held if id_ not in rows and id_ not in blocks]
