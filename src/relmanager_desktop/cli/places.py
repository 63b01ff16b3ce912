"""Places that options name for workbooks: refused before the work, not after it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryFile

from relmanager_desktop.cli.failures import UsageError
from relmanager_desktop.domain.texts import tr


def refuse_place(option: str, written: str | None, source: Path | None = None) -> None:
    """Let a place for a workbook pass that can be written to, before anything is imported.

    ``source`` is the list itself, which no workbook may take the place of.

    Raises:
        UsageError: With the option, what is wrong with it, and the mend.
    """
    if not written:
        return
    path = Path(written)
    folder = path.resolve().parent
    if not folder.is_dir():
        message = tr("{o}: there is no folder {folder}. Make it first.", o=option, folder=folder)
    elif path.is_dir():
        message = tr("{o}: {path} is a folder. Name a file in it.", o=option, path=written)
    elif path.suffix.lower() != ".xlsx":
        message = tr("{o}: “{file}” becomes a workbook. End it in .xlsx.", o=option, file=path.name)
    elif source is not None and path.resolve() == source.resolve():
        message = tr("{o}: {file} is the list itself. Name another file.", o=option, file=path.name)
    elif not _can_be_written(folder):
        message = tr("{o}: the folder {folder} cannot be written to.", o=option, folder=folder)
    else:
        return
    raise UsageError(str(message))


def _can_be_written(folder: Path) -> bool:
    try:
        with TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
