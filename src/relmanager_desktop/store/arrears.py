"""Edited rows whose new words the search index does not have yet; the journal tells which.

Taking the words of one row out of an FTS5 index so that they leave the file costs more than all
the rest of an edit, and it costs a third of that for each of many rows at once. So a small edit
only leaves word since which change set the index is behind, as the ``user_version`` of the file
(0: it is not), and ``search`` reads the rows that the journal names since then themselves.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from relmanager_desktop.store.search_texts import SEARCHED, lines_of, selecting
from relmanager_desktop.store.statements import fetch_one

FEW_ROWS = 4  # that one write may leave
FEW_WRITES = 200  # that the index may be behind: some milliseconds of each search
_GAPS = re.compile(r"[\W_]+")
END = 2**63 - 1  # beyond every change set
_EDITED = (
    'SELECT DISTINCT kind, "row" FROM change '
    'WHERE change_set >= ? AND change_set < ? AND "row" IS NOT NULL'
)


@dataclass(frozen=True)
class Line:
    """A row as the index should have it."""

    id: int
    title: str
    body: str
    digits: str
    kind: str

    def begins_title(self, words: Iterable[str]) -> bool:
        """Whether each of these words begins one of the title's."""
        return _begin(words, self.title)

    def begins(self, words: Iterable[str]) -> bool:
        """Whether each of these words begins one of the title's or the body's."""
        return _begin(words, f"{self.title} {self.body}")

    def begins_number(self, number: str) -> bool:
        """Whether this number begins one of the row's."""
        return _begin([number], self.digits)


def since(session: Session) -> int:
    """Return the first change set whose edits the index does not have, 0 if it has all."""
    first: int = fetch_one(session.connection(), "PRAGMA user_version")[0]
    return first


def begin(session: Session, number: int) -> None:
    """Say that the index is behind since a change set; 0 says that it is not."""
    session.connection().exec_driver_sql(f"PRAGMA user_version = {number}")


def rows(session: Session, before: int = END) -> dict[str, list[int]]:
    """Return the rows in arrears of the change sets before a number, sorted, by kind."""
    first = since(session)
    if not first:
        return {}
    found: dict[str, list[int]] = defaultdict(list)
    for kind, id_ in session.connection().exec_driver_sql(_EDITED, (first, before)):
        if kind in SEARCHED:
            found[kind].append(id_)
    return {kind: sorted(ids) for kind, ids in found.items()}


def lines(session: Session, late: dict[str, list[int]]) -> list[Line]:
    """Return rows as they are now; rows that are archived or gone have no line."""
    return [
        Line(*row[:-1], kind)
        for kind, ids in late.items()
        for row in lines_of(
            SEARCHED[kind],
            session.connection()
            .exec_driver_sql(selecting(SEARCHED[kind], f"id IN ({','.join(map(str, ids))})"))
            .all(),
        )
    ]


def _begin(words: Iterable[str], text: str) -> bool:
    if not all(word in text for word in words):  # most lines, and a tenth of the cost
        return False
    parted = _GAPS.sub(" ", f" {text}")
    return all(f" {word}" in parted for word in words)
