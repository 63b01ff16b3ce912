"""Days and moments: typed as people write them, or picked from a calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget

from relmanager_desktop.domain.records import Field, FieldType
from relmanager_desktop.domain.texts import Text, shown_value, tr
from relmanager_desktop.domain.typed_days import day_order, typed_day, understood
from relmanager_desktop.ui import theme
from relmanager_desktop.ui.widgets.editors import Editor, LineEditor, Surroundings
from relmanager_desktop.ui.widgets.line_icons import LineIcon, put_icons

DAY_BEGINS = "09:00"


class DayEditor(LineEditor):
    """A day: '3 Nov 2026', '3.11.', 'friday', '+14'; the calendar opens with Alt+Down.

    Whether '3/11' is November or March is the locale's to say.
    """

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around)
        self.line.setPlaceholderText(str(tr("3 Nov, friday")))
        self.line.setToolTip(str(tr("A day: 3 Nov 2026, 3.11., friday, +14, in 2 weeks")))
        name, tip = tr("Pick from a calendar"), tr("Pick from a calendar (Alt+Down)")
        calendar = LineIcon(self.line, "calendar-days", name, self.open_calendar, tip)
        put_icons(self.line, calendar)
        self.line.editingFinished.connect(self.tidy)

    def read(self, text: str) -> Any:
        """Return the day of a text."""
        return typed_day(text, self.around.today, day_order(QLocale.system().name()))

    def hint(self) -> Text | None:
        """Return how the text is understood, while somebody types."""
        text = self.line.text()
        is_typed = text != self._kept[0] and self.unreadable() is None
        day = self.value() if is_typed else None
        return understood(day) if day is not None and text != self.text_of(day) else None

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

    def hint(self) -> Text | None:
        """Return how the day is understood."""
        return self.day.hint()

    def unreadable(self) -> Text | None:
        """Return why the day or the time is none."""
        return self.day.unreadable() or self.time.unreadable()
