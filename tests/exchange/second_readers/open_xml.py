"""A slow and literal reader of .xlsx after ECMA-376, to hold the product's own against."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime, time
from pathlib import Path
from xml.etree import ElementTree

from relmanager_desktop.domain.cells import Cell, ErrorCell, cell_place
from tests.exchange.second_readers.values import Cells, as_shown, kind_of_format

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
Element = ElementTree.Element

_OTHER_TYPES = ("n", "s", "str", "e", "d", "b")


class OpenXml:
    """A workbook opened: ``sheets`` are (name, cells) of all sheets that hold cells, in order."""

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path)
        self._names = {name.lower(): name for name in self._zip.namelist()}
        workbook = self._document()
        root = self._parse(workbook)
        self._is_1904 = _flag(next(_all(root, "workbookPr"), None), "date1904")
        targets = self._relations(workbook)
        by_kind = dict(targets.values())
        self._texts = self._shared(by_kind.get("sharedStrings", ""))
        self._kinds = self._styles(by_kind.get("styles", ""))
        self.sheets = [
            (sheet.get("name", ""), self._cells(targets[_id(sheet)][1]))
            for sheet in _all(root, "sheet")
            if targets[_id(sheet)][0] == "worksheet"
        ]
        self._zip.close()

    def _document(self) -> str:
        for kind, target in self._relations("").values():
            if kind == "officeDocument":
                return target
        raise LookupError("no workbook")

    def _parse(self, name: str) -> Element:
        return ElementTree.fromstring(self._zip.read(self._names[name.lower()]))  # noqa: S314 - the product refused it before if it is an attack

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(part)
        root = self._parse(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = {}
        for relation in root:
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            kind = relation.get("Type", "").rsplit("/", 1)[-1]
            found[relation.get("Id", "")] = (kind, target.lstrip("/"))
        return found

    def _shared(self, part: str) -> list[str]:
        if part.lower() not in self._names:
            return []
        return [_text_of(item) for item in self._parse(part)]

    def _styles(self, part: str) -> list[str]:
        if part.lower() not in self._names:
            return []
        root = self._parse(part)
        codes = {f.get("numFmtId", ""): f.get("formatCode", "") for f in _all(root, "numFmt")}
        styles = next(_all(root, "cellXfs"), ())
        numbers = [style.get("numFmtId", "0") for style in styles]
        return [kind_of_format(int(number), codes.get(number)) for number in numbers]

    def _cells(self, part: str) -> Cells:
        found: Cells = {}
        row = column = -1
        for element in self._parse(part).iter():
            name = _local(element)
            if name == "row":
                row, column = int(element.get("r", row + 2)) - 1, -1
            elif name == "c":
                place = cell_place(element.get("r", "")) or (row, column + 1)
                row, column = place
                value = self._value(element)
                if value is not None:
                    found[place] = value
        return found

    def _value(self, cell: Element) -> Cell:
        kind = cell.get("t", "n")
        if kind not in _OTHER_TYPES:  # an inline text, whatever its type is called
            return next((_text_of(inline) for inline in _all(cell, "is")), None)
        text = next((value.text for value in _all(cell, "v")), None)
        if text is None:
            return None
        if kind == "n":
            return self._number(text, cell)
        read: dict[str, Callable[[str], Cell]] = {
            "s": self._shared_text,
            "str": _unescaped,
            "e": ErrorCell,
            "d": _moment,
        }
        return text.strip() in ("1", "true") if kind == "b" else read[kind](text)

    def _shared_text(self, text: str) -> str:
        return self._texts[int(text)]

    def _number(self, text: str, cell: Element) -> Cell:
        style = cell.get("s", "")
        number = int(style) if style.isdecimal() else 0
        kind = self._kinds[number] if number < len(self._kinds) else ""
        try:
            return as_shown(float(text), kind, self._is_1904)
        except ValueError:
            return text


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _all(root: Element, name: str) -> Iterator[Element]:
    return (element for element in root.iter() if _local(element) == name)


def _id(sheet: Element) -> str:
    return next(value for name, value in sheet.attrib.items() if name.endswith("}id"))


def _flag(element: Element | None, name: str) -> bool:
    return element is not None and element.get(name) in ("1", "true")


def _text_of(item: Element) -> str:
    """Return the text of a shared or inline string, its runs joined, its phonetics left out."""
    plain = [child.text or "" for child in item if _local(child) == "t"]
    runs = [[t.text or "" for t in _all(run, "t")] for run in item if _local(run) == "r"]
    if any(len(texts) > 1 for texts in (plain, *runs)):
        raise ValueError("a text twice: each reader sees another one")
    parts = plain or [text for texts in runs for text in texts]
    return _unescaped("".join(parts))


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


def _moment(text: str) -> Cell:
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return text
    return moment if moment.time() != time() else moment.date()
