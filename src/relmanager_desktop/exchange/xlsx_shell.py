"""The shell of a workbook, by XlsxWriter: all that it has beside the cells of its rows."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.color import Color
from xlsxwriter.utility import xl_col_to_name

from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.domain.workbooks.columns import MOST_NUMBER
from relmanager_desktop.domain.workbooks.tints import Tint, Tone
from relmanager_desktop.exchange.cells_out import FIRST_DAY
from relmanager_desktop.exchange.layouts import Column, SheetSpec, Visibility

LAST_ROW = 1_048_575  # of a sheet, from 0
SHELL_LAST_ROW = 1  # a table needs one row below its header
_MESSAGE_LETTERS, _TITLE_LETTERS = 255, 32
_DAYS = frozenset({"date", "month", "instant"})
# Paper keeps its own colours: a workbook is read in other programs, without our theme.
_INK, _PAPER, _ACCENT, _GREY = 0x1F2937, 0xFFFFFF, 0x1D4E89, 0x8A94A3
_SLATE = 0x475569

STYLES: dict[str, dict[str, Any]] = {
    "": {},
    "key": {"font_color": _GREY, "num_format": "@", "font_size": 9},
    "text": {"num_format": "@"},
    "integer": {"num_format": "0"},
    "decimal": {"num_format": "General"},
    "percent": {"num_format": "0.0%"},
    "money": {"num_format": "#,##0.00#"},
    "date": {"num_format": "yyyy-mm-dd"},
    "month": {"num_format": "yyyy-mm"},
    "instant": {"num_format": "yyyy-mm-dd hh:mm"},
    "time": {"num_format": "hh:mm"},
    "header": {"bold": True, "font_color": _PAPER, "bg_color": _SLATE, "valign": "vcenter"},
    "header_required": {
        "bold": True,
        "font_color": _PAPER,
        "bg_color": _ACCENT,
        "valign": "vcenter",
    },
    "header_key": {"font_color": _PAPER, "bg_color": _GREY, "font_size": 9, "valign": "vcenter"},
    "title": {"bold": True, "font_size": 16, "font_color": _INK},
    "subtitle": {"bold": True, "font_size": 11, "font_color": _ACCENT},
    "prose": {"text_wrap": True, "valign": "top"},
}
TONES: dict[Tone, dict[str, Any]] = {
    Tone.BAD: {"bg_color": 0xFAD4D4, "font_color": 0x8B1A1A},
    Tone.WARNING: {"bg_color": 0xFCE8C3, "font_color": 0x7A4A00},
    Tone.GOOD: {"bg_color": 0xD3EFDB, "font_color": 0x14532D},
    Tone.QUIET: {"font_color": _GREY},
}


def make_shell(sheets: Sequence[SheetSpec], created: datetime | None = None) -> bytes:
    """Return a workbook of these sheets with headers, tables, notes and drop-downs, but no rows.

    Its first sheet has a row 2 in which cell n bears the n-th of ``STYLES``, to learn their
    numbers from; tables end in row 2.
    """
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"created": created or datetime(2000, 1, 1)})  # noqa: DTZ001 - Excel has no zones
        styles = {name: book.add_format(_coloured(spec)) for name, spec in STYLES.items()}
        tones = {tone: book.add_format(_coloured(spec)) for tone, spec in TONES.items()}
        made = [book.add_worksheet(spec.name) for spec in sheets]
        for place, format_ in enumerate(styles.values()):
            made[0].write_blank(1, place, None, format_)
        for sheet, spec in zip(made, sheets, strict=True):
            _dress(sheet, spec, styles, tones)
    return stream.getvalue()


def _coloured(spec: dict[str, Any]) -> dict[str, Any]:
    return {name: Color(value) if name.endswith("color") else value for name, value in spec.items()}


def _dress(sheet: Any, spec: SheetSpec, styles: dict[str, Any], tones: dict[Tone, Any]) -> None:
    if spec.visibility is Visibility.HIDDEN:
        sheet.hide()
    elif spec.visibility is Visibility.VERY_HIDDEN:
        sheet.very_hidden()
    for place, column in enumerate(spec.columns):
        sheet.set_column(place, place, column.width, styles[column.style] if column.style else None)
    if not spec.has_header:
        sheet.hide_gridlines(2)
        return
    _add_table(sheet, spec, styles)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{LAST_ROW + 1}"})
    for place, column in enumerate(spec.columns):
        _add_note(sheet, place, column)
        _add_check(sheet, place, column)
    for tint in spec.tints:
        _add_tint(sheet, tint, tones[tint.tone])


def _add_table(sheet: Any, spec: SheetSpec, styles: dict[str, Any]) -> None:
    headers = [
        {"header": column.header, "header_format": styles[column.header_style]}
        for column in spec.columns
    ]
    options = {"name": spec.table, "columns": headers, "style": "Table Style Light 1"}
    sheet.add_table(0, 0, SHELL_LAST_ROW, len(spec.columns) - 1, options)


def _add_note(sheet: Any, place: int, column: Column) -> None:
    if not column.note:
        return
    lines = sum(1 + len(line) // 34 for line in column.note.split("\n"))
    size = {"width": 220, "height": 18 * lines + 8, "font_size": 9, "author": ""}
    sheet.write_comment(0, place, column.note, size)


def _add_check(sheet: Any, place: int, column: Column) -> None:
    """Add what Excel says of a cell as it is typed: words offered, a day, a number in limits."""
    rule = _rule_of(column)
    if rule is None:
        return
    check, message, is_strict = rule
    said = {
        "error_type": "stop" if is_strict else "warning",
        "error_title": column.header[:_TITLE_LETTERS],
        "error_message": str(message)[:_MESSAGE_LETTERS],
    }
    sheet.data_validation(1, place, LAST_ROW, place, {**check, **said})


def _rule_of(column: Column) -> tuple[dict[str, Any], Text, bool] | None:
    if column.offers:
        check: dict[str, Any] = {"validate": "list", "source": f"={column.offers}"}
        if column.is_strict:
            return check, tr("Choose one of the words offered."), True
        return check, tr("This is not among the words offered. Keep it all the same?"), False
    if column.style in _DAYS:
        check = {"validate": "date", "criteria": ">=", "value": FIRST_DAY}
        return check, tr("This is no date. Keep it all the same?"), False
    if column.limits is None:
        return None
    low, high = column.limits
    kind = "integer" if column.style == "integer" else "decimal"
    check = {"validate": kind, "criteria": "between", "minimum": low, "maximum": high}
    return check, _range_text(column, low, high), True


def _range_text(column: Column, low: float, high: float) -> Text:
    spell = "{:.0%}".format if column.style == "percent" else "{:g}".format
    if high >= MOST_NUMBER:
        return tr("At least {low}.", low=spell(low))
    if low <= -MOST_NUMBER:
        return tr("At most {high}.", high=spell(high))
    return tr("Between {low} and {high}.", low=spell(low), high=spell(high))


def _add_tint(sheet: Any, tint: Tint, format_: Any) -> None:
    if tint.equals:
        criteria = f"${xl_col_to_name(tint.column)}2={_quoted(tint.equals)}"
    else:
        criteria = _overdue(tint)
    rule = {"type": "formula", "criteria": f"={criteria}", "format": format_}
    sheet.conditional_format(1, tint.column, LAST_ROW, tint.column, rule)


def _overdue(tint: Tint) -> str:
    cell = f"${xl_col_to_name(tint.column)}2"
    gone = f"ISNUMBER({cell}),{cell}<TODAY()"
    if tint.state is None:
        return f"AND({gone})"
    state = f"${xl_col_to_name(tint.state)}2"
    still = ",".join(f"{state}={_quoted(word)}" for word in tint.open_words)
    return f"AND({gone},OR({still}))"


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
