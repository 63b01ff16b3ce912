"""The portfolio workbook, read off the catalogue: sheets, columns, names of links, values, keys."""

from __future__ import annotations

from relmanager_desktop.domain.workbooks.columns import (
    KEY_HEADER,
    LISTS_SHEET,
    MANIFEST_SHEET,
    MAX_DATA_ROWS,
    SheetReading,
    WorkbookColumn,
    in_order,
    is_main,
    read_layout,
    readme_sheet,
    sheet_layout,
    sheet_name,
    table_name,
)
from relmanager_desktop.domain.workbooks.manifests import (
    Manifest,
    manifest_rows,
    read_manifest,
    row_checksum,
    row_checksums,
    same_cell,
)
from relmanager_desktop.domain.workbooks.names import (
    NamedRow,
    NameIndex,
    link_names,
    resolve_name,
)

__all__ = [
    "KEY_HEADER",
    "LISTS_SHEET",
    "MANIFEST_SHEET",
    "MAX_DATA_ROWS",
    "Manifest",
    "NameIndex",
    "NamedRow",
    "SheetReading",
    "WorkbookColumn",
    "in_order",
    "is_main",
    "link_names",
    "manifest_rows",
    "read_layout",
    "read_manifest",
    "readme_sheet",
    "resolve_name",
    "row_checksum",
    "row_checksums",
    "same_cell",
    "sheet_layout",
    "sheet_name",
    "table_name",
]
