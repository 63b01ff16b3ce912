"""Where a file is to be saved: asked for, with its ending, and never over one nobody named."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

WORKBOOK, PORTFOLIO = ".xlsx", ".relm"


def ask_where(window: QWidget, title: object, proposed: Path, kind: object) -> Path | None:
    """Return where to save a file with the ending of ``proposed``, None for nowhere.

    The dialog asks before a file is overwritten, but knows only what was typed: where the ending
    makes that another file, and there is one, the dialog asks once more with the whole name.

    Args:
        kind: What the dialog calls such files, as in 'Workbooks'.
    """
    ending = proposed.suffix
    while True:
        typed, _ = QFileDialog.getSaveFileName(
            window, str(title), str(proposed), f"{kind} (*{ending})"
        )
        if not typed:
            return None
        place = with_ending(Path(typed), ending)
        if place == Path(typed) or not place.exists():
            return place
        proposed = place


def with_ending(path: Path, ending: str) -> Path:
    """Return the path with the ending behind its whole name: '1.2' is no ending of 'Plan 1.2'."""
    if path.suffix.lower() == ending:
        return path
    return path.with_name(path.name + ending)
