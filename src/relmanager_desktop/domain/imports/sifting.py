"""Which of many records of one key pass a test that does not change for the worse."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence


class Sifted:
    """Those of a key's records that pass a test, of which each record is put to it once.

    What no longer passes stays: whoever asks wants at least those that do.
    """

    def __init__(self) -> None:
        self._known: dict[Hashable | None, tuple[int, list[int]]] = {}

    def among(
        self, token: Hashable | None, hits: Sequence[int], test: Callable[[int], bool]
    ) -> list[int]:
        """Return the records of a key that passed, with those of ``hits`` that came since."""
        seen, found = self._known.get(token, (0, []))
        found.extend(ref for ref in hits[seen:] if test(ref))
        self._known[token] = (len(hits), found)
        return found
