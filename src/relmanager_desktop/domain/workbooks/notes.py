"""What the note at a header says: the catalogue's help, whether it is required, in what form."""

from __future__ import annotations

from collections.abc import Callable

from relmanager_desktop.domain.records import KINDS, Field, FieldType
from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.domain.workbooks.columns import WorkbookColumn

HINTS: dict[FieldType, Text] = {
    FieldType.DATE: tr("A date."),
    FieldType.MONEY: tr("In whole units of the currency, as 1234.50."),
    FieldType.MONTH: tr("Any day of the month; it is kept as the month."),
    FieldType.PERIOD: tr("A period such as 2026, 2026-Q3, 2026-07 or 2026-W31."),
    FieldType.TIME: tr("A time of day."),
    FieldType.PERCENT: tr("In percent: type 12.5%."),
    FieldType.YES_NO: tr("Yes or No."),
    FieldType.COUNTRY: tr("The two letters of the country, such as DE."),
    FieldType.CURRENCY: tr("The three letters of the currency, such as EUR."),
    FieldType.LANGUAGE: tr("The two letters of the language, such as en."),
    FieldType.ZONE: tr("The time zone by its name, such as Europe/Berlin."),
    FieldType.COLOUR: tr("A colour as # and six digits."),
    FieldType.RECORD: tr("Kind, name and key of the record, as “Issue: Name [key]”."),
    FieldType.JSON: tr("Kept by the program; leave it as it is."),
    FieldType.LISTED: tr("A word from the list, or a new one."),
}
FORMS: dict[FieldType, Callable[[Field], Text]] = {
    FieldType.CHOICE: lambda field: tr("One of: {words}.", words=_words(field)),
    FieldType.CHOICES: lambda field: tr(
        "Several of these, with “; ” between: {words}.", words=_words(field)
    ),
    FieldType.LINK: lambda field: tr(
        "The name of one of the {kinds}.", kinds=KINDS[field.target].plural
    ),
}


def note_of(column: WorkbookColumn, zone: str) -> str:
    """Return the note at a column's header; ``zone`` is the one in which moments are told."""
    field = column.field
    if column.is_key:
        return str(tr("The record's key. Leave it; a row without a key is a new record."))
    parts = [field.help] if field.help else []
    if field.required:
        parts.append(tr("Required."))
    form = _form(field, zone)
    if form is not None:
        parts.append(form)
    if field.unit and field.type is not FieldType.PERCENT:
        parts.append(tr("Unit: {unit}.", unit=field.unit))
    return "\n".join(map(str, parts))


def _form(field: Field, zone: str) -> Text | None:
    if field.type is FieldType.INSTANT:
        return tr("Date and time of day in {zone}.", zone=zone)
    form = FORMS.get(field.type)
    return form(field) if form else HINTS.get(field.type)


def _words(field: Field) -> str:
    return ", ".join(str(choice.label) for choice in field.choices)
