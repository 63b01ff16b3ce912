"""Names of people in lists: which part of one a column holds, and lists of private clients."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.mapping.columns import Column
from relmanager_desktop.domain.mapping.fitness import OPEN
from relmanager_desktop.domain.mapping.kinds import Guess, Naming, guess_as
from relmanager_desktop.domain.mapping.maps import SURE, Target
from relmanager_desktop.domain.records import KINDS

_FEW_COMPANIES = 0.2
_MOSTLY, _DOUBT, _WHOLE = 0.5, 0.5, 2
_NAME_WORD = re.compile(r"[^\W\d_]{2,}")
_NEARLY_ALL, _OWN_NUMBER = 0.8, 0.8
_ONLY_PEOPLES = frozenset({"birthday", "anniversary", "salutation", "how_we_met"})
_PEOPLES_OWN = frozenset({"contact_role", "snooze"})
_OF_PERSONS = {"account.name": "family_name", "account.reference": "reference"}


def as_people(guess: Guess, columns: Sequence[Column], naming: Naming) -> Guess:
    """Return a list of accounts that are persons as one of contacts, any other as it is.

    In a list of private clients 'Name' beside 'First name' is the family name, and their number
    the person's.
    """
    if not _lists_people(guess, columns):
        return guess
    people = guess_as("contact", columns, naming)
    for number, option in enumerate(guess.chosen):
        if option is not None and option.target.path in _OF_PERSONS:
            chosen = (*people.chosen[:number], option, *people.chosen[number + 1 :])
            people = replace(people, chosen=chosen)
            people = _moved(people, number, _as_of_person(guess, option.target.path))
    return people


def _as_of_person(guess: Guess, path: str) -> str:
    """Return what a field of accounts is to a person; the name is what the list lacks of it."""
    if path != "account.name":
        return _OF_PERSONS[path]
    fed = {o.target.path for o in guess.chosen if o is not None and o.certainty >= SURE}
    if "contact.family_name" in fed:
        return "given_name"
    return "family_name" if "contact.given_name" in fed else "name"


def _lists_people(guess: Guess, columns: Sequence[Column]) -> bool:
    """Whether a list of accounts without a company is one of persons.

    It has 'Name' beside 'First name' or beside the family name, or whole names of people beside
    what only people have.
    """
    if guess.kind != "account":
        return False
    at = {o.target.path: n for n, o in enumerate(guess.chosen) if o and o.certainty >= SURE}
    name = at.get("account.name")
    parts = at.keys() & {"contact.given_name", "contact.family_name"}
    if name is None or len(parts) == 2:
        return False
    option, look = guess.chosen[name], columns[name].look
    is_plain = option is not None and (option.meaning is None or not option.meaning.is_named)
    if not is_plain or look.company >= _FEW_COMPANIES:
        return False
    if parts:
        return _is_one_word(columns[name])
    return look.person > _NEARLY_ALL and any(map(_tells_person, columns))


def _tells_person(column: Column) -> bool:
    """Whether a header means what only people have, such as a birthday."""
    return any(
        m.kind == "contact" and m.field in _ONLY_PEOPLES and m.certainty >= SURE
        for m in column.meanings[:1]
    )


def with_own_number(guess: Guess) -> Guess:
    """Let the number of an account be the person's in a list of people that names no company."""
    if guess.kind != "contact":
        return guess
    of_accounts = [(n, o) for n, o in enumerate(guess.chosen) if o and o.target.kind == "account"]
    if len(of_accounts) != 1 or of_accounts[0][1].target.path != "account.reference":
        return guess
    number, option = of_accounts[0]
    if Target("contact", "reference") in {o.target for o in guess.chosen if o}:
        return guess
    sure = replace(option, certainty=max(option.certainty, _OWN_NUMBER))
    chosen = tuple(sure if n == number else o for n, o in enumerate(guess.chosen))
    return _moved(replace(guess, chosen=chosen), number, "reference")


