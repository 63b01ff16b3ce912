"""Characters that a workbook spells out, and sheets that hold no list."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange.raw_books import CUSTOMERS, MAIN, OFFICE, PACKAGE, book, read, sheet


def test_characters_that_are_spelled_out_come_as_they_are_meant(tmp_path: Path) -> None:
    texts = ["_xC1EF_", "_xD83D__xDE00_", "half _xD83D_", "_x005F_x4E00_", "_x000D_", "_x12_"]
    items = "".join(f"<si><t>{text}</t></si>" for text in texts)
    cells = "".join(f'<c r="A{n}" t="s"><v>{n - 1}</v></c>' for n in range(1, len(texts) + 1))
    rows = "".join(f"<row>{cell}</row>" for cell in cells.split("|"))
    relations = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/worksheet" '
        f'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{OFFICE}/sharedStrings" '
        'Target="sharedStrings.xml"/></Relationships>'
    )
    parts = {
        "xl/_rels/workbook.xml.rels": relations,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{items}</sst>',
    }
    received = read(book(tmp_path, sheet(rows), parts=parts))
    wanted = ["쇯", "😀", "half ", "_x4E00_", "\n", "_x12_"]
    assert [row[0] for row in received.sheets[0]] == wanted


def test_sheets_of_macros_are_no_lists_for_the_second_reader_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    relations = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/worksheet" '
        'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.microsoft.com/'
        'office/2006/relationships/xlMacrosheet" Target="worksheets/sheet2.xml"/></Relationships>'
    )
    parts = {
        "xl/_rels/workbook.xml.rels": relations,
        "xl/worksheets/sheet2.xml": sheet(CUSTOMERS),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="List" sheetId="1" r:id="r1"/><sheet name="Macro1" sheetId="2" r:id="r2"/>'
        "</sheets></workbook>",
    }

    def refuse(_path: str) -> None:
        raise ValueError("cannot be read")

    monkeypatch.setattr("python_calamine.CalamineWorkbook.from_path", refuse)
    received = read(book(tmp_path, sheet(CUSTOMERS), parts=parts))
    assert [info.name for info in received.infos] == ["List"]
