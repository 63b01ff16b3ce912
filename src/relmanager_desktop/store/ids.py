"""New ids: 63-bit integers that grow with time and never repeat within a process."""

from __future__ import annotations

import secrets
import threading
import time

from relmanager_desktop.domain import ids as shape

_EPOCH_MS = 1_577_836_800_000  # 2020-01-01T00:00:00Z
_lock = threading.Lock()
_last = 0


def new_id() -> int:
    """Return an id greater than every id this process gave before."""
    return new_block(1)


def new_block(count: int) -> int:
    """Take ``count`` consecutive ids and return the first.

    A clock that is set back does not matter: the ids go on from the last one.
    """
    global _last  # noqa: PLW0603 - ids are strictly increasing in the whole process
    milliseconds = max(0, time.time_ns() // 1_000_000 - _EPOCH_MS)
    with _lock:
        is_later = shape.compose(milliseconds, 0) > _last
        first = shape.compose(milliseconds, secrets.randbits(22)) if is_later else _last + 1
        _last = first + count - 1
    return first
