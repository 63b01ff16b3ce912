"""What the columns of a sheet say of each other once its kind is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.mapping.columns import Column, Option
from relmanager_desktop.domain.mapping.fitness import OPEN
from relmanager_desktop.domain.mapping.fits import fit_of
from relmanager_desktop.domain.mapping.kinds import Guess
from relmanager_desktop.domain.mapping.looks import Look
from relmanager_desktop.domain.mapping.maps import SURE, Target
from relmanager_desktop.domain.mapping.people_names import (
    with_own_number,
    with_parts_of_names,
    with_people,
)
from relmanager_desktop.domain.mapping.word_lists import (
    KNOWN_BY_MAIL,
    MAILBOXES,
    OF_THE_HOUSE,
    POINTS,
)
from relmanager_desktop.domain.records import KINDS, FieldType

_NUMBERS = frozenset({"id", "number", "code", "nr", "nummer", "key"})
_SPELLED_OUT = frozenset({"risk.description", "issue.description"})
_OF_PEOPLE = frozenset({"contact_point", "contact_role", "contact_tag"})
_NAMING = frozenset(
    Target("contact", field) for field in ("name", "given_name", "family_name", "reference")
)
_PERSONAL, _MOSTLY, _FIGURES = 0.34, 0.5, 0.9
_LIKE_NAMES = re.compile(r"[^\W\d_]{1,20}[._][^\W\d_]{2,20}")  # ann.lee, a_lee
_TEXTS = frozenset({FieldType.TEXT, FieldType.LONG_TEXT})


def refined(guess: Guess, columns: Sequence[Column]) -> Guess:
    """Return the guess with what no column could know by itself."""
    if guess.kind in {"account", "contact"}:
        guess = with_parts_of_names(guess, columns)
    if guess.kind == "account":
        guess = _with_addresses_of_people(guess, columns)
    guess = _with_title(with_own_number(guess))
    guess = _with_choices(guess, columns)
    guess = with_people(_without_lonely_points(guess), columns)
    if guess.kind not in {"account", "contact"} and "account" in KINDS[guess.kind].by_name:
        guess = _with_account_record(guess, columns)
    return guess


def _without_lonely_points(guess: Guess) -> Guess:
    """Leave out addresses and positions of people where no column names the people."""
    if guess.kind == "contact" or guess.kind in _OF_PEOPLE:
        return guess
    named = any(o is not None and o.target in _NAMING for o in guess.chosen)
    named |= guess.kind in KNOWN_BY_MAIL and any(map(_is_mail, guess.chosen))
    if named or Target(guess.kind, "contact") in {o.target for o in guess.chosen if o}:
        return guess
    lonely = frozenset(
        n
        for n, o in enumerate(guess.chosen)
        if o is not None and o.target.kind in _OF_PEOPLE and o.meaning is not None
    )
    return replace(
        guess,
        lonely=lonely,
        chosen=tuple(None if n in lonely else o for n, o in enumerate(guess.chosen)),
        options=tuple(
            tuple(o for o in options if o.target.kind not in _OF_PEOPLE)
            for options in guess.options
        ),
    )


def _is_mail(option: Option | None) -> bool:
    return option is not None and ("kind", "email") in option.target.fixed


def _with_title(guess: Guess) -> Guess:
    """Let the description be the title where a list has no other."""
    title = KINDS[guess.kind].title[0]
    if title not in guess.missing:
        return guess
    for number, option in enumerate(guess.chosen):
        if option is None or option.target.path not in _SPELLED_OUT or option.certainty < SURE:
            continue
        target = Target(guess.kind, title)
        moved = replace(option, target=target, key=f"{target.path}:")
        chosen = tuple(moved if n == number else o for n, o in enumerate(guess.chosen))
        return replace(guess, chosen=chosen)
    return guess


def _with_choices(guess: Guess, columns: Sequence[Column]) -> Guess:
    """Let values outweigh the header where they are all choices of a field that it names, too.

    'Mitigation strategy' over Transfer and Accept is the strategy, not a text on mitigation.
    """
    fields = KINDS[guess.kind].by_name
    fed = {o.target.field for o in guess.chosen if o is not None and o.is_direct}
    choices = [f for f in fields.values() if f.type is FieldType.CHOICE and f.name not in fed]
    chosen = list(guess.chosen)
    for number, option in enumerate(chosen):
        if option is None or not option.is_direct or columns[number].wish is not None:
            continue
        if fields[option.target.field].type not in _TEXTS:
            continue
        words = columns[number].header.phrase.split()
        for field in choices:
            target = Target(guess.kind, field.name)
            fit = fit_of(target, columns[number].look)
            if fit.share == 1 and not {field.name, fold(str(field.label))}.isdisjoint(words):
                key = f"{target.path}:"
                chosen[number] = replace(option, target=target, key=key, fit=fit)
    return replace(guess, chosen=tuple(chosen))


def _with_addresses_of_people(guess: Guess, columns: Sequence[Column]) -> Guess:
    """Let e-mail and phone be the contact's where they follow the contact or bear its name.

    Behind 'Contact' comes what reaches this person, unless it is a mailbox such as 'info'.
    """
    people = [n for n, o in enumerate(guess.chosen) if _names_person(o)]
    mail = _holder(guess, "email")
    look = None if mail is None else columns[mail].look
    is_theirs = (
        look is not None and bool(people) and _is_of(look, [columns[n].look for n in people])
    )
    is_houses = look is not None and _share_of_house(look) > _MOSTLY
    chosen = list(guess.chosen)
    for field in ("email", "phone"):
        number = _holder(guess, field)
        option = None if number is None else chosen[number]
        if number is None or option is None or option.meaning is None or not people:
            continue
        words = columns[number].header.phrase.split()
        follows = _follows_person(guess, number) and not (is_houses and field == "email")
        is_named = option.meaning.is_named or not OF_THE_HOUSE.isdisjoint(words)
        is_apart = mail is not None and number < min(people) < mail
        is_persons = follows or (is_theirs and not is_apart)
        if is_persons and not is_named and columns[number].wish is None:
            slot = f"{field}:{columns[number].header.number or 1}"
            target = Target("contact_point", "value", slot, POINTS[field])
            chosen[number] = replace(
                option, target=target, key=f"{target.path}:{slot}:{number}", is_direct=False
            )
    return replace(guess, chosen=tuple(chosen))


def _names_person(option: Option | None) -> bool:
    return (
        option is not None
        and option.target.kind == "contact"
        and option.target.field in {"name", "family_name", "given_name"}
        and option.certainty >= SURE
    )


def _follows_person(guess: Guess, number: int) -> bool:
    """Whether a column comes behind a contact's name with nothing of the company between."""
    for option in reversed(guess.chosen[:number]):
        if option is not None and _names_person(option):
            return not option.target.person
        if option is not None and not _is_of_person(option.target):
            return False
    return False


