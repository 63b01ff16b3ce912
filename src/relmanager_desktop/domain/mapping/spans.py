"""Spans of time as contracts write them: '3 months' of notice, '6 Wochen', '2 ans'."""

from __future__ import annotations

import re
from collections.abc import Callable

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.mapping.unreadable import ValueProblem, shown
from relmanager_desktop.domain.texts import tr

_SPAN = re.compile(r"(\d{1,4})\s*-?\s*([^\W\d_]+)\.?")
_UNITS = {
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
_SPOKEN = _UNIT_OF.keys() | _NETS
SPANNED = {"days": tr("days"), "months": tr("months")}  # units of fields that spans go into
_WORD = re.compile(r"[^\W\d_]+")
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
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
    if match is None or spoken is None:
        return None
    number = int(match[1])
    months = number * _MONTHS.get(spoken, 0)
    if unit == "months":
        return months or None
    if spoken in _MONTHS:
        return 366 * (months // 12) + _LONGEST_MONTHS[months % 12]
    return number * (7 if spoken == "week" else 1)


def _net_days(text: str) -> int | None:
    """Return the days of a term of payment, None for what is none."""
    match = _NET.fullmatch(text)
    if match is None:
        return None
    spoken = match[2] or match[4]
    is_days = spoken is None or _UNIT_OF.get(spoken) == "day"
    return int(match[1] or match[3]) if is_days else None


def span_reader(unit: str, read: Callable[[Cell], object]) -> Callable[[Cell], object]:
    """Return what reads a cell as a span in ``unit``, and any other as ``read`` does.

    The reader raises ValueProblem for a span with a condition: '3 months to the end of a year'.
    """

    if unit not in SPANNED:
        return read

    def read_span(cell: Cell) -> object:
        if not isinstance(cell, str) or _SPOKEN.isdisjoint(_WORD.findall(fold(cell))):
            return read(cell)
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
