"""Which kind of record a table is about: all kinds are tried, and the best explanation wins."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from relmanager_desktop.domain.mapping.assigning import assign
from relmanager_desktop.domain.mapping.columns import Column, Option
from relmanager_desktop.domain.mapping.headers import fold_phrase
from relmanager_desktop.domain.mapping.targets import options_of
from relmanager_desktop.domain.mapping.word_lists import KNOWN_BY_MAIL, THERE
from relmanager_desktop.domain.records import KINDS, Kind, Standing

# Required fields that a new record gets from others, see domain/imports/births.py.
_BORN = {
    "account.name": ("reference", "legal_name"),
    "consent.on": ("state",),
    "contact.name": ("given_name", "family_name", "reference"),
    "interaction.subject": ("body", "channel"),
    "interaction.at": (),
    "issue.number": ("title",),
    "issue.opened_at": ("title",),
    "contract.title": ("number",),
    "kpi.code": ("name",),
    "kpi.name": ("code",),
    "opportunity.name": ("product", "reference"),
    "tier.order": ("name",),
    "working_calendar.zone": ("name",),
}
_PRIOR = {"account": 0.45, "contact": 0.4}
_SETTINGS = -0.4
_COVERED, _OWN_SHARE, _MISSING = 2.5, 1.0, 0.9
_BY_SHEET, _BY_FILE = 2.2, 1.6
_WITHOUT_COMPANY = -2.5
_BESIDE, _HANGING = 0.75, 0.9
# What is kept in records of its own and still says something of nothing but its main record.
_FACETS = {
    "account": ("account_address", "account_tag"),
    "contact": ("contact_point", "contact_role", "contact_tag"),
}
_SURE = 0.6
_KEYED = 0.9
_OWNED = frozenset({"id", "name", "no", "number", "code", "key", "title", "description"})
_STEM, _ENDING = 4, 3
_TIED, _IN_DOUBT = 0.12, 0.55
_CALLED, _WORD = frozenset({"name", "reference", "legal_name"}), 0.75


@dataclass(frozen=True)
class Guess:
    """What a table would be, were it about ``kind``: its columns' options and how well it fits.

    ``lonely`` are columns of people's addresses and positions where no column names the people.
    """

    kind: str
    chosen: tuple[Option | None, ...]
    options: tuple[tuple[Option, ...], ...]
    score: float
    coverage: float
    missing: tuple[str, ...]
    lonely: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Naming:
    """The kinds that the names of sheet and file speak of, and the role that accounts have."""

    sheet: Mapping[str, str]
    file: Mapping[str, str]

    def role_of(self, kind: str) -> str:
        """The role that accounts of this kind have by the names, '' if they do not say."""
        return self.sheet.get(kind) or self.file.get(kind) or ""


def guesses_of(columns: Sequence[Column], naming: Naming) -> list[Guess]:
    """Return a guess for every kind, the best first."""
    commonness = [_commonness(column) for column in columns]
    kinds = [kind for kind in KINDS.values() if _can_be_listed(kind)]
    found = [guess_as(kind.name, columns, naming, commonness, depth=1) for kind in kinds]
    return sorted(found, key=lambda guess: -guess.score)


def _can_be_listed(kind: Kind) -> bool:
    return kind.standing is not Standing.SYSTEM or kind.name in {"score", "score_answer"}


def _commonness(column: Column) -> float:
    """Return in how many kinds the header is at home; what is at home everywhere tells little."""
    kinds = {m.kind for m in column.meanings if m.certainty > 0.6 and m.kind != "contact_point"}
    return math.sqrt(max(len(kinds), 1))


def guess_as(
    kind: str,
    columns: Sequence[Column],
    naming: Naming,
    commonness: Sequence[float] | None = None,
    depth: int = 3,
) -> Guess:
    """Return the best reading of a table as one about ``kind``."""
    common = commonness or [_commonness(column) for column in columns]
    options = tuple(tuple(options_of(kind, column)) for column in columns)
    chosen = tuple(assign(options, depth))
    direct = [o for o in chosen if o is not None and o.is_direct]
    evidence = sum(
        o.certainty * _weight(kind, o) / common[n]
        for n, o in enumerate(chosen)
        if o is not None and o.certainty >= 0.4
    )
    known = sum(o is not None and o.certainty >= _SURE for o in chosen)
    heads = sum(bool(c.header.phrase) and (c.look.filled > 0 or not _any(columns)) for c in columns)
    coverage = min(1.0, known / max(heads, 1))
    missing = _missing(kind, {o.target.field for o in direct if o.certainty >= 0.5}, chosen)
    score = (
        evidence
        + _COVERED * coverage
        + _OWN_SHARE * len(direct) / len(KINDS[kind].shown_fields)
        - _MISSING * len(missing)
        + _by_name(kind, naming)
        + _PRIOR.get(kind, 0.0)
        + (_SETTINGS if KINDS[kind].standing is not Standing.SEEN else 0.0)
        + _order_bonus(kind, chosen)
        + _repetition_bonus(kind, columns, chosen)
        + _company_malus(kind, columns, chosen)
    )
    return Guess(kind, chosen, options, score, coverage, missing)


def _weight(kind: str, option: Option) -> float:
    """Return how much a column speaks for ``kind``: its own fields, what hangs on it, others."""
    if option.is_direct:
        return 1.0
    hangs = option.target.kind in (kind, *_FACETS.get(kind, ()))
    return _HANGING if hangs else _BESIDE


def _any(columns: Sequence[Column]) -> bool:
    return any(column.look.filled for column in columns)


def _by_name(kind: str, naming: Naming) -> float:
    by_sheet = _BY_SHEET if _speaks_of(naming.sheet, kind) else 0.0
    return by_sheet + (_BY_FILE if _speaks_of(naming.file, kind) else 0.0)


def _speaks_of(named: Mapping[str, str], kind: str) -> bool:
    """Whether a name speaks of this kind: 'Supplier contracts' are contracts, not suppliers."""
    return kind in named and (kind not in _PRIOR or not named.keys() - _PRIOR.keys())


def _order_bonus(kind: str, chosen: Sequence[Option | None]) -> float:
    """Of companies with people the first column mostly tells whom the list is about."""
    if kind not in {"account", "contact"}:
        return 0.0
    first = next((o for o in chosen if o is not None and o.certainty >= _SURE), None)
    return 0.4 if first is not None and first.is_direct else 0.0


def _repetition_bonus(
    kind: str, columns: Sequence[Column], chosen: Sequence[Option | None]
) -> float:
    """Of companies that come several times, each time with another person, people are the list."""
    if kind != "contact":
        return 0.0
    for number, option in enumerate(chosen):
        if option is not None and option.target.path == "account.name":
            return 0.5 if columns[number].look.distinct < 0.95 else 0.0
    return 0.0


def _company_malus(kind: str, columns: Sequence[Column], chosen: Sequence[Option | None]) -> float:
    """Of companies, each with its tier or its tags, the companies are the list.

    What speaks for a list of tiers or tags then speaks as much for one of accounts that have them.
    """
    hangs = kind in _FACETS["account"]
    if kind in _PRIOR or ("account" in KINDS[kind].by_name and not hangs):
        return 0.0
    named = {n for n, column in enumerate(columns) if _names_company(column)}
    is_lost = any(not _is_by_label(chosen[n]) for n in named)
    direct = ((n, o) for n, o in enumerate(chosen) if o is not None and o.is_direct)
    others = [columns[n] for n, _option in direct if n not in named]
    return _WITHOUT_COMPANY if is_lost and all(map(_is_of_account, others)) else 0.0


def _is_by_label(option: Option | None) -> bool:
    return option is not None and option.meaning is not None and option.meaning.how == "label"


def _names_company(column: Column) -> bool:
    """Whether a header calls companies what people call them, in no words of the catalogue's."""
    return column.wish is None and any(
        m.kind == "account" and m.field in _CALLED and m.how == "word" and m.certainty >= _WORD
        for m in column.meanings
    )


