"""A damaged portfolio looked into: what can be read of it, in a copy that takes no change."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import Text, joined, tr, verbatim
from relmanager_desktop.store.copies import check_file
from relmanager_desktop.store.database import Database, Origin
from relmanager_desktop.store.faults import PortfolioError, only_to_look_at
from relmanager_desktop.store.salvage import Salvage, salvage

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Inside:
    """The damaged file, which is only ever read, and what came of reading it."""

    damaged: Path
    found: Salvage

    @property
    def place(self) -> Path:
        """The copy with all that can be read; it is gone when the look is over."""
        return self.found.place

    @property
    def missing(self) -> Mapping[str, int]:
        """How many records of each kind cannot be read, of those that have any."""
        return {share.kind: len(share.lost) for share in self.found.shares if share.lost}

    @property
    def sentence(self) -> Text:
        """What stands above everything that is shown of it."""
        return tr(
            "{file} is damaged: this is what can be read of it, and nothing can be changed here.",
            file=self.damaged.name,
        )

    @property
    def told(self) -> Text:
        """How much is there, and what is not."""
        back = self.found.back
        read = tr("{n} record can be read.", plural="{n} records can be read.", n=back)
        filled = tr("Where the file is damaged, its newest backup fills in.")
        more = ([lacking(self.missing)] if self.missing else []) + [filled] * self.has_backup
        return joined(" ", read, *more)

    @property
    def has_backup(self) -> bool:
        """Whether a sound backup was there to fill in."""
        return self.found.backup is not None

    def open(self, author: str, source: str = "window") -> Database:
        """Open the copy; every write to it is refused with a sentence."""
        refusal = only_to_look_at(self.damaged)
        database = Database(self.place, origin=Origin(author, source), refusal=refusal)
        database.anchor.hold()
        return database

    def end(self) -> None:
        """Take the copy away, once nobody has it open."""
        shutil.rmtree(self.place.parent, ignore_errors=True)


def is_whole(place: Path) -> bool:
    """Whether a portfolio checks out, so that it can simply be opened."""
    try:
        check_file(place)
    except (PortfolioError, OSError):
        return False
    return True


def lacking(missing: Mapping[str, int]) -> Text:
    """Return the sentence on records that cannot be read."""
    listed = ", ".join(f"{KINDS[kind].plural} {n:,}" for kind, n in missing.items())
    return tr("Not readable: {list}.", list=verbatim(listed))


def look_inside(place: Path, author: str, progress: Progress | None = None) -> Inside:
    """Read a damaged portfolio page by page into a copy of its own, away from it.

    Raises:
        MissingPortfolioError, DamagedError, NewerPortfolioError, WriteError: As a salvage.
    """
    folder = Path(mkdtemp(prefix="relmanager-inside-"))
    try:
        found = salvage(place, folder / place.name, origin=Origin(author), progress=progress)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Inside(place, found)
