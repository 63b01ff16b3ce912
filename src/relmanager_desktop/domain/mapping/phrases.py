"""The words of folded phrases, compared without regard to order, particles and plurals."""

from __future__ import annotations

from collections.abc import Iterator

from relmanager_desktop.domain.mapping.word_lists import PARTICLES

_SHORTEST_PLURAL = 5


def loose(phrase: str) -> str:
    """Return a phrase as its words in alphabetical order, without particles and the 's' of plurals.

    'Date de livraison réelle' and 'Date réelle de livraison' are one.
    """
    words = (word for word in phrase.split() if word not in PARTICLES)
    return " ".join(sorted(map(_singular, words)))


def _singular(word: str) -> str:
    return word[:-1] if len(word) >= _SHORTEST_PLURAL and word[-1] == "s" else word


def ends(phrase: str) -> Iterator[tuple[str, str]]:
    """Yield (first words, rest) and (last words, rest) of a phrase, up to three words taken."""
    words = phrase.split()
    for size in range(1, min(len(words), 4)):
        yield " ".join(words[:size]), " ".join(words[size:])
        yield " ".join(words[-size:]), " ".join(words[:-size])