def _is_of_account(column: Column) -> bool:
    return any(
        m.kind in {"account", *_FACETS["account"]} and m.certainty >= _WORD for m in column.meanings
    )


def _missing(kind: str, direct: set[str], chosen: Sequence[Option | None]) -> tuple[str, ...]:
    """Return the required fields that no column fills and no record is born with."""
    beside = {o.target.kind for o in chosen if o is not None}
    if kind in KNOWN_BY_MAIL and "contact_point" in beside:
        beside.add("contact")
    lacking = []
    for field in KINDS[kind].shown_fields:
        if not field.required or field.default is not None or field.name in direct:
            continue
        born = _BORN.get(f"{kind}.{field.name}")
        if born is not None and (not direct.isdisjoint(born)):
            continue
        if field.name == field.target and field.target in beside:
            continue
        lacking.append(field.name)
    return tuple(lacking)


def lists_strange_things(columns: Sequence[Column], naming: Naming, *names: str) -> bool:
    """Whether a list is of what its own name says, and that is nothing of ours.

    A file 'categories' with 'categoryID' and 'categoryName' lists categories, and no products
    though products have a category.
    """
    if naming.sheet or naming.file:
        return False
    phrases = [column.header.phrase.split() for column in columns]
    pairs = [words for words in phrases if len(words) == 2 and words[1] in _OWNED]
    owned = {words[0]: len(words) for words in pairs if words[0] not in THERE}
    named = {word for name in names for word in fold_phrase(name).split()}
    return any(_is_stem(noun, word) for noun in owned for word in named) and any(
        phrases.count([noun, word]) for noun in owned for word in ("name", "title", "description")
    )


