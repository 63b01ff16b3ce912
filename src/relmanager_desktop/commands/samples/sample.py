"""The sample while it is being invented: rows by kind that point at each other by handle."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from relmanager_desktop.commands.samples.almanac import Almanac
from relmanager_desktop.commands.samples.content import Content, Told
from relmanager_desktop.domain.drafts import begun
from relmanager_desktop.domain.records import KINDS, Field, FieldType

Values = dict[str, Any]

# What a row is called by others where its title is not that.
HANDLES = {"contract": "number", "issue": "number", "kpi": "code"}
WORKING_DAYS = frozenset({"due", "done_on", "until"})


@dataclass(frozen=True)
class Ref:
    """A row of the sample by its kind and handle; it becomes an id when it is written."""

    kind: str
    handle: str


@dataclass
class Sample:
    """The rows so far: kind → handle → typed values by catalogue name, links as `Ref`."""

    almanac: Almanac
    content: Content
    rows: dict[str, dict[str, Values]] = field(default_factory=dict)

    def add(self, kind: str, values: Mapping[str, Any], handle: str = "") -> Ref:
        """Add a row of typed values; where its handle is taken it gets one that nobody names."""
        rows = self.rows.setdefault(kind, {})
        wanted = handle or str(values.get(HANDLES.get(kind, KINDS[kind].title[0])) or "")
        if not wanted or wanted in rows:
            wanted = f"#{len(rows)}"
        rows[wanted] = begun(kind, values)
        return Ref(kind, wanted)

    def tell(self, kind: str, told: Told) -> Ref:
        """Add a row as the content tells it.

        Raises:
            KeyError: If the content names a field that the kind does not have.
        """
        entry = KINDS[kind]
        values = {
            name: self._typed(entry.field(name), value, told)
            for name, value in told.items()
            if name != "handle"
        }
        return self.add(kind, values, told.get("handle", ""))

    def values(self, kind: str, handle: str) -> Values:
        """Return the values of a row.

        Raises:
            KeyError: If there is no such row.
        """
        return self.rows[kind][handle]

    def _typed(self, spec: Field, value: Any, told: Told) -> Any:
        if spec.type is FieldType.RECORD:
            return Ref(told[f"{spec.name}_kind"], value)
        reading = READINGS.get(spec.type)
        return reading(self, spec, value) if reading else value


def _day(sample: Sample, spec: Field, value: int | str) -> Any:
    if spec.name in WORKING_DAYS and isinstance(value, int):
        return sample.almanac.workday(value)
    return sample.almanac.day(value)


READINGS: dict[FieldType, Callable[[Sample, Field, Any], Any]] = {
    FieldType.LINK: lambda sample, spec, value: Ref(spec.target, value),
    FieldType.MONEY: lambda sample, spec, value: minor(value),
    FieldType.DATE: _day,
    FieldType.INSTANT: lambda sample, spec, value: sample.almanac.moment(value),
    FieldType.MONTH: lambda sample, spec, value: sample.almanac.month(value),
    FieldType.PERIOD: lambda sample, spec, value: sample.almanac.quarter(value),
}


def minor(amount: float) -> int:
    """Return an amount in minor units; every currency of the sample has a hundred."""
    return round(amount * 100)
