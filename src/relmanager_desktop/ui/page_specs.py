"""The pages of the window in their order, each imported when it is first shown."""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui.pages.page import Page


class PageSpec(NamedTuple):
    """One page: where its class is, imported when it is first shown."""

    id: str
    title: str
    icon: str
    module: str
    name: str
    shortcut: str = ""
    is_listed: bool = True

    def load(self) -> type[Page]:
        """Return the page's class."""
        page: type[Page] = getattr(
            import_module(f"relmanager_desktop.ui.pages.{self.module}"), self.name
        )
        return page


PAGES = (
    PageSpec("today", str(tr("Today")), "sun", "today", "TodayPage", "Ctrl+1"),
    PageSpec("accounts", str(tr("Accounts")), "building-2", "accounts", "AccountsPage", "Ctrl+2"),
    PageSpec("cadence", str(tr("Cadence")), "repeat", "cadence", "CadencePage", "Ctrl+3"),
    PageSpec("issues", str(tr("Issues")), "circle-alert", "issues", "IssuesPage", "Ctrl+4"),
    PageSpec(
        "scorecards", str(tr("Scorecards")), "gauge", "scorecards", "ScorecardsPage", "Ctrl+5"
    ),
    PageSpec("records", str(tr("Records")), "layers", "records", "RecordsPage", "Ctrl+6"),
    PageSpec(
        "account", str(tr("Account")), "building-2", "account", "AccountPage", is_listed=False
    ),
)
