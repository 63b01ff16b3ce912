"""What an import moves beyond its own rows: touches, tiers, sums, as figures before and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

MOST_EXAMPLES = 100  # records that are named; all are counted


@dataclass(frozen=True)
class Figure:
    """One figure before and after.

    Attributes:
        name: a code that stays, such as 'this_week', the name of a tier, or 'kind.field'.
        unit: the currency of an amount in minor units, '' for a count or a bare number.
    """

    name: str
    before: float
    after: float
    unit: str = ""


@dataclass(frozen=True)
class Shift:
    """How many records went from one state to another; '' is none."""

    before: str
    after: str
    count: int


@dataclass(frozen=True)
class Moved:
    """One record that moves, by its name; the two states are a word or a day in ISO, '' is none."""

    title: str
    before: str
    after: str


@dataclass(frozen=True)
class Effect:
    """One thing that an import moves.

    Attributes:
        name: a code that stays: 'touches', 'tiers', 'next_touches', 'sums', 'records'.
        moved: how many records that stood before are in another state after.
        examples: the first of these.
    """

    name: str
    figures: tuple[Figure, ...] = ()
    shifts: tuple[Shift, ...] = ()
    moved: int = 0
    examples: tuple[Moved, ...] = ()

    def figure(self, name: str) -> Figure | None:
        """Return the figure of this name, None if there is none."""
        return next((found for found in self.figures if found.name == name), None)


@dataclass(frozen=True)
class Effects:
    """All that an import moves, by the name of the effect; empty where nothing was counted."""

    by_name: Mapping[str, Effect] = field(default_factory=dict)

    def of(self, name: str) -> Effect:
        """Return an effect, an empty one where it was not counted."""
        return self.by_name.get(name) or Effect(name)

    def __bool__(self) -> bool:
        return bool(self.by_name)


NOTHING_COUNTED = Effects()


def effects_as_json(effects: Effects) -> dict[str, Any]:
    """Return effects as plain JSON: by name ``figures``, ``shifts``, ``moved`` and ``examples``.

    Figures are lists of ``name``, ``before``, ``after`` and, for amounts, ``unit``.
    """
    return {name: _effect_as_json(effect) for name, effect in effects.by_name.items()}


def effects_from_json(stored: Mapping[str, Any] | None) -> Effects:
    """Return the effects that `effects_as_json` wrote; none of what is no such thing."""
    return Effects({name: _effect_from_json(name, one) for name, one in (stored or {}).items()})


def _effect_as_json(effect: Effect) -> dict[str, Any]:
    return {
        "figures": [_figure_as_json(figure) for figure in effect.figures],
        "shifts": [{"before": s.before, "after": s.after, "count": s.count} for s in effect.shifts],
        "moved": effect.moved,
        "examples": [
            {"record": e.title, "before": e.before, "after": e.after} for e in effect.examples
        ],
    }


def _figure_as_json(figure: Figure) -> dict[str, Any]:
    told = {"name": figure.name, "before": figure.before, "after": figure.after}
    return told | ({"unit": figure.unit} if figure.unit else {})


def _effect_from_json(name: str, stored: Mapping[str, Any]) -> Effect:
    return Effect(
        name,
        tuple(
            Figure(f["name"], f["before"], f["after"], f.get("unit", ""))
            for f in _listed(stored, "figures")
        ),
        tuple(Shift(s["before"], s["after"], s["count"]) for s in _listed(stored, "shifts")),
        stored.get("moved", 0),
        tuple(Moved(e["record"], e["before"], e["after"]) for e in _listed(stored, "examples")),
    )


def _listed(stored: Mapping[str, Any], name: str) -> Sequence[Any]:
    found: Sequence[Any] = stored.get(name) or ()
    return found
