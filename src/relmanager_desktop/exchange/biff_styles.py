"""Which styles of a binary workbook show leading zeros, by the records that tell its styles."""

from __future__ import annotations

import struct
from collections.abc import Iterable

from relmanager_desktop.exchange.zero_formats import pattern_of

_XLS_FORMAT, _XLS_STYLE = 0x041E, 0x00E0
_XLSB_FORMAT, _XLSB_STYLE, _XLSB_CELL_STYLES, _XLSB_CELL_STYLES_END = 44, 47, 617, 618


def zeros_in_xls(records: Iterable[tuple[int, bytes]]) -> dict[int, str]:
    """Return the patterns of zeros by numbers of styles, from (kind, content) of an .xls."""
    patterns: dict[int, str] = {}
    styles: list[int] = []
    for kind, content in records:
        if kind == _XLS_FORMAT:
            number, length, is_wide = struct.unpack_from("<HHB", content)
            patterns[number] = pattern_of(_text(content[5:], length, wide=bool(is_wide & 1)))
        elif kind == _XLS_STYLE:
            styles.append(struct.unpack_from("<H", content, 2)[0])
    return _by_style(styles, patterns)


def zeros_in_xlsb(records: Iterable[tuple[int, bytes]]) -> dict[int, str]:
    """Return the patterns of zeros by numbers of styles, from (kind, content) of an .xlsb."""
    patterns: dict[int, str] = {}
    styles: list[int] = []
    are_of_cells = False
    for kind, content in records:
        if kind == _XLSB_FORMAT:
            number, length = struct.unpack_from("<HI", content)
            patterns[number] = pattern_of(_text(content[6:], length, wide=True))
        elif kind in (_XLSB_CELL_STYLES, _XLSB_CELL_STYLES_END):
            are_of_cells = kind == _XLSB_CELL_STYLES
        elif kind == _XLSB_STYLE and are_of_cells:
            styles.append(struct.unpack_from("<H", content, 2)[0])
    return _by_style(styles, patterns)


def _text(content: bytes, length: int, *, wide: bool) -> str:
    if wide:
        return content[: length * 2].decode("utf-16-le", "replace")
    return content[:length].decode("latin-1")


def _by_style(styles: list[int], patterns: dict[int, str]) -> dict[int, str]:
    shown = ((style, patterns.get(number, "")) for style, number in enumerate(styles))
    return {style: pattern for style, pattern in shown if pattern}
