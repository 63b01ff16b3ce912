"""A damaged portfolio looked into: read while a dialog says how far it is, shown under a banner."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from relmanager_desktop.commands.insides import Inside, look_inside
from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.ui import places
from relmanager_desktop.ui.salvaging import SalvageDialog
from relmanager_desktop.ui.widgets.states import Message

if TYPE_CHECKING:
    from relmanager_desktop.ui.main_window import MainWindow


class LookDialog(SalvageDialog):
    """Reads while it is shown; ``outcome`` is what can be read, or the error."""

    def said(self, name: str) -> tuple[Text, Text]:
        """Return what is under way, and what it means for the file."""
        return tr("Looking into {file}", file=name), tr("{file} is only read.", file=name)

    def work(self, place: Path) -> Any:
        """Read all that can be read."""
        return look_inside(place, places.author(), progress=self._tell)


def look_in_sight(place: Path) -> Inside:
    """Read what can be read of a damaged portfolio while a dialog says how far it is.

    Raises:
        As ``SalvageDialog.run``.
    """
    found: Inside = LookDialog(place).run()
    return found


def say_damaged(window: MainWindow) -> None:
    """Say above every page that this is a damaged file, with the way to its mend."""
    inside, fault = window.bridge.inside, window.bridge.database.refusal
    assert inside is not None  # noqa: S101 - asked for then only
    mend = (
        tr("Restore or salvage…"),
        "shield-alert",
        lambda: window.bridge.failed_to_open.emit(fault),
    )
    window.show_notice(Message("bad", inside.sentence, inside.told, mend))
