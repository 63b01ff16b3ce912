"""The shell of a workbook, by XlsxWriter: all that it has beside the cells of its rows."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.color import Color
from xlsxwriter.utility import xl_col_to_name

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.domain.workbooks.tints import Tint, Tone
from relmanager_desktop.exchange.layouts import Column, SheetSpec, Visibility

LAST_ROW = 1_048_575  # of a sheet, from 0
SHELL_LAST_ROW = 1  # a table needs one row below its header
_CHOICE_ERROR_LETTERS = 255
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
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{LAST_ROW + 1}"})
    for place, column in enumerate(spec.columns):
        _add_note(sheet, place, column)
        _add_offers(sheet, place, column)
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


def _add_offers(sheet: Any, place: int, column: Column) -> None:
    if not column.offers:
        return
    message = (
        tr("Choose one of the words offered.")
        if column.is_strict
        else tr("This is not among the words offered. Keep it all the same?")
    )
    rule = {
        "validate": "list",
        "source": f"={column.offers}",
        "error_type": "stop" if column.is_strict else "warning",
        "error_title": column.header[:32],
        "error_message": str(message)[:_CHOICE_ERROR_LETTERS],
    }
    sheet.data_validation(1, place, LAST_ROW, place, rule)


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
