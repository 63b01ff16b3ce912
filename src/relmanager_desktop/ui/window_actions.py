"""The actions of the window: what each says, does, looks like, and which keys it has."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui.actions import Action
from relmanager_desktop.ui.pages.page import ACCOUNT, Page

if TYPE_CHECKING:
    from relmanager_desktop.ui.deeds import Deeds
    from relmanager_desktop.ui.main_window import MainWindow

MENU = (
    "new_portfolio",
    "open_portfolio",
    "-",
    "import",
    "export",
    "-",
    "undo",
    "redo",
    "backup",
    "restore",
    "-",
    "look",
    "larger",
    "smaller",
    "shortcuts",
    "folder",
    "remove_sample",
)
STANDARD = QKeySequence.StandardKey


def log_touch(window: MainWindow) -> None:
    """Ask what was said, with whomever the page in front is about."""
    window.show_dialog("log", **_at_hand(window))


def add_record(window: MainWindow, kind: str) -> None:
    """Open the form of a new record, of the account that the page in front is about."""
    account = _at_hand(window).get(ACCOUNT)
    given = {} if account is None else {"values": {ACCOUNT: account}}
    window.show_dialog("record", kind=kind, **given)


def _at_hand(window: MainWindow) -> dict[str, Any]:
    page = window.stack.currentWidget()
    return page.at_hand() if isinstance(page, Page) else {}


def actions_of(window: MainWindow, deeds: Deeds) -> tuple[Action, ...]:
    """Return all actions of the window."""
    go = window.show_page
    dialog = window.show_dialog
    pages = (
        ("today", tr("Go to Today"), "sun"),
        ("accounts", tr("Go to Accounts"), "building-2"),
        ("cadence", tr("Go to Cadence"), "repeat"),
        ("issues", tr("Go to Issues"), "circle-alert"),
        ("scorecards", tr("Go to Scorecards"), "gauge"),
        ("records", tr("Go to Records"), "layers"),
    )
    going = tuple(
        Action(f"go_{name}", str(text), partial(go, name), icon, f"Ctrl+{number}", str(tr("Go to")))
        for number, (name, text, icon) in enumerate(pages, start=1)
    )
    new = str(tr("New"))
    file = str(tr("Portfolio"))
    view = str(tr("View"))
    return (
        Action("log", str(tr("Log touch…")), partial(log_touch, window), "phone", "Ctrl+L", new),
        Action(
            "new_account",
            str(tr("New account…")),
            partial(dialog, "record", kind="account"),
            "building-2",
            "Ctrl+Shift+A",
            new,
        ),
        Action(
            "new_contact",
            str(tr("New contact…")),
            partial(add_record, window, "contact"),
            "user",
            "Ctrl+Shift+C",
            new,
        ),
        Action(
            "new_action",
            str(tr("New action…")),
            partial(add_record, window, "action"),
            "circle-check",
            "Ctrl+T",
            new,
        ),
        Action(
            "new_issue",
            str(tr("New issue…")),
            partial(add_record, window, "issue"),
            "circle-alert",
            "Ctrl+I",
            new,
        ),
        Action(
            "new_rule",
            str(tr("New cadence rule…")),
            partial(add_record, window, "cadence_rule"),
            "repeat",
            "",
            new,
        ),
        Action(
            "import",
            str(tr("Import a spreadsheet…")),
            deeds.choose_import,
            "file-up",
            STANDARD.Open,
            file,
        ),
        Action(
            "export",
            str(tr("Export the portfolio as a workbook…")),
            deeds.export,
            "download",
            STANDARD.Save,
            file,
        ),
        Action("undo", str(tr("Undo")), deeds.undoing.undo, "undo-2", STANDARD.Undo, file),
        Action(
            "redo",
            str(tr("Redo")),
            deeds.undoing.redo,
            "redo-2",
            STANDARD.Redo,
            file,
            ("Ctrl+Y", "Ctrl+Shift+Z"),
        ),
        Action("new_portfolio", str(tr("New portfolio…")), deeds.new_portfolio, "plus", "", file),
        Action(
            "open_portfolio",
            str(tr("Open a portfolio…")),
            deeds.open_portfolio,
            "folder-open",
            "",
            file,
        ),
        Action("backup", str(tr("Back up now")), deeds.back_up, "download", "", file),
        Action("restore", str(tr("Restore a backup…")), deeds.restore, "rotate-ccw", "", file),
        Action(
            "sample", str(tr("Fill with the sample")), deeds.make_sample, "building-2", "", file
        ),
        Action("remove_sample", str(tr("Remove the sample")), deeds.remove_sample, "x", "", file),
        Action(
            "folder",
            str(tr("Show the portfolio's folder")),
            deeds.show_folder,
            "folder-open",
            "",
            file,
        ),
        Action("search", str(tr("Search or jump to")), deeds.search, "search", "Ctrl+K", view),
        Action("back", str(tr("Back")), window.go_back, "undo-2", STANDARD.Back, view),
        Action(
            "filter", str(tr("Filter this page")), deeds.filter_page, "filter", STANDARD.Find, view
        ),
        Action(
            "pane", str(tr("Next part of the window")), window.next_pane, "columns-3", "F6", view
        ),
        Action("theme", str(tr("Light or dark")), deeds.switch_theme, "moon", "Ctrl+Shift+L", view),
        Action(
            "larger",
            str(tr("Larger text")),
            partial(deeds.scale, 1),
            "plus",
            STANDARD.ZoomIn,
            view,
            ("Ctrl+=",),
        ),
        Action(
            "smaller",
            str(tr("Smaller text")),
            partial(deeds.scale, -1),
            "minus",
            STANDARD.ZoomOut,
            view,
        ),
        Action(
            "shortcuts",
            str(tr("Shortcuts")),
            partial(dialog, "shortcuts"),
            "command",
            STANDARD.HelpContents,
            view,
        ),
        *going,
    )
