"""Planning an import: rows of every sheet are matched, created or merged, and accounted for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from relmanager_desktop.domain.imports.checking import check_rows
from relmanager_desktop.domain.imports.directions import settle_directions
from relmanager_desktop.domain.imports.fates import CellProblem
from relmanager_desktop.domain.imports.matching import Portfolio
from relmanager_desktop.domain.imports.nameless import settle_rows_without_main
from relmanager_desktop.domain.imports.people import settle_people
from relmanager_desktop.domain.imports.plans import ImportPlan, SheetPlan
from relmanager_desktop.domain.imports.reckoning import sheet_plan
from relmanager_desktop.domain.imports.rounds import Round
from relmanager_desktop.domain.imports.sheet_rows import SheetRows
from relmanager_desktop.domain.imports.similar import doubles_of
from relmanager_desktop.domain.imports.terms import Terms

Progress = Callable[[int, int], None]


class _Remembered:
    """A portfolio that is asked each question once, so that a second round costs nothing."""

    def __init__(self, portfolio: Portfolio) -> None:
        self._portfolio = portfolio
        self._rows: dict[tuple[str, tuple[str, ...]], list[Sequence[Any]]] = {}
        self._values: dict[tuple[str, tuple[str, ...]], dict[int, Sequence[Any]]] = {}
        self._names: dict[str, Mapping[int, str]] = {}

    def rows(self, kind: str, fields: Sequence[str]) -> Iterable[Sequence[Any]]:
        asked = (kind, tuple(fields))
        if asked not in self._rows:
            self._rows[asked] = list(self._portfolio.rows(kind, asked[1]))
        return self._rows[asked]

    def values(
        self, kind: str, fields: Sequence[str], ids: Sequence[int]
    ) -> Mapping[int, Sequence[Any]]:
        known = self._values.setdefault((kind, tuple(fields)), {})
        more = [id_ for id_ in ids if id_ not in known]
        if more:
            known.update(self._portfolio.values(kind, fields, more))
        return known

    def say_nothing_new(
        self, kind: str, fields: Sequence[str], ids: Sequence[int], rows: Sequence[Sequence[Any]]
    ) -> Sequence[bool]:
        return self._portfolio.say_nothing_new(kind, fields, ids, rows)

    def names(self, kind: str) -> Mapping[int, str]:
        if kind not in self._names:
            self._names[kind] = self._portfolio.names(kind)
        return self._names[kind]


def plan_import(
    sheets: Sequence[SheetRows],
    portfolio: Portfolio,
    terms: Terms,
    *,
    file_name: str = "",
    sha256: str = "",
    change_set: int = 0,
    progress: Progress | None = None,
) -> ImportPlan:
    """Return what an import of these sheets would do; neither sheets' cells nor portfolio change.

    A row that turns out to be wrong is refused with everything it would have made, so rounds are
    played until no further row falls out; the first is mostly the last.
    """
    for sheet in sheets:
        settle_people(sheet)
        settle_directions(sheet)
        check_rows(sheet, terms.now.date(), terms.match)
        settle_rows_without_main(sheet)
        terms.decisions.leave_out(sheet)
    remembered = _Remembered(portfolio)
    while True:
        refused = _refused(sheets)
        round_ = Round(sheets, remembered, terms, progress)
        round_.play()
        if _refused(sheets) == refused:
            break
    plans: list[SheetPlan] = [sheet_plan(sheet, round_) for sheet in sheets]
    return ImportPlan(
        file_name=file_name,
        sha256=sha256,
        change_set=change_set,
        sheets=plans,
        new=round_.new,
        changes=round_.changes,
        along=[(kind, name) for _sheet, kind, name in round_.along],
        cells=round_.cells,
        doubles=doubles_of(plans, round_.new, remembered),
        remarks=[remark for sheet in sheets for remark in _remarks(sheet)],
        problems=[p for sheet in sheets for n in sorted(sheet.problems) for p in sheet.problems[n]],
    )


def _remarks(sheet: SheetRows) -> list[CellProblem]:
    """Return what is said of the rows that are taken; of others the reason is enough."""
    return [r for (n, _source), r in sorted(sheet.remarks.items()) if n not in sheet.problems]


def _refused(sheets: Sequence[SheetRows]) -> int:
    return sum(len(sheet.problems) for sheet in sheets)
