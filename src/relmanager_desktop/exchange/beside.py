"""Writing on another core than the one that makes what is written."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

MOST_WAITING = 4  # pieces; a core that is asked for late falls behind by one or two


@contextmanager
def written_beside(stream: Any) -> Iterator[Callable[[bytes], None]]:
    """Yield what writes to a stream while the next pieces are made; few wait at any time.

    To compress and to write leave Python. What the stream raises is raised by a later piece, or at
    the end of the block.
    """
    from concurrent.futures import Future, ThreadPoolExecutor  # noqa: PLC0415 - slow to load

    with ThreadPoolExecutor(1, "writing") as other:
        under_way: deque[Future[Any]] = deque()

        def write(piece: bytes) -> None:
            if len(under_way) == MOST_WAITING:
                under_way.popleft().result()
            under_way.append(other.submit(stream.write, piece))

        yield write
        for piece in under_way:
            piece.result()
