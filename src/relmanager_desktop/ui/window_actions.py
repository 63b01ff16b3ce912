"""The actions of the window: what each says, does, looks like, and which keys it has."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtGui import QKeySequence

from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.ui.actions import Action
from relmanager_desktop.ui.pages.page import ACCOUNT, Page

if TYPE_CHECKING:
    from relmanager_desktop.ui.main_window import MainWindow

MENU = (
    "new_portfolio",
    "open_portfolio",
    "-",
    "import",
    "paste",
    "imports",
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


class Spec(NamedTuple):
    """An action before there is a window; the rest is as in `Action`."""

    id: str
    text: Text
    run: Callable[[MainWindow], object]
    icon: str
    shortcut: QKeySequence.StandardKey | str = ""
    also: tuple[str, ...] = ()


NEW = (
    Spec("log", tr("Log touch…"), log_touch, "phone", "Ctrl+L"),
    Spec(
        "new_account",
        tr("New account…"),
        lambda window: window.show_dialog("record", kind="account"),
        "building-2",
        "Ctrl+Shift+A",
    ),
    Spec(
        "new_contact",
        tr("New contact…"),
        lambda window: add_record(window, "contact"),
        "user",
        "Ctrl+Shift+C",
    ),
    Spec(
        "new_action",
        tr("New action…"),
        lambda window: add_record(window, "action"),
        "circle-check",
        "Ctrl+T",
    ),
    Spec(
        "new_issue",
        tr("New issue…"),
        lambda window: add_record(window, "issue"),
        "circle-alert",
        "Ctrl+I",
    ),
    Spec(
        "new_rule",
        tr("New cadence rule…"),
        lambda window: add_record(window, "cadence_rule"),
        "repeat",
    ),
)
PORTFOLIO = (
    Spec(
        "import",
        tr("Import a spreadsheet…"),
        lambda window: window.deeds.choose_import(),
        "file-up",
        STANDARD.Open,
    ),
    Spec(
        "paste",
        tr("Import from the clipboard"),
        lambda window: window.deeds.import_pasted(),
        "copy",
        STANDARD.Paste,
    ),
    Spec(
        "imports",
        tr("Past imports…"),
        lambda window: window.show_dialog("imports"),
        "layers",
    ),
    Spec(
        "export",
        tr("Export the portfolio as a workbook…"),
        lambda window: window.deeds.export(),
        "download",
        STANDARD.Save,
    ),
    Spec("undo", tr("Undo"), lambda window: window.deeds.undoing.undo(), "undo-2", STANDARD.Undo),
    Spec(
        "redo",
        tr("Redo"),
        lambda window: window.deeds.undoing.redo(),
        "redo-2",
        STANDARD.Redo,
        ("Ctrl+Y", "Ctrl+Shift+Z"),
    ),
    Spec(
        "new_portfolio", tr("New portfolio…"), lambda window: window.deeds.new_portfolio(), "plus"
    ),
    Spec(
        "open_portfolio",
        tr("Open a portfolio…"),
        lambda window: window.deeds.open_portfolio(),
        "folder-open",
    ),
    Spec("backup", tr("Back up now"), lambda window: window.deeds.back_up(), "download"),
    Spec("restore", tr("Restore a backup…"), lambda window: window.deeds.restore(), "rotate-ccw"),
    Spec(
        "sample",
        tr("Fill with the sample"),
        lambda window: window.deeds.make_sample(),
        "building-2",
    ),
    Spec(
        "remove_sample", tr("Remove the sample"), lambda window: window.deeds.remove_sample(), "x"
    ),
    Spec(
        "folder",
        tr("Show the portfolio's folder"),
        lambda window: window.deeds.show_folder(),
        "folder-open",
    ),
)
VIEW = (
    Spec(
        "search", tr("Search or jump to"), lambda window: window.deeds.search(), "search", "Ctrl+K"
    ),
    Spec("back", tr("Back"), lambda window: window.go_back(), "undo-2", STANDARD.Back),
    Spec(
        "filter",
        tr("Filter this page"),
        lambda window: window.deeds.filter_page(),
        "filter",
        STANDARD.Find,
    ),
    Spec(
        "pane",
        tr("Next part of the window"),
        lambda window: window.next_pane(),
        "columns-3",
        "F6",
    ),
    Spec(
        "theme",
        tr("Light or dark"),
        lambda window: window.deeds.switch_theme(),
        "moon",
        "Ctrl+Shift+L",
    ),
    Spec(
        "larger",
        tr("Larger text"),
        lambda window: window.deeds.scale(1),
        "plus",
        STANDARD.ZoomIn,
        ("Ctrl+=",),
    ),
    Spec(
        "smaller",
        tr("Smaller text"),
        lambda window: window.deeds.scale(-1),
        "minus",
        STANDARD.ZoomOut,
    ),
    Spec(
        "shortcuts",
        tr("Shortcuts"),
        lambda window: window.show_dialog("shortcuts"),
        "command",
        STANDARD.HelpContents,
    ),
)


def _way_to(page: str, text: Text, icon: str, number: int) -> Spec:
    return Spec(f"go_{page}", text, lambda window: window.show_page(page), icon, f"Ctrl+{number}")


GO_TO = (
    _way_to("today", tr("Go to Today"), "sun", 1),
    _way_to("accounts", tr("Go to Accounts"), "building-2", 2),
    _way_to("cadence", tr("Go to Cadence"), "repeat", 3),
    _way_to("issues", tr("Go to Issues"), "circle-alert", 4),
    _way_to("scorecards", tr("Go to Scorecards"), "gauge", 5),
    _way_to("records", tr("Go to Records"), "layers", 6),
)
GROUPS = ((tr("New"), NEW), (tr("Portfolio"), PORTFOLIO), (tr("View"), VIEW), (tr("Go to"), GO_TO))


def actions_of(window: MainWindow) -> tuple[Action, ...]:
    """Return all actions of the window."""
    return tuple(
        Action(
            spec.id,
            str(spec.text),
            partial(spec.run, window),
            spec.icon,
            spec.shortcut,
            str(group),
            spec.also,
        )
        for group, specs in GROUPS
        for spec in specs
    )
