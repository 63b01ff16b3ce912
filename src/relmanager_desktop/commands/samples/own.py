"""Our own side: working hours, the words of our lists, exchange rates."""

from __future__ import annotations

import re

from relmanager_desktop.commands.samples.sample import Ref, Sample
from relmanager_desktop.domain.folding import fold


def make(sample: Sample) -> None:
    """Add the hours of each calendar, the entries of each list and the rates of each currency."""
    _add_hours(sample)
    _add_words(sample)
    _add_rates(sample)


def _add_hours(sample: Sample) -> None:
    for hours in sample.content["hours"]:
        for weekday in hours["weekdays"].split():
            for begin, end in hours["windows"]:
                values = {"weekday": weekday, "from": begin, "to": end}
                calendar = Ref("working_calendar", hours["calendar"])
                sample.add("calendar_window", {"calendar": calendar, **values})


def _add_words(sample: Sample) -> None:
    for words in sample.content["words"]:
        for order, label in enumerate(words["words"], 1):
            code = re.sub(r"[^a-z0-9]+", "_", fold(label))
            values = {"list": words["list"], "code": code, "label": label, "order": order}
            sample.add("choice", values)


def _add_rates(sample: Sample) -> None:
    for rates in sample.content["rates"]:
        quarters = rates["quarters"]
        for offset, rate in enumerate(quarters, 1 - len(quarters)):
            on = sample.almanac.quarter_start(offset)
            sample.add("exchange_rate", {"currency": rates["currency"], "on": on, "rate": rate})
