"""Scorecards: accounts by measure, each value against its target, and how it went."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import partial
from textwrap import fill
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QStackedWidget

from relmanager_desktop.domain.standings import Standing
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.kpi_values import PORTFOLIO
from relmanager_desktop.queries.scorecards import (
    KpiHead,
    ScoreRow,
    ScoreTable,
    count_kpis,
    kpi_courses,
    score_table,
    scorecards_of,
)
from relmanager_desktop.ui import painting, theme
from relmanager_desktop.ui.hosts import Host
from relmanager_desktop.ui.models import cells
from relmanager_desktop.ui.models.rows import Column, RowsModel
from relmanager_desktop.ui.models.tables import Table
from relmanager_desktop.ui.pages.page import Page
from relmanager_desktop.ui.widgets.badges import Pill
from relmanager_desktop.ui.widgets.basics import Button, Label, boxed, card, column, row
from relmanager_desktop.ui.widgets.choosers import QuietCombo
from relmanager_desktop.ui.widgets.score_details import (
    TONES,
    WORDS,
    ScoreDetails,
    plain_figure,
    row_name,
    spoken_figure,
)
from relmanager_desktop.ui.widgets.states import EmptyState

EXPORTED = ("kpi", "kpi_target", "kpi_value")
WIDE_FROM = 1100
CELL_WIDTH, NARROW_CELL, HEADER_HEIGHT = 104, 92, 48
LETTERS_A_LINE = 12  # of a KPI's name above its column


class ScoreSource:
    """Sorts the rows of a table that was asked for once."""

    def __init__(self, table: ScoreTable) -> None:
        self._rows = {found.id: found for found in table.rows}
        self._places = {kpi.code: number for number, kpi in enumerate(table.kpis)}

    def ids(self, sort: str, descending: bool) -> array[int]:
        """Return all ids in order; rows without a value come last."""
        rows = list(self._rows.values())
        if sort in self._places:
            place = self._places[sort]
            valued = [(c.value, found.id) for found in rows if (c := found.cells[place])]
            lacks = [found.id for found in rows if found.cells[place] is None]
            valued.sort(key=lambda pair: pair[0], reverse=descending)
            return array("q", [id_ for _, id_ in valued] + lacks)
        if descending:
            rows.reverse()
        return array("q", [found.id for found in rows])

    def rows(self, ids: Sequence[int]) -> Sequence[Any]:
        """Return the rows of these ids."""
        return [self._rows[id_] for id_ in ids]


class ScorecardsPage(Page):
    """KPI values of accounts and of the whole portfolio."""

    title = tr("Scorecards")
    shows = frozenset({"kpi", "kpi_value", "kpi_target", "scorecard", "scorecard_item", "account"})

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.which = QuietCombo()
        self.which.setAccessibleName(str(tr("Scorecard")))
        self.which.activated.connect(lambda _number: self._show_table())
        self.period = QuietCombo()
        self.period.setAccessibleName(str(tr("Period")))
        self.period.activated.connect(lambda _number: self._show_table())
        self._subtitle = self.build_header(
            self.which,
            self.period,
            Button(
                tr("Export"), "download",
                clicked=lambda: host.show_dialog("export", kinds=EXPORTED),
            ),
            Button(tr("Type a value"), "plus", "primary", clicked=self._type_value),
        )  # fmt: skip
        self._missed = Pill("", "bad")
        self._place = column(gap=0)
        self.details = ScoreDetails(host.open_account, self._type_value)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_body())
        self._stack.addWidget(self._empty())
        self._stack.addWidget(self._no_values())
        self.layout_.addWidget(self._stack, 1)
        self.table: Table | None = None

    def refresh(self) -> None:
        """Ask again for scorecards, values and courses."""
        is_first = self.which.count() == 0
        chosen = self.which.currentData()
        self.which.clear()
        for id_, name in self.bridge.ask(scorecards_of):
            self.which.addItem(name, id_)
        self.which.addItem(str(tr("All KPIs")), None)
        self.which.setCurrentIndex(0 if is_first else max(0, self.which.findData(chosen)))
        self._show_table()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the courses beside the table where there is room."""
        super().resizeEvent(event)
        self.details.setVisible(self._is_wide())

    def _show_table(self) -> None:
        kept = self._chosen()
        table = self.bridge.ask(
            score_table, self.which.currentData(), self.period.currentData() or ""
        )
        kpis, values = self.bridge.ask(count_kpis)
        self._stack.setCurrentIndex(0 if table.rows else 2 if kpis else 1)
        self._show_periods(table)
        self._say(table, kpis, values)
        self._build_table(table)
        if self.table is not None and table.rows:
            self.table.select_id(table.rows[0].id if kept is None else kept)
            if self.table.current_id() is None:
                self.table.selectRow(0)
        self._show_chosen()

    def _show_periods(self, table: ScoreTable) -> None:
        self.period.clear()
        for period in table.periods:
            self.period.addItem(period, period)
        self.period.setCurrentIndex(max(0, self.period.findData(table.period)))
        self.period.setVisible(bool(table.periods))

    def _say(self, table: ScoreTable, kpis: int, values: int) -> None:
        measures = tr("{n} KPI", plural="{n} KPIs", n=kpis)
        said = tr("{kpis} · {n} value", plural="{kpis} · {n} values", n=values, kpis=measures)
        self._subtitle.setText(str(said))
        missed = table.missed
        self._missed.say(tr("{n} missed", plural="{n} missed", n=missed), "bad")
        self._missed.setVisible(missed > 0)

    def _build_table(self, table: ScoreTable) -> None:
        old = self.table
        self._data = {found.id: found for found in table.rows}
        self.model = RowsModel(columns_of(table.kpis), ScoreSource(table))
        self.table = Table(
            self.model, painters_of(table.kpis), tr("Accounts by measure"), self._open,
            two_lines=False,
        )  # fmt: skip
        self.model.refresh()
        self.table.horizontalHeader().setFixedHeight(theme.px(HEADER_HEIGHT))
        selection = self.table.selectionModel()
        selection.currentRowChanged.connect(lambda _new, _old: self._show_chosen())
        self._place.addWidget(self.table)
        if old is not None:
            self._place.removeWidget(old)
            old.deleteLater()

    def _build_body(self) -> Any:
        head = row(Label(tr("Accounts by measure"), "lead", theme.SEMI), self._missed, None, gap=10)
        for standing in (Standing.MET, Standing.NEAR, Standing.MISSED, Standing.OPEN):
            head.addWidget(Pill(WORDS[standing], TONES[standing], dot=True))
        head.setContentsMargins(18, 14, 18, 8)
        framed = card(head, self._place, gap=0, margins=(1, 1, 1, 1))
        body = row(gap=14, margins=(24, 0, 24, 18))
        body.addWidget(framed, 1)
        body.addWidget(self.details)
        return boxed(body)

    def _empty(self) -> EmptyState:
        return EmptyState(
            "gauge",
            tr("No KPIs yet"),
            tr(
                "A KPI is a figure that says how a relationship does, such as on-time delivery. "
                "Add one and type its values, or import them from a spreadsheet."
            ),
            (
                (tr("New KPI"), "plus", lambda: self.host.show_dialog("record", kind="kpi")),
                (tr("Import a spreadsheet"), "file-up", lambda: self.host.do("import")),
            ),
        )

    def _no_values(self) -> EmptyState:
        return EmptyState(
            "gauge",
            tr("No values yet"),
            tr("The KPIs of this scorecard have no values. Type the first, or import them."),
            (
                (tr("Type a value"), "plus", self._type_value),
                (tr("Import a spreadsheet"), "file-up", lambda: self.host.do("import")),
            ),
        )

    def _is_wide(self) -> bool:
        return self.window().width() >= theme.px(WIDE_FROM)

    def _chosen(self) -> int | None:
        return self.table.current_id() if self.table is not None else None

    def _show_chosen(self) -> None:
        id_ = self._chosen()
        found = None if id_ is None else self._data.get(id_)
        if found is None:
            self.details.show_row(None, ())
            return
        courses = self.bridge.ask(kpi_courses, found.id, self.which.currentData())
        self.details.show_row(found, courses)

    def _open(self, id_: int) -> None:
        if id_ != PORTFOLIO:
            self.host.open_account(id_)

    def _type_value(self) -> None:
        account = self._chosen()
        values: dict[str, Any] = {} if account in {None, PORTFOLIO} else {"account": account}
        if period := self.period.currentData():
            values["period"] = period
        self.host.show_dialog("record", kind="kpi_value", values=values)


