"""The step where columns find their fields: each guess with its reason, each to be corrected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.mapping.maps import SURE, ColumnMap, Question, SheetMap, Wishes
from relmanager_desktop.domain.records import KINDS, SEEN
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.import_looks import Look, Table
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.dialogs.importing.questions import question_card, wishes_after
from relmanager_desktop.ui.widgets.badges import Pill
from relmanager_desktop.ui.widgets.basics import (
    Label,
    boxed,
    column,
    emptied,
    name_body,
    row,
    scrolled,
)
from relmanager_desktop.ui.widgets.tabs import Tabs

Corrected = Callable[[str, Wishes | None], object]
PREVIEW_ROWS = 14
HEADER_WIDTH, FIELD_WIDTH, SURE_WIDTH, WIDEST = 190, 270, 70, 260


class ColumnsStep(QWidget):
    """One tab a table: its kind, its header row, the field of each column, the first rows."""

    def __init__(self, corrected: Corrected) -> None:
        super().__init__()
        self._corrected = corrected
        self._wishes: dict[str, Wishes] = {}
        self._look = Look()
        self._shown = 0
        self._body = column(gap=12)
        self.setLayout(self._body)

    def show_look(self, look: Look, wishes: dict[str, Wishes]) -> None:
        """Show how a file is understood."""
        self._look, self._wishes = look, wishes
        self._shown = min(self._shown, max(0, len(look.tables) - 1))
        self._build()

    def _build(self) -> None:
        emptied(self._body)
        tables = self._look.tables
        if len(tables) > 1:
            labels = {str(n): _tab(table.map) for n, table in enumerate(tables)}
            tabs = Tabs(labels, self._choose)
            tabs.choose(str(self._shown))
            self._body.addWidget(tabs)
        if tables:
            self._add_table(tables[self._shown])

    def _choose(self, name: str) -> None:
        self._shown = int(name)
        self._build()

    def _add_table(self, table: Table) -> None:
        found = table.map
        self._body.addLayout(
            row(*self._choosers(found), None, Label(_summary(found), "small", ink="text2"), gap=10)
        )
        columns = column(gap=0, margins=(16, 8, 16, 8))
        for question in found.questions:
            columns.addWidget(question_card(question, partial(self._answer, found, question)))
            columns.addSpacing(6)
        for mapped in found.columns:
            columns.addWidget(self._column(table, mapped))
        columns.addStretch(1)
        area = scrolled(columns)
        name_body(area, "card")
        self._body.addWidget(area, 3)
        self._body.addWidget(preview(table), 2)

    def _choosers(self, found: SheetMap) -> list[QWidget]:
        kinds = QComboBox()
        kinds.setAccessibleName(str(tr("What a row is")))
        kinds.addItem(str(tr("Leave this sheet out")), "")
        for kind in SEEN:
            kinds.addItem(str(kind.plural), kind.name)
        kinds.setCurrentIndex(max(0, kinds.findData(found.main)))
        kinds.activated.connect(lambda _n: self._take_as(found, str(kinds.currentData())))
        header = QSpinBox()
        header.setRange(1, 1_000)
        header.setFixedWidth(theme.px(72))
        header.setAlignment(Qt.AlignmentFlag.AlignCenter)
        header.setValue(found.header_row)
        header.setAccessibleName(str(tr("Header row")))
        header.editingFinished.connect(partial(self._move_header, found, header))
        return [
            Label(tr("A row is one of"), "small", ink="text2"),
            kinds,
            Label(tr("Header row"), "small", ink="text2"),
            header,
        ]

    def _take_as(self, found: SheetMap, kind: str) -> None:
        """Take the rows as another kind, or leave the sheet out."""
        if kind:
            self._wish(found, kind=kind)
        else:
            self._corrected(found.sheet, None)

    def _move_header(self, found: SheetMap, header: QSpinBox) -> None:
        if header.value() != found.header_row:
            self._wish(found, header_row=header.value())

    def _answer(self, found: SheetMap, question: Question, answer: str) -> None:
        before = self._wishes.get(found.sheet, Wishes())
        self._corrected(found.sheet, wishes_after(found, question, answer, before))

    def _column(self, table: Table, mapped: ColumnMap) -> QWidget:
        found = table.map
        header = Label(mapped.header or tr("(no header)"), "body", theme.SEMI)
        header.setFixedWidth(theme.px(HEADER_WIDTH))
        sample = Label(_sample(table, mapped.column), "small", ink="text3")
        sample.setFixedWidth(theme.px(HEADER_WIDTH))
        fields = self._fields(found, mapped)
        percent = f"{mapped.confidence:.0%}"
        tone = (
            "good"
            if mapped.confidence >= SURE and mapped.target
            else "warn"
            if mapped.alternatives
            else "neutral"
        )
        pill = Pill(percent if mapped.target else tr("left out"), tone)
        reason = Label(mapped.reason, "small", ink="text2", wrap=True)
        sure = boxed(row(pill, None))
        sure.setFixedWidth(theme.px(SURE_WIDTH))
        line = row(column(header, sample, gap=0), fields, sure, gap=12, margins=(0, 6, 0, 6))
        line.addWidget(reason, 1)
        return boxed(line)

    def _fields(self, found: SheetMap, mapped: ColumnMap) -> QComboBox:
        box = QComboBox()
        box.setFixedWidth(theme.px(FIELD_WIDTH))
        box.setAccessibleName(str(tr("Field of {header}", header=mapped.header)))
        box.addItem(str(tr("Leave out")), "")
        paths = [mapped.target.path] if mapped.target else []
        paths += [target.path for target, _ in mapped.alternatives]
        kinds = dict.fromkeys([*found.kinds, "account", "contact", "contact_role", "contact_point"])
        paths += [
            f"{kind}.{field.name}" for kind in kinds if kind for field in KINDS[kind].shown_fields
        ]
        for path in dict.fromkeys(paths):
            box.addItem(spoken_path(path), path)
        box.setCurrentIndex(1 if mapped.target else 0)
        box.activated.connect(lambda _n: self._map(found, mapped, str(box.currentData())))
        return box

    def _map(self, found: SheetMap, mapped: ColumnMap, path: str) -> None:
        before = self._wishes.get(found.sheet, Wishes())
        self._wish(found, fields={**before.fields, fold(mapped.header): path})

    def _wish(self, found: SheetMap, **given: object) -> None:
        before = self._wishes.get(found.sheet, Wishes())
        self._corrected(found.sheet, replace(before, **given))  # type: ignore[arg-type]  # our own names


def spoken_path(path: str) -> str:
    """Return 'Account · Name' for 'account.name'."""
    kind, _, name = path.partition(".")
    return f"{KINDS[kind].label} · {KINDS[kind].field(name).label}"


def preview(table: Table) -> QTableWidget:
    """Return the first rows of a sheet with their numbers, the header row marked."""
    width = max((len(cells) for cells in table.rows), default=0)
    rows = table.rows[: max(PREVIEW_ROWS, table.map.header_row + PREVIEW_ROWS)]
    made = QTableWidget(len(rows), width)
    made.setAccessibleName(str(tr("First rows of {sheet}", sheet=table.map.sheet)))
    made.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    made.setShowGrid(False)
    made.setVerticalHeaderLabels([str(number) for number in range(1, len(rows) + 1)])
    made.setHorizontalHeaderLabels([_letters(number) for number in range(width)])
    made.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    made.horizontalHeader().setMaximumSectionSize(theme.px(WIDEST))
    made.verticalHeader().setDefaultSectionSize(theme.px(26))
    made.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setHorizontalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
    for number, cells in enumerate(rows):
        for place in range(width):
            made.setItem(
                number,
                place,
                _item(cells[place] if place < len(cells) else "", number + 1, table.map),
            )
    made.resizeColumnsToContents()
    made.setObjectName("card")
    return made


def _item(text: str, number: int, found: SheetMap) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    if number == found.header_row:
        item.setBackground(theme.colour("select"))
        item.setFont(theme.font("body", theme.SEMI))
    elif number < found.header_row:
        item.setForeground(theme.colour("text3"))
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    return item


def _letters(number: int) -> str:
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _tab(found: SheetMap) -> str:
    kinds = ", ".join(str(KINDS[kind].plural) for kind in found.kinds[:1])
    return f"{found.sheet} · {kinds}" if kinds else str(tr("{sheet} · no table", sheet=found.sheet))


def _summary(found: SheetMap) -> str:
    matched = sum(1 for mapped in found.columns if mapped.target)
    open_ones = len(found.questions)
    text = tr(
        "{n} of {all} columns matched",
        plural="{n} of {all} columns matched",
        n=matched,
        all=len(found.columns),
    )
    if not open_ones:
        return str(text)
    return str(
        tr("{matched}, {n} to decide", plural="{matched}, {n} to decide", n=open_ones, matched=text)
    )


def _sample(table: Table, place: int) -> str:
    below = table.rows[table.map.header_row :]
    return next((cells[place] for cells in below if place < len(cells) and cells[place]), "")


__all__ = ["ColumnsStep", "preview", "spoken_path"]
