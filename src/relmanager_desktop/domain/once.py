"""Answers that are asked for once, however often they are looked up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any


class Once(dict[Any, Any]):
    """Asks ``answer`` for a key when it is first looked up; ``known`` needs no asking."""

    def __init__(
        self, answer: Callable[[Any], Any], known: Mapping[Any, Any] | None = None
    ) -> None:
        super().__init__(known or {})
        self._answer = answer

    def __missing__(self, key: Any) -> Any:
        found = self[key] = self._answer(key)
        return found
