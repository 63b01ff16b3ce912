"""Lists whose columns bear the names of the fields they mean, and how the guesses compare.

A file of ``tests/data/guesses`` holds many lists. '= name : kind' begins one, '^ text' is a title
above it, and each further line is a column: header, label, values, parted by ' | '. 'Group >>
Header' is a header of two rows. A label is 'kind.field' as 'contact.email', 'delivery.street',
'matrix', 'split', 'clock', '-' for a column that is left out, or '?' where the kind has to be
asked; ' or ' parts several that are right. What is the second person's is 'contact#2.email'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from relmanager_desktop.domain.cells import Cell, Sheet, SheetInfo
from relmanager_desktop.domain.mapping.looks import KnownNames
from relmanager_desktop.domain.mapping.maps import ColumnMap, SheetMap, Wishes
from relmanager_desktop.domain.mapping.sheets import understand
from relmanager_desktop.exchange.aliases import load_vocabulary

GUESSES = Path(__file__).resolve().parents[2] / "data" / "guesses"
SHARED_LABELS = GUESSES / "shared.labels"
_WORKBOOKS = (".xlsx", ".xls")
_NUMBER = re.compile(r"(?:0|[1-9]\d*)(\.\d+)?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR_BEHIND = re.compile(r" \d{4}$")  # that a bare month gets from the name of its file
_GROUP = " >> "
_SPECIFIC = {"contact.mobile": "Mobile", "contact.fax": "Fax"}


class Verdict(StrEnum):
    """What became of one column."""

    RIGHT = "right"
    WRONG = "wrong"
    ASKED = "asked"


@dataclass
class LabelledColumn:
    """One column: what stands above it, the labels that are right, its values as text."""

    header: str
    labels: tuple[str, ...]
    values: list[str]


@dataclass
class LabelledList:
    """A list whose columns are labelled; ``kinds`` are those that are right."""

    name: str
    kinds: tuple[str, ...]
    titles: list[str] = field(default_factory=list)
    columns: list[LabelledColumn] = field(default_factory=list)

    def sheet(self) -> Sheet:
        """Return the list as a sheet; of a workbook with numbers and days in its cells."""
        is_typed = self.name.endswith(_WORKBOOKS)
        height = max(len(column.values) for column in self.columns)
        rows: list[list[Cell]] = [[title] for title in self.titles]
        rows += self._header_rows()
        for n in range(height):
            texts = [c.values[n] if n < len(c.values) else "" for c in self.columns]
            rows.append([_cell(text) if is_typed else text or None for text in texts])
        return Sheet(SheetInfo("Sheet1" if is_typed else self.name.rpartition(".")[0]), rows)

    def _header_rows(self) -> list[list[Cell]]:
        headers = [column.header for column in self.columns]
        if not any(headers):
            return []
        if not any(_GROUP in header for header in headers):
            return [[header or None for header in headers]]
        parted = [header.partition(_GROUP) for header in headers]
        groups = [group for group, _mark, _name in parted]
        first = [g if n == 0 or groups[n - 1] != g else None for n, g in enumerate(groups)]
        return [[*first], [name or None for _group, _mark, name in parted]]


@dataclass(frozen=True)
class Judged:
    """One column of one list, judged: the field it was given, '' for none."""

    list_name: str
    header: str
    labels: tuple[str, ...]
    given: str
    verdict: Verdict


def lists_in(path: Path) -> Iterator[LabelledList]:
    """Yield the labelled lists of a file."""
    found: LabelledList | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            if found is not None:
                yield found
            name, _, kinds = line[2:].rpartition(" : ")
            found = LabelledList(name, tuple(kinds.split(" or ")))
        elif found is not None and line.startswith("^ "):
            found.titles.append(line[2:])
        elif found is not None and line.strip():
            header, label, *values = [part.strip() for part in line.split("|")]
            found.columns.append(LabelledColumn(header, tuple(label.split(" or ")), values))
    if found is not None:
        yield found


def invented_lists() -> list[LabelledList]:
    """Return all lists that are kept here as text."""
    return [found for path in sorted(GUESSES.glob("*.txt")) for found in lists_in(path)]


def judged(labelled: LabelledList, sheet: Sheet | None = None) -> list[Judged]:
    """Return what the guesses make of each labelled column, without help."""
    read = sheet or labelled.sheet()
    file_name = labelled.name.partition("#")[0].rpartition("/")[2]
    maps = understand(read, file_name, Wishes(), KnownNames(), load_vocabulary())
    return list(judge(labelled, maps[0]))


def judge(labelled: LabelledList, found: SheetMap) -> Iterator[Judged]:
    """Yield a verdict for each labelled column."""
    taken: set[int] = set()
    for number, column in enumerate(labelled.columns):
        mapped = _column_of(found, column.header, number, taken)
        given = names_of(found, mapped) if mapped is not None else ()
        verdict = _verdict(column, found, mapped, given)
        shown = given[0] if given else ""
        yield Judged(labelled.name, column.header, column.labels, shown, verdict)


def _column_of(found: SheetMap, header: str, number: int, taken: set[int]) -> ColumnMap | None:
    plain = header.replace(_GROUP, " / ")
    for mapped in found.columns:
        is_it = mapped.header.strip() in {plain, header, plain.rpartition(" / ")[2]}
        is_it |= mapped.column == number and _YEAR_BEHIND.sub("", mapped.header) == plain
        is_bare = not header or not mapped.header
        if mapped.column not in taken and (mapped.column == number if is_bare else is_it):
            taken.add(mapped.column)
            return mapped
    return None


def _verdict(
    column: LabelledColumn, found: SheetMap, mapped: ColumnMap | None, given: tuple[str, ...]
) -> Verdict:
    if given:
        return Verdict.WRONG if set(given).isdisjoint(column.labels) else Verdict.RIGHT
    if not found.kinds:
        return Verdict.RIGHT if "?" in column.labels else Verdict.ASKED
    if "-" not in column.labels and "?" not in column.labels:
        return Verdict.ASKED
    is_asked = mapped is not None and any(
        q.column == mapped.column and q.about == "field" for q in found.questions
    )
    return Verdict.ASKED if is_asked else Verdict.RIGHT


def names_of(found: SheetMap, mapped: ColumnMap) -> tuple[str, ...]:
    """Return the labels that say where a column went, () for a column that is left out."""
    if found.clock is not None and found.clock.time == mapped.column:
        return ("clock",)
    if found.split is not None and found.split.column == mapped.column:
        return ("split",)
    target = mapped.target
    if target is None:
        return ()
    names = [target.path]
    if found.matrix is not None and mapped.column in found.matrix.columns:
        names.insert(0, "matrix")
    fixed = dict(target.fixed)
    if target.path == "contact_point.value":
        specific = [n for n, label in _SPECIFIC.items() if fixed.get("label") == label]
        names = [*specific, f"contact.{fixed.get('kind', 'link')}"]
    if target.kind == "account_address" and "kind" in fixed:
        names.insert(0, f"{fixed['kind']}.{target.field}")
    if target.person:  # 'contact#2.email' is the second person's
        names = [name.replace(".", f"#{target.person + 1}.", 1) for name in names]
    return tuple(names)


def _cell(text: str) -> Cell:
    if match := _NUMBER.fullmatch(text):
        return float(text) if match[1] else int(text)
    if _DAY.fullmatch(text):
        return date.fromisoformat(text)
    return text or None