def with_parts_of_names(guess: Guess, columns: Sequence[Column]) -> Guess:
    """Tell which part of a name a column 'Name' holds by the parts beside it.

    'Name' beside 'Vorname' is the family name, 'Nombre' beside 'Apellidos' the given name.
    """
    at = {
        o.target.field: n
        for n, o in enumerate(guess.chosen)
        if o is not None
        and o.target.kind == "contact"
        and not o.target.person
        and o.certainty >= SURE
    }
    whole, given, family = (at.get(part) for part in ("name", "given_name", "family_name"))
    if whole is not None and _is_one_word(columns[whole]):
        if given is not None and family is None:
            return _moved(guess, whole, "family_name")
        if family is not None and given is None:
            return _moved(guess, whole, "given_name")
    if whole is None and family is None and given is not None and columns[given].look.person > 0.5:
        return _moved(guess, given, "name")
    return guess


def doubting_other_names(guess: Guess, cells: Sequence[Sequence[Cell]]) -> Guess:
    """Put whole names in doubt that are not those of the people whose parts stand beside them.

    'Bob Ray' beside 'Jane' and 'Doe' names somebody else: whose name it is has to be asked.
    """
    at = {
        o.target.field: n
        for n, o in enumerate(guess.chosen)
        if o is not None and o.target.kind == "contact" and not o.target.person
    }
    number = at.get("name")
    parts = [cells[at[field]] for field in ("given_name", "family_name") if field in at]
    option = None if number is None else guess.chosen[number]
    if number is None or option is None or not parts or option.meaning is None:
        return guess
    rows = list(zip(cells[number], *parts, strict=True))
    told = [(name, rest) for name, *rest in rows if isinstance(name, str) and any(rest)]
    others = sum(are_two_people(name, *rest) for name, rest in told)
    if others <= _MOSTLY * len(told):
        return guess
    doubted = replace(option, certainty=min(option.certainty, _DOUBT))
    chosen = tuple(doubted if n == number else o for n, o in enumerate(guess.chosen))
    return replace(guess, chosen=chosen)


def are_two_people(name: str, *parts: object) -> bool:
    """Whether a whole name and the parts of one have no word in common, in the same script."""
    whole = set(_NAME_WORD.findall(fold(name)))
    told = {word for part in parts if part for word in _NAME_WORD.findall(fold(str(part)))}
    if len(whole) < _WHOLE or not told or not whole.isdisjoint(told):
        return False
    return all(map(str.isascii, whole)) == all(map(str.isascii, told))


def with_people(guess: Guess, columns: Sequence[Column]) -> Guess:
    """Let the person that a row names be a record of its own where the row names the company, too.

    Only so it is told apart from one of that name elsewhere, and joined to its company.
    """
    link = Target(guess.kind, "contact")
    by_name = KINDS[guess.kind].by_name
    number = next((n for n, o in enumerate(guess.chosen) if o and o.target == link), None)
    option = None if number is None else guess.chosen[number]
    if number is None or option is None or not {"account", "contact"} <= by_name.keys():
        return guess
    fed = {o.target for o in guess.chosen if o is not None and o.certainty >= SURE}
    has_company = Target(guess.kind, "account") in fed or any(t.kind == "account" for t in fed)
    is_spoken_of = any(target.kind.startswith("contact") for target in fed)
    is_meant = option.certainty >= SURE and columns[number].wish is None
    if not is_meant or guess.kind in _PEOPLES_OWN or not (has_company or is_spoken_of):
        return guess
    if columns[number].look.worded <= _MOSTLY:  # by their numbers only those are found who are here
        return guess
    named = option.meaning and replace(option.meaning, how="word")
    chosen = tuple(replace(option, meaning=named) if o is option else o for o in guess.chosen)
    return _moved(replace(guess, chosen=chosen), number, "name")


def _is_one_word(column: Column) -> bool:
    texts = column.look.texts
    return not texts or sum(" " in text for text in texts) < 0.5 * len(texts)


def _moved(guess: Guess, column: int, field: str) -> Guess:
    option = guess.chosen[column]
    if option is None:
        return guess
    target = Target("contact", field)
    is_direct = target.kind == guess.kind
    moved = replace(option, target=target, key=f"{target.path}:", fit=OPEN, is_direct=is_direct)
    chosen = tuple(moved if n == column else o for n, o in enumerate(guess.chosen))
    return replace(guess, chosen=chosen)
