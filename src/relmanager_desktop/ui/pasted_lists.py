"""A list that lies on the clipboard: cells of a spreadsheet, a table of a page, or files."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from relmanager_desktop.domain.texts import tr

NOTHING_COPIED = tr("There is no list on the clipboard.")
HOW_TO_COPY = tr("Copy its cells in Excel, with their headers, and paste again.")
TABLE = "<table"
TAB = "\t"


@dataclass(frozen=True)
class PastedList:
    """What was pasted; ``delimiter`` parts its cells, None where the list itself must tell."""

    content: bytes = field(repr=False)
    delimiter: str | None = None

    @property
    def path(self) -> Path:
        """What stands where a file has its path: a name, and nothing on any disk."""
        return Path(str(tr("Clipboard")))

    @property
    def name(self) -> str:
        """What plan, problems and history call it."""
        return self.path.name


Source: TypeAlias = Path | PastedList


def path_of(source: Source) -> Path:
    """Return where a list lies, or what it is called."""
    return source.path if isinstance(source, PastedList) else source


def on_clipboard() -> tuple[Source, ...]:
    """Return the lists that lie on the clipboard: files, or what was copied; nothing for none."""
    return lists_in(QGuiApplication.clipboard().mimeData())


def lists_in(copied: QMimeData) -> tuple[Source, ...]:
    """Return the lists among what was copied.

    Excel, LibreOffice and Google Sheets put their cells as text parted by tabs, and as a table of
    a page beside it, in which numbers are but what they looked like: the text comes first.
    """
    files = tuple(Path(url.toLocalFile()) for url in copied.urls() if url.isLocalFile())
    if files:
        return files
    text = copied.text() if copied.hasText() else ""
    page = copied.html() if copied.hasHtml() else ""
    table = page.lower().find(TABLE)
    if TAB in text:
        return (PastedList(_bytes_of(text), TAB),)
    if table >= 0:
        return (_of_page(text, page[table:]),)
    return (PastedList(_bytes_of(text)),) if len(text.strip().splitlines()) > 1 else ()


def _of_page(text: str, table: str) -> PastedList:
    """Return a table of a page; one of a single column is its text, a line for each cell."""
    columns = table.lower().split("</tr", 1)[0].count("<td") + table.lower().count("<th")
    if text.strip() and columns <= 1:
        return PastedList(_bytes_of(text), TAB)
    return PastedList(_bytes_of(table))


def _bytes_of(text: str) -> bytes:
    # Halves of letters come from broken programs; they would not leave as UTF-8.
    return text.encode("utf-8", "replace")
