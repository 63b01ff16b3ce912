"""The shape of ids: milliseconds and randomness in 63 bits, shown as 13 letters."""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_BITS = 22
MILLISECOND_BITS = 41
LETTERS = 13
LARGEST = (1 << (MILLISECOND_BITS + RANDOM_BITS)) - 1

_PYTHONS = "0123456789ABCDEFGHIJKLMNOPQRSTUV"
_NONE = "!"
# What each ASCII sign means to int(…, 32): the letters that are easily misread count as their twin.
_READ = dict.fromkeys(range(128), _NONE) | {
    ord(sign): digit
    for ours, digit in zip(ALPHABET, _PYTHONS, strict=True)
    for sign in {ours, ours.lower()}
}
_READ |= {ord(sign): twin for twin, signs in (("0", "Oo"), ("1", "IiLl")) for sign in signs}
_PAIRS = tuple(first + second for first in ALPHABET for second in ALPHABET)
_SHIFTS = tuple(range(50, -1, -10))


def compose(milliseconds: int, random_bits: int) -> int:
    """Return the id of this many milliseconds since 2020 began (UTC) and these 22 random bits.

    Ids of later milliseconds are larger. 41 bits last until September 2089.

    Raises:
        ValueError: If either part does not fit.
    """
    if milliseconds >> MILLISECOND_BITS or random_bits >> RANDOM_BITS:
        raise ValueError(f"{milliseconds} ms and {random_bits} do not fit into an id")
    return (milliseconds << RANDOM_BITS) | random_bits


def to_letters(id_: int) -> str:
    """Return an id as 13 letters of Crockford's base 32, which sort as the ids do.

    Raises:
        ValueError: If it is no id: negative or larger than 63 bits.

    Source: Douglas Crockford, "Base 32": no I, L, O, U.
    """
    if not 0 <= id_ <= LARGEST:
        raise ValueError(f"{id_} is no id")
    return ALPHABET[id_ >> 60] + "".join([_PAIRS[(id_ >> shift) & 1023] for shift in _SHIFTS])


def from_letters(text: str) -> int:
    """Return the id behind 13 letters; small letters, O for 0, I and L for 1 are understood.

    Raises:
        ValueError: If the text is no key, in a sentence for people.
    """
    letters = text.strip()
    if len(letters) == LETTERS and letters.isascii():
        figures = letters.translate(_READ)
        if _NONE not in figures and figures[0] < "8":
            return int(figures, 32)
    raise ValueError(f"“{text}” is not a key: a key has 13 letters and digits.")
