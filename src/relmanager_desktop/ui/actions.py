"""The one registry of actions: it builds menus, tooltips, shortcuts and the sheet of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from relmanager_desktop.ui import icons

# Also a standard key for Back; who erases in a list must not leave the page.
ERASES = QKeySequence(Qt.Key.Key_Backspace)


@dataclass
class Action:
    """Something a person can do from anywhere.

    Attributes:
        id: stable name.
        text: what the menu says.
        shortcut: a standard key, or a sequence such as 'Ctrl+L', or ''.
        group: the heading it stands under in menus and on the sheet of shortcuts.
        also: sequences that do the same and are shown nowhere.
    """

    id: str
    text: str
    run: Callable[[], object]
    icon: str = ""
    shortcut: QKeySequence.StandardKey | str = ""
    group: str = ""
    also: tuple[str, ...] = ()
    qt: QAction | None = field(default=None, compare=False)

    def keys(self) -> str:
        """Return the shortcut as this system writes it, the first where there are several."""
        first = self.sequences()[:1]
        return first[0].toString(QKeySequence.SequenceFormat.NativeText) if first else ""

    def sequences(self) -> list[QKeySequence]:
        """Return all that the action answers to, the one that is shown first."""
        if not self.shortcut:
            return []
        if isinstance(self.shortcut, str):
            usual = [QKeySequence(self.shortcut)]
        else:
            usual = [each for each in QKeySequence.keyBindings(self.shortcut) if each != ERASES]
        more = [QKeySequence(keys) for keys in self.also]
        return [*usual, *(each for each in more if each not in usual)]


class Actions:
    """All actions of a window."""

    def __init__(self, window: QWidget, actions: Iterable[Action]) -> None:
        self._actions = {action.id: action for action in actions}
        for action in self._actions.values():
            made = QAction(action.text, window)
            made.setShortcuts(action.sequences())
            made.triggered.connect(lambda _checked=False, run=action.run: run())
            window.addAction(made)
            action.qt = made

    def __getitem__(self, name: str) -> Action:
        return self._actions[name]

    def all(self) -> tuple[Action, ...]:
        """Return all actions in order."""
        return tuple(self._actions.values())

    def trigger(self, name: str) -> None:
        """Do an action."""
        self._actions[name].run()

    def tooltip(self, name: str) -> str:
        """Return what an action does, ending in its shortcut."""
        action = self._actions[name]
        keys = action.keys()
        return f"{action.text} ({keys})" if keys else action.text

    def rename(self, name: str, text: str, *, is_enabled: bool = True) -> None:
        """Give an action another text, such as the name of what Undo takes back."""
        made = self._actions[name].qt
        assert made is not None  # noqa: S101 - made in __init__
        made.setText(text)
        made.setEnabled(is_enabled)

    def fill(
        self, menu: QMenu, names: Iterable[str], inner: Mapping[str, QMenu] | None = None
    ) -> None:
        """Put actions into a menu; '-' parts them, a name in ``inner`` stands for that menu."""
        for name in names:
            if inner and name in inner:
                menu.addMenu(inner[name])
                continue
            made = self._actions[name].qt if name != "-" else None
            if made is None:
                menu.addSeparator()
                continue
            made.setIcon(icons.icon(self._actions[name].icon or "chevron-right"))
            menu.addAction(made)
