"""Invented names and sentences for the stress portfolio: some common, most rare."""

from __future__ import annotations

import random
from collections.abc import Sequence

ONSETS = ("b", "br", "c", "d", "f", "fl", "g", "gr", "h", "k", "kr", "l", "m", "n", "p", "pr",
          "r", "s", "sch", "st", "t", "tr", "v", "w", "z")  # fmt: skip
VOWELS = ("a", "e", "i", "o", "u", "ei", "au", "ö", "ü", "é")
ENDS = ("", "", "n", "r", "s", "ll", "ck", "nd", "rt", "lm", "x")
TRADES = ("Works", "Trading", "Logistics", "Foods", "Systems", "Steel", "Paper", "Medical",
          "Partners", "Energy", "Textiles", "Motors")  # fmt: skip
FORMS = ("GmbH", "Ltd", "SA", "BV", "Sp. z o.o.", "AG", "Inc.", "")
CITIES = ("Leeds", "Hamburg", "Lyon", "Bilbao", "Ostrava", "Gdańsk", "Malmö", "Porto", "Utrecht")
GIVEN = ("Anna", "Ben", "Clara", "David", "Eva", "Felix", "Grace", "Henrik", "Ines", "Jonas",
         "Karin", "Liam", "Marta", "Noah", "Olga", "Paul", "Rosa", "Simon", "Tara", "Viktor",
         "Wanda", "Yusuf", "Zoe", "Chloé", "Jürgen")  # fmt: skip
JOBS = ("Buyer", "Head of purchasing", "Plant manager", "Controller", "Sales director", "Planner")
INDUSTRIES = ("Freight", "Healthcare", "Energy", "Retail", "Automotive", "Food")
COMMON = ("call", "about", "the", "order", "delivery", "price", "offer", "meeting", "review",
          "contract", "weekly", "depot", "invoice", "sample", "plan", "visit", "new", "open",
          "question", "with", "from", "late", "pallet", "forecast")  # fmt: skip
POOL = 40_000  # sentences that are made once and drawn from


class Words:
    """Draws names and sentences; the vocabulary is as skewed as a language."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._rare = [self._coined() for _ in range(6_000)]
        self._families = [word.capitalize() for word in self._rare[:3_000]]
        self._subjects = [self._sentence(chance.randint(2, 6)) for _ in range(POOL)]
        self._bodies = [self._sentence(chance.randint(8, 24)) for _ in range(POOL // 4)]

    def company(self, number: int) -> str:
        """A firm's name; one in thirty has a namesake with another number."""
        parts = [self._pick(self._families), self._chance.choice(TRADES)]
        if number % 3 == 0:
            parts.insert(1, self._chance.choice(CITIES))
        return " ".join(filter(None, [*parts, self._chance.choice(FORMS)]))

    def person(self) -> str:
        """A person's whole name."""
        return f"{self.given()} {self.family()}"

    def given(self) -> str:
        """A given name, one of a few."""
        return self._chance.choice(GIVEN)

    def family(self) -> str:
        """A family name, one of thousands."""
        return self._pick(self._families)

    def city(self) -> str:
        """A city."""
        return self._chance.choice(CITIES)

    def industry(self) -> str:
        """An industry."""
        return self._chance.choice(INDUSTRIES)

    def job(self) -> str:
        """What somebody is."""
        return self._chance.choice(JOBS)

    def phone(self) -> str:
        """A phone number in international form."""
        return f"+49 {self._chance.choice((30, 40, 89, 221))} {self._chance.randrange(10**7):07d}"

    def subject(self) -> str:
        """What a call or an issue was about."""
        return self._chance.choice(self._subjects)

    def body(self) -> str:
        """What was said."""
        return self._chance.choice(self._bodies)

    def _sentence(self, length: int) -> str:
        words = [
            self._pick(COMMON) if self._chance.random() < 0.7 else self._pick(self._rare)
            for _ in range(length)
        ]
        return " ".join(words).capitalize()

    def _pick(self, words: Sequence[str]) -> str:
        """Draw a word, the first ones far likelier."""
        return words[int(len(words) * self._chance.random() ** 2)]

    def _coined(self) -> str:
        chance = self._chance
        count = chance.choice((1, 2, 2, 3))
        return "".join(
            chance.choice(ONSETS) + chance.choice(VOWELS) + chance.choice(ENDS)
            for _ in range(count)
        )
