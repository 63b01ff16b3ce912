"""The card under a chip: why a column goes where it goes, and every field it could go to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from relmanager_desktop.domain.mapping.maps import ColumnMap
from relmanager_desktop.domain.own_fields import TYPES
from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.dialogs.importing.choice_painters import CHOICE, ChoicePainter
from relmanager_desktop.ui.dialogs.importing.fields import (
    OFFERED_TYPES,
    FieldChoice,
    matching,
    spoken_map,
    spoken_target,
)
from relmanager_desktop.ui.widgets.basics import (
    Button,
    Label,
    boxed,
    column,
    emptied,
    line,
    name_body,
    row,
    scrolled,
)
from relmanager_desktop.ui.widgets.choosers import Chips
from relmanager_desktop.ui.widgets.flows import flowing

Index = QModelIndex | QPersistentModelIndex
Chosen = Callable[[str], object]
WIDTH, HEIGHT, LINE = 348, 408, 30
SCROLLBAR, MOST_HEIGHT = 14, 100_000
MORE, MOST_BELOW = 64, 0.48  # what each further choice below the fields adds; their share at most
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
LEAVE_OUT = ""
COLLISIONS = (
    ("", tr("Like the rest")),
    ("overwrite", tr("Take the file’s")),
    ("keep", tr("Keep mine")),
)
BLANKS = (("", tr("Says nothing")), ("clear", tr("Empties the field")))
MATCHES = (("", tr("As usual")), ("this", tr("By this column")))


class FieldChooser(QFrame):
    """A reason, the next best guesses, and a search over all fields; Esc closes it."""

    def __init__(self, parent: QWidget, closed: Callable[[], object]) -> None:
        super().__init__(parent)
        self.setObjectName("popup")
        self._closed = closed
        self._chosen: Chosen = lambda _path: None
        self._choices: Sequence[FieldChoice] = ()
        self._asked = 0
        self._reason = Label("", "small", ink="text2", wrap=True)
        self._others = column(gap=0)
        self.field = QLineEdit()
        self.field.setPlaceholderText(str(tr("Find a field")))
        self.field.textChanged.connect(self._show_matching)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setObjectName("found")
        self.list.setItemDelegate(ChoicePainter(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(str(tr("Fields")))
        self.list.itemClicked.connect(lambda _item: self._take())
        head = column(self._reason, self._others, self.field, gap=10, margins=(14, 12, 14, 10))
        layout = column(boxed(head), line(), 4, gap=0, margins=(1, 1, 1, 1))
        layout.addWidget(self.list, 1)
        self._collisions = column(gap=4, margins=(14, 8, 14, 10))
        self._below = scrolled(self._collisions, tr("How the column is read"))
        name_body(self._below, "found")
        self._foot = boxed(column(line(), self._below, gap=0))
        layout.addWidget(self._foot)
        self.setLayout(layout)
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # noqa: S101 - there are widgets
        application.focusChanged.connect(self._look_where_focus_goes)
        self.hide()

    def open(self, mapped: ColumnMap, choices: Sequence[FieldChoice], chosen: Chosen) -> None:
        """Come up for one column; ``chosen`` takes the path of a field, '' for none."""
        self._chosen = chosen
        header = " ".join(mapped.header.split())
        self._reason.setText(str(mapped.reason))
        self.field.setAccessibleName(str(tr("Field of {header}", header=header)))
        known_as = spoken_map(mapped)
        now = [known_as] if known_as is not None else []
        made = [choice for choice in now if mapped.pieces or (mapped.target and mapped.target.own)]
        known = [choice for choice in choices if choice not in made]
        self._choices = [*([self._none()] if now else []), *made, *known]
        self._offer(mapped)
        emptied(self._collisions)
        self._foot.hide()
        self._asked = 0
        self.field.clear()
        self._show_matching("")
        self._select(known_as.path if known_as is not None else "")
        self.setFixedSize(theme.px(WIDTH), theme.px(HEIGHT))
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def fit_into(self, room: QSize) -> None:
        """Take no more than the room of the step it lies over."""
        wanted = theme.px(HEIGHT + MORE * max(0, self._asked - 1))
        size = room.boundedTo(QSize(theme.px(WIDTH), wanted))
        self.setFixedSize(size)
        # Choices that were just made have no size before the loop has shown them.
        QTimer.singleShot(0, self, self._fit_below)

    def _fit_below(self) -> None:
        """Give the choices below the fields what they need, up to their share."""
        body = self._below.widget()
        if body is None or not self._asked:
            return
        body.setMinimumHeight(0)
        body.setMaximumHeight(MOST_HEIGHT)
        needed = body.heightForWidth(self.width() - 2 - SCROLLBAR)
        needed = needed if needed > 0 else body.sizeHint().height()
        body.setFixedHeight(needed)  # else chips that wrap claim more than they need
        self._below.setFixedHeight(min(needed + 2, int(self.height() * MOST_BELOW)))
        self.list.scrollToItem(self.list.currentItem())

    def offer_collisions(self, known: str, chosen: Callable[[str], object]) -> None:
        """Ask below the fields what a differing cell of this one does."""
        self.offer_below(str(tr("Where both have a value")), COLLISIONS, known, chosen)

    def offer_types(self, known: str, chosen: Callable[[str], object]) -> None:
        """Ask below the fields what stands in a new own field."""
        types = [(type_, TYPES[type_]) for type_ in OFFERED_TYPES]
        self.offer_below(str(tr("What stands in the new field")), types, known, chosen)

    def offer_blanks(self, clears: bool, chosen: Callable[[bool], object]) -> None:
        """Ask below the fields what a blank cell of this one does."""
        known = "clear" if clears else ""
        take = lambda code: chosen(code == "clear")  # noqa: E731 - a name for what it does
        self.offer_below(str(tr("A blank cell")), BLANKS, known, take)

    def offer_match(self, is_matched: bool, chosen: Callable[[bool], object]) -> None:
        """Ask below the fields whether records are found by this one."""
        known = "this" if is_matched else ""
        take = lambda code: chosen(code == "this")  # noqa: E731 - a name for what it does
        self.offer_below(str(tr("Records are found")), MATCHES, known, take)

    def offer_below(
        self,
        name: str,
        offered: Sequence[tuple[str, Text]],
        known: str,
        chosen: Callable[[str], object],
    ) -> None:
        """Ask for one of a few below the fields."""

        def take() -> None:
            self.close_it()
            chosen(str(chips.chosen()[0]))

        options = [(code, str(label)) for code, label in offered]
        chips = Chips(options, name, take, is_single=True)
        chips.choose((known,))
        self._collisions.addWidget(Label(name, "small", ink="text3"))
        self._collisions.addWidget(chips)
        self._foot.show()
        self._asked += 1

    def close_it(self) -> None:
        """Go away without a choice."""
        if self.isVisible():
            self.hide()
            self._closed()

    def choose(self, path: str) -> None:
        """Take the field of this path."""
        self.hide()
        self._closed()
        self._chosen(path)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows, Enter and Esc reach the list from the field."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in STEPS:
                place = self.list.currentRow() + STEPS[key]
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, place)))
                return True
            if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._take()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close at Esc, and keep the other keys from the wizard behind."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_it()
        event.accept()

    def _none(self) -> FieldChoice:
        return FieldChoice(LEAVE_OUT, str(tr("Leave out")), "")

    def _offer(self, mapped: ColumnMap) -> None:
        """Offer the next best guesses, and to leave a column out that goes somewhere."""
        emptied(self._others)
        chips: list[QWidget] = [
            self._chip(f"{other.title}  {share:.0%}", other.spoken, other.path)
            for target, share in mapped.alternatives
            for other in (spoken_target(target),)
        ]
        if mapped.target is not None:
            out = str(tr("Leave out"))
            chips.append(self._chip(out, out, LEAVE_OUT))
        if chips:
            label = Label(tr("Instead"), "small", ink="text3")
            self._others.addLayout(row(label, flowing(*chips), gap=8))

    def _chip(self, text: str, spoken: str, path: str) -> Button:
        name = tr("{field} instead", field=spoken)
        return Button(text, kind="chip", name=name, clicked=partial(self.choose, path))

    def _show_matching(self, text: str) -> None:
        self.list.clear()
        for choice in matching(self._choices, text):
            item = QListWidgetItem(choice.spoken)
            item.setData(CHOICE, choice)
            self.list.addItem(item)
        if self.list.count():
            self.list.setCurrentRow(0)
            return
        nothing = QListWidgetItem(str(tr("No field is called that. Try fewer letters.")))
        nothing.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(nothing)

    def _select(self, path: str) -> None:
        """Put the mark on the field in force, so that Enter at once changes nothing."""
        for number in range(self.list.count()):
            choice = self.list.item(number).data(CHOICE)
            if isinstance(choice, FieldChoice) and choice.path == path:
                self.list.setCurrentRow(number)
                self.list.scrollToItem(self.list.item(number))
                return

    def _take(self) -> None:
        item: QListWidgetItem | None = self.list.currentItem()
        choice = None if item is None else item.data(CHOICE)
        if isinstance(choice, FieldChoice):
            self.choose(choice.path)

    def _look_where_focus_goes(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self.isVisible() and new is not None and new is not self and not self.isAncestorOf(new):
            self.close_it()
