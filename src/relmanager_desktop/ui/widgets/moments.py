"""Days and moments: typed as people write them, or picked from a calendar."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit

from relmanager_desktop.domain.records import Field, FieldType
from relmanager_desktop.domain.texts import Text, shown_value, tr
from relmanager_desktop.ui import icons, theme
from relmanager_desktop.ui.widgets.editors import Editor, LineEditor, Surroundings, make_clearable

DAY_BEGINS = "09:00"
NEAR = {"today": 0, "tomorrow": 1, "yesterday": -1}
_AHEAD = re.compile(r"(?:in\s+|\+\s*)(\d{1,4})\s*(d|day|days|w|week|weeks)?", re.IGNORECASE)


class DayEditor(LineEditor):
    """A day: '3 Nov 2026', '03.11.2026', 'tomorrow', '+14'; the calendar opens with Alt+Down."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around)
        self.line.setPlaceholderText(str(tr("Day, such as 3 Nov 2026")))
        make_clearable(self.line)
        place = QLineEdit.ActionPosition.TrailingPosition
        picked = self.line.addAction(icons.icon("calendar-days", "text3"), place)
        picked.setToolTip(str(tr("Pick from a calendar (Alt+Down)")))
        picked.triggered.connect(self.open_calendar)
        self.line.editingFinished.connect(self._tidy)

    def read(self, text: str) -> Any:
        """Return the day of a text."""
        return near_day(text, self.around.today) or super().read(text)

    def text_of(self, value: Any) -> str:
        """Return a day as a sentence names it."""
        return shown_value(value)

    def open_calendar(self) -> None:
        """Let the day be picked."""
        calendar = QCalendarWidget()
        calendar.setWindowFlag(Qt.WindowType.Popup)
        calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar.setAccessibleName(str(self.field.label))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        shown = self.value() or self.around.today
        calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        calendar.activated.connect(lambda day: self._picked(calendar, day))
        calendar.clicked.connect(lambda day: self._picked(calendar, day))
        calendar.move(self.line.mapToGlobal(QPoint(0, self.line.height() + 2)))
        calendar.show()
        self._calendar = calendar

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar with Alt+Down."""
        is_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if is_alt and event.key() == Qt.Key.Key_Down:
            self.open_calendar()
            return
        super().keyPressEvent(event)

    def _picked(self, calendar: QCalendarWidget, day: QDate) -> None:
        self.line.setText(shown_value(date(day.year(), day.month(), day.day())))
        calendar.close()
        self.edited.emit()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tidy(self) -> None:
        if self.unreadable() is None and (value := self.value()) is not None:
            self.line.setText(self.text_of(value))


class MomentEditor(Editor):
    """A day and a time of this computer's zone; the value is aware."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around)
        self.day = DayEditor(field, around)
        clock = replace(
            field, type=FieldType.TIME, label=tr("{field}, time", field=field.label), help=None
        )
        self.time = LineEditor(clock, around)
        self.time.line.setFixedWidth(theme.px(76))
        self.time.line.setPlaceholderText(str(tr("09:30")))
        self._kept: datetime | None = None
        self.take(self.day.line, self.time.line)
        for part in (self.day, self.time):
            part.edited.connect(self.edited.emit)

    def value(self) -> Any:
        """Return the moment, or the one that was shown as long as nobody changed it."""
        day = self.day.value()
        if day is None:
            return None
        clock = time.fromisoformat(self.time.value() or DAY_BEGINS)
        if self._kept is not None:
            kept = self._kept.astimezone()
            if kept.date() == day and (kept.hour, kept.minute) == (clock.hour, clock.minute):
                return self._kept
        return datetime.combine(day, clock).astimezone()

    def show_value(self, value: Any) -> None:
        """Show a moment in this computer's zone."""
        self._kept = value
        local = value.astimezone() if value is not None else None
        self.day.show_value(local.date() if local else None)
        self.time.show_value(f"{local:%H:%M}" if local else None)

    def unreadable(self) -> Text | None:
        """Return why the day or the time is none."""
        return self.day.unreadable() or self.time.unreadable()


def near_day(text: str, today: date) -> date | None:
    """Return the day that 'tomorrow', '+14' or 'in 2 weeks' means, None for anything else."""
    word = text.strip().lower()
    for name, days in NEAR.items():
        if word in {name, str(tr(name)).lower()}:
            return today + timedelta(days=days)
    match = _AHEAD.fullmatch(word)
    if match is None:
        return None
    return today + timedelta(days=int(match[1]) * (7 if (match[2] or "d")[0] == "w" else 1))