def _is_of_person(target: Target) -> bool:
    is_reaching = target.kind == "account" and target.field in {"email", "phone"}
    return is_reaching or target.kind == "contact" or target.kind in _OF_PEOPLE


def _is_of(mails: Look, names: Sequence[Look]) -> bool:
    """Whether e-mail addresses are people's: they bear their names, or look like names."""
    return _bear(mails, names) or _share_of_names(mails) > _MOSTLY


def _share_of_names(mails: Look) -> float:
    return _share_of_locals(mails, lambda local: _LIKE_NAMES.fullmatch(local) is not None)


def _share_of_house(mails: Look) -> float:
    return _share_of_locals(mails, lambda local: local in MAILBOXES)


def _share_of_locals(mails: Look, is_such: Callable[[str], bool]) -> float:
    """Return the share of addresses whose part before the '@' is such."""
    found = [fold(text).partition("@")[0] for text in mails.texts if "@" in text]
    return sum(map(is_such, found)) / len(found) if found else 0.0


def _holder(guess: Guess, field: str) -> int | None:
    """Return the column that goes to a field of the account."""
    target = Target("account", field)
    for number, option in enumerate(guess.chosen):
        if option is not None and option.target == target:
            return number
    return None


def _bear(mails: Look, names: Sequence[Look]) -> bool:
    """Whether e-mail addresses bear the names of the people beside them."""
    words = {
        part
        for look in names
        for text in look.texts
        for part in fold(text).replace(",", " ").replace("-", " ").split()
        if len(part) > 2
    }
    if not mails.texts:
        return False
    locals_ = [fold(text).partition("@")[0] for text in mails.texts]
    hits = sum(any(word in local for word in words) for local in locals_)
    return hits >= _PERSONAL * len(locals_)


def _with_account_record(guess: Guess, columns: Sequence[Column]) -> Guess:
    """Let the company be a record of its own where other columns say more of it, or only its number
    is told: figures name nobody, but they are what a company is known by.
    """
    named = next(
        (n for n, o in enumerate(guess.chosen) if o and o.target == Target(guess.kind, "account")),
        None,
    )
    others = [o for o in guess.chosen if o and o.target.kind == "account" and o.certainty >= SURE]
    option = None if named is None else guess.chosen[named]
    if named is None or option is None:
        return guess
    is_number = not _NUMBERS.isdisjoint(columns[named].header.phrase.split())
    if not others and not (is_number and _is_figures(columns[named].look)):
        return guess
    if is_number or any(o.target.field == "name" for o in others):
        target = Target("account", "reference")
    else:
        target = Target("account", "name")
    moved = replace(option, target=target, key=f"{target.path}:", is_direct=False, fit=OPEN)
    chosen = tuple(moved if n == named else o for n, o in enumerate(guess.chosen))
    return replace(guess, chosen=chosen)


def _is_figures(look: Look) -> bool:
    return look.number > _FIGURES
