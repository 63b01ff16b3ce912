"""The list of any kind, read off the catalogue: its columns, its words, its painters."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from relmanager_desktop.domain.records import Field, FieldType, Kind
from relmanager_desktop.domain.texts import Text, shown_value, tr
from relmanager_desktop.queries.contact_reach import AT_ACCOUNT, E_MAIL
from relmanager_desktop.queries.record_rows import RecordRow, record_rows
from relmanager_desktop.queries.records import ListRequest, record_ids
from relmanager_desktop.ui import painting, theme, words
from relmanager_desktop.ui.bridge import Bridge
from relmanager_desktop.ui.models import cells, lists
from relmanager_desktop.ui.models.editing import is_editable
from relmanager_desktop.ui.models.rows import Column
from relmanager_desktop.ui.widgets.code_names import names_of
from relmanager_desktop.ui.widgets.editors import figures_of

MOST_COLUMNS = 7
# Of the user's own fields: how many of a kind's others stand before them, for those that find no
# room are left out, and how many at most.
BEFORE_OWN, MOST_OWN = 2, 8
HIDDEN = frozenset(
    {FieldType.LONG_TEXT, FieldType.JSON, FieldType.BYTES, FieldType.RECORD, FieldType.ZONE}
)
PILLS = frozenset({"status", "state", "severity", "priority", "outcome", "tier_state"})
WIDTHS = {
    FieldType.DATE: 120,
    FieldType.INSTANT: 160,
    FieldType.CHOICE: 130,
    FieldType.MONEY: 120,
    FieldType.INTEGER: 96,
    FieldType.DECIMAL: 96,
    FieldType.PERCENT: 96,
    FieldType.YES_NO: 96,
    FieldType.LINK: 170,
    FieldType.PERIOD: 100,
}
USUAL_WIDTH = 150
LEADS = {"pill": 20, "person": 30}  # what is painted before the text
# The order in which a list is first shown, where its first column is not it: (field, descending).
FIRST_SORT = {
    "interaction": ("at", True),
    "issue_event": ("at", True),
    "action": ("due", False),
    "contract": ("end", False),
    "kpi_value": ("period", True),
    "tier": ("order", False),
}
# What stands in other records, behind the first column: (name, title, width).
BESIDE: dict[str, tuple[tuple[str, Text, int], ...]] = {
    "contact": ((AT_ACCOUNT, tr("Account"), 170), (E_MAIL, tr("E-mail"), 190)),
}
MORE_COLUMNS = {
    "contact": ("country", "preferred_channel", "language", "owner"),
    "interaction": ("account", "at", "channel", "purpose", "state", "member"),
    "action": ("account", "due", "state", "promised_by", "priority", "owner"),
    "contract": ("account", "start", "end", "value", "state"),
    "contact_role": ("title", "department", "buying_role", "primary", "ended_on"),
}


class RecordSource:
    """Asks for the records of one kind; ``wanted`` says which."""

    def __init__(
        self,
        bridge: Bridge,
        columns: Sequence[str],
        wanted: Callable[[tuple[tuple[str, bool], ...]], ListRequest],
    ) -> None:
        self._bridge = bridge
        self._columns = columns
        self._wanted = wanted

    def ids(self, sort: str, descending: bool) -> array[int]:
        """Return all ids in order."""
        return self._bridge.ask(record_ids, self._wanted(((sort, descending),)))

    def first_ids(self, sort: str, descending: bool, limit: int) -> array[int]:
        """Return the first ids in order."""
        return self._bridge.ask(record_ids, self._wanted(((sort, descending),)), limit)

    def later_ids(self, sort: str, descending: bool, then: Callable[[array[int]], None]) -> None:
        """Hand all ids in order to ``then``, later."""
        self._bridge.fetch(record_ids, self._wanted(((sort, descending),)), then=then)

    def rows(self, ids: Sequence[int]) -> Sequence[Any]:
        """Return the rows of these ids."""
        kind = self._wanted(()).kind
        return self._bridge.ask(record_rows, kind, ids, self._columns)


def listed_fields(kind: Kind) -> list[Field]:
    """Return the fields that the list of a kind shows: title, then what is asked for most."""
    named = [kind.field(name) for name in kind.title]
    wanted = [kind.field(name) for name in MORE_COLUMNS.get(kind.name, ())]
    rest = sorted(kind.shown_fields, key=lambda field: not field.required)
    fields = dict.fromkeys([*named, *wanted, *([] if wanted else rest)])
    shown = [field for field in fields if field.type not in HIDDEN or field in named]
    own = [field for field in kind.shown_fields if field.is_custom and field.type not in HIDDEN]
    usual = [field for field in shown if not field.is_custom][:MOST_COLUMNS]
    return [*usual[:BEFORE_OWN], *own[:MOST_OWN], *usual[BEFORE_OWN:]]


def columns_of(kind: Kind) -> tuple[Column, ...]:
    """Return the columns of a kind's list; the first takes the rest of the width."""
    own = [
        Column(
            field.name,
            str(field.label),
            partial(spoken_cell, field),
            painter_name(field, is_first=number == 0),
            0 if number == 0 else WIDTHS.get(field.type, USUAL_WIDTH),
            is_number=field.is_number and number > 0,
            is_editable=is_editable(field),
            lead=LEADS.get(painter_name(field, is_first=number == 0).partition(":")[0], 0),
        )
        for number, field in enumerate(listed_fields(kind))
    ]
    return (*own[:1], *(_derived(*given) for given in BESIDE.get(kind.name, ())), *own[1:])


