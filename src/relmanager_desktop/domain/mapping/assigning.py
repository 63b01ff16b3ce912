"""Giving each column a target of its own, solved for the whole sheet at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from relmanager_desktop.domain.mapping.columns import Option

_Path = list[tuple[int, Option | None]]


def assign(options: Sequence[Sequence[Option]], depth: int = 3) -> list[Option | None]:
    """Return the option of each column so that no target goes twice and the worth is the highest.

    ``options[n]`` are those of column n. By augmenting paths: each column in turn takes the target
    that gains most, and up to ``depth`` others make way where that pays.
    """
    state = _Assignment(options)
    for column in sorted(range(len(options)), key=lambda n: -_best(options[n])):
        _gain, path = state.best_path(column, depth, frozenset())
        state.take(path)
    return [state.chosen.get(n) for n in range(len(options))]


def _best(options: Sequence[Option]) -> float:
    return max(map(_worth, options), default=0.0)


def _worth(option: Option) -> float:
    """One sure column is worth more than two doubtful ones."""
    return option.certainty**3


@dataclass
class _Assignment:
    """Who holds what so far."""

    options: Sequence[Sequence[Option]]
    chosen: dict[int, Option] = field(default_factory=dict)
    holder: dict[str, int] = field(default_factory=dict)

    def best_path(self, column: int, depth: int, taken: frozenset[str]) -> tuple[float, _Path]:
        """Return the certainty that a column can win, less what others lose by it, and how."""
        best_gain = 0.0
        best: _Path = [(column, None)] if column in self.chosen else []
        for option in self._free_first(column):
            if option.key in taken:
                continue
            rival = self.holder.get(option.key)
            if rival is None or rival == column:
                gain, path = _worth(option), _Path([(column, option)])
            elif depth:
                net, moved = self.best_path(rival, depth - 1, taken | {option.key})
                gain = _worth(option) + net - _worth(self.chosen[rival])
                path = [*moved, (column, option)]
            else:
                continue
            if gain > best_gain + 1e-9:
                best_gain, best = gain, path
        return best_gain, best

    def _free_first(self, column: int) -> Sequence[Option]:
        """Return a column's options, what nobody holds first: for nothing, nobody makes way.

        Of two columns "Phone" the first so keeps the field, and the second takes what is left.
        """
        return sorted(self.options[column], key=lambda option: option.key in self.holder)

    def take(self, path: _Path) -> None:
        """Carry the changes of a path out."""
        for column, _option in path:
            former = self.chosen.pop(column, None)
            if former is not None:
                self.holder.pop(former.key, None)
        for column, option in path:
            if option is not None:
                self.chosen[column] = option
                self.holder[option.key] = column
