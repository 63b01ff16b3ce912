"""Work done one step ahead, beside what is done with the step before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
Done = TypeVar("Done")


def one_ahead(work: Callable[[Item], Done], items: Iterable[Item]) -> Iterator[Done]:
    """Yield what ``work`` makes of each item, the next one already under way on another core.

    It pays where whoever takes them leaves Python, as a long statement of SQLite does. A single
    item is worked on here and now.
    """
    coming = iter(items)
    for first in coming:
        for second in coming:
            yield from _beside(work, first, second, coming)
            return
        yield work(first)


def _beside(
    work: Callable[[Item], Done], first: Item, second: Item, coming: Iterator[Item]
) -> Iterator[Done]:
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - not before the window

    with ThreadPoolExecutor(1, "ahead") as other:
        done, ahead = work(first), other.submit(work, second)
        yield done
        for item in coming:
            done, ahead = ahead.result(), other.submit(work, item)
            yield done
        yield ahead.result()
