"""Damage that knows nothing of formats: flipped bits, lost ends, blocks moved, files spliced."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

Mutation = Callable[[Random, bytes], bytes]
_ODD_BYTES = b"\x00\xff\x7f\x80\n\r\"'<>&;,=\\"
_LARGEST_BLOCK = 4_096


def flip_bits(rng: Random, data: bytes) -> bytes:
    damaged = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8, 64))):
        damaged[rng.randrange(len(damaged))] ^= 1 << rng.randrange(8)
    return bytes(damaged)


def set_bytes(rng: Random, data: bytes) -> bytes:
    damaged = bytearray(data)
    for _ in range(rng.choice((1, 2, 4))):
        damaged[rng.randrange(len(damaged))] = rng.choice(_ODD_BYTES)
    return bytes(damaged)


def cut_the_end(rng: Random, data: bytes) -> bytes:
    return data[: rng.randrange(len(data))]


def cut_the_beginning(rng: Random, data: bytes) -> bytes:
    return data[rng.randrange(min(len(data), _LARGEST_BLOCK)) :]


def lose_a_block(rng: Random, data: bytes) -> bytes:
    start, end = _block(rng, data)
    return data[:start] + data[end:]


def repeat_a_block(rng: Random, data: bytes) -> bytes:
    start, end = _block(rng, data)
    return data[:end] + data[start:end] * rng.choice((1, 2, 50)) + data[end:]


def move_a_block(rng: Random, data: bytes) -> bytes:
    start, end = _block(rng, data)
    rest, place = data[:start] + data[end:], rng.randrange(len(data))
    return rest[:place] + data[start:end] + rest[place:]


def zero_a_block(rng: Random, data: bytes) -> bytes:
    start, end = _block(rng, data)
    return data[:start] + bytes(end - start) + data[end:]


def _block(rng: Random, data: bytes) -> tuple[int, int]:
    start = rng.randrange(len(data))
    return start, min(len(data), start + rng.randrange(1, _LARGEST_BLOCK))


MUTATIONS: tuple[Mutation, ...] = (
    flip_bits,
    set_bytes,
    cut_the_end,
    cut_the_beginning,
    lose_a_block,
    repeat_a_block,
    move_a_block,
    zero_a_block,
)


def damage(rng: Random, data: bytes) -> bytes:
    """Return the bytes with one kind of damage; none at all becomes a single zero."""
    return rng.choice(MUTATIONS)(rng, data or b"\0")
