"""What can be said of how one column is read, as choices below the fields of its chip."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.mapping.evidence import DATED, NUMERIC
from relmanager_desktop.domain.mapping.maps import ColumnMap, SheetMap, Wishes
from relmanager_desktop.domain.mapping.readings import field_of
from relmanager_desktop.domain.records import FieldType
from relmanager_desktop.domain.texts import Text, tr, verbatim
from relmanager_desktop.ui.dialogs.importing.questions import header_of

AS_FOUND = ("", tr("As found"))
DATES = (
    AS_FOUND,
    ("dmy", tr("Day first")),
    ("mdy", tr("Month first")),
    ("ymd", tr("Year first")),
)
DECIMALS = (AS_FOUND, (".", verbatim("1,234.5")), (",", verbatim("1.234,5")))
CURRENCIES = (
    AS_FOUND,
    *((code, verbatim(code)) for code in ("EUR", "USD", "GBP", "CHF", "PLN", "JPY")),
)


@dataclass(frozen=True)
class Choice:
    """One thing to say of a column: its name in `Wishes.readings`, its words, and what holds."""

    what: str
    label: Text
    options: tuple[tuple[str, Text], ...]
    known: str


def choices_of(found: SheetMap, mapped: ColumnMap, wishes: Wishes) -> Iterator[Choice]:
    """Yield what can be said of how a column is read, by the type of its field."""
    field = None if mapped.target is None else field_of(mapped.target)
    if field is None:
        return
    said = wishes.readings.get(_key(found, mapped.column), {})
    if field.type in DATED:
        yield Choice("dates", tr("Dates are written"), DATES, said.get("dates", ""))
    if field.type in NUMERIC and field.type is not FieldType.INTEGER:
        yield Choice("decimals", tr("Numbers are written"), DECIMALS, said.get("decimals", ""))
    if field.type is FieldType.MONEY:
        yield Choice("currency", tr("Amounts are in"), CURRENCIES, said.get("currency", ""))


def wishes_with(found: SheetMap, column: int, what: str, value: str, before: Wishes) -> Wishes:
    """Return wishes in which one thing is said of how a column is read; '' takes it back."""
    key = _key(found, column)
    said: Mapping[str, str] = {**before.readings.get(key, {}), what: value}
    kept = {name: word for name, word in said.items() if word}
    return replace(before, readings={**before.readings, key: kept})


def _key(found: SheetMap, column: int) -> str:
    return fold(header_of(found, column))
