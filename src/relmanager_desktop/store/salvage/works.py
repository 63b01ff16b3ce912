"""One salvage from beginning to end: found, held against a backup, written, mended, derived."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.store import facts, search, upgrade
from relmanager_desktop.store.database import Clock, Database, Origin
from relmanager_desktop.store.faults import DamagedError, NewerPortfolioError
from relmanager_desktop.store.salvage.journals import Told, lines_of
from relmanager_desktop.store.salvage.merging import Merge, Share, titles_in
from relmanager_desktop.store.salvage.pages import Pages
from relmanager_desktop.store.salvage.records import decode
from relmanager_desktop.store.salvage.references import Reference, reference_of
from relmanager_desktop.store.salvage.tables import UNREADABLE, Finds, Shapes, revision_in
from relmanager_desktop.store.salvage.writing import (
    CONTENTS,
    Known,
    Writer,
    fold_into_one,
    mend_links,
    shapes_of,
    stored_value,
)

Progress = Callable[[int, int, str], None]
HEADINGS, LINES = "change_set", "change"  # of which the journal itself says nothing


class Work:
    """Everything that one salvage holds; ``write`` does it, the rest says what came of it."""

    def __init__(
        self,
        pages: Pages,
        place: Path,
        clock: Clock,
        origin: Origin,
        progress: Progress | None,
    ) -> None:
        self.shares: list[Share] = []
        self.backup: Path | None = None
        self.made_up = 0
        self.history_gaps = 0
        self._titles: dict[int, str] = {}
        self._told = Told(())
        self._pages = pages
        self._place = place
        self._clock = clock
        self._origin = origin
        self._progress = progress

    def write(self, part: Path) -> None:
        """Make the new portfolio as one file."""
        database = Database(part, clock=self._clock, origin=self._origin)
        try:
            upgrade.upgrade(database.engine, to=self._revision())
            shapes = shapes_of(database.engine)
            finds = self._find(shapes)
            with closing(Writer(part)) as writer:
                self._copy(database, writer, finds, shapes)
            upgrade.upgrade(database.engine)
            self._derive(database)
        finally:
            database.close()
        fold_into_one(part)

    def lost_titles(self) -> dict[int, str]:
        """Return what the search index remembers of the names of lost rows."""
        lost = {key for share in self.shares for key in share.lost}
        return {key: title for key, title in self._titles.items() if key in lost and title}

    def _revision(self) -> str:
        """Return the revision of the file, the newest one where that cannot be read.

        Raises:
            NewerPortfolioError: If a newer version wrote the file.
        """
        found = revision_in(self._pages)
        known = upgrade.known_revisions()
        if found in known:
            return str(found)
        if found is not None and found.isdecimal() and found > max(known):
            sentence = tr(
                "{file} was written by a newer version of RelManager (schema {revision}). Install "
                "that version to salvage it.",
                file=self._place.name,
                revision=found,
            )
            raise NewerPortfolioError(str(sentence))
        return upgrade.head()

    def _find(self, shapes: Shapes) -> Finds:
        finds = Finds(self._pages, shapes)
        told = Told(lines_of(finds.tables[LINES], shapes[LINES]))
        finds.gather_strays(told.owner)
        if not any(finds.tables.values()):
            sentence = tr(
                "Nothing of a portfolio can be read in {file}; nothing was changed. Restore its "
                "newest backup.",
                file=self._place.name,
            )
            raise DamagedError(str(sentence))
        self._titles = titles_in(finds.tables.pop(CONTENTS))
        return finds

    def _copy(self, database: Database, writer: Writer, finds: Finds, shapes: Shapes) -> None:
        reference = reference_of(self._place, _numbered(finds, shapes))
        self.backup = reference.path
        put = partial(self._put, database, writer, finds, shapes, reference)
        for table in (HEADINGS, LINES):
            put(table, None)
        self._told = told = Told(writer.lines())
        others = [table for table in finds.tables if table not in {HEADINGS, LINES}]
        for number, table in enumerate(others):
            if self._progress:
                self._progress(number, len(others), table)
            put(table, told)
        lost, lines = writer.gaps()
        self.history_gaps = len(lost) + lines
        writer.head_again(lost, self._clock())
        writer.finish()

    def _put(
        self,
        database: Database,
        writer: Writer,
        finds: Finds,
        shapes: Shapes,
        reference: Reference,
        table: str,
        told: Told | None,
    ) -> None:
        columns = shapes[table]
        known = reference.rows(table, columns)
        merge = Merge(table, columns, finds.tables.pop(table), known, told)
        rows = merge.rows(reference.number, partial(stored_value, database.engine))
        refused = writer.insert(table, columns, rows)
        merge.share.read -= refused
        if told is not None:
            self.shares.append(merge.share)

    def _derive(self, database: Database) -> None:
        now = self._clock()
        known = Known(self._titles, self._told.owner, now.date(), now)
        with database.write(tr("Salvage {file}", file=self._place.name)) as session:
            self.made_up = mend_links(session, known)
        with database.write_quietly() as session:
            facts.rebuild(session, now.date())
            search.rebuild(session)


def _numbered(finds: Finds, shapes: Shapes) -> dict[int, int]:
    """Return the keys of the change sets that a file holds, by their numbers."""
    place = [column.name for column in shapes[HEADINGS]].index("number")
    found: dict[int, int] = {}
    for key, payload in finds.tables[HEADINGS].items():
        with suppress(*UNREADABLE):
            found[int(str(decode(payload)[place]))] = key
    return found
