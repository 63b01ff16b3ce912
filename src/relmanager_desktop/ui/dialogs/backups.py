"""Restore a backup: choose one; the present file is kept aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem

from relmanager_desktop.domain.texts import shown_value, tr
from relmanager_desktop.queries.backups import BackupRow, backups_of
from relmanager_desktop.ui import icons, theme
from relmanager_desktop.ui.dialogs.frames import Form
from relmanager_desktop.ui.widgets.basics import Label

if TYPE_CHECKING:
    from relmanager_desktop.ui.hosts import Host

WHY = {
    "": tr("while working"),
    "by hand": tr("by hand"),
    "import": tr("before an import"),
    "before import": tr("before an import"),
    "restore": tr("before a restore"),
    "undo import": tr("before an import was undone"),
    "start": tr("at the start"),
}
ROW = int(Qt.ItemDataRole.UserRole) + 1


def open_restore(window: Host) -> Form | None:
    """Show the backups of this portfolio."""
    path = window.bridge.path
    backups = window.bridge.ask(backups_of, path) if path is not None else []
    if not backups:
        window.say(
            "info",
            tr("There is no backup yet."),
            tr("One is made by itself as you work, or now by “Back up now”."),
        )
        return None
    form = RestoreForm(window, backups)
    form.show_up(520, 480)
    return form


class RestoreForm(Form):
    """The backups, the newest first."""

    def __init__(self, window: Host, backups: list[BackupRow]) -> None:
        super().__init__(window, tr("Restore a backup"), "rotate-ccw")
        self.list = QListWidget()
        self.list.setAccessibleName(str(tr("Backups, the newest first")))
        self.list.setMinimumHeight(theme.px(220))
        for backup in backups:
            item = QListWidgetItem(icons.icon("inbox"), spoken_backup(backup))
            item.setData(ROW, backup)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemDoubleClicked.connect(lambda _item: self.try_save())
        kept = tr(
            "The portfolio as it is now is kept beside it under another name, "
            "so nothing is lost by going back."
        )
        self.body.addWidget(Label(kept, ink="text2", wrap=True))
        self.body.addWidget(self.list, 1)
        self.build_footer(tr("Restore"), "rotate-ccw")
        self.list.setFocus()

    def save(self) -> None:
        """Close the window; whoever opens the portfolio again restores it first."""
        backup: BackupRow = self.list.currentItem().data(ROW)
        path = self.bridge.path
        application: Any = QApplication.instance()
        application.setProperty("restore_backup", f"{path}|{backup.path}")
        self.done_with()
        self.window_.switch_to(path)


def spoken_backup(backup: BackupRow) -> str:
    """Return '24 Nov 2026, 10:04 · before an import · 1.2 MB'."""
    at = backup.at.astimezone()
    why = WHY.get(backup.why, backup.why)
    size = f"{backup.size_bytes / 1_000_000:.1f} MB"
    return f"{shown_value(at.date())}, {at:%H:%M} · {why} · {size}"
