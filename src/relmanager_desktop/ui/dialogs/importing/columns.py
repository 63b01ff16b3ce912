"""The step where columns find their fields: each guess with its reason, each to be corrected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

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
from relmanager_desktop.ui.dialogs.importing.fields import choices_of_column, match_path
from relmanager_desktop.ui.dialogs.importing.question_areas import TIGHT, QuestionArea
from relmanager_desktop.ui.dialogs.importing.question_cards import inquiry_card
from relmanager_desktop.ui.dialogs.importing.questions import (
    header_of,
    inquiries_of,
    settled_inquiries,
    wishes_after,
)
from relmanager_desktop.ui.dialogs.importing.readings import choices_of, wishes_with
from relmanager_desktop.ui.dialogs.importing.sheet_bars import SheetBar
from relmanager_desktop.ui.dialogs.importing.sheet_tabs import SheetStrip
from relmanager_desktop.ui.dialogs.importing.sheet_views import SheetView
from relmanager_desktop.ui.dialogs.importing.table_cards import TableCard
from relmanager_desktop.ui.widgets.basics import boxed, column, emptied
from relmanager_desktop.ui.widgets.states import EmptyState

Corrected = Callable[[str, Wishes | None], object]
LEAST = 408  # the height of the chooser, which may cover its chip where less is below it
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
        self.bar = SheetBar(self._take_as, self._move_header, self._show_only, self._open_card)
        self.view = SheetView(self._open_chooser)
        self._questions = QuestionArea()
        self._nothing = column(gap=0)
        self._empty = boxed(self._nothing)
        layout = column(self._tabs, self.bar, gap=12)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self._questions)
        self.setLayout(layout)

    @cached_property
    def chooser(self) -> FieldChooser:
        """What hangs open below a chip; made when the first one is opened."""
        return FieldChooser(self, self._chooser_closed)

    @cached_property
    def card(self) -> TableCard:
        """What hangs open below the bar; made when it is first opened."""
        return TableCard(self)

    @property
    def table(self) -> Table | None:
        """The table in front, None where a hidden sheet or nothing is."""
        tables = self._look.tables
        return tables[self._shown] if self._shown < len(tables) else None

    def show_look(self, look: Look, decided: Corrections) -> None:
        """Show how a file is understood, by what was said of it."""
        self._look, self._decided = look, decided
        for table in look.tables:
            asked = self._asked.setdefault(table.map.place, {})
            asked.update({question.about: question for question in table.map.questions})
        self._shown = min(self._shown, max(0, len(look.tables) + len(look.hidden) - 1))
        emptied(self._tabs)
        if len(look.tables) + len(look.hidden) > 1:
            self._tabs.addWidget(SheetStrip(look, self._shown, self._choose))
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
        for hanging in {"chooser", "card"} & self.__dict__.keys():
            getattr(self, hanging).close_it()
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
        found = table.map
        wishes = self._decided.wishes.get(found.place, Wishes())
        inquiries = inquiries_of(found.questions)
        inquiries += settled_inquiries(self._asked[found.place].values(), found, wishes)
        cards = [inquiry_card(table, one, self._answer, self._open_at) for one in inquiries]
        self._questions.show_cards(cards, self.width())
        # A card that was just made has no size before the loop has shown it.
        QTimer.singleShot(0, self, self._fit_questions)

    def _fit_questions(self) -> None:
        """Let rows and questions take turns where there is no room for both."""
        is_tight = self.height() < theme.px(TIGHT)
        self.bar.offer_turns(is_tight and bool(self.table and self.table.map.questions))
        if self.table is None or not self.table.map.columns:
            return
        is_over = self._questions.fit(self.width(), self.height(), are_wanted=self.bar.only_open)
        self.view.preview.setVisible(not is_over)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - made here
        layout.setStretchFactor(self.view, 0 if is_over else 1)
        layout.setStretchFactor(self._questions, 1 if is_over else 0)

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
        header, samples = header_of(table.map, mapped.column), table.samples(mapped.column)
        choices = choices_of_column(table.map, mapped, header, samples, self._look.own)
        self.chooser.open(mapped, choices, choose)
        if mapped.target is not None:
            self._offer_more(table.map, mapped, mapped.target, choose)
            self._offer_readings(table.map, mapped)
        below = self.height() - self.view.below(chip, self).y()
        self.chooser.fit_into(QSize(self.width(), max(below, min(self.height(), theme.px(LEAST)))))
        self.chooser.move(self._beside(chip))

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
            say = partial(self._read, found, mapped.column, "blanks")
            clear = lambda clears: say("clear" if clears else "keep")  # noqa: E731 - as they are kept
            self.chooser.offer_blanks(mapped.reading.clears, clear)
        if path := match_path(found, target):
            self.chooser.offer_match(path in self._decided.match, partial(self._matched, path))

    def _offer_readings(self, found: SheetMap, mapped: ColumnMap) -> None:
        """Offer how the cells of a column can be read otherwise."""
        wishes = self._decided.wishes.get(found.place, Wishes())
        for choice in choices_of(found, mapped, wishes):
            say = partial(self._read, found, mapped.column, choice.what)
            self.chooser.offer_below(str(choice.label), choice.options, choice.known, say)

    def _read(self, found: SheetMap, column_: int, what: str, value: str) -> None:
        before = self._decided.wishes.get(found.place, Wishes())
        self._wish_all(found, wishes_with(found, column_, what, value, before))

    def _open_card(self) -> None:
        if self.table is not None:
            found = self.table.map
            wishes = self._decided.wishes.get(found.place, Wishes())
            say = partial(self._wish_all, found)
            self.card.open(self.bar.more, found, wishes, say)

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
        self._fit_questions()

    def _take_as(self, found: SheetMap, kind: str) -> None:
        """Take the rows as another kind, or leave the sheet out."""
        if kind:
            self._wish(found, kind=kind)
        else:
            self._corrected(found.place, None)

    def _move_header(self, found: SheetMap, row: int) -> None:
        self._wish(found, header_row=row)

    def _answer(self, question: Question, answer: str) -> None:
        table = self.table
        if table is not None:
            before = self._decided.wishes.get(table.map.place, Wishes())
            self._wish_all(table.map, wishes_after(table.map, question, answer, before))

    def answer(self, about: str, answer: str) -> None:
        """Answer the question of the table in front that is about this."""
        questions = self.table.map.questions if self.table is not None else ()
        for question in questions:
            if question.about == about:
                self._answer(question, answer)
                return

    def _map(self, found: SheetMap, column_: int, path: str) -> None:
        before = self._decided.wishes.get(found.place, Wishes())
        header = fold(header_of(found, column_))
        self._wish(found, fields={**before.fields, header: path})

    def _wish(self, found: SheetMap, **given: object) -> None:
        before = self._decided.wishes.get(found.place, Wishes())
        self._wish_all(found, replace(before, **given))  # type: ignore[arg-type]  # our own names

    def _wish_all(self, found: SheetMap, wishes: Wishes) -> None:
        """Read a table by these wishes; of several on a sheet, only this one."""
        number = found.number if found.count > 1 else wishes.table
        self._corrected(found.place, replace(wishes, table=number))
