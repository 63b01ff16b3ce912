"""Matching accounts: what a name alone does not tell, and what a domain does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.imports import matching
from relmanager_desktop.domain.imports.crowds import Crowd
from relmanager_desktop.domain.imports.keys import domains_of
from relmanager_desktop.domain.imports.matching import (
    AmbiguousError,
    Found,
    Matcher,
    Portfolio,
    Token,
    Tokens,
)
from relmanager_desktop.domain.texts import Text, tr

_REFERENCE, _NAME = 0, 1
MATCHED = ("reference", "name", "city", "website", "email", "domains")
_SHORT = 5


class Place(NamedTuple):
    """What tells accounts of one name apart; ``is_main`` where the sheet is a list of accounts.

    ``addresses`` are the website, e-mail and domains as the row has them.
    """

    city: str = ""
    addresses: tuple[object, ...] = ()
    is_main: bool = False


class AccountMatcher(Matcher):
    """Accounts by reference, by exact name, and last by a domain that is theirs alone."""

    def __init__(self) -> None:
        super().__init__("account", (("reference",), ("name",)))
        self.cities: dict[int, str] = {}
        self.addresses: list[tuple[int, list[object]]] = []
        self.cities_of: dict[Token, set[str]] = {}
        self.claimed: set[int] = set()
        self.trusts_references = True
        self._crowds: dict[Token, Crowd] = {}

    def load(self, portfolio: Portfolio) -> None:
        """Take in what the portfolio holds."""
        rows = [*portfolio.rows("account", MATCHED)]
        self.enter([row[: 1 + len(self.fields)] for row in rows])
        for ref, _reference, _name, city, *addresses in rows:
            if city:
                self.cities[ref] = fold(city)
            if any(addresses):
                self.addresses.append((ref, addresses))

    @cached_property
    def by_domain(self) -> dict[str, set[int]]:
        """The accounts of each domain."""
        found: dict[str, set[int]] = {}
        for ref, addresses in self.addresses:
            for domain in domains_of(addresses):
                found.setdefault(domain, set()).add(ref)
        return found

    def look_at(self, rows: Sequence[Tokens], abouts: Sequence[Any]) -> None:
        """Learn from a whole sheet how far its references go and which accounts it names.

        References of one numbering agree with the names; a list numbered 1, 2, 3 of its own does
        not, and its references then identify nothing.
        """
        if not self.tokens:
            return
        agreeing: dict[Token, bool] = {}
        references, names = self._hits
        alike = self.known_alike(rows)
        self.claimed.update(filter(None, alike))
        for (reference, name), ref, about in zip(rows, alike, abouts, strict=True):
            if ref:
                agreeing[reference] = True
            elif known := references.get(reference, ()) if reference else ():
                if name is not None:
                    agrees = any(self.tokens[ref][_NAME] == name for ref in known)
                    agreeing[reference] = agreeing.get(reference, False) or agrees
                self.claimed.update(known)
            if about.city and name in names:
                self.cities_of.setdefault(name, set()).add(about.city)
        self.claimed.update(*map(names.__getitem__, {name for _, name in rows} & names.keys()))
        self.trusts_references = 2 * sum(agreeing.values()) >= len(agreeing)
        self._crowds.clear()  # which cities the list names is known anew

    def are_strangers(self, rows: Sequence[Tokens], abouts: Sequence[Any]) -> list[bool]:
        """Return which rows plainly speak of no account known; a domain may name one as well."""
        return [False] * len(rows) if self.addresses else super().are_strangers(rows, abouts)

    def known_alike(self, rows: Sequence[Tokens]) -> list[int]:
        """Return the account of each row that has both its keys, as in a list that came before."""
        alone = {
            self.tokens[refs[0]]: refs[0]
            for refs in self._hits[_REFERENCE].values()
            if len(refs) == 1
        }
        return [alone.get(tokens, 0) for tokens in rows]

    def find(self, tokens: Tokens, about: Any = None) -> Found | None:
        """Return the account of a row, None for a new one."""
        hits = self._hits[_REFERENCE].get(tokens[_REFERENCE], ())
        if len(hits) == 1 and self.tokens[hits[0]] == tokens:
            return Found(hits[0], self.keys[_REFERENCE])
        found = super().find(tokens, about)
        if found is not None or about is None or not self.addresses:
            return found
        for domain in domains_of(about.addresses):
            owners = self.by_domain.get(domain, set())
            if len(owners) == 1 and not owners & self.claimed:
                (ref,) = owners
                if not self.contradicts(ref, tokens, _NAME, about):
                    return Found(ref, ("domains",))
        return None

    def by_key(self, number: int, tokens: Tokens, about: Any) -> int | None:
        """Return the account that a key finds; of very many of one name few are looked at."""
        hits = self._hits[number].get(tokens[number], ()) if tokens[number] is not None else ()
        if number != _NAME or len(hits) <= matching.FEW:
            return super().by_key(number, tokens, about)
        return self._in_crowd(self._crowd(tokens[_NAME], hits), tokens, about)

    def _in_crowd(self, crowd: Crowd, tokens: Tokens, about: Any) -> int | None:
        """Return the same as `contradicts` and `narrow` would, asked of every one of them."""
        city = about.city if about is not None else ""
        same = self._of_both(tokens, about)
        kinds = (False,) if tokens[_REFERENCE] is not None else (False, True)
        is_apart = bool(city) and about.is_main
        homeless = crowd.at("", kinds)
        far = crowd.outside(city, kinds) if is_apart else crowd.elsewhere(city, kinds)
        there = [ref for ref in same if city and self.cities.get(ref) == city]
        nearby = crowd.at(city, kinds) if city else crowd.nowhere
        count = len(same) + len(nearby) + len(homeless) + len(far)
        if count == 1:
            return (*same, *(few.first() for few in (nearby, homeless, far) if len(few)))[0]
        if len(same) == 1:
            return same[0]
        if len(there) + len(nearby) == 1:
            return there[0] if there else nearby.first()
        lacks_city = any(ref not in self.cities for ref in same) or len(homeless) > 0
        if not count or (city and not there and not len(nearby) and not lacks_city):
            return None
        raise AmbiguousError(_too_many(count))

    def _of_both(self, tokens: Tokens, about: Any) -> list[int]:
        """Return the accounts of a name that have the row's reference too and may be meant."""
        reference = tokens[_REFERENCE]
        refs = self._hits[_REFERENCE].get(reference, ()) if reference is not None else ()
        return [
            ref
            for ref in refs
            if self.tokens[ref][_NAME] == tokens[_NAME]
            and not self.contradicts(ref, tokens, _NAME, about)
        ]

    def _crowd(self, name: Token, hits: Sequence[int]) -> Crowd:
        crowd = self._crowds.get(name)
        if crowd is None:
            crowd = self._crowds[name] = Crowd()
            for ref in hits:
                self._put(crowd, name, ref)
        return crowd

    def _put(self, crowd: Crowd, name: Token, ref: int) -> None:
        city = self.cities.get(ref, "")
        is_outside = ref > 0 and bool(city) and city not in self.cities_of.get(name, ())
        has_reference = self.tokens[ref][_REFERENCE] is not None
        crowd.put(ref, city, has_reference=has_reference, is_outside=is_outside)

    def _refresh(self, ref: int) -> None:
        """Let an account stand in the crowd of its name as it is known by now."""
        name = self.tokens[ref][_NAME]
        if (crowd := self._crowds.get(name)) is not None:
            self._put(crowd, name, ref)

    def contradicts(self, ref: int, tokens: Tokens, number: int, about: Any) -> bool:
        """Whether the reference or, for a reference in doubt, the name says it is another one."""
        theirs = self.tokens[ref]
        if number == _REFERENCE:
            name, other = tokens[_NAME], theirs[_NAME]
            agrees = name is None or other is None or name == other
            return not agrees and not self._believes(ref, tokens[_REFERENCE])
        if super().contradicts(ref, tokens, number, about):
            return True
        if about is None or not about.is_main or not about.city:
            return False
        city = self.cities.get(ref, about.city)
        # Two branches in one list are two accounts; one that moved is still the same.
        is_in_file = ref < 0 or city in self.cities_of.get(tokens[_NAME], ())
        return city != about.city and is_in_file

    def _believes(self, ref: int, reference: Token) -> bool:
        is_short_number = str(reference).isdigit() and len(str(reference)) < _SHORT
        return ref < 0 or self.trusts_references or not is_short_number

    def narrow(self, fitting: Sequence[int], tokens: Tokens, about: Any) -> int | None:
        """Return the one of several accounts that has both keys, or lies in the row's city."""
        if len(fitting) == 1:
            return fitting[0]
        both = [ref for ref in fitting if self.tokens[ref] == tokens]
        if tokens[_REFERENCE] is not None and len(both) == 1:
            return both[0]
        city = about.city if about is not None else ""
        there = [ref for ref in fitting if city and self.cities.get(ref) == city]
        if len(there) == 1:
            return there[0]
        if city and not there and all(ref in self.cities for ref in fitting):
            return None
        raise AmbiguousError(_too_many(len(fitting)))

    def learn_run(self, refs: Sequence[int], abouts: Sequence[Any]) -> None:
        """Learn of accounts that were known alike where they lie."""
        for ref, about in zip(refs, abouts, strict=True):
            if about is not None and about.city:
                self.cities.setdefault(ref, about.city)
        self._crowds.clear()

    def learn(self, ref: int, tokens: Tokens, about: Any = None) -> None:
        """Let an account be found by what it lacked and a row of it brings."""
        super().learn(ref, tokens)
        if about is not None and about.city:
            self.cities.setdefault(ref, about.city)
        self._refresh(ref)

    def add_run(self, refs: Sequence[int], rows: Sequence[Tokens], abouts: Sequence[Any]) -> None:
        """Enter accounts that this import makes, no two of which share a key."""
        super().add_run(refs, rows, abouts)
        self.cities.update(
            (ref, about.city)
            for ref, about in zip(refs, abouts, strict=True)
            if about is not None and about.city
        )
        self._crowds.clear()

    def add(self, ref: int, tokens: Tokens, about: Any = None) -> None:
        """Enter an account that this import makes."""
        super().add(ref, tokens)
        if about is not None and about.city:
            self.cities[ref] = about.city
        self._refresh(ref)


def _too_many(count: int) -> Text:
    return tr("{n} accounts have this name: give the account's city, reference or key.", n=count)
