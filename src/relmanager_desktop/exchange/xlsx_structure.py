"""The skeleton of an xlsx workbook: which part holds which sheet, which tables lie on it."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from xml.parsers import expat

from relmanager_desktop.domain.cells import TableRange, cell_place
from relmanager_desktop.exchange.biff_scan import xlsb_sheets
from relmanager_desktop.exchange.limits import MB, Refusal
from relmanager_desktop.exchange.zero_formats import zero_formats
from relmanager_desktop.exchange.zips import Package, refuse_doctype

PART_LIMIT = 16 * MB
WORKBOOK_PART, BINARY_WORKBOOK_PART = "xl/workbook.xml", "xl/workbook.bin"


@dataclass(frozen=True)
class SheetPart:
    """A sheet as the workbook lists it; ``part`` is the folded name of the part with its cells."""

    name: str
    hidden: bool
    part: str
    kind: str


@dataclass(frozen=True)
class Structure:
    """The sheets of a workbook in order.

    ``zero_formats`` are the patterns of zeros by the number of the cell style that shows them.
    """

    sheets: tuple[SheetPart, ...] = ()
    zero_formats: Mapping[str, str] = field(default_factory=dict)


def read_structure(package: Package) -> Structure:
    """Return the skeleton of the workbook; raise Refusal where it points out of the file."""
    workbook = _workbook_part(package)
    if workbook is None:
        return Structure()
    relations = _relations(package, workbook)
    sheets = tuple(
        _sheet_part(attributes, relations)
        for name, attributes in _elements(package, workbook)
        if name == "sheet"
    )
    if not sheets:
        raise Refusal("no_sheets")
    styles = next((target for kind, target in relations.values() if kind == "styles"), "")
    return Structure(sheets, _zero_formats(package, styles))


def read_binary_structure(package: Package) -> Structure:
    """Return the skeleton of an .xlsb; whether a sheet is hidden is for its reader to say."""
    if not package.holds(BINARY_WORKBOOK_PART):
        return Structure()
    relations = _relations(package, BINARY_WORKBOOK_PART)
    listed = xlsb_sheets(package.read(BINARY_WORKBOOK_PART, PART_LIMIT))
    sheets = (_sheet_part({"id": relation, "name": name}, relations) for relation, name in listed)
    return Structure(tuple(sheet for sheet in sheets if package.holds(sheet.part)))


def read_tables(package: Package, part: str) -> tuple[TableRange, ...]:
    """Return the Excel Tables on the sheet whose cells lie in ``part``, in the order of names."""
    targets = [target for kind, target in _relations(package, part).values() if kind == "table"]
    found = (_read_table(package, target) for target in targets if package.holds(target))
    return tuple(sorted((table for table in found if table), key=lambda table: table.name))


def _zero_formats(package: Package, styles: str) -> dict[str, str]:
    if not package.holds(styles) or b"formatCode" not in package.read(styles, PART_LIMIT):
        return {}
    return zero_formats(_elements(package, styles))


def _workbook_part(package: Package) -> str | None:
    """The part the package names as its document; by its usual name where it names none."""
    for kind, target in _relations(package, "").values():
        if kind == "officeDocument" and package.holds(target) and target.endswith(".xml"):
            return target
    return WORKBOOK_PART if package.holds(WORKBOOK_PART) else None


def _sheet_part(attributes: dict[str, str], relations: dict[str, tuple[str, str]]) -> SheetPart:
    kind, target = relations.get(attributes.get("id", ""), ("", ""))
    state = attributes.get("state", "visible").lower()
    return SheetPart(attributes.get("name", ""), state.endswith("hidden"), target, kind)


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Return {id: (last word of the type, folded target)} of a part ("" is the package)."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    if not package.holds(rels):
        return {}
    found = {}
    for element, attributes in _elements(package, rels):
        if element == "Relationship":
            kind = attributes.get("Type", "").rsplit("/", 1)[-1]
            found[attributes.get("Id", "")] = (kind, _target(folder, kind, attributes))
    return found


def _target(folder: str, kind: str, attributes: dict[str, str]) -> str:
    target = attributes.get("Target", "").replace("\\", "/")
    if attributes.get("TargetMode", "").lower() == "external":
        if kind == "worksheet":
            raise Refusal("sheet_elsewhere")
        return ""
    path = posixpath.normpath(posixpath.join("/", folder, target))
    if kind == "worksheet" and _climbs_out(folder, target):
        raise Refusal("sheet_elsewhere")
    return path.lstrip("/").lower()


def _climbs_out(folder: str, target: str) -> bool:
    return posixpath.normpath(posixpath.join(folder, target.lstrip("/"))).startswith("..")


def _read_table(package: Package, part: str) -> TableRange | None:
    columns = []
    table: dict[str, str] = {}
    for element, attributes in _elements(package, part):
        if element == "table":
            table = attributes
        elif element == "tableColumn":
            columns.append(attributes.get("name", ""))
    corners = _corners(table.get("ref", ""))
    if corners is None:
        return None
    (first_row, first_column), (last_row, last_column) = corners
    headed = table.get("headerRowCount", "1") != "0"
    totalled = table.get("totalsRowCount", "0") != "0"
    return TableRange(
        name=table.get("displayName") or table.get("name", ""),
        header_row=first_row if headed else None,
        first_row=first_row + headed,
        last_row=last_row - totalled,
        totals_row=last_row if totalled else None,
        first_column=first_column,
        last_column=last_column,
        columns=tuple(columns),
    )


def _corners(reference: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return the corners of "B2:D9" as (row, column) from 0, None if it is no range."""
    first, _, last = reference.replace("$", "").partition(":")
    corners = [cell_place(corner) for corner in (first, last or first)]
    return (corners[0], corners[1]) if corners[0] and corners[1] else None


def _elements(package: Package, part: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield (local name, attributes by local name) of each element of a small XML part."""
    data = package.read(part, PART_LIMIT)
    refuse_doctype(data[:65_536])
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = _collector(found)
    # Readers differ in what they forgive; what stood before the fault still helps.
    with suppress(expat.ExpatError, ValueError, LookupError):
        parser.Parse(data, True)
    return iter(found)


def _collector(
    found: list[tuple[str, dict[str, str]]],
) -> Callable[[str, dict[str, str]], None]:
    def collect(name: str, attributes: dict[str, str]) -> None:
        local = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        found.append((name.rpartition(":")[2], local))

    return collect
