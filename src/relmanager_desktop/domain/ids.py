"""The shape of ids: milliseconds and randomness in 63 bits, shown as 13 letters."""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUE = {letter: value for value, letter in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
RANDOM_BITS = 22
LETTERS = 13


def compose(milliseconds: int, random_bits: int) -> int:
    """Return the id of this many milliseconds since 2020 and these 22 random bits."""
    return (milliseconds << RANDOM_BITS) | random_bits


def to_letters(id_: int) -> str:
    """Return an id as 13 letters of Crockford's base 32."""
    return "".join(ALPHABET[(id_ >> shift) & 31] for shift in range(5 * (LETTERS - 1), -1, -5))


def from_letters(text: str) -> int:
    """Return the id behind 13 letters; small letters and O, I, L are understood.

    Raises:
        ValueError: If the text is no key.
    """
    letters = text.strip().upper()
    if len(letters) != LETTERS or any(letter not in _VALUE for letter in letters):
        raise ValueError(f"“{text}” is not a key: a key has 13 letters and digits.")
    value = 0
    for letter in letters:
        value = value * 32 + _VALUE[letter]
    return value
