"""Damage to text files: quotes, delimiters, line ends, marks and encodings where none belong."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.fuzz import byte_mutations

_PIECES = (
    *(
        '"',
        '""',
        '"\n',
        ",",
        ";",
        "\t",
        "|",
        "\r",
        "\n",
        "\r\n",
        "\x00",
        "\ufeff",
        "sep=;\n",
        "\x1a",
    ),
    *("'=1+1", "=cmd|' /C calc'!A0", "\u2028", "\x85", "\\", '\\"', "é", "€", "漢字", "\U0001f600"),
    *('"' + "x" * 200_000, "," * 2_000, "\n" * 5_000, "a" * 100_000),
)
_CODINGS = ("utf-16", "utf-16-be", "utf-32", "utf-32-be", "cp1252", "mac_roman", "cp1251", "utf-7")


def insert_pieces(rng: Random, data: bytes) -> bytes:
    text = data.decode("utf-8", "surrogateescape")
    for _ in range(rng.choice((1, 1, 2, 5))):
        place = rng.randrange(len(text) + 1)
        text = text[:place] + rng.choice(_PIECES) + text[place:]
    return text.encode("utf-8", "surrogateescape")


def recode(rng: Random, data: bytes) -> bytes:
    return data.decode("utf-8", "replace").encode(rng.choice(_CODINGS), "replace")


def mix_encodings(rng: Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    place = rng.randrange(len(lines))
    return b"".join([*lines[:place], recode(rng, lines[place]), *lines[place + 1 :]])


def exchange_a_sign(rng: Random, data: bytes) -> bytes:
    old, new = rng.choice(b',;\t"\n'), rng.choice(b',;\t|"\n\r ')
    return data.replace(bytes([old]), bytes([new]))


MUTATIONS: tuple[Callable[[Random, bytes], bytes], ...] = (
    insert_pieces,
    insert_pieces,
    insert_pieces,
    recode,
    mix_encodings,
    exchange_a_sign,
    byte_mutations.damage,
)


def damage(rng: Random, data: bytes) -> bytes:
    """Return a text with one or two kinds of damage."""
    for _ in range(rng.choice((1, 1, 2))):
        data = rng.choice(MUTATIONS)(rng, data or b"\n")
    return data
