"""The step where columns find their fields: each guess with its reason, each to be corrected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.mapping.maps import (
    ColumnMap,
    Question,
    SheetMap,
    Target,
    Wishes,
)
from relmanager_desktop.domain.own_fields import MARK
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.import_looks import Look
from relmanager_desktop.queries.import_previews import Table
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.dialogs.importing.chips import FieldChip
from relmanager_desktop.ui.dialogs.importing.corrections import Corrections
from relmanager_desktop.ui.dialogs.importing.field_chooser import FieldChooser
from relmanager_desktop.ui.dialogs.importing.fields import (
    FieldChoice,
    choices_for,
    keepings_for,
    match_path,
)
from relmanager_desktop.ui.dialogs.importing.question_cards import inquiry_card
from relmanager_desktop.ui.dialogs.importing.questions import (
    header_of,
    inquiries_of,
    settled_inquiries,
    wishes_after,
)
from relmanager_desktop.ui.dialogs.importing.sheet_bars import SheetBar, SheetTabs
from relmanager_desktop.ui.dialogs.importing.sheet_views import SheetView
from relmanager_desktop.ui.widgets.basics import boxed, column, emptied, row, scrolled
from relmanager_desktop.ui.widgets.states import EmptyState

Corrected = Callable[[str, Wishes | None], object]
ABREAST, NARROW, TALLEST, SCROLLBAR = 2, 640, 0.42, 14
MOST_HEIGHT = 100_000
# Lists of a record unite; nothing of them ever collides.
UNITED = frozenset({"contact_point", "account_tag", "contact_tag"})


class ColumnsStep(QWidget):
    """One tab a table: its kind, its header row, its first rows under their fields, questions."""

    def __init__(
        self,
        corrected: Corrected,
        collided: Callable[[str, str], object],
        matched: Callable[[str, bool], object],
    ) -> None:
        super().__init__()
        self._corrected, self._collided, self._matched = corrected, collided, matched
        self._decided = Corrections(Path())
        self._asked: dict[str, dict[str, Question]] = {}
        self._look = Look()
        self._shown = 0
        self._refocused: int | None = None
        self._tabs = column(gap=0)
        self.bar = SheetBar(self._take_as, self._move_header, self._show_only)
        self.view = SheetView(self._open_chooser)
        self.chooser = FieldChooser(self, self._chooser_closed)
        self._cards = column(gap=12)
        self._questions = scrolled(self._cards, tr("Questions"))
        self._nothing = column(gap=0)
        self._empty = boxed(self._nothing)
        layout = column(self._tabs, self.bar, gap=12)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self._questions)
        self.setLayout(layout)

    @property
    def table(self) -> Table | None:
        """The table in front, None where a hidden sheet or nothing is."""
        tables = self._look.tables
        return tables[self._shown] if self._shown < len(tables) else None

    def show_look(self, look: Look, decided: Corrections) -> None:
        """Show how a file is understood, by what was said of it."""
        self._look, self._decided = look, decided
        for table in look.tables:
            asked = self._asked.setdefault(table.map.sheet, {})
            asked.update({question.about: question for question in table.map.questions})
        self._shown = min(self._shown, max(0, len(look.tables) + len(look.hidden) - 1))
        emptied(self._tabs)
        if len(look.tables) + len(look.hidden) > 1:
            self._tabs.addWidget(SheetTabs(look, self._shown, self._choose))
        self._build()

    def give_focus(self) -> None:
        """Give the keyboard back to the column that was corrected."""
        chip = self.view.chips.get(-1 if self._refocused is None else self._refocused)
        if chip is not None:
            chip.setFocus()
        self._refocused = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the questions have their share of the room, and no more."""
        super().resizeEvent(event)
        self.chooser.close_it()
        self._fit_questions()

    def _build(self) -> None:
        table = self.table
        has_columns = table is not None and bool(table.map.columns)
        for part in (self.view, self._questions):
            part.setVisible(has_columns)
        self.bar.setVisible(table is not None)
        self._empty.setVisible(not has_columns)
        if table is not None:
            self.bar.show_table(table)
        if table is not None and has_columns:
            self.view.show_table(table)
            self._show_only(self.bar.only_open)
            self._show_questions(table)
        else:
            self._show_nothing(table)

    def _show_nothing(self, table: Table | None) -> None:
        emptied(self._nothing)
        if table is not None:
            state = EmptyState("layers", tr("No table here"), table.map.reason)
        elif self._look.hidden:
            name = self._look.hidden[self._shown - len(self._look.tables)]
            hint = tr("Nothing is taken of a hidden sheet unless you say so.")
            take = (tr("Take this sheet too"), "plus", lambda: self._corrected(name, Wishes()))
            state = EmptyState("eye-off", tr("“{sheet}” is hidden", sheet=name), hint, (take,))
        else:
            state = EmptyState("layers", tr("No table here"), tr("The file holds no sheet."))
        self._nothing.addWidget(state)

    def _choose(self, number: int) -> None:
        self._shown = number
        self.bar.only_open = False
        self._build()

    def _show_questions(self, table: Table) -> None:
        emptied(self._cards)
        found = table.map
        wishes = self._decided.wishes.get(found.sheet, Wishes())
        inquiries = inquiries_of(found.questions)
        inquiries += settled_inquiries(self._asked[found.sheet].values(), found, wishes)
        cards = [inquiry_card(table, one, self._answer, self._open_at) for one in inquiries]
        abreast = ABREAST if self.width() >= theme.px(NARROW) else 1
        for start in range(0, len(cards), abreast):
            self._cards.addLayout(_abreast(cards[start : start + abreast]))
        self._questions.setVisible(bool(cards))
        stops = [part for card in cards for part in card.findChildren(QWidget) if _is_stop(part)]
        for one, two in pairwise([self._questions, *stops]):
            QWidget.setTabOrder(one, two)
        # A card that was just made has no size before the loop has shown it.
        QTimer.singleShot(0, self, self._fit_questions)

    def _fit_questions(self) -> None:
        body = self._questions.widget()
        if body is None or not self._questions.isVisibleTo(self):
            return
        width = self.width() - SCROLLBAR
        body.setMaximumHeight(MOST_HEIGHT)
        body.setMinimumHeight(0)
        wanted = body.heightForWidth(width) if body.hasHeightForWidth() else 0
        wanted = wanted if wanted > 0 else body.sizeHint().height()
        body.setFixedHeight(wanted)  # else chips that wrap claim the height of the least width
        self._questions.setFixedHeight(min(wanted + 2, int(self.height() * TALLEST)))

    def _open_at(self, column_: int) -> None:
        if (chip := self.view.chips.get(column_)) is not None:
            chip.setFocus()
            self._open_chooser(chip)

    def _open_chooser(self, chip: FieldChip) -> None:
        table = self.table
        if table is None:
            return
        mapped = next(c for c in table.map.columns if c.column == chip.column)
        was_open = self.chooser.isVisible()
        self.chooser.close_it()
        if was_open and self._refocused == chip.column:
            return
        self._refocused = chip.column
        chip.show_open(True)
        choose = partial(self._map, table.map, chip.column)
        self.chooser.open(mapped, self._choices(table, mapped), choose)
        if mapped.target is not None:
            self._offer_more(table.map, mapped, mapped.target, choose)
        self.chooser.fit_into(self.size())
        self.chooser.move(self._beside(chip))

    def _choices(self, table: Table, mapped: ColumnMap) -> list[FieldChoice]:
        own, header = self._look.own, " ".join(header_of(table.map, mapped.column).split())
        kept = keepings_for(table.map, header, table.samples(mapped.column), own)
        if mapped.target is not None and mapped.target.own is not None:
            kept = [choice for choice in kept if not choice.path.endswith(MARK)]
        return [*kept, *choices_for(table.map, own)]

    def _offer_more(
        self, found: SheetMap, mapped: ColumnMap, target: Target, choose: Callable[[str], object]
    ) -> None:
        """Offer the type of a new own field, and what a cell does that differs."""
        if target.own is not None and target.own not in self._look.own.get(target.kind, ()):
            stem, label = f"{target.kind}.{MARK}", target.own.label
            known = target.own.type.value
            self.chooser.offer_types(known, lambda type_: choose(f"{stem}.{type_}:{label}"))
        elif target.kind not in UNITED and not target.adds:
            known = str(self._decided.columns.get(target.path, ""))
            self.chooser.offer_collisions(known, partial(self._collided, target.path))
            self.chooser.offer_blanks(
                mapped.reading.clears, partial(self._clear, found, mapped.column)
            )
        if path := match_path(found, target):
            self.chooser.offer_match(path in self._decided.match, partial(self._matched, path))

    def _clear(self, found: SheetMap, column_: int, clears: bool) -> None:
        """Let a blank cell of a column empty its field, or say nothing."""
        before = self._decided.wishes.get(found.sheet, Wishes()).readings
        header = fold(header_of(found, column_))
        said = {**before.get(header, {}), "blanks": "clear" if clears else "keep"}
        self._wish(found, readings={**before, header: said})

    def _beside(self, chip: FieldChip) -> QPoint:
        where = self.view.below(chip, self)
        left = max(0, min(where.x(), self.width() - self.chooser.width()))
        top = max(0, min(where.y(), self.height() - self.chooser.height()))
        return QPoint(left, top)

    def _chooser_closed(self) -> None:
        for chip in self.view.chips.values():
            chip.show_open(False)

    def _show_only(self, only_open: bool) -> None:
        table = self.table
        if table is None:
            return
        asked = {q.column for q in table.map.questions if q.column is not None}
        self.view.show_only(asked if only_open and asked else None)

    def _take_as(self, found: SheetMap, kind: str) -> None:
        """Take the rows as another kind, or leave the sheet out."""
        if kind:
            self._wish(found, kind=kind)
        else:
            self._corrected(found.sheet, None)

    def _move_header(self, found: SheetMap, row: int) -> None:
        self._wish(found, header_row=row)

    def _answer(self, question: Question, answer: str) -> None:
        table = self.table
        if table is not None:
            before = self._decided.wishes.get(table.map.sheet, Wishes())
            self._corrected(table.map.sheet, wishes_after(table.map, question, answer, before))

    def answer(self, about: str, answer: str) -> None:
        """Answer the question of the table in front that is about this."""
        questions = self.table.map.questions if self.table is not None else ()
        for question in questions:
            if question.about == about:
                self._answer(question, answer)
                return

    def _map(self, found: SheetMap, column_: int, path: str) -> None:
        before = self._decided.wishes.get(found.sheet, Wishes())
        header = fold(header_of(found, column_))
        self._wish(found, fields={**before.fields, header: path})

    def _wish(self, found: SheetMap, **given: object) -> None:
        before = self._decided.wishes.get(found.sheet, Wishes())
        self._corrected(found.sheet, replace(before, **given))  # type: ignore[arg-type]  # our own names


def _is_stop(part: QWidget) -> bool:
    return bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _abreast(cards: list[QFrame]) -> QHBoxLayout:
    line = row(gap=12)
    for card in cards:
        line.addWidget(card, 1)
    return line
