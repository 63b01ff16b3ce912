"""KPI values quarter by quarter."""

from __future__ import annotations

from relmanager_desktop.commands.samples.chances import spread
from relmanager_desktop.commands.samples.content import Told
from relmanager_desktop.commands.samples.sample import Ref, Sample

QUARTERS = 8


def make(sample: Sample) -> None:
    """Add the course of each KPI for each account that it is kept for."""
    for course in sample.content["course"]:
        for account, (begin, end) in course["accounts"].items():
            for number in range(QUARTERS):
                straight = begin + (end - begin) * number / (QUARTERS - 1)
                _add_value(sample, course, account, number, straight)


def _add_value(sample: Sample, course: Told, account: str, number: int, straight: float) -> None:
    is_last = number == QUARTERS - 1
    wobble = 0 if is_last else course["wobble"]
    value = spread(straight, wobble, course["kpi"], account, number)
    bounded = max(course.get("least", value), min(course.get("most", value), value))
    values = {
        "kpi": Ref("kpi", course["kpi"]),
        "account": Ref("account", account) if account else None,
        "period": sample.almanac.quarter(number - QUARTERS),
        "value": round(float(bounded), course.get("digits", 1)),
    }
    sample.add("kpi_value", values)
