"""Why the reader's process died, told by how it ended: which wall it ran into, or none of them."""

from __future__ import annotations

# POSIX: SIGABRT and SIGKILL on memory, SIGXCPU on time.
_POSIX = {-6: "too_much_memory", -9: "too_much_memory", -24: "too_much_time"}
# Windows: the status of a job whose time is over; of memory refused and of giving up on that.
_WINDOWS = {
    1816: "too_much_time",  # ERROR_NOT_ENOUGH_QUOTA
    0xC0000017: "too_much_memory",  # STATUS_NO_MEMORY
    0xC000012D: "too_much_memory",  # STATUS_COMMITMENT_LIMIT
    0xC0000409: "too_much_memory",  # a fast fail, by which Rust ends when it gets no memory
}


def cause_of_death(status: int) -> str:
    """Return the code of the refusal for a process that ended with this status."""
    # Windows counts its statuses without a sign, and now and then with one.
    return _POSIX.get(status) or _WINDOWS.get(status & 0xFFFFFFFF, "crashed")
