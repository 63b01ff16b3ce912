"""The account that is chosen on the Scorecards page: each KPI with its course."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QWidget

from relmanager_desktop.domain.standings import Standing, is_better
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.kpi_values import PORTFOLIO
from relmanager_desktop.queries.scorecards import KpiCourse, KpiHead, ScoreRow
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.widgets.badges import Initials, Pill
from relmanager_desktop.ui.widgets.basics import (
    Button,
    Label,
    boxed,
    column,
    emptied,
    icon_label,
    line,
    row,
    scrolled,
)
from relmanager_desktop.ui.widgets.labels import CutLines
from relmanager_desktop.ui.widgets.sparklines import Sparkline

WIDTH, NAME_LINES = 332, 3
TONES = {
    Standing.MET: "good",
    Standing.NEAR: "warn",
    Standing.MISSED: "bad",
    Standing.OPEN: "neutral",
}
BARS = {
    Standing.MET: "goodbar",
    Standing.NEAR: "warnbar",
    Standing.MISSED: "badbar",
    Standing.OPEN: "series1",
}
WORDS = {
    Standing.MET: tr("in target"),
    Standing.NEAR: tr("near"),
    Standing.MISSED: tr("missed"),
    Standing.OPEN: tr("no target"),
}


class ScoreDetails(QFrame):
    """Shows one account's KPIs; ``opened(account)`` leads to its page."""

    def __init__(self, opened: Callable[[int], object], typed: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setFixedWidth(theme.px(WIDTH))
        self.setAccessibleName(str(tr("The chosen account")))
        self._opened, self._typed = opened, typed
        self._body = column(gap=10, margins=(20, 16, 20, 8))
        self._foot = row(gap=8, margins=(20, 10, 20, 16))
        layout = column(gap=0)
        layout.addWidget(self._on_surface(), 1)
        layout.addLayout(self._foot)
        self.setLayout(layout)

    def show_row(self, found: ScoreRow | None, courses: Sequence[KpiCourse]) -> None:
        """Show the courses of an account, or of the whole portfolio."""
        emptied(self._body)
        emptied(self._foot)
        if found is None:
            self._body.addStretch(1)
            return
        name = row_name(found)
        head = row(Initials(name, 40, square=True), gap=12)
        texts = column(CutLines(name, NAME_LINES, size="h2", weight=theme.SEMI), gap=4)
        texts.addLayout(row(*self._pills(courses), None, gap=6))
        head.addLayout(texts, 1)
        self._body.addLayout(head)
        for course in courses:
            self._body.addWidget(line())
            self._body.addWidget(course_widget(course))
        self._body.addStretch(1)
        self._foot.addWidget(Button(tr("Type a value"), "pencil", clicked=self._typed))
        self._foot.addStretch(1)
        if found.id != PORTFOLIO:
            self._foot.addWidget(
                Button(
                    tr("Open account"), "arrow-right", "primary",
                    clicked=lambda: self._opened(found.id),
                )
            )  # fmt: skip

    def _pills(self, courses: Sequence[KpiCourse]) -> list[QWidget]:
        pills: list[QWidget] = []
        for standing in (Standing.MISSED, Standing.NEAR, Standing.MET):
            count = sum(course.standing is standing for course in courses)
            if count:
                pills.append(Pill(f"{count} {WORDS[standing]}", TONES[standing]))
        return pills

    def _on_surface(self) -> QWidget:
        area = scrolled(self._body)
        body = area.widget()
        if body is not None:
            body.setObjectName("scoreBody")
            ground = theme.colour("surface").name()
            area.setStyleSheet(
                f"#scoreBody, QScrollArea {{ background: {ground}; border: none;"
                " border-radius: 10px; }"
            )
        return area


def course_widget(course: KpiCourse) -> QWidget:
    """Return one KPI: its name, last value, target, change and line."""
    period, value = course.points[-1]
    tone = TONES[course.standing]
    ink = tone if tone != "neutral" else "text"
    number = Label(spoken_figure(value, course.kpi), "lead", theme.SEMI, ink)
    target = (
        tr("target {value}", value=spoken_figure(course.target, course.kpi))
        if course.target is not None
        else tr("no target")
    )
    said = tr("{period} · {target}", period=period, target=target)
    left = column(
        Label(course.kpi.name, "body", theme.MEDIUM, wrap=True),
        row(number, *_change(course), None, gap=8),
        Label(said, "small", ink="text3", wrap=True),
        gap=2,
    )
    values = [figure for _, figure in course.points]
    spoken = ", ".join(f"{p}: {spoken_figure(v, course.kpi)}" for p, v in course.points)
    spark = Sparkline(values, course.target, BARS[course.standing], spoken)
    layout = row(gap=10)
    layout.addLayout(left, 1)
    layout.addWidget(spark)
    return boxed(layout)


def _change(course: KpiCourse) -> list[QWidget]:
    if len(course.points) < 2:
        return []
    before, after = course.points[-2][1], course.points[-1][1]
    better = is_better(before, after, course.kpi.direction, course.target)
    ink = {True: "good", False: "bad", None: "text3"}[better]
    icon = "trending-up" if after > before else "trending-down" if after < before else "minus"
    text = spoken_change(after - before)
    label = Label(text, "small", theme.MEDIUM, ink, tabular=True)
    label.setAccessibleName(str(tr("{change} since the period before", change=text)))
    return [icon_label(icon, ink, 14), label]


def spoken_figure(value: float, kpi: KpiHead) -> str:
    """Return '96.2%', '35 days' or '4.3 of 5'."""
    plain = plain_figure(value, kpi)
    return plain if kpi.unit == "%" else f"{plain} {kpi.unit}".strip()


def plain_figure(value: float, kpi: KpiHead) -> str:
    """Return the same without a unit that is a word: '96.2%', '35', '−14'."""
    sign = "−" if value < 0 else ""
    return f"{sign}{abs(value):,.4g}{'%' if kpi.unit == '%' else ''}"


def spoken_change(change: float) -> str:
    """Return '+1.2', '−0.4' or '0', with the true minus sign."""
    rounded = round(change, 2)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return f"{sign}{abs(rounded):g}"


def row_name(found: ScoreRow) -> str:
    """Return the account's name, or what stands for all of them."""
    return found.name if found.id != PORTFOLIO else str(tr("Whole portfolio"))
