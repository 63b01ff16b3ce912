"""What a person is told of a file that is refused: what it is, and the mend."""

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
        "{file} is protected by a password. Enter it, or remove it in Excel "
        "(File > Info > Protect Workbook) and save the file.",
        **v,
    ),
    "wrong_password": lambda v: tr(
        "{file} does not open with that password. Mind capitals and the keyboard’s language, "
        "and try again.",
        **v,
    ),
    "locked_zip": lambda v: tr(
        "{file} is a zip behind a password. Unpack it and choose the file inside.", **v
    ),
    "locked_document": lambda v: tr(
        "{file} is protected by a password that only LibreOffice can take off. "
        "Open it there and save it without one.",
        **v,
    ),
    "locked_otherwise": lambda v: tr(
        "{file} is encrypted in a way that only the program that made it can open. "
        "Open it there and save it without protection.",
        **v,
    ),
    "too_many_spins": lambda v: tr(
        "{file} wants its password spun {spins} times, as attacks do. If you trust it, "
        "remove the password in Excel and save the file.",
        **v,
    ),
    "too_many_cards": lambda v: tr(
        "{file} holds {cards} contact cards, more than {limit}. Split it into several files.", **v
    ),
    "too_many_rows": lambda v: tr(
        "{file} has more than {limit} rows. Copy it in several parts.", **v
    ),
    "zip_of_many": lambda v: tr(
        "{file} is a zip with several files or none. Unpack it and choose one of them.", **v
    ),
    "zip_of_other": lambda v: tr(
        "{file} is a zip around {member}. Unpack it and choose that file.", **v
    ),
    "missing": lambda v: tr("{file} is no longer there. Choose it again.", **v),
    "folder": lambda v: tr("{file} is a folder. Choose a file in it.", **v),
    "no_file": lambda v: tr(
        "{file} is a device or a pipe, not a file. Save the list as a file and choose that.", **v
    ),
    "changed": lambda v: tr(
        "{file} was changed while it was being read. "
        "Wait until it is saved, close it in other programs, and try again.",
        **v,
    ),
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
    "no_child": lambda v: tr(
        "{file} was not read: the program that reads lists, {program}, could not be started "
        "({reason}). Let this account run it, or install RelManager Desktop anew.",
        **v,
    ),
    "crashed": lambda v: tr(
        "{file} brings its reader down; it is damaged or built to harm. "
        "Open it in Excel, copy the rows you need into a new workbook and save that.",
        **v,
    ),
}
