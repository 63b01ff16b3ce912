"""Which wall a reader ran into, by the status it left, on each system."""

from __future__ import annotations

import pytest

from relmanager_desktop.exchange.deaths import cause_of_death


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (-6, "too_much_memory"),
        (-9, "too_much_memory"),
        (-24, "too_much_time"),
        (-11, "crashed"),
        (0, "crashed"),
        (1, "crashed"),
        (1816, "too_much_time"),
        (0xC0000017, "too_much_memory"),
        (0xC0000409, "too_much_memory"),
        (0xC0000409 - (1 << 32), "too_much_memory"),
        (0xC0000005, "crashed"),
    ],
)
def test_a_status_tells_the_wall(status: int, code: str) -> None:
    assert cause_of_death(status) == code
