"""The walls around the reader child: memory, processor time, no files written, no new processes."""

from __future__ import annotations

import contextlib
import sys

from relmanager_desktop.exchange.limits import MEMORY_BYTES, PACKAGE_BYTES, seconds_for


def confine() -> None:
    """Put the walls around this very process; for the time of a small file until ``allow``."""
    if sys.platform == "win32":
        from relmanager_desktop.exchange.windows_jobs import enter_job  # noqa: PLC0415 - not on every system

        # A job's time cannot be raised later; the parent's clock is the finer one.
        enter_job(MEMORY_BYTES, seconds_for(PACKAGE_BYTES))
        return
    import resource  # noqa: PLC0415 - not on every system

    _set_limit(resource.RLIMIT_AS, MEMORY_BYTES)
    _set_limit(resource.RLIMIT_FSIZE, 0)
    _set_limit(resource.RLIMIT_CORE, 0)
    _set_seconds(seconds_for(0))


def allow(unpacked_bytes: int) -> None:
    """Grant the time that a file of this unpacked size may cost; without walls there is no need."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on every system

    soft, _ = resource.getrlimit(resource.RLIMIT_CPU)
    if soft != resource.RLIM_INFINITY:
        _set_seconds(seconds_for(unpacked_bytes))


def _set_seconds(seconds: int) -> None:
    """Set the soft limit only: it may have to grow."""
    import resource  # noqa: PLC0415 - not on every system

    with contextlib.suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, hard))


def _set_limit(which: int, amount: int) -> None:
    import resource  # noqa: PLC0415 - not on every system

    # macOS does not hold RLIMIT_AS, or refuses to set it: there the parent watches.
    with contextlib.suppress(ValueError, OSError):
        _, hard = resource.getrlimit(which)
        bounded = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        resource.setrlimit(which, (bounded, bounded))
