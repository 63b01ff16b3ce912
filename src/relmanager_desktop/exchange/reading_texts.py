"""What a person is told of a file that is refused, left in part, or mended: one sentence each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from relmanager_desktop.domain.texts import Text, tr

_Sentence = Callable[[dict[str, Any]], Text]

# Each takes the values that the refusal carries, and `file`, the name of the file.
REFUSALS: dict[str, _Sentence] = {
    "empty": lambda v: tr(
        "{file} is empty: it holds no bytes at all. Save it once more where it comes from.", **v
    ),
    "too_large": lambda v: tr(
        "{file} is larger than {megabytes} MB. Split it into several files.", **v
    ),
    "zeros": lambda v: tr(
        "{file} holds nothing but zeros: it is damaged, or not yet downloaded from the cloud. "
        "Open its folder online and download it again.",
        **v,
    ),
    "lock_file": lambda v: tr(
        "{file} is not the workbook but the lock that Excel leaves beside it while it is open. "
        "Choose the workbook of the same name.",
        **v,
    ),
    "html": lambda v: tr(
        "{file} is a web page saved under another name. Open it in Excel and save it as .xlsx.",
        **v,
    ),
    "xml": lambda v: tr(
        "{file} is an XML document (Excel 2003 wrote such files). "
        "Open it in Excel and save it as .xlsx.",
        **v,
    ),
    "json": lambda v: tr(
        "{file} is JSON, not a table. Export it as .csv or .xlsx where it comes from.", **v
    ),
    "pdf": lambda v: tr(
        "{file} is a PDF, which shows a table but holds none. "
        "Ask for the workbook or a .csv it was made from.",
        **v,
    ),
    "archive": lambda v: tr(
        "{file} is a compressed archive. Unpack it and choose the file inside.", **v
    ),
    "picture": lambda v: tr(
        "{file} is a picture. Choose the workbook or .csv it was taken from.", **v
    ),
    "database": lambda v: tr(
        "{file} is a database, not a list. Open it as a portfolio, or export a table as .csv.", **v
    ),
    "document": lambda v: tr(
        "{file} is a text document or a presentation. "
        "Copy its table into a workbook and save that as .xlsx.",
        **v,
    ),
    "message": lambda v: tr("{file} is a mail message. Save its attachment and choose that.", **v),
    "numbers": lambda v: tr(
        "{file} is a Numbers document. Export it from Numbers as Excel (.xlsx) or .csv.", **v
    ),
    "old_excel": lambda v: tr(
        "{file} was saved by Excel 5 or older. Open it in Excel or LibreOffice "
        "and save it as .xlsx.",
        **v,
    ),
    "vcard": lambda v: tr(
        "{file} holds contact cards (vCard), not a table. "
        "Export the contacts as .csv where they come from.",
        **v,
    ),
    "calendar": lambda v: tr(
        "{file} holds calendar entries, not a table. Export them as .csv where they come from.", **v
    ),
    "binary": lambda v: tr(
        "{file} is neither a workbook nor text. Save the list as .xlsx or .csv.", **v
    ),
    "damaged": lambda v: tr(
        "{file} is damaged or cut short. Fetch it again, or open it in Excel and save it anew.", **v
    ),
    "damaged_part": lambda v: tr(
        "{file} is damaged: its part {part} cannot be unpacked. "
        "Fetch it again, or let Excel repair it and save it anew.",
        **v,
    ),
    "unreadable": lambda v: tr(
        "{file} is damaged: its cells make no sense to a reader. "
        "Open it in Excel, let it repair the file, and save it as .xlsx.",
        **v,
    ),
    "bad_shared_string": lambda v: tr(
        "{file} is damaged: cells on {sheet} point at texts that are not there. "
        "Open it in Excel, check the texts, and save it as .xlsx.",
        **v,
    ),
    "too_many_parts": lambda v: tr(
        "{file} consists of {parts} parts, more than the {limit} of any honest workbook. "
        "Open it in Excel and save it anew.",
        **v,
    ),
    "duplicate_parts": lambda v: tr(
        "{file} holds the same part twice, so that two programs would read two different lists. "
        "Open it in Excel, check what it shows, and save it anew.",
        **v,
    ),
    "overlapping_parts": lambda v: tr(
        "{file} is built so that its parts overlap, as attacks do. "
        "Do not use it; ask for a new one.",
        **v,
    ),
    "unpacks_too_large": lambda v: tr(
        "{file} unpacks to more than {megabytes} MB. Split it into several workbooks, "
        "or save its sheet as .csv.",
        **v,
    ),
    "zip_bomb": lambda v: tr(
        "{file} unpacks to more than {ratio} times its size, as attacks do. "
        "If you trust it, open it in Excel and save it anew.",
        **v,
    ),
    "doctype": lambda v: tr(
        "{file} carries a document type definition, which no spreadsheet program writes "
        "and attacks do. If you trust it, open it in Excel and save it anew.",
        **v,
    ),
    "sheet_elsewhere": lambda v: tr(
        "{file} names a sheet that lies outside the file; it is never fetched. "
        "Open it in Excel and save it anew.",
        **v,
    ),
    "bad_row": lambda v: tr(
        "{file} is damaged: {sheet} has a row numbered {row}, which no sheet can have. "
        "Open it in Excel, let it repair the file, and save it as .xlsx.",
        **v,
    ),
    "no_sheets": lambda v: tr(
        "{file} has no sheet with cells. Choose another file, or copy the list into a sheet.", **v
    ),
    "no_such_sheet": lambda v: tr(
        "{file} has no sheet named {sheet}. Choose one of: {sheets}.", **v
    ),
    "too_many_columns": lambda v: tr(
        "{file}: the sheet {sheet} is {columns} columns wide, more than {limit}. "
        "Delete the stray cells far to the right.",
        **v,
    ),
    "stray_cells": lambda v: tr(
        "{file}: the sheet {sheet} reaches down to {cell} over mostly blank cells, "
        "more than memory holds. Delete the stray cells far below or to the right.",
        **v,
    ),
    "too_many_cells": lambda v: tr(
        "{file} holds more than {cells} cells or {megabytes} million characters. "
        "Split it into several files.",
        **v,
    ),
    "line_too_wide": lambda v: tr(
        "{file}: line {line} falls into {columns} cells, more than {limit}. "
        "Check which character sets its columns apart.",
        **v,
    ),
    "cell_too_long": lambda v: tr(
        "{file}: a cell in line {line} is longer than {characters} characters. "
        "Shorten it, or check the quotes around it.",
        **v,
    ),
    "unknown_encoding": lambda v: tr(
        "{file} cannot be read as {encoding}: there is no such encoding. Choose another.", **v
    ),
    "undecodable": lambda v: tr(
        "{file} is not written in {encoding}. Choose another encoding, or save it as .csv (UTF-8).",
        **v,
    ),
    "password": lambda v: tr(
        "{file} is protected by a password. Remove it in Excel "
        "(File > Info > Protect Workbook) and save the file.",
        **v,
    ),
    "zip_of_many": lambda v: tr(
        "{file} is a zip with several files or none. Unpack it and choose one of them.", **v
    ),
    "zip_of_other": lambda v: tr(
        "{file} is a zip around {member}. Unpack it and choose that file.", **v
    ),
    "missing": lambda v: tr("{file} is no longer there. Choose it again.", **v),
    "folder": lambda v: tr("{file} is a folder. Choose a file in it.", **v),
    "not_allowed": lambda v: tr(
        "{file} may not be read. Close it in other programs, or ask for the right to read it.", **v
    ),
    "unreadable_disk": lambda v: tr(
        "{file} cannot be read from its disk ({reason}). Copy it to this computer and try again.",
        **v,
    ),
    "too_much_memory": lambda v: tr(
        "{file} needs more memory than a list should; it may be damaged or built to harm. "
        "Copy the rows you need into a new workbook.",
        **v,
    ),
    "too_much_time": lambda v: tr(
        "{file} takes longer to read than a list should; it may be damaged or built to harm. "
        "Copy the rows you need into a new workbook.",
        **v,
    ),
    "crashed": lambda v: tr(
        "{file} brings its reader down; it is damaged or built to harm. "
        "Open it in Excel, copy the rows you need into a new workbook and save that.",
        **v,
    ),
}

NOTES: dict[str, _Sentence] = {
    "macros": lambda _: tr("The macros in this workbook are left out."),
    "damaged_extras": lambda v: tr(
        "The file is damaged: {n} part that holds no cells cannot be read ({part}). "
        "All cells were; compare their number, and save the file anew in Excel.",
        plural="The file is damaged: {n} parts that hold no cells cannot be read, such as {part}. "
        "All cells were; compare their number, and save the file anew in Excel.",
        **v,
    ),
    "external_links": lambda _: tr(
        "Links to other workbooks are not followed; the values stored last are read."
    ),
    "control_characters": lambda v: tr(
        "{n} control character in the text was taken out.",
        plural="{n} control characters in the text were taken out.",
        **v,
    ),
    "uncached_formulas": lambda v: tr(
        "On {sheet}, {n} formula has no stored value and reads as blank ({cell}). "
        "Open the workbook in Excel and save it.",
        plural="On {sheet}, {n} formulas have no stored value and read as blank (first {cell}). "
        "Open the workbook in Excel and save it.",
        **v,
    ),
    "unplaced_errors": lambda v: tr(
        "On {sheet}, {n} cell holds an error and reads as blank.",
        plural="On {sheet}, {n} cells hold errors and read as blank.",
        **v,
    ),
    "odd_dates": lambda v: tr(
        "On {sheet}, {n} date lies outside the calendar; its number is kept ({cell}).",
        plural="On {sheet}, {n} dates lie outside the calendar; their numbers are kept "
        "(first {cell}).",
        **v,
    ),
    "mostly_blank": lambda v: tr(
        "On {sheet}, {n} blank row lies between the list and a stray cell ({cell}).",
        plural="On {sheet}, {n} blank rows lie between the list and a stray cell ({cell}).",
        **v,
    ),
    "cells_left_out": lambda v: tr(
        "On {sheet}, {n} cell could not be read. Open the workbook in Excel and save it anew.",
        plural="On {sheet}, {n} cells could not be read. "
        "Open the workbook in Excel and save it anew.",
        **v,
    ),
    "second_reader": lambda _: tr(
        "The workbook is not quite sound; a slower, more forgiving reader was used. "
        "Compare a few rows."
    ),
    "guessed_encoding": lambda v: tr(
        "Nothing says how the letters are encoded; read as {name}. Check accented names.", **v
    ),
    "mixed_encoding": lambda v: tr(
        "Line {line} is not written in UTF-8 like the rest; read as Windows-1252.",
        plural="{n} lines are not written in UTF-8 like the rest; read as Windows-1252 "
        "(first line {line}).",
        **v,
    ),
    "open_quote": lambda v: tr(
        "Line {line} opens a quote that never closes; it is read as a plain character.",
        plural="{n} lines open a quote that never closes; it is read as a plain character "
        "(first line {line}).",
        **v,
    ),
    "long_record": lambda v: tr(
        "The record at line {line} spans very many lines. Check its quotes.",
        plural="{n} records span very many lines (first at line {line}). Check their quotes.",
        **v,
    ),
    "text_named": lambda v: tr("The file is plain text although its name ends in {ending}.", **v),
    "zip_member": lambda v: tr("Read from {member} inside the zip.", **v),
}
