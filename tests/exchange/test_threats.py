"""The threats of a stranger's workbook, a line each: the file, and what must become of it."""

from __future__ import annotations

import socket
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.exchange.readings import read_file
from tests.exchange.raw_books import CUSTOMERS, MAIN, OFFICE, PACKAGE, book, read, refusal_of, sheet

STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
PEOPLE: list[list[Cell]] = [["Name"], ["Ana"]]
LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]>'
FETCH = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
FOREIGN = '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">'
DIMENSION = '<dimension ref="{}"/><sheetData>'
EMPTY_ROWS = "".join(f'<row r="{n}" s="1" customFormat="1"/>' for n in range(3, 5_000))


def shared(text: str) -> str:
    return f'<row r="1"><c r="A1" t="s"><v>{text}</v></c></row>'


def declared(dimension: str) -> str:
    return sheet(CUSTOMERS).replace("<sheetData>", DIMENSION.format(dimension))


def before_root(declaration: str) -> str:
    return sheet(CUSTOMERS).replace("<worksheet", declaration + "<worksheet")


def workbook(properties: str, state: str = "") -> dict[str, str]:
    return {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}<sheets>'
        f'<sheet name="List" sheetId="1"{state} r:id="r1"/></sheets></workbook>'
    }


def relations(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/worksheet" '
        f'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{OFFICE}/{kind}" '
        f'Target="{target}.xml"/></Relationships>'
    )


