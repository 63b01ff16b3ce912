"""The sheets of the portfolio workbook and their columns, read off the catalogue both ways."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.records import KINDS, SEEN, Field, FieldType, Kind
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.domain.workbooks.values import PERCENT_FACTOR

LISTS_SHEET = "Lists"
MANIFEST_SHEET = "_relmanager"
KEY_HEADER = "Key"
MAX_DATA_ROWS = 1_048_575  # what a sheet holds below its header
MOST_NUMBER = 1e15  # more than 15 digits no cell keeps

# The sheets that are always there, in the order in which people work; the rest follows where it
# holds records or is asked for.
MAIN: tuple[str, ...] = (
    *("account", "contact", "contact_point", "contact_role", "interaction", "cadence_rule"),
    *("action", "plan", "objective", "risk", "opportunity", "whitespace_cell", "contract"),
    *("issue", "order_line", "survey_answer", "kpi_value"),
)
_LEFT_OUT = frozenset({FieldType.BYTES})
_TEXT_STYLE = frozenset(
    {
        FieldType.TEXT,
        FieldType.PHONE,
        FieldType.PERIOD,
        FieldType.EMAIL,
        FieldType.URL,
        FieldType.LISTED,
        FieldType.LINK,
        FieldType.CHOICE,
        FieldType.CHOICES,
        FieldType.COUNTRY,
        FieldType.CURRENCY,
        FieldType.LANGUAGE,
        FieldType.ZONE,
        FieldType.COLOUR,
    }
)
_STYLES = {
    FieldType.INTEGER: "integer",
    FieldType.DECIMAL: "decimal",
    FieldType.PERCENT: "percent",
    FieldType.MONEY: "money",
    FieldType.DATE: "date",
    FieldType.MONTH: "month",
    FieldType.INSTANT: "instant",
    FieldType.TIME: "time",
}
_SHEET_UNFIT = re.compile(r"[\[\]:*?/\\]")
_HEADER_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]+|<r>|</r>")
_CONTINUED = re.compile(r"\s+\d+$")


@dataclass(frozen=True)
class WorkbookColumn:
    """One column of a sheet.

    Attributes:
        header: unique on its sheet, whatever the case.
        field: the catalogue's field; the first column's is ``id``, the key. A user-defined
            field has ``is_custom`` and lies in the record's ``custom`` under its name.
    """

    header: str
    field: Field

    @property
    def is_key(self) -> bool:
        """Whether the cells are keys of 13 letters."""
        return self.field.name == "id" and not self.field.is_custom

    @property
    def path(self) -> str:
        """What the field is called in the workbook's own records: 'city', 'custom.fleet'."""
        return f"custom.{self.field.name}" if self.field.is_custom else self.field.name

    @property
    def style(self) -> str:
        """The name of the cells' format: key, text, integer, money, date …; '' for plain."""
        if self.is_key:
            return "key"
        return _STYLES.get(self.field.type, "text" if self.field.type in _TEXT_STYLE else "")

    @property
    def limits(self) -> tuple[float, float] | None:
        """The least and the most that a cell may hold, as it is spelled; None for no limits."""
        low, high = self.field.minimum, self.field.maximum
        if low is None and high is None:
            return None
        unit = PERCENT_FACTOR if self.field.type is FieldType.PERCENT else 1.0
        least = -MOST_NUMBER if low is None else low / unit
        return least, MOST_NUMBER if high is None else high / unit

    @property
    def list_name(self) -> str:
        """Which list the cells' drop-down offers, '' for none.

        Lists are named 'yes_no', 'choice:KIND.FIELD', 'listed:LIST' and 'link:KIND'; a choice's
        needs its kind, which only the sheet knows, so it reads 'choice:FIELD' here.
        """
        field = self.field
        if field.type is FieldType.LINK:
            return f"link:{field.target}"
        if field.type is FieldType.LISTED:
            return f"listed:{field.listed}"
        if field.type is FieldType.CHOICE:
            return f"choice:{field.name}"
        return "yes_no" if field.type is FieldType.YES_NO else ""


@dataclass(frozen=True)
class SheetReading:
    """A sheet of ours recognised: its kind and what each of its columns is.

    ``columns`` maps the position of a column, from 0, to what it holds; ``unknown`` are the
    positions whose header says nothing to us, ``missing`` the columns that somebody took out.
    """

    kind: str
    columns: Mapping[int, WorkbookColumn]
    unknown: tuple[int, ...]
    missing: tuple[WorkbookColumn, ...]

    @cached_property
    def key_position(self) -> int | None:
        """Where the keys stand, None if their column was taken out."""
        return next((at for at, column in self.columns.items() if column.is_key), None)


