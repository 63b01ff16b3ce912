"""Many accounts of one name: parted by their cities, so that a row looks at few of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence


class Crowd:
    """The accounts of one name by city, '' for none, and by whether they have a reference.

    Those are apart that stand in a city which the list does not name: of one that moved there the
    row may all the same be.
    """

    def __init__(self) -> None:
        self._places: dict[int, tuple[str, bool]] = {}
        self._groups: dict[tuple[str, bool], dict[int, None]] = {}
        self._outside: dict[tuple[str, bool], dict[int, None]] = {}
        self._sizes = {False: 0, True: 0}
        self._far = {False: 0, True: 0}

    def put(self, ref: int, city: str, *, has_reference: bool, is_outside: bool) -> None:
        """Enter an account, or enter it anew where something of it became known."""
        if (known := self._places.pop(ref, None)) is not None:
            self._groups[known].pop(ref)
            self._sizes[known[1]] -= 1
            self._far[known[1]] -= self._outside.get(known, {}).pop(ref, 0) is None
        self._places[ref] = (city, has_reference)
        self._groups.setdefault((city, has_reference), {})[ref] = None
        self._sizes[has_reference] += 1
        if is_outside:
            self._outside.setdefault((city, has_reference), {})[ref] = None
            self._far[has_reference] += 1

    @property
    def nowhere(self) -> Lazy:
        """No account at all."""
        return Lazy(0, lambda: iter(()))

    def at(self, city: str, kinds: Sequence[bool]) -> Lazy:
        """Return the accounts in a city, of those with a reference, without one, or both."""
        groups = [self._groups.get((city, has), {}) for has in kinds]
        return Lazy(sum(map(len, groups)), lambda: (ref for group in groups for ref in group))

    def outside(self, city: str, kinds: Sequence[bool]) -> Lazy:
        """Return the accounts in other cities that the list does not name."""
        near = sum(len(self._outside.get((city, has), ())) for has in kinds)
        return Lazy(
            sum(self._far[has] for has in kinds) - near,
            lambda: (
                ref
                for (there, has), refs in self._outside.items()
                for ref in refs
                if has in kinds and there != city
            ),
        )

    def elsewhere(self, city: str, kinds: Sequence[bool]) -> Lazy:
        """Return the accounts in any other city than this one."""
        near = sum(len(self._groups.get((c, has), ())) for c in {city, ""} for has in kinds)
        return Lazy(
            sum(self._sizes[has] for has in kinds) - near,
            lambda: (
                ref
                for ref, (there, has) in self._places.items()
                if has in kinds and there not in {city, ""}
            ),
        )


class Lazy:
    """Accounts that are counted, and of which the first is looked for only when asked."""

    def __init__(self, count: int, each: Callable[[], Iterator[int]]) -> None:
        self._count = count
        self._each = each

    def __len__(self) -> int:
        return self._count

    def first(self) -> int:
        """Return the first of them."""
        return next(self._each())