REFUSED: dict[str, tuple[str, str]] = {
    "entities that multiply": (before_root(LAUGHS), "doctype"),
    "an entity that is a file": (before_root(FETCH), "doctype"),
    "a document type from the network": (before_root(FOREIGN), "doctype"),
    "a stray cell in the last corner": (
        sheet(CUSTOMERS + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "stray_cells",
    ),
    "a row beyond the last": (
        sheet(CUSTOMERS + '<row r="1048577"><c r="A1048577"><v>1</v></c></row>'),
        "bad_row",
    ),
    "a column beyond the last": (
        sheet('<row r="1"><c r="XFE1"><v>1</v></c></row>'),
        "too_many_columns",
    ),
    "a shared text of number -1": (sheet(shared("-1")), "bad_shared_string"),
    "a shared text of no number": (sheet(shared("abc")), "bad_shared_string"),
    "a shared text that is not there": (sheet(shared("7")), "unreadable"),
    "Latin-1 that says it is UTF-8": (sheet(CUSTOMERS).replace("Ana", "Jos\xe9"), "unreadable"),
}


@pytest.mark.parametrize("threat", REFUSED)
def test_a_threat_is_refused(tmp_path: Path, threat: str) -> None:
    content, code = REFUSED[threat]
    is_latin = "Latin-1" in threat
    path = book(tmp_path, content.encode("latin-1") if is_latin else content)
    assert refusal_of(path).code == code


READ: dict[str, tuple[str, dict[str, str], list[list[Cell]], set[str]]] = {
    "a declared extent of the whole sheet": (declared("A1:XFD1048576"), {}, PEOPLE, set()),
    "a declared extent that is too small": (declared("A1"), {}, PEOPLE, set()),
    "thousands of formatted empty rows": (sheet(CUSTOMERS + EMPTY_ROWS), {}, PEOPLE, set()),
    "rows out of order": (
        sheet('<row r="2"><c r="A2"><v>2</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>'),
        {},
        [[1], [2]],
        set(),
    ),
    "one merge over the whole sheet": (
        sheet(CUSTOMERS, '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        {},
        PEOPLE,
        set(),
    ),
    "Strict Open XML": (
        sheet(CUSTOMERS).replace(MAIN, STRICT),
        {k: v.replace(MAIN, STRICT) for k, v in workbook("").items()},
        PEOPLE,
        set(),
    ),
    "styles that are broken": (
        sheet(CUSTOMERS),
        {"xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><fills><fill/></fills></styleSheet>'},
        PEOPLE,
        set(),
    ),
    "dates from 1904": (
        sheet('<row r="1"><c r="A1" s="1"><v>1</v></c></row>'),
        workbook('<workbookPr date1904="1"/>'),
        [[date(1904, 1, 2)]],
        set(),
    ),
    "a phone that is a number": (
        sheet('<row r="1"><c r="A1"><v>442079460000.0</v></c></row>'),
        {},
        [[442_079_460_000]],
        set(),
    ),
    "control characters spelled out": (
        sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>a_x0000_b_x0007_c</t></is></c></row>'),
        {},
        [["abc"]],
        {"control_characters"},
    ),
    "a formula that asks a server": (
        sheet('<row r="1"><c r="A1" t="str"><f>_xlfn.WEBSERVICE("{url}")</f><v>x</v></c></row>'),
        {},
        [["x"]],
        {"live_formulas"},
    ),
    "a formula that starts a program": (
        sheet('<row r="1"><c r="A1"><f>CALL("Shell32","ShellExecuteA")</f><v>33</v></c></row>'),
        {},
        [[33]],
        {"live_formulas"},
    ),
    "a link to a program by DDE": (
        sheet('<row r="1"><c r="A1"><f>[1]!_xludf</f><v>5</v></c></row>'),
        {
            "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{MAIN}">'
            '<ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>',
            "xl/_rels/workbook.xml.rels": relations("externalLink", "externalLinks/externalLink1"),
        },
        [[5]],
        {"external_links"},
    ),
    "a connection to a server": (
        sheet(CUSTOMERS),
        {
            "xl/connections.xml": f'<connections xmlns="{MAIN}"><connection id="1">'
            '<webPr url="{url}"/></connection></connections>'
        },
        PEOPLE,
        {"connections"},
    ),
    "macros": (sheet(CUSTOMERS), {"xl/vbaProject.bin": "x"}, PEOPLE, {"macros"}),
    "a text that looks like a formula": (
        sheet(CUSTOMERS.replace("Ana", "=WEBSERVICE(&quot;x&quot;)")),
        {},
        [["Name"], ['=WEBSERVICE("x")']],
        set(),
    ),
}


@pytest.mark.parametrize("threat", READ)
def test_a_threat_is_read_and_said(tmp_path: Path, threat: str) -> None:
    content, parts, rows, notes = READ[threat]
    received = read(book(tmp_path, content, parts=parts))
    assert received.sheets[0] == rows
    assert set(received.notes) == notes


def asked_by(read_it: Callable[[str], Any]) -> bool:
    """Whether a server on this machine is asked by what reads a file that names it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        read_it(f"http://127.0.0.1:{server.getsockname()[1]}/x")
        with suppress(TimeoutError):
            server.accept()
            return True
    return False


@pytest.mark.parametrize(
    "threat", ["a formula that asks a server", "a connection to a server", "an outer sheet"]
)
def test_no_server_is_asked(tmp_path: Path, threat: str) -> None:
    def read_it(url: str) -> None:
        content, parts, _, _ = READ.get(threat, (sheet(CUSTOMERS), {}, [], set()))
        relations = (
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/worksheet" '
            f'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{OFFICE}/externalLink" '
            f'TargetMode="External" Target="{url}"/></Relationships>'
        )
        filled = {name: text.replace("{url}", url) for name, text in parts.items()}
        filled["xl/_rels/workbook.xml.rels"] = relations
        assert read_file(book(tmp_path, content.replace("{url}", url), parts=filled)).sheets

    assert not asked_by(read_it)


def test_a_document_s_links_and_programs_are_said(tmp_path: Path) -> None:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    cell = '<table:table-cell table:formula="of:=DDE(&quot;a&quot;)" office:value-type="float"'
    with zipfile.ZipFile(tmp_path / "book.ods", "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            '<table:table table:name="List"><table:table-source table:name="x"/><table:table-row>'
            f'{cell} office:value="3"><text:p>3</text:p></table:table-cell></table:table-row>'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )
        package.writestr("Basic/script-lc.xml", "<a/>")
        package.writestr("META-INF/manifest.xml", "<a/>")
    received = read(tmp_path / "book.ods")
    assert received.sheets == [[[3]]]
    assert set(received.notes) == {"live_formulas", "external_links", "macros"}
