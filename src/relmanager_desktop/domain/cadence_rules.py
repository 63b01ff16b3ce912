"""Cadence rules and snoozes, alone, for the first page loads little else."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Rule(NamedTuple):
    """One cadence rule; days are calendar days, both at least 1.

    ``channels`` are the only ones that count, all if empty; ``order`` decides among rules with
    the same kind of target, the lower first.
    """

    id: int
    name: str
    target_kind: str
    target_value: str
    purpose: str
    ideal_days: int
    max_days: int
    channels: tuple[str, ...] = ()
    business_days_only: bool = True
    order: int = 0


class Snooze(NamedTuple):
    """A touch put off until a day; ``purpose`` '' means all."""

    purpose: str
    until: date
    reason: str
