"""Working calendars: which days are business days, and why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from functools import lru_cache

from relmanager_desktop.domain.texts import Text, tr

WEEKDAYS = (
    tr("Monday"),
    tr("Tuesday"),
    tr("Wednesday"),
    tr("Thursday"),
    tr("Friday"),
    tr("Saturday"),
    tr("Sunday"),
)
# After a year without a business day the calendar is not meant: the day stays where it is.
LONGEST_CLOSURE_DAYS = 366
HOLIDAY_LANGUAGE = "en_US"
Window = tuple[int, time, time]
OFFICE_HOURS: tuple[Window, ...] = tuple((day, time(9), time(17)) for day in range(5))


@dataclass(frozen=True)
class SpecialDay:
    """A day that is off, or worked, against the rule of its weekday."""

    name: str
    is_working: bool = False


@dataclass(frozen=True)
class WorkingCalendar:
    """A week of working hours, a country's holidays, and special days.

    Attributes:
        zone: name in the zone database.
        windows: (weekday 0–6, from, to), several a day.
        country, region: whose public holidays are off; '' for none.
        days: special days, which win over holidays and weekdays.
        all_hours: every day and hour is working time.
    """

    zone: str = "UTC"
    windows: tuple[Window, ...] = OFFICE_HOURS
    country: str = ""
    region: str = ""
    days: Mapping[date, SpecialDay] = field(default_factory=dict)
    all_hours: bool = False

    def is_business_day(self, day: date) -> bool:
        """Whether anybody works on this day."""
        return self.why_not(day) is None

    def why_not(self, day: date) -> Text | None:
        """Return why a day is off, or None if it is a business day.

        Such as 'Saturday', 'holiday: Christmas Day', 'closed: stocktaking'.
        """
        if self.all_hours:
            return None
        special = self.days.get(day)
        if special is not None:
            return None if special.is_working else _closed(special.name)
        if all(weekday != day.weekday() for weekday, _, _ in self.windows):
            return WEEKDAYS[day.weekday()]
        holiday = holidays_of(self.country, self.region, day.year).get(day)
        return None if holiday is None else tr("holiday: {name}", name=holiday)

    def next_business_day(self, day: date) -> date:
        """Return this day, or the next one on which anybody works.

        A calendar without a business day in a whole year gives the day back.
        """
        for ahead in range(LONGEST_CLOSURE_DAYS):
            candidate = day + timedelta(days=ahead)
            if self.is_business_day(candidate):
                return candidate
        return day


OFFICE = WorkingCalendar()


@lru_cache(maxsize=512)
def holidays_of(country: str, region: str, year: int) -> Mapping[date, str]:
    """Return the public holidays of a year by day, with their names in English.

    ``country`` is an ISO 3166 code and ``region`` its subdivision; an unknown region has the
    holidays of the country, an unknown country none: ``unknown_holidays`` says so.
    """
    if not country:
        return {}
    import holidays  # noqa: PLC0415 - 100 ms that most starts do not need

    try:
        found = holidays.country_holidays(
            country.upper(), subdiv=region or None, years=year, language=HOLIDAY_LANGUAGE
        )
    except NotImplementedError:
        return {} if not region else holidays_of(country, "", year)
    return dict(found.items())


def knows_holidays(country: str, region: str = "") -> bool:
    """Whether the holidays of this country and region are known."""
    import holidays  # noqa: PLC0415 - see above

    known = holidays.list_supported_countries()
    return country.upper() in known and (not region or region in known[country.upper()])


def unknown_holidays(country: str, region: str = "") -> Text | None:
    """Return what is not known of a calendar's holidays and how to mend it, or None."""
    if not country or knows_holidays(country, region):
        return None
    if region and knows_holidays(country):
        return tr(
            "The holidays of {region} are not known, those of {country} count: choose a region of"
            " {country}, or enter the others as special days.",
            region=region,
            country=country,
        )
    return tr(
        "The holidays of {country} are not known: enter them as special days.", country=country
    )


def _closed(name: str) -> Text:
    return tr("closed: {name}", name=name) if name else tr("closed")
