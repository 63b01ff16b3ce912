"""Where a KPI's value stands against its target, and which target is meant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

NEAR_SHARE = 0.05  # of the target: a value that misses it by less is near
IDEAL_SHARE = 0.02  # of the target: a value that is this close to an ideal meets it


class Standing(StrEnum):
    """How a value stands."""

    MET = "met"
    NEAR = "near"
    MISSED = "missed"
    OPEN = "open"


@dataclass(frozen=True)
class Target:
    """One target of a KPI; what is None or '' does not narrow it."""

    kpi: int
    value: float
    account: int | None = None
    tier: int | None = None
    segment: str = ""
    role: str = ""
    period: str = ""


@dataclass(frozen=True)
class Measured:
    """Whose value it is: the account with what targets may speak of, or the whole portfolio."""

    account: int | None = None
    tier: int | None = None
    segment: str = ""
    roles: tuple[str, ...] = ()


def standing_of(value: float | None, target: float | None, direction: str) -> Standing:
    """Return how a value stands; without a value or a target nothing can be said.

    ``direction`` is 'higher', 'lower' or 'ideal': which side of the target is better.
    """
    if value is None or target is None:
        return Standing.OPEN
    near = abs(target) * NEAR_SHARE
    if direction == "ideal":
        short = max(0.0, abs(value - target) - abs(target) * IDEAL_SHARE)
    else:
        short = value - target if direction == "lower" else target - value
    if short <= 0:
        return Standing.MET
    return Standing.NEAR if short <= near else Standing.MISSED


def is_better(before: float, after: float, direction: str, target: float | None) -> bool | None:
    """Whether a change went the right way; None where it is none, or nobody can say."""
    if before == after:
        return None
    if direction == "ideal":
        return None if target is None else abs(after - target) < abs(before - target)
    return (after < before) == (direction == "lower")


def nearest_target(
    targets: Iterable[Target], kpi: int, measured: Measured, period: str
) -> float | None:
    """Return the target that speaks most narrowly of this value, None for none.

    An account goes before tier, segment and role, these before all; a period before any period.
    """
    fitting = [
        (_nearness(target), target.value)
        for target in targets
        if target.kpi == kpi and _fits(target, measured, period)
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _fits(target: Target, measured: Measured, period: str) -> bool:
    return (
        target.account in {None, measured.account}
        and target.tier in {None, measured.tier}
        and target.segment in {"", measured.segment}
        and (not target.role or target.role in measured.roles)
        and target.period in {"", period}
    )


def _nearness(target: Target) -> tuple[bool, ...]:
    return (
        target.account is not None,
        target.tier is not None,
        bool(target.segment),
        bool(target.role),
        bool(target.period),
    )
