"""New records that look like others: named to a person, never united by a score."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

from relmanager_desktop.domain.folding import legal_form, name_key
from relmanager_desktop.domain.imports.fates import Double, Fate
from relmanager_desktop.domain.imports.matching import Portfolio
from relmanager_desktop.domain.imports.plans import NewRecords, SheetPlan

ALIKE = 85
_KINDS = ("account", "contact")
_BLOCK_LETTERS = 4
_LARGEST_BLOCK = 60
_MOST = 200
_DIGITS = re.compile(r"\d+")


def doubles_of(
    sheets: Sequence[SheetPlan], new: dict[str, NewRecords], portfolio: Portfolio
) -> list[Double]:
    """Return new accounts and contacts whose names are at least 85 of 100 alike to another's.

    Only names that begin alike are compared, and of very common beginnings none, so that a list
    of 100,000 costs no more than a list of 1,000.
    """
    found: list[Double] = []
    for kind in _KINDS:
        mains = [sheet for sheet in sheets if sheet.map.main == kind]
        if mains and kind in new and new[kind].rows:
            found += _of_kind(kind, mains, new[kind], portfolio)
    return found[:_MOST]


def _of_kind(
    kind: str, sheets: Sequence[SheetPlan], records: NewRecords, portfolio: Portfolio
) -> Iterator[Double]:
    position = records.fields.index("name")
    names = {-n - 1: str(row[position]) for n, row in enumerate(records.rows)}
    names.update((ref, name) for ref, name in portfolio.rows(kind, ("name",)) if name)
    beginnings = [name[:_BLOCK_LETTERS].casefold() for name in names.values()]
    sizes = Counter(beginnings)
    blocks: dict[str, list[int]] = {}
    block_of: dict[int, list[int]] = {}
    for ref, beginning in zip(names, beginnings, strict=True):
        if 1 < sizes[beginning] <= _LARGEST_BLOCK:
            block_of[ref] = block = blocks.setdefault(beginning, [])
            block.append(ref)
    for sheet in sheets if blocks else ():
        for row, ref in sheet.of(Fate.NEW):
            if ref not in block_of:  # nobody begins alike, too many do, or the row names none
                continue
            block = block_of[ref]
            best = _most_alike(ref, {other: bare_name(names[other]) for other in block})
            if best is not None:
                other, score = best
                yield Double(sheet.map.sheet, row, kind, names[ref], other, names[other], score)


def _most_alike(ref: int, block: dict[int, str]) -> tuple[int, int] | None:
    # Of two new rows only the later is said to look like the earlier.
    # Branches and sites are told apart by their numbers, however alike their names are.
    numbers = _numbers_in(block[ref])
    others = {
        other: text for other, text in block.items() if other > ref and _numbers_in(text) == numbers
    }
    best = process.extractOne(block[ref], others, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE)
    return None if best is None else (best[2], round(best[1]))


def _numbers_in(name: str) -> list[str]:
    return _DIGITS.findall(name)


def bare_name(name: str) -> str:
    """Return a name as it is compared, but for its legal form.

    Legal forms tell firms apart, but not so far that a person should not be asked.
    """
    key = name_key(name)
    return key.removesuffix(legal_form(name)).strip() or key
