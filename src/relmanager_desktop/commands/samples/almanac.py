"""The days of the sample, told from today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/London")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAYS_OFF = frozenset({(1, 1), (12, 25), (12, 26)})
MORNING, EVENING = time(9), time(17, 30)


@dataclass(frozen=True)
class Almanac:
    """Days and moments relative to ``today``; ``now`` is the moment in UTC."""

    today: date
    now: datetime

    @cached_property
    def latest(self) -> datetime:
        """The last moment for what already happened: closing time of the last working day."""
        closing = datetime.combine(self.workday(-1), EVENING, ZONE).astimezone(UTC)
        return min(closing, self.now)

    def day(self, told: int | str) -> date:
        """Return the day so many days from today, or the nth such weekday: 'friday 2'."""
        if isinstance(told, int):
            return self.today + timedelta(days=told)
        name, _, weeks = told.partition(" ")
        ahead = (WEEKDAYS.index(name) - self.today.weekday()) % 7 or 7
        count = int(weeks)
        return self.day(ahead + 7 * (count - 1 if count > 0 else count))

    def workday(self, offset: int) -> date:
        """Return the day so many days from today; away from today where nobody works then."""
        day = self.day(offset)
        step = timedelta(days=1 if offset >= 0 else -1)
        while is_off(day):
            day += step
        return day

    def moment(self, told: str) -> datetime:
        """Return '-3 14:20' as a moment: past ones are past, whatever the clock says."""
        offset, _, clock = told.partition(" ")
        return self.at(int(offset), time.fromisoformat(clock))

    def at(self, offset: int, clock: time) -> datetime:
        """Return the moment at this time of the working day so many days from today."""
        local = datetime.combine(self.workday(offset), clock, ZONE)
        moment = local.astimezone(UTC)
        return moment if offset >= 0 else self.past(moment)

    def past(self, moment: datetime) -> datetime:
        """Return a moment of something that happened: never later than `latest`."""
        return min(moment, self.latest)

    def in_hours(self, moment: datetime) -> datetime:
        """Return the moment, or the next morning where nobody works at that time."""
        local = moment.astimezone(ZONE)
        if not is_off(local.date()) and MORNING <= local.time() <= EVENING:
            return self.past(moment)
        day = local.date()
        if local.time() > EVENING or is_off(day):
            day += timedelta(days=1)
        while is_off(day):
            day += timedelta(days=1)
        opened = datetime.combine(day, MORNING, ZONE) + timedelta(minutes=moment.minute)
        return self.past(opened.astimezone(UTC))

    def month(self, offset: int) -> date:
        """Return the first day of the month so many months from this one."""
        year, month = divmod(self.today.year * 12 + self.today.month - 1 + offset, 12)
        return date(year, month + 1, 1)

    def quarter(self, offset: int) -> str:
        """Return the quarter so many quarters from this one, as '2026-Q3'."""
        year, quarter = divmod(self.today.year * 4 + (self.today.month - 1) // 3 + offset, 4)
        return f"{year}-Q{quarter + 1}"

    def quarter_start(self, offset: int) -> date:
        """Return the first day of the quarter so many quarters from this one."""
        return self.month(3 * offset - (self.today.month - 1) % 3)


def is_off(day: date) -> bool:
    """Whether nobody of the sample works on this day."""
    return day.weekday() >= 5 or (day.month, day.day) in DAYS_OFF
