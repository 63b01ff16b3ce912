"""Ids grow, whatever the clock does."""

from __future__ import annotations

import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.store import ids


@given(st.lists(st.integers(0, 3_700_000_000_000), min_size=1), st.integers(1, 1000))
def test_they_grow_even_where_the_clock_is_set_back(moments: list[int], count: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ids, "_last", ids._last)  # the other tests go on from where they were
        given_before = ids.new_id()
        for moment in moments:
            patch.setattr(time, "time_ns", lambda moment=moment: moment * 1_000_000)
            first = ids.new_block(count)
            assert first > given_before
            given_before = first + count - 1


def test_they_fit_into_63_bits_until_2089() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ids, "_last", 0)
        patch.setattr(time, "time_ns", lambda: 3_770_000_000_000_000_000)
        assert 0 < ids.new_id() < 2**63


def test_two_blocks_never_meet_in_threads() -> None:
    taken: list[range] = []

    def take() -> None:
        for _ in range(500):
            first = ids.new_block(7)
            taken.append(range(first, first + 7))

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id_ for block in taken for id_ in block}) == 4 * 500 * 7
