"""Writing on another core than the one that makes what is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def written_beside(stream: Any) -> Iterator[Callable[[bytes], None]]:
    """Yield what writes to a stream while the next piece is made; one piece waits at most.

    To compress and to write leave Python. What the stream raises is raised by the next piece, or
    at the end of the block.
    """
    from concurrent.futures import Future, ThreadPoolExecutor  # noqa: PLC0415 - slow to load

    with ThreadPoolExecutor(1, "writing") as other:
        under_way: Future[Any] | None = None

        def write(piece: bytes) -> None:
            nonlocal under_way
            if under_way is not None:
                under_way.result()
            under_way = other.submit(stream.write, piece)

        yield write
        if under_way is not None:
            under_way.result()
