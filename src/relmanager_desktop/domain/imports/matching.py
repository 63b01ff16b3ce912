"""Finding the record that a row speaks of, among those of the portfolio and of the file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import count
from typing import Any, NamedTuple, Protocol

from relmanager_desktop.domain.imports.keys import REPEATABLE, comparable_column, keys_of
from relmanager_desktop.domain.imports.sifting import Sifted
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import Text, tr

Token = Hashable | None
Tokens = tuple[Token, ...]
Columns = Mapping[str, Sequence[Any]]
_Hits = dict[Hashable, Sequence[int]]
FEW = 8  # records of one key that are looked at one by one without more ado


class Portfolio(Protocol):
    """What an import asks of the portfolio; links are ids, values as the catalogue types them."""

    def rows(self, kind: str, fields: Sequence[str]) -> Iterable[Sequence[Any]]:
        """Return (id, value, …) of every record of a kind, oldest first."""

    def values(
        self, kind: str, fields: Sequence[str], ids: Sequence[int]
    ) -> Mapping[int, Sequence[Any]]:
        """Return the values of these fields by id."""

    def say_nothing_new(
        self, kind: str, fields: Sequence[str], ids: Sequence[int], rows: Sequence[Sequence[Any]]
    ) -> Sequence[bool]:
        """Whether each row surely holds blanks and the values of its record, and nothing else."""

    def names(self, kind: str) -> Mapping[int, str]:
        """Return what the workbook calls each record of a kind, none the name of two."""


class AmbiguousError(Exception):
    """A row fits several records; ``message`` says which and what would tell them apart."""

    def __init__(self, message: Text) -> None:
        self.message = message
        super().__init__(str(message))


class UnknownNameError(Exception):
    """A cell names a record that neither the portfolio nor the file has."""


OWN_KEY: tuple[str, ...] = ()
DECIDED = ("you",)
SAID_AGAIN = ("again",)


class Found(NamedTuple):
    """The record of a row, and by which key it was found.

    `OWN_KEY` stands for its own key, `DECIDED` for the word of a person, `SAID_AGAIN` for a row
    before that says just the same.
    """

    ref: int
    by: tuple[str, ...]


class Matcher:
    """The records of one kind by their keys.

    A record is an id, or a negative number for one that this import makes. A record found by a
    weaker key is another one if a stronger key contradicts: two members of one name and two
    e-mail addresses are two members.
    """

    def __init__(self, kind: str, keys: tuple[tuple[str, ...], ...]) -> None:
        self.kind = kind
        self.keys = keys
        self.ids: set[int] = set()
        self.keyed: set[int] = set()
        self.tokens: dict[int, Tokens] = {}
        self._hits: list[_Hits] = [{} for _ in keys]
        self._names: dict[str, str | None] = {}
        self._lacking = [Sifted() for _ in keys]

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that keys are made of."""
        return tuple(dict.fromkeys(name for key in self.keys for name in key))

    def load(self, portfolio: Portfolio) -> None:
        """Take in what the portfolio holds."""
        self.enter(list(portfolio.rows(self.kind, self.fields)))

    def enter(self, rows: Sequence[Sequence[Any]]) -> None:
        """Take in records, each as its id and the values of `fields`."""
        if not rows:
            return
        ids, *columns = zip(*rows, strict=True)
        self.ids = set(ids)
        named = dict(zip(self.fields, columns, strict=True))
        rows_of_tokens = self.tokens_of(named, len(ids))
        self.tokens.update(zip(ids, rows_of_tokens, strict=True))
        for hits, tokens in zip(self._hits, zip(*rows_of_tokens, strict=True), strict=False):
            _append_all(hits, tokens, ids)

    def tokens_of(self, columns: Columns, count: int) -> list[Tokens]:
        """Return for each row its comparable keys, strongest first, None where incomplete."""
        made = [self._key_column(key, columns, count) for key in self.keys]
        return list(zip(*made, strict=True)) if made else [()] * count

    def _key_column(self, key: tuple[str, ...], columns: Columns, count: int) -> list[Token]:
        parts = [self._compared(name, columns.get(name), count) for name in key]
        if self.kind in REPEATABLE:
            return _numbered(zip(*parts, strict=True))
        if len(parts) == 1:
            return parts[0]
        needed = [n for n, name in enumerate(key) if KINDS[self.kind].field(name).required]
        return [
            None if all(v is None for v in row) or any(row[n] is None for n in needed) else row
            for row in zip(*parts, strict=True)
        ]

    def _compared(self, name: str, values: Sequence[Any] | None, count: int) -> list[Token]:
        if values is None:
            return [None] * count
        return comparable_column(self.kind, KINDS[self.kind].field(name), values, self._names)

    def look_at(self, rows: Sequence[Tokens], abouts: Sequence[Any]) -> None:
        """Learn from all rows of a sheet before the first is matched."""

    def are_strangers(self, rows: Sequence[Tokens], _abouts: Sequence[Any]) -> list[bool]:
        """Return which rows of a sheet plainly speak of no record known, each row of another one.

        False says nothing: such a row is to be looked for.
        """
        strange = [True] * len(rows)
        for hits, tokens in zip(self._hits, zip(*rows, strict=True), strict=False):
            times = Counter(tokens)
            strange = [
                is_strange and (token is None or (times[token] == 1 and token not in hits))
                for is_strange, token in zip(strange, tokens, strict=True)
            ]
        return strange

    def known_alike(self, rows: Sequence[Tokens]) -> list[int]:
        """Return the record of each row that plainly has all its keys and no other, 0 elsewhere.

        0 says nothing: such a row is to be looked for.
        """
        return [0] * len(rows)

    def find(self, tokens: Tokens, about: Any = None) -> Found | None:
        """Return the record of a row, None for a new one.

        ``about`` is what a kind looks at beside its keys.

        Raises:
            AmbiguousError: If several records fit and nothing tells them apart.
        """
        for number, (token, hits) in enumerate(zip(tokens, self._hits, strict=True)):
            if token not in hits:
                continue
            ref = self.by_key(number, tokens, about)
            if ref is not None:
                return Found(ref, self.keys[number])
        return None

    def by_key(self, number: int, tokens: Tokens, about: Any) -> int | None:
        """Return the record that the key of this number finds, None where it finds none."""
        token = tokens[number]
        hits = () if token is None else self._hits[number].get(token, ())
        if not hits:
            return None
        if len(hits) > FEW:
            hits = tuple(dict.fromkeys(self.nearest(hits, number, tokens, about)))
        fitting = [ref for ref in hits if not self.contradicts(ref, tokens, number, about)]
        return self.narrow(fitting, tokens, about) if fitting else None

    def nearest(
        self, hits: Sequence[int], number: int, tokens: Tokens, _about: Any
    ) -> Sequence[int]:
        """Return of many records of one key at least those that nothing contradicts.

        Where a row has all stronger keys these are the records that lack one, or share them.
        """
        if not number or None in tokens[:number]:
            return hits
        token = tokens[number]
        lacking = self._lacking[number].among(
            token, hits, lambda ref: None in self.tokens[ref][:number]
        )
        same = self._hits[0].get(tokens[0], ())
        return [*(ref for ref in same if self.tokens[ref][number] == token), *lacking]

    def contradicts(self, ref: int, tokens: Tokens, number: int, _about: Any) -> bool:
        """Whether a stronger key says that a record found by key ``number`` is another one."""
        theirs = self.tokens[ref]
        return any(
            mine is not None and other is not None and mine != other
            for mine, other in zip(tokens[:number], theirs[:number], strict=True)
        )

    def narrow(self, fitting: Sequence[int], _tokens: Tokens, _about: Any) -> int | None:
        """Return the one of several records that a row means.

        Raises:
            AmbiguousError: If there are several all the same.
        """
        if len(fitting) == 1:
            return fitting[0]
        raise AmbiguousError(
            tr(
                "{n} records fit this row: give the {kind}'s key or reference.",
                n=len(fitting),
                kind=KINDS[self.kind].label,
            )
        )

    def add(self, ref: int, tokens: Tokens, _about: Any = None) -> None:
        """Enter a record that this import makes."""
        self._enter(ref, tokens)

    def add_run(self, refs: Sequence[int], rows: Sequence[Tokens], _abouts: Sequence[Any]) -> None:
        """Enter records that this import makes, no two of which share a key."""
        self.tokens.update(zip(refs, rows, strict=True))
        for hits, tokens in zip(self._hits, zip(*rows, strict=True), strict=True):
            _append_all(hits, tokens, refs)

    def learn_run(self, _refs: Sequence[int], _abouts: Sequence[Any]) -> None:
        """Learn of records that were known alike what their rows bring beside their keys."""

    def learn(self, ref: int, tokens: Tokens, _about: Any = None) -> None:
        """Let a record be found by what it lacked and a row of it brings."""
        known = self.tokens[ref]
        if None not in known or known == tokens:
            return
        gained = [n for n, token in enumerate(tokens) if token is not None and known[n] is None]
        for number in gained:
            _append(self._hits[number], tokens[number], ref)
        if gained:
            self.tokens[ref] = tuple(
                mine if other is None else other for mine, other in zip(tokens, known, strict=True)
            )

    def _enter(self, ref: int, tokens: Tokens) -> None:
        self.tokens[ref] = tokens
        for hits, token in zip(self._hits, tokens, strict=True):
            if token is not None:
                _append(hits, token, ref)


