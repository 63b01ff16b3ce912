"""The first sheet of the portfolio workbook: what it is, how to work in it, what was changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.domain.workbooks import readme_sheet
from relmanager_desktop.exchange.cells_out import ChangedCell, text_cell
from relmanager_desktop.exchange.layouts import Column, SheetSpec
from relmanager_desktop.queries.scopes import Part

MOST_LISTED = 1_000
RULES: tuple[Text, ...] = (
    tr(
        "Change cells, sort, filter, hide columns: when the file is imported, only cells that say "
        "something else than before count as changes."
    ),
    tr("A new row at the end of a table is a new record. Leave its Key empty."),
    tr("A row that you delete is not deleted from the portfolio."),
    tr(
        "Links are names, as in “Account”: choose from the list or type. Two of the same name have "
        "a place, a reference or their key in brackets."
    ),
    tr("Several words in a cell have “; ” between them, as in “Customer; Supplier”."),
    tr("Headers on blue must be filled. Point at a header to read what belongs below it."),
    tr("Moments are told in the time of {zone}."),
    tr("The contents of attached files are not in this workbook."),
)


def readme_sheet_of(
    counts: Callable[[], Mapping[str, int]],
    part: Part,
    changed: Callable[[], Sequence[ChangedCell]],
    now: datetime | None,
    zone: str,
) -> SheetSpec:
    """Return the sheet; it is written last, when ``changed`` knows all."""
    head = _head(part, now)
    rules = [str(tr(rule.message, zone=zone)) for rule in RULES]
    sheets = len(head) + len(rules) + 2

    def rows() -> Iterator[tuple[Cell, ...]]:
        yield from ((line,) for line in head)
        yield (str(tr("How to work in it")),)
        yield from ((rule,) for rule in rules)
        yield (None,)
        yield (str(tr("Sheets")), str(tr("Rows")))
        yield from counts().items()
        yield from _changes(changed())

    styles = {0: "title", len(head): "subtitle", sheets: "subtitle"}
    columns = (Column("", 100, "prose"), Column("", 12, "integer"))
    return SheetSpec(readme_sheet(), columns, rows(), row_styles=styles, order=2)


def _head(part: Part, now: datetime | None) -> list[str | None]:
    lines: list[str | None] = [str(tr("Portfolio workbook"))]
    if now is not None:
        lines.append(str(tr("Written on {day} at {time}.", day=now.date(), time=f"{now:%H:%M}")))
    given = part.as_filter()
    if given:
        told = "; ".join(f"{name}: {_told(value)}" for name, value in given.items())
        lines.append(text_cell(str(tr("A part of the portfolio: {part}.", part=told)))[0])
    return [*lines, None]


def _told(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _changes(changed: Sequence[ChangedCell]) -> Iterator[tuple[Cell, ...]]:
    if not changed:
        return
    yield (None,)
    yield (
        str(
            tr(
                "{n} cell was changed on the way out",
                plural="{n} cells were changed on the way out",
                n=len(changed),
            )
        ),
    )
    yield from ((str(cell.message),) for cell in changed[:MOST_LISTED])
