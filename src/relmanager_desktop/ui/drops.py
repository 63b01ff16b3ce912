"""A window onto which files can be dropped."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.ui.hosts import Host

if TYPE_CHECKING:
    from relmanager_desktop.ui.widgets.drop_veil import DropVeil

PORTFOLIO, MAPPING = ".relm", ".relmap"
LISTS = frozenset(
    {
        ".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods",
        ".csv", ".tsv", ".txt", ".tab", ".vcf", ".zip",
    }
)  # fmt: skip


class DropWindow(Host):
    """Dims while files hang over it, and takes what is dropped."""

    @cached_property
    def veil(self) -> DropVeil:
        """The veil that falls while files hang over the window."""
        from relmanager_desktop.ui.widgets.drop_veil import DropVeil  # noqa: PLC0415 - painted

        return DropVeil(self)

    def take_files(self, files: Sequence[Path]) -> None:
        """Do what dropped files are for."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Dim the window while files hang over it."""
        if files := files_of(event):
            self.veil.show_files(files)
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: object) -> None:
        """Clear up when they leave."""
        self.veil.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped; it stays where it is."""
        self.veil.hide()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.take_files(files_of(event))


def files_of(event: QDropEvent) -> list[Path]:
    """Return the files of this computer that hang over a window."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def is_portfolio(file: Path) -> bool:
    """Whether a file is a portfolio by its name."""
    return file.suffix.lower() == PORTFOLIO


def is_mapping(file: Path) -> bool:
    """Whether a file is a saved mapping of columns by its name."""
    return file.suffix.lower() == MAPPING


def refusal_of(files: Sequence[Path]) -> Text | None:
    """Return the sentence on the first of these files that nothing begins from, None for none."""
    for file in files:
        if file.is_dir():
            return tr(
                "{file} is a folder. Drop the lists that lie in it, or a portfolio.",
                file=file.name,
            )
        if not is_portfolio(file) and file.suffix.lower() not in LISTS:
            return tr(
                "{file} is neither a list nor a portfolio. Drop a workbook (xlsx, xlsb, xls, ods), "
                "a text file (csv, tsv, txt), contact cards (vcf) or a portfolio (relm).",
                file=file.name,
            )
    return None
