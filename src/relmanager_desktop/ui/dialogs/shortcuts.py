"""The sheet of shortcuts, read off the registry of actions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.actions import Action
from relmanager_desktop.ui.models.cards import PUT_OFF_KEYS
from relmanager_desktop.ui.widgets.basics import Button, Label, boxed, column, icon_label, row

if TYPE_CHECKING:
    from relmanager_desktop.ui.hosts import Host

IN_LISTS = (
    (tr("Open the row"), "Enter"),
    (tr("Edit in place"), "F2"),
    (tr("Fill in what stands above"), "Ctrl+D"),
    (tr("Paste cells of a spreadsheet"), "Ctrl+V"),
    (tr("Delete the row"), "Del"),
    (tr("Next step of a card"), "Space"),
    (tr("Put off a card"), PUT_OFF_KEYS),
    (tr("Save a form"), "Ctrl+Enter"),
    (tr("Close a form"), "Esc"),
)
Group = tuple[str, list[tuple[str, str]]]


def open_shortcuts(window: Host) -> QDialog:
    """Show what the keyboard can do."""
    dialog = QDialog(window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    title = str(tr("Shortcuts"))
    dialog.setWindowTitle(title)
    dialog.setAccessibleName(title)
    head = row(icon_label("command", "accent", 20), Label(title, "h2", theme.SEMI), None, gap=12)
    sides = row(gap=40)
    for groups in in_halves(grouped(window.all_actions())):
        sides.addLayout(column(*(_section(*group) for group in groups), None, gap=22), 1)
    close = Button(tr("Close"), kind="primary", clicked=dialog.accept)
    footer = boxed(row(None, close, margins=(24, 12, 24, 12)), "footer")
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(boxed(column(head, 8, sides, gap=8, margins=(24, 20, 24, 20))), 1)
    layout.addWidget(footer)
    dialog.setMinimumWidth(theme.px(680))
    dialog.open()
    return dialog


def grouped(actions: Sequence[Action]) -> list[Group]:
    """Return headings with (what it does, its keys); actions without keys are left out."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for action in actions:
        if keys := action.keys():
            groups.setdefault(action.group, []).append((action.text.rstrip("…"), keys))
    groups[str(tr("In lists and forms"))] = [(str(text), keys) for text, keys in IN_LISTS]
    return list(groups.items())


def in_halves(groups: Sequence[Group]) -> tuple[list[Group], list[Group]]:
    """Return the groups on two sides of about the same height, in their order on each."""
    places = range(len(groups))
    ways = [
        (
            [groups[n] for n in places if left >> n & 1],
            [groups[n] for n in places if not left >> n & 1],
        )
        for left in range(1, 2 ** len(groups), 2)  # the first group stands on the left
    ]
    return min(ways, key=lambda sides: abs(_height(sides[0]) - _height(sides[1])))


def _height(side: Sequence[Group]) -> int:
    return sum(len(pairs) + 1 for _, pairs in side)


def _section(name: str, pairs: list[tuple[str, str]]) -> QVBoxLayout:
    lines = column(Label(name, "caption", theme.SEMI, "text3"), gap=8)
    for text, keys in pairs:
        caps = row(Label(text), None, *(key_cap(key) for key in caps_of(keys)), gap=4)
        lines.addLayout(caps)
    return lines


def caps_of(keys: str) -> list[str]:
    """Return the keys of 'Ctrl+Shift+L' one by one; the plus sign is a key too."""
    parts = keys.removesuffix("++").split("+")
    return [*parts, "+"] if keys.endswith("++") else parts


def key_cap(key: str) -> QLabel:
    """Return a key as a cap."""
    cap = Label(key, "caption", theme.SEMI, "text2")
    ink, ground = theme.colour("text2").name(), theme.colour("surface").name()
    edge = theme.colour("line2").name()
    cap.setStyleSheet(
        f"QLabel {{ color: {ink}; background: {ground}; border: 1px solid {edge};"
        " border-radius: 4px; padding: 2px 6px; }"
    )
    return cap
