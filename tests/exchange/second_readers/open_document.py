"""A slow and literal reader of .ods after OpenDocument 1.3, to hold the product's own against."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from xml.etree import ElementTree

from relmanager_desktop.domain.cells import Cell, ErrorCell
from tests.exchange.second_readers.values import Cells

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_EXTENDED = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_SPAN = re.compile(r"(-?)P(?:(\d+)D)?T(\d+)H(\d+)M([\d.]+)S")
_ERROR = re.compile(r"#(NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A)|Err:\d{3}")
_MANY = 10_000
Element = ElementTree.Element


class OpenDocument:
    """A document opened: ``sheets`` are (name, cells) of all its tables, in order."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as package:
            root = ElementTree.fromstring(package.read("content.xml"))  # noqa: S314 - the product refused it before if it is an attack
        if root.tag != f"{_OFFICE}document-content":
            raise ValueError(root.tag)  # the words of another language, however alike they look
        self.sheets = [
            (table.get(f"{_TABLE}name", ""), _cells(table)) for table in root.iter(f"{_TABLE}table")
        ]


def _cells(table: Element) -> Cells:
    found: Cells = {}
    row = 0
    for element in table.iter(f"{_TABLE}table-row"):
        repeats = int(element.get(f"{_TABLE}number-rows-repeated", "1"))
        values = dict(_row(element))
        if values:
            for number in range(row, row + min(repeats, _MANY)):
                found.update({(number, column): value for column, value in values.items()})
        row += repeats
    return found


def _row(row: Element) -> Iterator[tuple[int, Cell]]:
    column = 0
    for cell in row:
        repeats = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        value = _value(cell)
        if value is not None:
            for number in range(column, column + min(repeats, _MANY)):
                yield number, value
        column += repeats


def _value(cell: Element) -> Cell:
    kind = cell.get(f"{_OFFICE}value-type", "")
    shown = "\n".join(_text(p) for p in cell.findall(f"{_TEXT}p"))
    is_computed = cell.get(f"{_TABLE}formula") is not None
    is_error = cell.get(f"{_EXTENDED}value-type") == "error" or is_computed
    if is_error and _ERROR.fullmatch(shown):
        return ErrorCell(shown)
    if kind in ("float", "percentage", "currency"):
        number = float(cell.get(f"{_OFFICE}value", ""))
        return int(number) if number.is_integer() else number
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true"
    if kind == "date":
        moment = datetime.fromisoformat(cell.get(f"{_OFFICE}date-value", ""))
        return moment if moment.time() != time() else moment.date()
    if kind == "time":
        return _span(cell.get(f"{_OFFICE}time-value", ""))
    if kind not in ("", "string"):
        raise ValueError(kind)
    return cell.get(f"{_OFFICE}string-value", shown) or None


def _span(text: str) -> Cell:
    found = _SPAN.fullmatch(text)
    if found is None:
        return text
    sign, days, hours, minutes, seconds = found.groups()
    span = timedelta(int(days or 0), float(seconds), 0, 0, int(minutes), int(hours))
    return -span if sign else span


def _text(element: Element) -> str:
    parts = [element.text or ""]
    for child in element:
        name = child.tag.rpartition("}")[2]
        if name == "s":
            parts.append(" " * int(child.get(f"{_TEXT}c", "1")))
        elif name in ("tab", "line-break"):
            parts.append("\t" if name == "tab" else "\n")
        elif name != "annotation":
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
