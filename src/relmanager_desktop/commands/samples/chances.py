"""Choices that look like chance but follow from the content alone, in whatever order they fall."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

Option = TypeVar("Option")


def share(*words: object) -> float:
    """Return a number from 0 up to 1 that the words always give."""
    text = "|".join(map(str, words)).encode()
    return int.from_bytes(hashlib.blake2b(text, digest_size=6).digest()) / 2**48


def pick(options: Sequence[Option], *words: object) -> Option:
    """Return one of the options."""
    return options[int(share(*words) * len(options))]


def between(low: int, high: int, *words: object) -> int:
    """Return a whole number from low to high, both inclusive."""
    return low + int(share(*words) * (high - low + 1))


def spread(middle: float, wobble: float, *words: object) -> float:
    """Return a number around the middle, off by at most the wobble."""
    return middle + wobble * (2 * share(*words) - 1)
