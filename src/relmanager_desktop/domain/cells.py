"""The cells of a spreadsheet as plain values, whatever file they came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TypeAlias

from relmanager_desktop.domain.texts import Text


@dataclass(frozen=True)
class ErrorCell:
    """A cell that holds an error and no value: ``#N/A`` is not a blank.

    ``code`` is spelled as the spreadsheet shows it, in English: ``#DIV/0!``, ``#REF!``.
    """

    code: str

    def __str__(self) -> str:
        return self.code


Cell: TypeAlias = str | int | float | bool | date | datetime | time | timedelta | ErrorCell | None
"""One cell. Blank is None, never ``""``; whole numbers are int; a day without a time is a date.

Text is NFC with line ends as ``\\n`` and without control characters. Datetimes are naive: a
spreadsheet knows no zone. Cells of a text file (csv, tsv, vcf) are always str or None.
"""


@dataclass(frozen=True)
class MergedRange:
    """A merged range; its first cell holds the value. Rows, columns from 0, both ends in."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class TableRange:
    """An Excel Table: where it lies and what its columns are called.

    Rows and columns count from 0, both ends in; the rows are those of the data, without header and
    totals. ``header_row`` and ``totals_row`` are None where the table shows none.
    """

    name: str
    header_row: int | None
    first_row: int
    last_row: int
    totals_row: int | None
    first_column: int
    last_column: int
    columns: tuple[str, ...]


@dataclass(frozen=True)
class SheetInfo:
    """What is known of a sheet beside its cells.

    ``rows`` and ``columns`` span the used cells from A1; while a text file is still being read they
    are an upper bound. ``hidden`` is true of hidden and very hidden sheets alike. ``part_of`` is
    the sheet's own name where this is but one of the lists that stand side by side on it, else ''.
    """

    name: str
    hidden: bool = False
    rows: int = 0
    columns: int = 0
    merged: tuple[MergedRange, ...] = ()
    tables: tuple[TableRange, ...] = ()
    part_of: str = ""


@dataclass
class Sheet:
    """A sheet with its cells: ``rows[i]`` is spreadsheet row i + 1, without its trailing blanks."""

    info: SheetInfo
    rows: list[list[Cell]] = field(default_factory=list)


# The format of a file of contact cards.
CARDS = "vcf"


@dataclass(frozen=True)
class FileFacts:
    """What is known of a file as a whole.

    ``size`` is in bytes, ``sha256`` 64 hex digits, ``format`` one of xlsx, xlsm, xlsb, xls, ods,
    csv, tsv, vcf: what the file is, not what its name says. ``notes`` are sentences on what was
    left out or mended. ``encoding`` and ``delimiter`` are those of a text file, else None.
    """

    path: Path
    sha256: str
    size: int
    format: str
    notes: tuple[Text, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None


def cell_name(row: int, column: int) -> str:
    """Return the name a spreadsheet gives a cell; row and column count from 0: (13, 2) is C14."""
    return f"{column_letters(column)}{row + 1}"


def column_letters(column: int) -> str:
    """Return the letters over a column that counts from 0: 0 is A, 27 is AB."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number, from 0, of the column under these letters in any case: AB is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def cell_place(name: str) -> tuple[int, int] | None:
    """Return (row, column) from 0 of a cell's name, None where it is none: C14 is (13, 2)."""
    letters = name.rstrip("0123456789")
    digits = name[len(letters) :]
    if not digits or not letters.isascii() or not letters.isalpha():
        return None
    return int(digits) - 1, column_number(letters)
