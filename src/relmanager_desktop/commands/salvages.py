"""A damaged portfolio salvaged into a new one, and the report of what came back, what did not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from relmanager_desktop.domain.ids import to_letters
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.store.database import Origin
from relmanager_desktop.store.files import atomic_write
from relmanager_desktop.store.salvage import Salvage, Share, free_place_for, salvage

Progress = Callable[[int, int, str], None]
__all__ = ["Salvage", "Salvaged", "Share", "free_place_for", "report_lines", "salvage_portfolio"]


@dataclass(frozen=True)
class Salvaged:
    """What came of a salvage, and the text file beside the new portfolio that tells it."""

    salvage: Salvage
    report: Path

    @property
    def sentence(self) -> Text:
        """What there is to say of it in a line."""
        found = self.salvage
        if not found.lost:
            return tr(
                "Salvaged {n} record into {file}; none is known to be lost.",
                plural="Salvaged {n} records into {file}; none is known to be lost.",
                n=found.back,
                file=found.place.name,
            )
        return tr(
            "Salvaged {back} records into {file}; {n} record is lost.",
            plural="Salvaged {back} records into {file}; {n} records are lost.",
            n=found.lost,
            back=f"{found.back:,}",
            file=found.place.name,
        )


def salvage_portfolio(
    place: Path,
    target: Path,
    author: str,
    source: str = "window",
    progress: Progress | None = None,
) -> Salvaged:
    """Write what can be read of a damaged portfolio to a new one, with a report beside it.

    Raises:
        As ``store.salvage.salvage``; the damaged file is only ever read.
    """
    found = salvage(place, target, origin=Origin(author, source), progress=progress)
    lines = "\n".join(str(line) for line in report_lines(place, found))
    name = str(tr("{name} report", name=found.place.stem))

    def write(part: Path) -> None:
        part.write_text(f"{lines}\n", encoding="utf-8")

    return Salvaged(found, atomic_write(found.place.with_name(f"{name}.txt"), write))


def report_lines(place: Path, found: Salvage) -> Iterator[Text | str]:
    """Yield what came back and what did not: counts a kind, and each lost record by its key."""
    yield tr("What was salvaged of {file}", file=place)
    if found.backup is None:
        yield tr("There is no sound backup to hold it against.")
    else:
        yield tr("It was held against the backup {file}.", file=found.backup.name)
    yield from _remarks(found)
    for share in found.shares:
        yield ""
        yield tr(
            "{kinds}: {back} back, {mended} of them mended and {from_backup} taken from the "
            "backup; {lost} lost.",
            kinds=KINDS[share.kind].plural,
            back=share.back,
            mended=share.mended,
            from_backup=share.from_backup,
            lost=len(share.lost),
        )
        yield from (
            f"  {to_letters(key)} {found.titles.get(key, '')}".rstrip() for key in share.lost
        )


def _remarks(found: Salvage) -> Iterator[Text]:
    if found.made_up:
        yield tr(
            "{n} record was made up, marked as lost, because others belong to it.",
            plural="{n} records were made up, marked as lost, because others belong to them.",
            n=found.made_up,
        )
    if found.history_gaps:
        yield tr(
            "{n} line of the history is lost: what it tells cannot be undone.",
            plural="{n} lines of the history are lost: what they tell cannot be undone.",
            n=found.history_gaps,
        )