def _derived(name: str, title: Text, width: int) -> Column:
    """Return a column that is read only: it stands in other records."""
    return Column(name, str(title), lambda row: str(row.values[name]), width=width, can_sort=False)


def painter_name(field: Field, *, is_first: bool) -> str:
    """Return the name of the painter for a field's column."""
    if is_first:
        return "title"
    if field.name in PILLS and field.type is FieldType.CHOICE:
        return f"pill:{field.name}"
    if field.type is FieldType.LINK and field.target == "member":
        return "person"
    return "money" if field.type is FieldType.MONEY else ""


def painters_of(kind: Kind) -> dict[str, cells.Paint]:
    """Return the painters of a kind's list."""
    made: dict[str, cells.Paint] = {
        "title": _paint_title, "person": _paint_person, "money": lists.paint_money,
    }  # fmt: skip
    for field in listed_fields(kind):
        made[f"pill:{field.name}"] = partial(_paint_pill, field.name)
    return made


def spoken_cell(field: Field, row: RecordRow) -> str:
    """Return a cell in words: no code, no id, no ISO date."""
    value = row.values[field.name]
    if value is None or value == "":
        return ""
    if field.type is FieldType.MONEY:
        return words.money(value, row.currency)
    if field.type is FieldType.YES_NO:
        return str(tr("Yes")) if value else ""
    return spoken_value(field, value)


def spoken_value(field: Field, value: Any) -> str:
    """Return a value that is neither empty nor money in words."""
    if field.choices:
        codes = value if isinstance(value, list) else [value]
        return ", ".join(field.label_of(code) for code in codes)
    if isinstance(value, datetime):
        at = value.astimezone()
        return f"{shown_value(at.date())}, {at:%H:%M}"
    if isinstance(value, date):
        return f"{value:%Y-%m}" if field.type is FieldType.MONTH else shown_value(value)
    if field.is_number:
        return f"{value:,.4g} %" if field.type is FieldType.PERCENT else figures_of(value)
    if field.type in {FieldType.COUNTRY, FieldType.LANGUAGE}:
        return names_of(field.type).get(str(value), str(value))
    return str(value)


def _paint_title(painter: QPainter, box: QRectF, row: RecordRow, text: str) -> None:
    ink = "text3" if row.is_archived else "text"
    painting.draw_text(painter, box, text or "–", weight=theme.SEMI, ink=ink)


def _paint_person(painter: QPainter, box: QRectF, _row: RecordRow, text: str) -> None:
    cells.person(painter, box, text)


def _paint_pill(name: str, painter: QPainter, box: QRectF, row: RecordRow, text: str) -> None:
    if text:
        cells.pill(painter, box, text, words.tone_of(str(row.values[name])), dot=False)
