"""How a figure is measured: A and B by turns in one run, medians, and their ratio."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """One figure: ``ours`` and ``yardstick`` are medians in seconds; the limit is what is owed."""

    name: str
    ours: float
    yardstick: float
    limit: float

    @property
    def value(self) -> float:
        """Ours over the yardstick."""
        return self.ours / self.yardstick

    @property
    def is_kept(self) -> bool:
        """Whether the figure is within its limit."""
        return self.value <= self.limit

    def line(self) -> str:
        """Return the figure as a line of the report."""
        verdict = "kept" if self.is_kept else "MISSED"
        return (
            f"{self.name:58s} {self.value:6.2f} x  (at most {self.limit:.2f})  "
            f"{self.ours * 1000:9.1f} ms against {self.yardstick * 1000:9.1f} ms  {verdict}"
        )


@dataclass(frozen=True)
class Bound:
    """One figure by itself: a value in its unit, and what it may be at most."""

    name: str
    value: float
    limit: float
    unit: str
    more: str = ""

    @property
    def is_kept(self) -> bool:
        """Whether the figure is within its limit."""
        return self.value <= self.limit

    def line(self) -> str:
        """Return the figure as a line of the report."""
        verdict = "kept" if self.is_kept else "MISSED"
        bound = f"(at most {self.limit:.0f})"
        return f"{self.name:58s} {self.value:6.1f} {self.unit} {bound}  {self.more}  {verdict}"


def measure(
    name: str,
    ours: Callable[[], object],
    yardstick: Callable[[], object],
    limit: float,
    rounds: int = 5,
) -> Ratio:
    """Run both by turns, once to warm up and then ``rounds`` times, and compare the medians."""
    mine: list[float] = []
    theirs: list[float] = []
    for number in range(rounds + 1):
        for function, kept in ((ours, mine), (yardstick, theirs)):
            seconds = timed(function)
            if number:
                kept.append(seconds)
    return Ratio(name, statistics.median(mine), statistics.median(theirs), limit)


def timed(function: Callable[[], object]) -> float:
    """Return the wall seconds of one call; a function may return its own seconds as a float."""
    start = time.perf_counter()
    own = function()
    return own if isinstance(own, float) else time.perf_counter() - start
