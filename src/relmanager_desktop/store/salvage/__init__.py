"""A damaged portfolio read page by page into a new one; the damaged file is only ever read."""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from relmanager_desktop import paths
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.store.copies import check_file
from relmanager_desktop.store.database import Clock, Origin, utc_now
from relmanager_desktop.store.faults import MissingPortfolioError
from relmanager_desktop.store.files import atomic_write, free_name
from relmanager_desktop.store.salvage.merging import Share
from relmanager_desktop.store.salvage.pages import Pages
from relmanager_desktop.store.salvage.works import Progress, Work


@dataclass(frozen=True)
class Salvage:
    """What came of a damaged portfolio.

    Attributes:
        place: the new portfolio.
        shares: what became of the rows of each kind that has any, or had.
        titles: what the search index remembers of the names of lost rows, by their keys.
        backup: the backup that it was held against, None where there is none.
        made_up: how many records stand in for lost ones that others belong to.
        history_gaps: how many lines and headings of the journal are lost.
    """

    place: Path
    shares: tuple[Share, ...]
    titles: dict[int, str]
    backup: Path | None
    made_up: int
    history_gaps: int

    @property
    def back(self) -> int:
        """How many records came back."""
        return sum(share.back for share in self.shares)

    @property
    def lost(self) -> int:
        """How many records did not."""
        return sum(len(share.lost) for share in self.shares)


def salvage(
    place: Path,
    target: Path,
    *,
    clock: Clock = utc_now,
    origin: Origin | None = None,
    progress: Progress | None = None,
) -> Salvage:
    """Write what can be read of a damaged portfolio to a new one, and say what came back.

    The newest sound backup mends what it knows better, and the journal brings its rows up to date.
    ``progress`` is told the tables done, all of them, and the kind in hand.

    Raises:
        MissingPortfolioError: If there is no file at ``place``.
        FileExistsError: If there is one at ``target``.
        DamagedError: If nothing can be read of it.
        NewerPortfolioError: If a newer version wrote it.
        WriteError: If the new file cannot be written.
    """
    if not place.is_file():
        raise MissingPortfolioError(str(tr("There is no file at {place}.", place=place)))
    if target.exists():
        sentence = tr("{file} is there already. Choose another name.", file=target.name)
        raise FileExistsError(str(sentence))
    with closing(Pages(place)) as pages:
        work = Work(pages, place, clock, origin or Origin(), progress)
        placed = atomic_write(target, work.write, verify=_check)
    return Salvage(
        placed,
        tuple(share for share in work.shares if share.back or share.lost),
        work.lost_titles(),
        work.backup,
        work.made_up,
        work.history_gaps,
    )


def free_place_for(place: Path) -> Path:
    """Return a free name for what is salvaged: beside the damaged file, else in the data folder."""
    folder = place.parent if os.access(place.parent, os.W_OK) else paths.data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    wanted = folder / f"{tr('{name} salvaged', name=place.stem)}.relm"
    return free_name(wanted) if wanted.exists() else wanted


def _check(part: Path) -> None:
    check_file(part)


__all__ = ["Salvage", "Share", "free_place_for", "salvage"]
