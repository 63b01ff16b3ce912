"""The words that people write above columns, and what they mean, in nine languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TypeAlias

from rapidfuzz import fuzz, process

from relmanager_desktop.domain.mapping.headers import (
    Header,
    abbreviated,
    fold_phrase,
    with_number,
)
from relmanager_desktop.domain.mapping.phrases import ends, loose
from relmanager_desktop.domain.mapping.takers import takers_of
from relmanager_desktop.domain.mapping.word_lists import (
    FILLERS,
    HEADS,
    SELF,
    SHORT_FORMS,
    THERE,
)
from relmanager_desktop.domain.records import KINDS, Standing

Aliases: TypeAlias = Mapping[str, Mapping[str, Mapping[str, Sequence[str]]]]
"""Language → section → name → words, as the files in ``resources/aliases`` hold them."""

_PARTIES = frozenset({"account", "contact"})
_PEOPLES = frozenset({"contact", "contact_point", "contact_role"})
_OF_ADDRESSES = frozenset({"street", "postcode", "city", "region", "country"})
_OWN_LABEL, _OWN_WORD, _COMMON_WORD = 1.0, 0.98, 0.95
_DOUBTFUL = 0.8  # of words marked with "~", which mean other things as well
_OF_A_PATH = 0.88
_SHORTEST_NEAR, _NEAR, _NEAR_SHORT = 5, 84, 88
_NEAR_APART = 88  # of words that are more or fewer: 'Post code' is, 'Handle' is no 'X handle'


@dataclass(frozen=True)
class Meaning:
    """What a header may mean.

    Attributes:
        kind, field: catalogue names; kind 'contact_point' has a field of ``POINTS``.
        certainty: 0 to 1 by the header alone.
        languages: those that the matched word belongs to, as two letters; () for the catalogue's.
        how: 'label', 'word', 'near' or 'part'.
        place: which of several it is: work, home, billing …, '' where the header does not say.
        matched: the word that matched, for the reason.
        is_named: whether the header names the kind itself, as 'Supplier phone' does.
    """

    kind: str
    field: str
    certainty: float
    languages: tuple[str, ...] = ("en",)
    how: str = "word"
    place: str = ""
    matched: str = ""
    is_named: bool = False


class Vocabulary:
    """All words of all languages, indexed."""

    def __init__(self, aliases: Aliases) -> None:
        self.phrases: dict[str, list[Meaning]] = {}
        self.kinds: dict[str, list[tuple[str, str]]] = {}
        self.places: dict[str, str] = {}
        self.splits: set[str] = set()
        for meaning, phrase in _catalogue_words():
            if matched := with_number(phrase):
                self._enter(replace(meaning, matched=matched))
        for kind in KINDS.values():
            for label in (kind.label, kind.plural):
                self.kinds.setdefault(fold_phrase(str(label)), [(kind.name, "")])
        for language, sections in aliases.items():
            self._enter_language(language, sections)
        self.meanings_of = lru_cache(maxsize=4096)(self._meanings_of)
        self.exactly = lru_cache(maxsize=16384)(self._exact)

    def _enter_language(
        self, language: str, sections: Mapping[str, Mapping[str, Sequence[str]]]
    ) -> None:
        for section, names in sections.items():
            for name, words in names.items():
                for word in words:
                    self._enter_entry(language, section, name, word)

    def _enter_entry(self, language: str, section: str, name: str, word: str) -> None:
        if section == "kinds":
            kind, _, role = name.partition(":")
            self.kinds.setdefault(fold_phrase(word), []).append((kind, role))
        elif section == "place":
            self.places[fold_phrase(word)] = name
        elif section == "split":
            self.splits.add(fold_phrase(word))
        else:
            self._enter_word(language, section, name, word)

    def _enter_word(self, language: str, section: str, field: str, word: str) -> None:
        phrase = with_number(fold_phrase(word))
        weight = _DOUBTFUL if word.startswith("~") else 1.0
        kinds = {"point": ("contact_point",), "any": takers_of(field)}.get(section, (section,))
        certainty = (_COMMON_WORD if section == "any" else _OWN_WORD) * weight
        for kind in kinds if phrase else ():
            self._enter(Meaning(kind, field, certainty, (language,), matched=phrase))

    def _enter(self, meaning: Meaning) -> None:
        known = self.phrases.setdefault(meaning.matched, [])
        for number, other in enumerate(known):
            if other.kind == meaning.kind and other.field == meaning.field:
                better = max(meaning, other, key=lambda m: m.certainty)
                spoken = dict.fromkeys((*other.languages, *meaning.languages))
                if better is not other or len(spoken) > len(other.languages):
                    known[number] = replace(better, languages=tuple(spoken))
                return
        known.append(meaning)

    @cached_property
    def _loosely(self) -> dict[str, list[Meaning]]:
        """Phrases by their words in any order: 'Date of delivery' is 'Delivery date'."""
        found: dict[str, list[Meaning]] = {}
        for phrase, meanings in self.phrases.items():
            found.setdefault(loose(phrase), []).extend(meanings)
        found.pop("", None)
        return found

    @cached_property
    def _near_phrases(self) -> list[str]:
        return [phrase for phrase in self.phrases if len(phrase) >= _SHORTEST_NEAR - 1]

    def knows(self, header: Header) -> bool:
        """Whether the words of a header are known, spelled exactly."""
        return bool(self.exactly(header.phrase))

    def _meanings_of(self, header: Header) -> tuple[Meaning, ...]:
        """Return what a header may mean, the surest first."""
        best: dict[tuple[str, str, str], Meaning] = {}
        for meaning in self._found(header):
            key = (meaning.kind, meaning.field, meaning.place)
            if key not in best or best[key].certainty < meaning.certainty:
                best[key] = meaning
        return tuple(sorted(best.values(), key=lambda m: -m.certainty))

    def _found(self, header: Header) -> list[Meaning]:
        phrase = header.phrase
        if not phrase:
            return []
        if header.whole and (whole := self.phrases.get(header.whole)):
            return whole
        found = [*self.exactly(phrase), *_weaker(self._loosely.get(loose(phrase), ()), 0.92)]
        if found:
            # 'Address 2' and 'Name 2' are mostly what did not fit into the first.
            return found if header.number < 2 else [*_weaker(found, 0.85, unless="contact_point")]
        words = [SHORT_FORMS.get(word, word) for word in phrase.split()]
        without_fillers = " ".join(word for word in words if word not in FILLERS)
        retold = [(" ".join(words), 0.96), (without_fillers, 0.95)]
        for other, factor in (*retold, *((tail, _OF_A_PATH) for tail in header.tails)):
            if found := self.exactly(other) or self._loosely.get(loose(other), []):
                return [*_weaker(found, factor)]
        if found := self._abbreviated(header) or self._of_people(words):
            return found
        near = [*self._near(phrase)]
        for tail in header.tails:
            near += _weaker(self._near(tail), _OF_A_PATH)
        return [*near, *self._contained(phrase)]

    def _exact(self, phrase: str) -> list[Meaning]:
        return [
            *self.phrases.get(phrase, ()),
            *self._placed(phrase),
            *self._qualified(phrase),
        ]

    def _placed(self, phrase: str) -> Iterator[Meaning]:
        """Yield what 'Business phone' or 'Telefon privat' means: a phone and its place."""
        for word, rest in ends(phrase):
            place = self.places.get(word)
            if place is None:
                continue
            for meaning in (*self.phrases.get(rest, ()), *self._qualified(rest)):
                yield replace(meaning, place=place, certainty=meaning.certainty * 0.98)

    def _qualified(self, phrase: str) -> Iterator[Meaning]:
        """Yield what 'Supplier phone' means: the phone of an account."""
        for word, rest in ends(phrase):
            for kind, _role in self.kinds.get(word, ()):
                if kind == "account_address":
                    yield from self._of_any_address(rest)
                    continue
                if rest in SELF and kind in KINDS and (rest != "title" or kind not in _PARTIES):
                    yield Meaning(kind, KINDS[kind].title[0], 0.96, matched=phrase, is_named=True)
                owned = {kind, "contact_point", "contact_role"} if kind == "contact" else {kind}
                for meaning in self.phrases.get(rest, ()):
                    if meaning.kind in owned:
                        yield replace(meaning, certainty=meaning.certainty * 0.97, is_named=True)

    def _of_any_address(self, phrase: str) -> Iterator[Meaning]:
        """Yield what 'Address: postcode' means: that of a company or of a person, too."""
        for meaning in self.phrases.get(phrase, ()):
            if meaning.kind in _PARTIES and meaning.field in _OF_ADDRESSES:
                yield replace(meaning, certainty=meaning.certainty * 0.97)

    def _abbreviated(self, header: Header) -> list[Meaning]:
        """Return what words with a point behind them begin: 'Vorn.', 'Art.-Bez.'."""
        pattern = abbreviated(header)
        whole = [known for known in self.phrases if pattern.fullmatch(known)] if pattern else []
        return [*_weaker(self.phrases[min(whole, key=len)], _OF_A_PATH)] if whole else []

    def _of_people(self, words: Sequence[str]) -> list[Meaning]:
        """Return what 'Attendee first name' says of people, by the words behind that one."""
        rest = " ".join(word for word in words if word not in THERE)
        if not rest or len(rest.split()) == len(words):
            return []
        found = (m for m in self.exactly(rest) if m.kind in _PEOPLES)
        return [*_weaker(found, 0.95)]

    def _near(self, phrase: str) -> Iterator[Meaning]:
        """Yield what is spelled nearly like this: 'Adress', 'Compagny'."""
        if len(phrase) < _SHORTEST_NEAR:
            return
        near = process.extract(
            phrase, self._near_phrases, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=3
        )
        for known, score, _number in near:
            if len(known) < _SHORTEST_NEAR and score < _NEAR_SHORT:
                continue
            is_apart = known.count(" ") != phrase.count(" ") or known[0] != phrase[0]
            if is_apart and score < _NEAR_APART:
                continue
            certainty = 0.65 + 0.3 * (score - _NEAR) / (100 - _NEAR)
            for meaning in self.phrases[known]:
                yield replace(meaning, certainty=meaning.certainty * certainty, how="near")

    def _contained(self, phrase: str) -> Iterator[Meaning]:
        """Yield what a part of a long header means: 'Main contact phone number (day)'."""
        words = phrase.split()
        for size in range(min(len(words) - 1, 4), 0, -1):
            hits = [" ".join(words[n : n + size]) for n in range(len(words) - size + 1)]
            known = [hit for hit in hits if hit in self.phrases and len(hit) > 2]
            for hit in known:
                rest = set(words).difference(hit.split())
                share = max(len(hit) / len(phrase), 0.4 if size > 2 else 0.0)
                share *= 0.5 if rest & HEADS else 1.0
                for meaning in self.phrases[hit]:
                    certainty = meaning.certainty * (0.3 + 0.5 * share)
                    yield replace(meaning, certainty=certainty, how="part")
            if known:
                return

    def kinds_named(self, name: str) -> dict[str, str]:
        """Return the kinds that a sheet's or file's name speaks of, and the role of accounts."""
        phrase = fold_phrase(name)
        whole = self.kinds.get(phrase)
        if whole:
            return dict(whole)
        found: dict[str, str] = {}
        words = phrase.split()
        for size in (3, 2, 1):
            for n in range(len(words) - size + 1):
                hits = self.kinds.get(" ".join(words[n : n + size]), ())
                for kind, role in hits:
                    found.setdefault(kind, role)
                if hits:  # a vendor price list is of prices, not of vendors
                    words[n : n + size] = [""] * size
        return found


def _weaker(meanings: Iterable[Meaning], factor: float, unless: str = "") -> Iterator[Meaning]:
    for meaning in meanings:
        is_spared = meaning.kind == unless
        yield meaning if is_spared else replace(meaning, certainty=meaning.certainty * factor)


def _catalogue_words() -> Iterator[tuple[Meaning, str]]:
    """Yield each field's label and name, alone and behind its kind's."""
    for kind in KINDS.values():
        if kind.standing is Standing.SYSTEM and kind.name not in {"score", "score_answer"}:
            continue
        for field in kind.shown_fields:
            for text in dict.fromkeys((str(field.label), field.name)):
                phrase = fold_phrase(text)
                meaning = Meaning(kind.name, field.name, _OWN_LABEL, how="label")
                yield meaning, phrase
                named = replace(meaning, certainty=0.97, is_named=True)
                yield named, f"{fold_phrase(str(kind.label))} {phrase}"
                if field.name == "kind":
                    yield named, f"{fold_phrase(str(kind.label))} type"
        own = replace(Meaning(kind.name, kind.title[0], 0.93), is_named=True)
        yield own, fold_phrase(str(kind.label))
