"""A workbook of which one cell of numbers holds a text, made readable for the fast reader."""

from __future__ import annotations

import io
import re
import zipfile

import python_calamine

from relmanager_desktop.exchange.sheet_patterns import Patterns, patterns_of, tag_before, type_in
from relmanager_desktop.exchange.zips import Package

_NUMBER = re.compile(rb"""(\st\s*=\s*)(["'])n\2""")
_TEXT = rb"\1\2str\2"


def sheet_with_texts(
    package: Package, part: str, number: int
) -> python_calamine.CalamineSheet | None:
    """Return a sheet whose numbers that are none are marked as texts, None if it has none.

    Raises whatever calamine raises if there is more wrong with it.
    """
    data = package.read(part)
    mended = _marked_as_texts(data, patterns_of(data))
    if mended == data:
        return None
    book = python_calamine.CalamineWorkbook.from_filelike(_with_part(package, part, mended))
    return book.get_sheet_by_index(number)


def _marked_as_texts(data: bytes, patterns: Patterns) -> bytes:
    parts = []
    end = 0
    for match in patterns.no_number.finditer(data):
        tag = tag_before(data, patterns, match.start())
        start = data.rfind(tag, end, match.start()) if type_in(tag) == b"n" else -1
        if start >= 0:
            parts += [data[end:start], _NUMBER.sub(_TEXT, tag, count=1)]
            end = start + len(tag)
    return b"".join([*parts, data[end:]])


def _with_part(package: Package, part: str, data: bytes) -> io.BytesIO:
    """Return the workbook in memory with one part exchanged; nothing is compressed again."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as copy:
        for name in package.names():
            copy.writestr(
                package.by_name[name].filename, data if name == part else package.read(name)
            )
    target.seek(0)
    return target
