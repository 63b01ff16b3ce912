"""Workbooks written part by part, so that any part can be odd, and the reader asked of them."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from relmanager_desktop.domain.cells import Cell, SheetInfo
from relmanager_desktop.exchange import reader_child
from relmanager_desktop.exchange.limits import Refusal
from relmanager_desktop.exchange.wire import (
    FACTS,
    NOTE,
    ROWS,
    SHEET,
    Sender,
    decode_rows,
    decode_sheet,
)

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OPEN_XML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
DATE_STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)
CUSTOMERS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>Ana</t></is></c></row>'
)


@dataclass
class Received:
    """Everything that a reader sent."""

    facts: dict[str, Any] = field(default_factory=dict)
    infos: list[SheetInfo] = field(default_factory=list)
    sheets: list[list[list[Cell]]] = field(default_factory=list)
    notes: dict[str, dict[str, Any]] = field(default_factory=dict)


def read(path: Path, **request: Any) -> Received:
    stream = io.BytesIO()
    sender = Sender(stream)
    reader_child.read({"path": str(path), **request}, sender)
    sender.end()
    received = Received()
    for line in stream.getvalue().splitlines():
        if line[:1] == FACTS:
            received.facts = json.loads(line[1:])
        elif line[:1] == SHEET:
            received.infos.append(decode_sheet(line[1:]))
            received.sheets.append([])
        elif line[:1] == ROWS:
            received.sheets[-1] += decode_rows(line[1:])
        elif line[:1] == NOTE:
            note = json.loads(line[1:])
            received.notes[note["code"]] = note["values"]
    return received


def sheet(rows: str, after: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def book(folder: Path, content: str | bytes, name: str = "book.xlsx", **more: Any) -> Path:
    """Write a workbook of one sheet from raw parts; ``target`` and ``parts`` change them."""
    target = more.get("target", 'Target="worksheets/sheet1.xml"')
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType='
        f'"{OPEN_XML}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
        f'ContentType="{OPEN_XML}.worksheet+xml"/><Override PartName="/xl/styles.xml" '
        f'ContentType="{OPEN_XML}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="List" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" '
        f'Type="{OFFICE}/worksheet" {target}/><Relationship Id="r2" Type="{OFFICE}/styles" '
        'Target="styles.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": content,
        "xl/styles.xml": DATE_STYLES,
        **more.get("parts", {}),
    }
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for part, text in parts.items():
            package.writestr(part, text)
    return path


def refusal_of(path: Path, **request: Any) -> Refusal:
    with pytest.raises(Refusal) as refused:
        read(path, **request)
    return refused.value
