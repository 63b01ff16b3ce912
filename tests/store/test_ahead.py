"""Work one step ahead: in order, and what fails is said where it would have been."""

from __future__ import annotations

import threading

import pytest

from relmanager_desktop.store.ahead import one_ahead


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_all_come_in_their_order(count: int) -> None:
    assert [*one_ahead(lambda n: n * n, range(count))] == [n * n for n in range(count)]


def test_the_next_is_under_way_while_one_is_taken() -> None:
    has_begun = threading.Event()

    def work(number: int) -> int:
        if number == 1:
            has_begun.set()
        return number

    taken = one_ahead(work, range(3))
    assert next(taken) == 0
    assert has_begun.wait(10)
    assert [*taken] == [1, 2]


def test_a_single_one_is_worked_on_here() -> None:
    assert [*one_ahead(lambda _: threading.current_thread(), [0])] == [threading.current_thread()]


def test_what_fails_is_raised_in_its_turn() -> None:
    taken = one_ahead(lambda n: 1 // n, [2, 1, 0])
    assert [next(taken), next(taken)] == [0, 1]
    with pytest.raises(ZeroDivisionError):
        next(taken)
