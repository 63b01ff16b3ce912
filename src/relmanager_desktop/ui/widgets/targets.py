"""Whom a cadence rule is for: the words to pick from follow what it applies to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.records import KINDS, Field
from relmanager_desktop.queries.records import options_for, words_of_list
from relmanager_desktop.ui.widgets.choosers import WordEditor
from relmanager_desktop.ui.widgets.editors import Surroundings


class TargetEditor(WordEditor):
    """A tier, role, segment, tag, account or contact by its name; a role is kept by its code."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around)
        self._asked = ""

    def value(self) -> str | None:
        """Return the name, or the code of a role."""
        text: str | None = super().value()
        if text and self.around.value_of("target_kind") == "role":
            return next((code for code, word in roles() if fold(word) == fold(text)), text)
        return text

    def show_value(self, value: object) -> None:
        """Show a name, or a role's word."""
        super().show_value(dict(roles()).get(str(value), value))

    def words(self) -> Sequence[str]:
        """Return what the rule could be for."""
        kind = self.around.value_of("target_kind")
        if kind == "role":
            return [word for _, word in roles()]
        if kind == "segment":
            return self.around.bridge.ask(words_of_list, "segment")
        if not kind:
            return []
        return [title for _, title in self.around.bridge.ask(options_for, kind)]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask again when another kind of target was chosen meanwhile."""
        if event.type() == QEvent.Type.FocusIn:
            kind = str(self.around.value_of("target_kind") or "")
            if kind != self._asked:
                self._asked, self._is_filled = kind, False
        return super().eventFilter(watched, event)


def roles() -> list[tuple[str, str]]:
    """Return the roles of accounts by code."""
    return [(choice.code, str(choice.label)) for choice in KINDS["account"].field("roles").choices]
