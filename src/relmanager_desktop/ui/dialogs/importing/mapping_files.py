"""Saved mappings as files: shared, loaded, dropped, and forgotten again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from relmanager_desktop.commands.mappings import delete_mapping, take_mapping
from relmanager_desktop.domain.imports.profile_files import ENDING
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.mappings import mapping_file
from relmanager_desktop.ui.failures import sentence_of
from relmanager_desktop.ui.saving import ask_where

if TYPE_CHECKING:
    from relmanager_desktop.ui.hosts import Host

KIND = tr("Saved mappings")


class MappingShelf:
    """Does with saved mappings what is not looking at a list.

    ``used(name)`` is called when one was loaded, ``said(tone, words)`` with what came of a deed.
    """

    def __init__(
        self,
        window: Host,
        parent: QWidget,
        used: Callable[[str], None],
        said: Callable[..., None],
    ) -> None:
        self._window, self._parent = window, parent
        self._used, self._said = used, said

    def share(self, name: str) -> None:
        """Ask where to, and write a mapping as a file."""
        bare = "".join(c if c.isalnum() or c in " -_." else "-" for c in name)
        given = ask_where(self._parent, tr("Save the mapping"), Path(f"{bare}{ENDING}"), KIND)
        if given is not None:
            self._window.bridge.fetch(mapping_file, name, given, then=self._shared)

    def load(self) -> None:
        """Ask for a file and read by the mapping in it."""
        pattern = f"{KIND} (*{ENDING})"
        chosen, _ = QFileDialog.getOpenFileName(
            self._parent, str(tr("Load a mapping")), "", pattern
        )
        if chosen:
            self.take(Path(chosen))

    def take(self, path: Path) -> None:
        """Keep the mapping of a file, and read by it."""
        label = tr("Take in the mapping {file}", file=path.name)
        failed = partial(self._refused, tr("The mapping was not loaded"))
        self._window.bridge.run(label, take_mapping, path, then=self._used, failed=failed)

    def forget(self, name: str) -> None:
        """Delete a mapping; undo brings it back."""
        label = tr("Delete the mapping {name}", name=name)
        done = tr("The mapping “{name}” is deleted.", name=name)
        self._window.bridge.run(
            label, delete_mapping, name, then=lambda _none: self._said("good", done)
        )

    def _shared(self, placed: Path) -> None:
        self._said("good", tr("The mapping is in {file}.", file=placed.name))

    def _refused(self, title: object, error: Exception) -> None:
        if sentence := sentence_of(error):
            self._said("bad", title, sentence)
        else:
            self._window.bridge.failed.emit(error)
