"""Writing beside: every piece in its order, and no failure is lost."""

from __future__ import annotations

import errno
import io

import pytest

from relmanager_desktop.exchange.beside import written_beside


class FullDisk(io.BytesIO):
    """Takes one piece and has no room for the next."""

    def write(self, piece: object) -> int:
        if self.tell():
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(piece)  # type: ignore[arg-type]  # bytes, as they come


def test_pieces_come_in_their_order() -> None:
    stream = io.BytesIO()
    with written_beside(stream) as write:
        for piece in (b"one ", b"two ", b"three"):
            write(piece)
    assert stream.getvalue() == b"one two three"


def test_the_last_piece_that_finds_no_room_is_told() -> None:
    def write_two() -> None:
        with written_beside(FullDisk()) as write:
            write(b"one")
            write(b"two")

    with pytest.raises(OSError, match="No space left"):
        write_two()


def test_what_goes_wrong_between_the_pieces_is_told_itself() -> None:
    def fail() -> None:
        with written_beside(io.BytesIO()) as write:
            write(b"one")
            raise ValueError("a row is damaged")

    with pytest.raises(ValueError, match="a row is damaged"):
        fail()
