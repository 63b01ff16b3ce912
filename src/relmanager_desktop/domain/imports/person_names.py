"""Names of people in one cell: their titles taken off, their parts told where only one way fits."""

from __future__ import annotations

import re

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.mapping.word_lists import (
    HONORIFICS,
    NAMELIKE,
    TITLES_BEHIND,
    TITLES_BEHIND_NAMES,
)

_WORD = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:[-'’][^\W\d_]+)*\.?")
_INITIAL = re.compile(r"[^\W\d_]\.?")
_PARTICLE_WORDS = (
    "de da do dos das di del della van von vom zu zur der den ten ter la le du al el bin"
)
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_THREE = 3


def whole_name(given: str | None, middle: str | None, family: str | None) -> str | None:
    """Return the parts of a name in the order they are spoken; None where all are blank."""
    return " ".join(part for part in (given, middle, family) if part) or None


def name_parts(name: str) -> tuple[str | None, str | None]:
    """Return given and family name of a whole name where there is only one way to read it.

    'Davolio, Nancy' and 'Nancy Davolio' have one, 'John F. Kennedy', 'Anna Maria Nowak-Zięba',
    'Jan van Dijk' and 'Jean Marc DUPONT' as well; names of one word or of any three do not.
    """
    if name.count(",") == 1:
        family, given = (part.strip() for part in name.split(","))
        return (given, family) if _is_name(given) and _is_name(family) else (None, None)
    words = name.split()
    if len(words) < 2 or not all(_WORD.fullmatch(word) for word in words):
        return None, None
    at = 1 if len(words) == 2 else _family_at(words)
    if at is None:
        return None, None
    return " ".join(words[:at]), " ".join(words[at:])


def _family_at(words: list[str]) -> int | None:
    """Return where the family name begins among three words or more, None if that is open."""
    particles = [n for n, word in enumerate(words) if word in _PARTICLES]
    if particles:  # of 'Ana Maria da Silva' nobody knows whether Maria is a family's name
        return 1 if particles[0] == 1 and len(words) - 1 not in particles else None
    *_, before, last = words
    loud = [word for word in words if len(word) > 1 and word.isupper()]
    is_told = "-" in last or loud == [last]
    is_initial = len(words) == _THREE and _INITIAL.fullmatch(before) is not None
    return len(words) - 1 if is_told or is_initial else None


def _is_name(text: str) -> bool:
    return bool(text) and all(_WORD.fullmatch(word) for word in text.split())


def spoken_name(name: str) -> str:
    """Return 'Nancy Davolio' for 'Davolio, Nancy', and any other name as it is."""
    given, family = name_parts(name) if "," in name else (None, None)
    return f"{given} {family}" if given and family else name


def without_salutation(name: str) -> tuple[str | None, str]:
    """Return 'Herr Dr.' and 'Jan Weiß' of 'Herr Dr. Jan Weiß'; None where there is no title.

    What stands behind a name follows: of 'Dr. Jane Doe, PhD' it is 'Dr. PhD'.
    """
    words = name.split()
    count = 0
    while count < len(words) - 1 and _is_title(words, count):
        count += 1
    end = len(words)
    while end - count > 2 and _stands_behind(words[end - 1]):
        end -= 1
    titles = [*words[:count], *(word.strip(",") for word in words[end:])]
    return " ".join(titles) or None, " ".join(words[count:end]).rstrip(",")


def _is_title(words: list[str], at: int) -> bool:
    """Whether a word is a title or goes on with one, as 'hab.' behind 'dr' and 'h.c.' do."""
    bare = _bare(words[at])
    is_short = words[at][0].islower() or words[at][0] == "(" or words[at].endswith(".")
    if at and bare in TITLES_BEHIND and is_short:
        return True
    return _is_salutation(words[at], len(words) - at - 1)


def _stands_behind(word: str) -> bool:
    """Whether a word behind a name is a degree: 'PhD' and 'M.D.', but not 'Ma' or 'Md'."""
    bare = _bare(word.strip(",")).replace(".", "")
    letters = [letter for letter in word if letter.isalpha()]
    return bare in TITLES_BEHIND_NAMES and sum(map(str.isupper, letters)) > 1


def _is_salutation(word: str, behind: int) -> bool:
    """Whether a word before ``behind`` others is a title; of 'M. Jones' it is an initial."""
    bare = _bare(word)
    is_sure = bare not in NAMELIKE or word.endswith(".")
    return bare in HONORIFICS and is_sure and (len(bare) > 1 or behind > 1)


def _bare(word: str) -> str:
    return fold(word).strip("()").rstrip(".")
