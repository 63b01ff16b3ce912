"""The card of remembered mappings: read by one, by none, or keep this one for the next file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QLineEdit, QWidget

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.widgets.basics import (
    Button,
    Label,
    boxed,
    column,
    emptied,
    line,
    row,
    scrolled,
)

WIDTH, TALLEST, LINE = 340, 190, 32


@dataclass(frozen=True)
class MappingDeeds:
    """What the card can ask for: the names there are, another mapping, and keeping this one.

    ``share`` and ``forget`` take a name, ``load`` asks for a file.
    """

    names: Callable[[Callable[[Sequence[str]], None]], object]
    use: Callable[[str | None], object]
    keep: Callable[[str], object]
    share: Callable[[str], object]
    forget: Callable[[str], object]
    load: Callable[[], object]


class MappingCard(QFrame):
    """Hangs below its button; Esc closes it."""

    def __init__(self, parent: QWidget, deeds: MappingDeeds) -> None:
        super().__init__(parent)
        self.setObjectName("popup")
        self._deeds = deeds
        self._used = ""
        self.names = column(gap=0)
        self._list = scrolled(self.names, tr("Saved mappings"))
        body = self._list.widget()
        assert body is not None  # noqa: S101 - made by scrolled
        body.setObjectName("found")
        self.none = Button(tr("Read without a mapping"), "x", "ghost", clicked=self._use_none)
        self.field = QLineEdit()
        self.field.setAccessibleName(str(tr("Name of this mapping")))
        self.field.returnPressed.connect(self._keep)
        keep = Button(tr("Save"), clicked=self._keep)
        said = tr("The next file with these headers is read like this one.")
        save = column(
            Label(tr("Save this mapping"), "body", theme.SEMI),
            Label(said, "small", ink="text2", wrap=True),
            row(self.field, keep, gap=8),
            gap=6,
            margins=(14, 10, 14, 12),
        )
        head = row(Label(tr("Saved mappings"), "body", theme.SEMI), margins=(14, 12, 14, 4))
        self.from_file = Button(tr("Load from a file…"), "file-up", "ghost", clicked=self._load)
        nothing, loading = row(self.none, None), row(self.from_file, None)
        parts = (head, self._list, nothing, loading, line())
        layout = column(*parts, gap=2, margins=(1, 1, 1, 1))
        layout.addWidget(boxed(save))
        self.setLayout(layout)
        self.setFixedWidth(theme.px(WIDTH))
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # noqa: S101 - there are widgets
        application.focusChanged.connect(self._look_where_focus_goes)
        self.hide()

    def open(self, below: QWidget, used: str, proposed: str) -> None:
        """Come up below a button; ``used`` is the mapping in use, ``proposed`` a name to keep."""
        self._used = used
        self.none.setVisible(bool(used))
        self.field.setText(used or proposed)
        self._deeds.names(partial(self._show, below))

    def close_it(self) -> None:
        """Go away."""
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close at Esc, and keep the other keys from the wizard behind."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_it()
        event.accept()

    def _show(self, below: QWidget, names: Sequence[str]) -> None:
        emptied(self.names)
        for name in names:
            icon = "check" if name == self._used else "bookmark"
            button = Button(
                name.replace("&", "&&"), icon, "ghost", clicked=partial(self._use, name)
            )
            button.setAccessibleName(str(tr("Read by {name}", name=name)))
            button.setStyleSheet("QPushButton { text-align: left; }")
            self.names.addLayout(self._line(name, button))
        if not names:
            nothing = Label(tr("None is saved yet."), "small", ink="text2")
            self.names.addLayout(row(nothing, None, margins=(14, 4, 14, 6)))
        self._list.setFixedHeight(theme.px(min(TALLEST, LINE * max(1, len(names)) + 6)))
        self.adjustSize()
        parent = self.parentWidget()
        assert parent is not None  # noqa: S101 - made with one
        corner = below.mapTo(parent, QPoint(below.width(), below.height() + 6))
        self.move(max(0, corner.x() - self.width()), corner.y())
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _line(self, name: str, button: Button) -> QLayout:
        """Return a mapping with what else can be done with it: saved as a file, forgotten."""
        share = Button("", "download", "ghost", name=tr("Save {name} as a file", name=name))
        share.clicked.connect(partial(self._do, self._deeds.share, name))
        forget = Button("", "x", "ghost", name=tr("Delete {name}", name=name))
        forget.clicked.connect(partial(self._do, self._deeds.forget, name))
        made = row(button, share, forget, gap=0)
        made.setStretch(0, 1)
        return made

    def _do(self, deed: Callable[[str], object], name: str, _checked: bool = False) -> None:
        self.hide()
        deed(name)

    def _load(self) -> None:
        self.hide()
        self._deeds.load()

    def _use(self, name: str) -> None:
        self.hide()
        self._deeds.use(name)

    def _use_none(self) -> None:
        self.hide()
        self._deeds.use(None)

    def _keep(self) -> None:
        if name := self.field.text().strip():
            self.hide()
            self._deeds.keep(name)

    def _look_where_focus_goes(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self.isVisible() and new is not None and new is not self and not self.isAncestorOf(new):
            self.close_it()
