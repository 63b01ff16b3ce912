"""Spans of time as contracts write them: '3 months' of notice, '6 Wochen', '2 ans'."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.mapping.unreadable import ValueProblem, shown
from relmanager_desktop.domain.texts import tr

_SPAN = re.compile(r"(\d{1,4})\s*-?\s*([^\W\d_]+)\.?")
_UNITS = {
    "hour": "hour hours h hr hrs std stunde stunden heure heures hora horas ora ore uur uren godz"
    " godzina godziny godzin час часа часов ч",
    "day": "day days d tag tage tagen jour jours dia dias giorno giorni dag dagen dzien dni день"
    " дня днеи",
    "week": "week weeks wk wks woche wochen semaine semaines semana semanas settimana settimane"
    " weken tydzien tygodnie tygodni неделя недели недель",
    "month": "month months mo mos monat monate monaten mois mes meses mese mesi maand maanden"
    " miesiac miesiace miesiecy месяц месяца месяцев",
    "quarter": "quarter quarters quartal quartale trimestre trimestres trimestri kwartaal",
    "year": "year years yr yrs jahr jahre jahren an ans annee annees ano anos anno anni jaar jaren"
    " rok lata lat год года лет",
}
# Terms of payment: 'Net 30', 'N60', '30 net', '30 Tage netto'.
_NET = re.compile(
    r"n(?:et{0,2}o?)?\s*/?\s*(\d{1,3})(?:\s+(.+))?|(\d{1,3})(?:\s+(.+?))?\s+net{1,2}o?"
)
_NETS = frozenset({"n", "net", "nett", "netto"})
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_SPOKEN = {word for word, unit in _UNIT_OF.items() if unit != "hour"} | _NETS
SPANNED = {"days": tr("days"), "months": tr("months")}  # units of fields that spans go into
_WORD = re.compile(r"[^\W\d_]+")
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
# What a plain number is multiplied by under a header that names another unit than its field's.
_FACTORS = {
    "min": {"hour": 60.0},
    "days": {"week": 7.0, "month": 31.0, "quarter": 92.0, "year": 366.0},
    "months": {"quarter": 3.0, "year": 12.0},
}
_LONGEST_MONTHS = (0, 31, 62, 92, 123, 153, 184, 215, 245, 276, 306, 337)  # two of 31 days meet


def span_in(text: str, unit: str) -> int | None:
    """Return a span in ``unit``, 'days' or 'months'; None for what is none, or not in whole ones.

    Months are the longest that so many can be: who has three months of notice and reckons with 92
    days gives it in time.
    """
    if unit == "days" and (days := _net_days(fold(text).strip())) is not None:
        return days
    match = _SPAN.fullmatch(fold(text).strip())
    spoken = _UNIT_OF.get(match[2]) if match else None
    if match is None or spoken is None or spoken == "hour":
        return None
    number = int(match[1])
    months = number * _MONTHS.get(spoken, 0)
    if unit == "months":
        return months or None
    if spoken in _MONTHS:
        return _longest(months)
    return number * (7 if spoken == "week" else 1)


def _longest(months: int) -> int:
    """Return the days of so many months, the longest that they can be."""
    return 366 * (months // 12) + _LONGEST_MONTHS[months % 12]


def factor_in(words: Iterable[str], unit: str) -> float:
    """Return what a header's unit multiplies plain numbers of ``unit`` by: 7 for 'Notice (weeks)'.

    Of months it is 31, and ``span_reader`` sees to it that several are no longer than they can be.
    """
    factors = _FACTORS.get(unit, {})
    return next((factors[u] for w in words if (u := _UNIT_OF.get(w, "")) in factors), 1.0)


def _net_days(text: str) -> int | None:
    """Return the days of a term of payment, None for what is none."""
    match = _NET.fullmatch(text)
    if match is None:
        return None
    spoken = match[2] or match[4]
    is_days = spoken is None or _UNIT_OF.get(spoken) == "day"
    return int(match[1] or match[3]) if is_days else None


def span_reader(
    unit: str, read: Callable[[Cell], int | None], factor: float = 1.0
) -> Callable[[Cell], object]:
    """Return what reads a cell as a span in ``unit``, and any other as ``read`` does.

    ``factor`` is what ``read`` multiplies plain numbers by.

    The reader raises ValueProblem for a span with a condition: '3 months to the end of a year'.
    """

    if unit not in SPANNED:
        return read

    in_months = {days: _MONTHS[u] for u, days in _FACTORS["days"].items() if u in _MONTHS}
    months = in_months.get(factor, 0) if unit == "days" else 0

    def read_span(cell: Cell) -> object:
        if not isinstance(cell, str) or _SPOKEN.isdisjoint(_WORD.findall(fold(cell))):
            number = read(cell)
            return _longest(int(number / factor) * months) if number and months else number
        found = span_in(cell, unit)
        if found is None:
            raise ValueProblem(
                tr(
                    "“{cell}” is no plain number of {unit}: write the number alone.",
                    cell=shown(cell),
                    unit=SPANNED[unit],
                )
            )
        return found

    return read_span