def _is_stem(noun: str, word: str) -> bool:
    """Whether two words are one but for its ending: 'category' and 'categories'."""
    pairs = zip(noun, word, strict=False)
    same = sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return same >= _STEM and same >= max(len(noun), len(word)) - _ENDING


def is_called_and_keyed(guess: Guess, naming: Naming) -> bool:
    """Whether sheet or file is called after a kind and the first column holds what names such
    records: 'Telco-Customer-Churn' with 'customerID' lists customers, whatever else it tells.
    """
    first = guess.chosen[0] if guess.chosen else None
    is_called = _speaks_of(naming.sheet, guess.kind) or _speaks_of(naming.file, guess.kind)
    if not is_called or first is None or not first.is_direct or first.certainty < _KEYED:
        return False
    kind = KINDS[guess.kind]
    return first.target.field in {kind.title[0], *(name for key in kind.keys for name in key)}


def confidence_of(guesses: Sequence[Guess], naming: Naming) -> float:
    """Return how sure the first guess is: by its lead, its coverage and the names."""
    if not guesses:
        return 0.0
    best = guesses[0]
    lead = best.score - guesses[1].score if len(guesses) > 1 else 2.0
    certainty = 0.3 + 0.35 * best.coverage + 0.2 * min(lead, 2.0) / 2
    if best.kind in naming.sheet or best.kind in naming.file:
        certainty += 0.2
    if not best.missing:
        certainty += 0.1
    certainty = max(0.0, min(0.99, certainty - 0.1 * min(len(best.missing), 3)))
    return min(certainty, _IN_DOUBT) if _is_tied(guesses, naming) else certainty


def _is_tied(guesses: Sequence[Guess], naming: Naming) -> bool:
    """Whether a second kind explains all columns as well, and no name speaks for the first.

    'Title, Company, Status, Opened' are opportunities as much as issues.
    """
    best = guesses[0]
    rivals = [g for g in guesses[1:3] if best.score - g.score < _TIED and not g.missing]
    is_named = best.kind in naming.sheet or best.kind in naming.file
    of_accounts = ["account" in KINDS[guess.kind].by_name for guess in (best, *rivals)]
    return bool(rivals) and not is_named and all(of_accounts)
