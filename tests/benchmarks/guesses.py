"""The share of columns that are guessed right, wrong, or asked, without anybody's help."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from relmanager_desktop.domain.cells import Sheet
from relmanager_desktop.exchange.readings import RefusedFile, read_file
from tests.domain.mapping.labelled_lists import (
    SHARED_LABELS,
    Judged,
    LabelledList,
    Verdict,
    invented_lists,
    judged,
    lists_in,
)

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
LEAST_RIGHT, MOST_WRONG = 0.95, 0.02


def judged_invented() -> list[Judged]:
    """Return the verdicts on the lists that are kept here."""
    return [verdict for labelled in invented_lists() for verdict in judged(labelled)]


def judged_shared() -> tuple[list[Judged], list[str]]:
    """Return the verdicts on the public files, none where they are absent, and those not read.

    A busy machine may take longer to read a large one than a list is given.
    """
    found: list[Judged] = []
    unread: list[str] = []
    for labelled in lists_in(SHARED_LABELS):
        name, _, sheet_name = labelled.name.partition("#")
        path = SHARED / name
        if not path.is_file():
            continue
        try:
            found += judged(labelled, _sheet(path, sheet_name))
        except RefusedFile as refusal:
            unread.append(str(refusal))
    return found, unread


def _sheet(path: Path, name: str) -> Sheet:
    sheets = _sheets(path)
    return next((sheet for sheet in sheets if sheet.info.name == name), sheets[0])


@cache
def _sheets(path: Path) -> list[Sheet]:
    return read_file(path).sheets


def shares(verdicts: Iterable[Judged]) -> dict[Verdict, float]:
    """Return the share of each verdict, 0 to 1."""
    counts = Counter(judged.verdict for judged in verdicts)
    total = sum(counts.values()) or 1
    return {verdict: counts[verdict] / total for verdict in Verdict}


def lines(*, is_long: bool = False) -> tuple[list[str], bool]:
    """Return the report, and whether the aims are met; ``is_long`` names what is not right."""
    report: list[str] = []
    public, unread = judged_shared()
    is_kept = not unread
    report += [f"columns guessed, not read: {refusal}" for refusal in unread]
    for what, verdicts in (("lists of our own", judged_invented()), ("public", public)):
        if not verdicts:
            report.append(f"columns guessed, {what}: ../shared is not here")
            continue
        found = shares(verdicts)
        is_kept &= found[Verdict.RIGHT] >= LEAST_RIGHT and found[Verdict.WRONG] <= MOST_WRONG
        report.append(_line(what, found, len(verdicts)))
        report += _faults(verdicts) if is_long else []
    seconds = _seconds(next(one for one in invented_lists() if len(one.columns) >= 15))
    report.append(f"understanding a sheet of 15 columns: {seconds * 1000:.0f} ms")
    return report, is_kept


def _line(what: str, found: dict[Verdict, float], total: int) -> str:
    told = ", ".join(f"{found[verdict]:.1%} {verdict}" for verdict in Verdict)
    met = found[Verdict.RIGHT] >= LEAST_RIGHT and found[Verdict.WRONG] <= MOST_WRONG
    return f"columns guessed, {what:17s} {told} of {total}  {'kept' if met else 'MISSED'}"


def _faults(verdicts: Iterable[Judged]) -> Iterator[str]:
    for v in verdicts:
        if v.verdict is not Verdict.RIGHT:
            wanted = " or ".join(v.labels)
            yield f"  {v.verdict:5s} {v.list_name}: {v.header!r} is {v.given or '–'}, not {wanted}"


def _seconds(labelled: LabelledList) -> float:
    sheet = labelled.sheet()
    judged(labelled, sheet)
    start = time.process_time()
    judged(labelled, sheet)
    return time.process_time() - start