def columns_of(kpis: Sequence[KpiHead]) -> tuple[Column, ...]:
    """Return the account's column and one for each KPI."""
    width = CELL_WIDTH if len(kpis) <= 6 else NARROW_CELL
    made = [
        Column("account", str(tr("Account")), row_name, "account", 0 if len(kpis) <= 7 else 220)
    ]
    for number, kpi in enumerate(kpis):
        text = partial(spoken_cell, number, kpi)
        heading = fill(kpi.name, LETTERS_A_LINE, max_lines=2, placeholder="…")
        made.append(Column(kpi.code, heading, text, f"cell:{number}", width))
    return tuple(made)


def spoken_cell(number: int, kpi: KpiHead, found: ScoreRow) -> str:
    """Return a value with how it stands, in words."""
    cell = found.cells[number]
    if cell is None:
        return str(tr("no data"))
    return f"{spoken_figure(cell.value, kpi)}, {WORDS[cell.standing]}"


def painters_of(kpis: Sequence[KpiHead]) -> dict[str, cells.Paint]:
    """Return the painters of account and values."""
    made: dict[str, cells.Paint] = {"account": _paint_account}
    for number, kpi in enumerate(kpis):
        made[f"cell:{number}"] = partial(_paint_cell, number, kpi)
    return made


def _paint_account(painter: QPainter, box: QRectF, found: ScoreRow, text: str) -> None:
    width = painting.text_width(text, weight=theme.SEMI) + 10
    painting.draw_text(painter, box, text, weight=theme.SEMI)
    badge = QRectF(box.x() + width, box.y(), painting.tier_width(found.tier), box.height())
    if found.tier and badge.right() <= box.right():
        x = painting.mirrored(box, badge).x()
        painting.draw_tier(painter, x, box.center().y(), found.tier, found.tier_order)


def _paint_cell(
    number: int, kpi: KpiHead, painter: QPainter, box: QRectF, found: ScoreRow, _text: str
) -> None:
    cell = found.cells[number]
    tile = box.adjusted(-8, 3, 8, -2)
    painter.setPen(Qt.PenStyle.NoPen)
    if cell is None:
        painter.setBrush(theme.mixed("neutralbg", "surface", 0.4))
        painter.drawRoundedRect(tile, 4, 4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painting.draw_text(painter, tile, "–", ink="text3", align=Qt.AlignmentFlag.AlignHCenter)
        return
    tone = TONES[cell.standing]
    painter.setBrush(theme.colour(f"{tone}bg"))
    painter.drawRoundedRect(tile, 4, 4)
    painting.draw_text(
        painter, tile, plain_figure(cell.value, kpi), size="small", weight=theme.SEMI, ink=tone,
        align=Qt.AlignmentFlag.AlignHCenter, tabular=True,
    )  # fmt: skip