def _append(hits: _Hits, token: Token, ref: int) -> None:
    """Enter a record; only of a key that many share a list is kept, which can grow."""
    known = hits.get(token)
    if isinstance(known, list):
        known.append(ref)
    else:
        hits[token] = [*known, ref] if known else (ref,)


def _append_all(hits: _Hits, tokens: Sequence[Token], refs: Sequence[int]) -> None:
    """Enter records in their order; those that share no key all at once."""
    times = Counter(tokens)
    if len(times) == len(tokens) and times.keys().isdisjoint(hits.keys()):
        hits.update(zip(tokens, zip(refs, strict=True), strict=True))
        hits.pop(None, None)
        return
    for token, ref in zip(tokens, refs, strict=True):
        if token is not None:
            _append(hits, token, ref)


def _numbered(rows: Iterable[tuple[Token, ...]]) -> list[Token]:
    """Return keys that may repeat, each with the number of its occurrence."""
    seen: defaultdict[tuple[Token, ...], Callable[[], int]]
    seen = defaultdict(lambda: count(1).__next__)
    return [None if row.count(None) == len(row) else (*row, seen[row]()) for row in rows]


def plain_matcher(kind: str, fields: Iterable[str], match: tuple[str, ...] = ()) -> Matcher:
    """Return a matcher by the catalogue's keys, or by the fields the user named."""
    return Matcher(kind, (match,) if match else keys_of(kind, fields))
