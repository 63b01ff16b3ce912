"""What pages and dialogs may ask of the window around them; the window itself is the frame."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QMainWindow, QStackedWidget

from relmanager_desktop.ui.bridge import Bridge

if TYPE_CHECKING:
    from relmanager_desktop.ui.actions import Action
    from relmanager_desktop.ui.widgets.states import Offer

RECORDS = "records"
OWN_PAGES = {  # of kinds that do not stand under Records
    "account": "accounts",
    "issue": "issues",
    "kpi_value": "scorecards",
}


class Host(QMainWindow):
    """The window as its parts know it: the door to the portfolio, the clock, and the ways on."""

    bridge: Bridge
    stack: QStackedWidget

    @property
    def today(self) -> date:
        """Today where the user is."""
        return self.now.date()

    @property
    def now(self) -> datetime:
        """The moment, with the zone of this computer."""
        return datetime.now().astimezone()

    def show_page(self, name: str) -> None:
        """Show a page by its id."""
        raise NotImplementedError

    def page(self, name: str) -> Any:
        """Return a page by its id."""
        raise NotImplementedError

    def show_kind(self, kind: str) -> None:
        """Show all records of a kind: on a page of their own, or under Records."""
        page = OWN_PAGES.get(kind, RECORDS)
        self.show_page(page)
        if page == RECORDS:
            self.page(page).show_kind(kind)

    def open_account(self, account: int) -> None:
        """Show the page of an account."""
        raise NotImplementedError

    def open_record(self, kind: str, id_: int) -> None:
        """Show a record: an account on its page, any other in its form."""
        if kind == "account":
            self.open_account(id_)
        else:
            self.show_dialog("record", kind=kind, id_=id_)

    def do(self, action: str) -> None:
        """Do one of the window's actions."""
        raise NotImplementedError

    def tooltip(self, action: str) -> str:
        """Return what an action does, ending in its shortcut."""
        raise NotImplementedError

    def all_actions(self) -> Sequence[Action]:
        """Return all that can be done from anywhere, in order."""
        raise NotImplementedError

    def show_dialog(self, name: str, **given: object) -> None:
        """Open a dialog by its name."""
        raise NotImplementedError

    def say(
        self, tone: str, title: object, detail: object = "", offer: Offer | None = None
    ) -> None:
        """Show a message on the page in front."""
        raise NotImplementedError

    def switch_to(self, path: Path | None) -> None:
        """Open another portfolio in this window's place; None asks for a new one."""
        raise NotImplementedError

    def offer_undo(self, text: object) -> None:
        """Say what was done, and offer to take it back."""
        raise NotImplementedError

    def take_back(self, number: int, name: str) -> None:
        """Take back a change set by its number; ``name`` is what it is called."""
        raise NotImplementedError