def sheet_layout(kind: str, own: Sequence[Field] = ()) -> tuple[WorkbookColumn, ...]:
    """Return the columns of a kind's sheet: the key, the catalogue's fields, the user's own.

    Files themselves (type BYTES) are left out; headers that say the same are numbered.
    """
    entry = KINDS[kind]
    shown = [field for field in entry.shown_fields if field.type not in _LEFT_OUT]
    taken = {KEY_HEADER.casefold()}
    columns = [WorkbookColumn(KEY_HEADER, entry.field("id"))]
    for field in (*shown, *own):
        header = _unique(_header(str(field.label)) or field.name, taken)
        columns.append(WorkbookColumn(header, field))
    return tuple(columns)


def read_layout(
    sheet: str,
    headers: Sequence[object],
    own: Mapping[str, Sequence[Field]] | None = None,
    recorded: Mapping[str, str] | None = None,
) -> SheetReading | None:
    """Return what a sheet of the portfolio workbook holds, None if its name is none of ours.

    Headers are understood by label, by name and by 'kind.field', whatever case, order or place.
    ``own`` are the user-defined fields by kind; ``recorded`` maps headers to the columns' paths as
    the workbook's own hidden sheet noted them at export, for another language or a label changed
    since.
    """
    kind = kind_of_sheet(sheet)
    if kind is None:
        return None
    layout = sheet_layout(kind, (own or {}).get(kind, ()))
    known = {fold(column.path): column for column in layout}
    known |= {fold(f"{kind}.{column.path}"): column for column in layout}
    known |= {fold(column.header): column for column in layout}
    paths = {column.path: column for column in layout}
    known |= {fold(h): paths[path] for h, path in (recorded or {}).items() if path in paths}
    columns: dict[int, WorkbookColumn] = {}
    for position, header in enumerate(headers):
        column = known.get(fold(str(header or "").strip()))
        if column is not None and column not in columns.values():
            columns[position] = column
    unknown = tuple(n for n, header in enumerate(headers) if header and n not in columns)
    missing = tuple(column for column in layout if column not in columns.values())
    return SheetReading(kind, columns, unknown, missing)


def kind_of_sheet(sheet: str) -> str | None:
    """Return the kind whose sheet bears this name, 'Interactions 2' too; None if none does."""
    for name in (sheet.strip(), _CONTINUED.sub("", sheet.strip())):
        for kind in SEEN:
            if fold(name) in {fold(sheet_name(kind.name)), kind.name}:
                return kind.name
    return None


def sheet_name(kind: str, number: int = 1) -> str:
    """Return the name of a kind's sheet: its plural label, with a number from the second on."""
    ending = f" {number}" if number > 1 else ""
    label = _SHEET_UNFIT.sub(" ", str(KINDS[kind].plural)).strip("' ")
    return label[: 31 - len(ending)] + ending


def table_name(kind: str, number: int = 1) -> str:
    """Return the name of the Excel Table on a kind's sheet, the same in every language."""
    words = re.findall(r"[A-Za-z0-9]+", KINDS[kind].plural.message)
    ending = str(number) if number > 1 else ""
    return "tbl" + "".join(word[:1].upper() + word[1:] for word in words) + ending


def readme_sheet() -> str:
    """Return the name of the first sheet."""
    return str(tr("Read me"))


def in_order(kinds: Sequence[str] = ()) -> tuple[Kind, ...]:
    """Return the kinds that have a sheet, or those asked for, in the order of the sheets."""
    order = {name: place for place, name in enumerate(MAIN)}
    wanted = [kind for kind in SEEN if not kinds or kind.name in kinds]
    return tuple(sorted(wanted, key=lambda kind: order.get(kind.name, len(order))))


def is_main(kind: str) -> bool:
    """Whether a kind has a sheet even while it holds nothing."""
    return kind in MAIN


def _header(label: str) -> str:
    return " ".join(_HEADER_UNFIT.sub(" ", label).split())[:200]


def _unique(header: str, taken: set[str]) -> str:
    number = 2
    candidate = header
    while candidate.casefold() in taken:
        candidate = f"{header} ({number})"
        number += 1
    taken.add(candidate.casefold())
    return candidate
