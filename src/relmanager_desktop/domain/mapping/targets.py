"""Where a column may go, given the kind that the sheet as a whole is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from relmanager_desktop.domain.mapping.columns import Column, Option, role_flag
from relmanager_desktop.domain.mapping.contradictions import contradicts
from relmanager_desktop.domain.mapping.fitness import OPEN, Fit
from relmanager_desktop.domain.mapping.fits import fit_of
from relmanager_desktop.domain.mapping.maps import Target, of_person
from relmanager_desktop.domain.mapping.own_columns import is_wish, of_main
from relmanager_desktop.domain.mapping.point_factors import point_factor
from relmanager_desktop.domain.mapping.row_commands import tells_commands
from relmanager_desktop.domain.mapping.value_meanings import meanings_by_values
from relmanager_desktop.domain.mapping.vocabulary import Meaning
from relmanager_desktop.domain.mapping.word_lists import LAST_TOUCH, POINTS
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import tr

ADDRESS = frozenset({"street", "postcode", "city", "region", "country"})
_ADDRESSES = frozenset({"billing", "delivery", "other"})
_LABELS = {place: place.capitalize() for place in ("work", "home", "mobile", "other", "assistant")}
_LAST_FIXED = (("state", "held"), ("subject", "Last contact"))
_NAMES = frozenset({"name", "given_name", "middle_name", "family_name", "salutation"})
_LISTS = frozenset({"contact_point.value", "account_tag.tag", "contact_tag.tag"})
_PEOPLES, _OF_ONE = frozenset({"contact", "contact_point", "contact_role"}), 0.93
_PERSONAL = frozenset({"birthday", "language", "preferred_channel", "needs_note"})
_JOINS = frozenset({"account", "contact"})  # a role's own, which the row tells
_COMPANY = frozenset({"industry", "turnover", "employees", "founded", "legal_name", "domains"})
_BORNE_OUT = 0.6  # what values leave of the doubt in a header that they bear out
# Under a header that says nothing we know, names may be those of anybody.
_NAMES_ALONE, _IN_DOUBT = frozenset({"person", "company"}), 0.5
_SPOKEN_WITH = ("interaction_contact", "contact")
_LEAST = 0.3
_NAMED, _ASKED = 0.9, 0.35
_IN_PART = 0.55
_PLAIN_NAME = 0.88  # in a list of people "Name" is theirs, whatever script it is in
_TURNOVER = Target("account", "turnover")
# What values alone suggest: (share of the look, target, certainty).
_BY_LOOK = (
    ("bare_email", Target("contact_point", "email"), 0.72),
    ("url", Target("account", "website"), 0.62),
    ("country_name", Target("account", "country"), 0.68),
    ("country_code", Target("account", "country"), 0.33),  # borne out it is asked: IT, HR, PR
)
_BY_LOOK_ALONE = (
    ("dialled", Target("contact_point", "phone"), 0.7),
    ("dialled", Target("account", "phone"), 0.7),
    ("company", Target("account", "name"), 0.68),
    ("person", Target("contact", "name"), 0.68),
)


def options_of(main: str, column: Column) -> list[Option]:
    """Return where a column may go in a sheet about ``main``, the best first."""
    if column.wish is not None:
        return _wished_option(main, column, column.wish.target)
    if tells_commands(column.header.phrase, column.look.values):
        return []
    if main == "account" and (role := role_flag(column)):
        return [_flag_option(column, role)]
    best: dict[str, Option] = {}
    whole = () if column.parts else (*column.meanings, *_by_look(main, column))
    for meaning in (*whole, *_by_parts(column), *meanings_by_values(main, column)):
        for target, factor in _personal_targets(main, meaning, column):
            option = _option(main, column, meaning, target, factor)
            known = best.get(option.key)
            if option.certainty >= _LEAST and (not known or known.certainty < option.certainty):
                best[option.key] = option
    return sorted(best.values(), key=lambda option: -option.certainty)


def _option(main: str, column: Column, meaning: Meaning, target: Target, factor: float) -> Option:
    fit = fit_of(target, column.look) if factor > 0 and not column.parts else OPEN
    named = meaning.certainty * factor
    certainty = named * fit.factor
    if named > _NAMED:  # the very name of a field is worth a question, whatever stands below it
        certainty = max(certainty, _ASKED)
    if fit.is_telling and factor > 0.7 and certainty < 0.9:
        certainty = 1 - (1 - certainty) * _BORNE_OUT
    key = _key(target, column.number)
    is_direct = target.kind == main and not target.person
    return Option(column.number, target, certainty, meaning, fit, key, is_direct)


def _wished_option(main: str, column: Column, target: Target | None) -> list[Option]:
    if target is None:
        return []
    target = of_main(_as_headed(main, column, target), main)
    is_direct = target.kind == main
    is_shared = is_wish(target) or target.adds
    key = f"{target.spoken}:{column.number}" if is_shared else _key(target, column.number)
    return [Option(column.number, target, 2.0, None, OPEN, key, is_direct)]


def _as_headed(main: str, column: Column, target: Target) -> Target:
    """Return a field that was named alone with what the header says beside it."""
    if target.slot or target.fixed:
        return target
    headed = (t for m in column.meanings for t, _ in _personal_targets(main, m, column))
    return next((t for t in headed if t.path == target.path), target)


def _flag_option(column: Column, role: str) -> Option:
    meaning = Meaning("account", "roles", 0.95, matched=column.header.phrase)
    target = Target("account", "roles")
    fit = Fit(1.0, 1.0, tr("yes or no"))
    key = f"{target.path}:{role}"
    return Option(column.number, target, 0.95, meaning, fit, key, is_direct=True)


def _key(target: Target, column: int) -> str:
    """What can be given away once: any field, but of the points and tags of a person each."""
    if target.path in _LISTS:
        return f"{target.path}:{target.slot}:{column}"
    return f"{target.path}:{target.slot}"


def _by_look(main: str, column: Column) -> Iterator[Meaning]:
    if column.look.linked_in > 0.5:
        yield Meaning("contact_point", "linkedin", 0.97, how="look")
    is_contradicted = any(_is_contradicted(meaning, column) for meaning in column.meanings)
    meant = () if is_contradicted else column.meanings
    if any(meaning.certainty > 0.75 for meaning in meant):
        return
    if column.look.bare_email >= 0.8 and "email" in KINDS[main].by_name:
        yield Meaning(main, "email", 0.75, how="look")
    for look, target, certainty in (*_BY_LOOK, *(() if meant else _BY_LOOK_ALONE)):
        if getattr(column.look, look) >= 0.7:
            is_doubtful = look in _NAMES_ALONE and bool(column.header.phrase)
            sure = min(certainty, _IN_DOUBT) if is_doubtful else certainty
            yield Meaning(target.kind, target.field, sure, how="look")


def _by_parts(column: Column) -> Iterator[Meaning]:
    """Yield each thing that a combined column holds, in doubt: its cells go nowhere as a whole."""
    for meaning in column.parts:
        yield replace(meaning, certainty=meaning.certainty * _IN_PART)


def _is_contradicted(meaning: Meaning, column: Column) -> bool:
    is_field = meaning.kind in KINDS and meaning.kind != "contact_point"
    return is_field and contradicts(Target(meaning.kind, meaning.field), column.look)


def _personal_targets(
    main: str, meaning: Meaning, column: Column
) -> Iterator[tuple[Target, float]]:
    """Yield the targets of a meaning, those of one person where the header says whose they are."""
    for target, factor in _targets(main, meaning, column):
        if column.person is None:
            yield target, factor
        elif target.kind in _PEOPLES:
            yield of_person(target, column.person), max(factor, _OF_ONE)


def _targets(main: str, meaning: Meaning, column: Column) -> Iterable[tuple[Target, float]]:
    if meaning.kind == "contact_point" and meaning.field in POINTS:
        yield _point(main, meaning, column)
        return
    if column.header.part == "label":
        return
    if meaning.kind == main:
        yield _own(main, meaning, column.header.year)
        return
    if main == "interaction" and (meaning.kind, meaning.field) == _SPOKEN_WITH:
        yield Target("contact", "name"), 0.88
        return
    if main == "account" and (meaning.kind, meaning.field) == ("interaction", "at"):
        channel = LAST_TOUCH.get(meaning.matched) or "call"
        fixed = (("channel", channel), *_LAST_FIXED)
        slot = "last" if channel == "call" else f"last-{channel}"
        yield Target("interaction", "at", slot, fixed), _last_touch(meaning)
        return
    yield _beside(main, meaning)


def _last_touch(meaning: Meaning) -> float:
    """Of all dates in a list of accounts only 'last contact' tells of a touch."""
    return 0.93 if meaning.matched in LAST_TOUCH else 0.0


def _own(main: str, meaning: Meaning, year: int) -> tuple[Target, float]:
    """A field of the main kind itself, unless the header says it is of another place."""
    target = Target(main, meaning.field)
    if target == _TURNOVER and year:
        return target, 0.6
    if meaning.field in ADDRESS:
        if main == "account" and meaning.place in _ADDRESSES:
            return _address(meaning), 1.0
        if main == "contact" and meaning.place == "work":
            return Target("account", meaning.field), 0.97
        if main == "contact" and meaning.place in {"billing", "delivery"}:
            return _address(meaning), 0.95
    if meaning.place in {"other", "assistant", "home", "mobile"} and meaning.field not in ADDRESS:
        return target, 0.6
    return target, 1.0


def _address(meaning: Meaning) -> Target:
    fixed = (("kind", meaning.place),)
    return Target("account_address", meaning.field, meaning.place, fixed)


def _point(main: str, meaning: Meaning, column: Column) -> tuple[Target, float]:
    """An e-mail, phone or link of a person."""
    fixed = dict(POINTS[meaning.field])
    place = meaning.place
    if place in _LABELS and "label" not in fixed:
        fixed["label"] = _LABELS[place]
    number = column.header.number or 1
    slot = f"{meaning.field}{'-' + place if place else ''}:{number}"
    factor = point_factor(main, meaning.field)
    if column.header.part == "label":
        return Target("contact_point", "label", slot), factor
    return Target("contact_point", "value", slot, tuple(fixed.items())), factor


_BESIDE = frozenset({"account", "contact", "contact_role"})
_OF_ACCOUNTS = frozenset({"contact_role", "account_tag"})
_OPT_INS = {"email": "email", "mail": "email", "phone": "call", "sms": "chat"}
_TAG_FACTORS = {
    ("account", "account_tag"): 1.0,
    ("contact", "contact_tag"): 1.0,
    ("account", "contact_tag"): 0.5,
    ("contact", "account_tag"): 0.5,
}


def _beside(main: str, meaning: Meaning) -> tuple[Target, float]:
    """A field of a record beside the main one; the factor is 0 where there can be none."""
    target = Target(meaning.kind, meaning.field)
    tag = _TAG_FACTORS.get((main, meaning.kind))
    if tag is not None:
        return target, tag if meaning.field == "tag" else 0.0
    if meaning.kind == "consent":
        is_right = main == "contact" and meaning.field == "state"
        return _consent(meaning), 0.58 if is_right else 0.0
    if meaning.kind not in _BESIDE or meaning.field in _JOINS:
        return target, 0.0
    if main == "contact":
        return _beside_contact(target, meaning)
    factor = _beside_account(meaning) if main == "account" else _beside_others(main, meaning)
    return target, factor


def _consent(meaning: Meaning) -> Target:
    """An opt-in: for the channel that its header names, else for any."""
    named = _OPT_INS.keys() & set(meaning.matched.split())
    channel = _OPT_INS[min(named)] if named else "any"
    fixed = (("purpose", "marketing"), ("channel", channel))
    return Target("consent", "state", f"marketing-{channel}", fixed)


def _beside_account(meaning: Meaning) -> float:
    if meaning.kind == "contact_role":
        return 0.93 if meaning.field in {"title", "department", "buying_role"} else 0.6
    if meaning.field in _NAMES:
        return 0.93
    if meaning.field in KINDS["account"].by_name:
        return 0.9 if meaning.is_named else 0.5
    return 0.87 if meaning.is_named or meaning.field in _PERSONAL else 0.6


def _beside_contact(target: Target, meaning: Meaning) -> tuple[Target, float]:
    if meaning.kind == "contact_role":
        return target, 0.98
    if meaning.field in ADDRESS and meaning.place in {"billing", "delivery"}:
        return _address(meaning), 0.93
    if meaning.place in {"home", "other"}:
        return target, 0.3
    if meaning.field == "name" and meaning.how == "label" and not meaning.is_named:
        return target, _PLAIN_NAME
    if meaning.field == "name" or meaning.is_named or meaning.place == "work":
        return target, 0.95
    return target, 0.9 if meaning.field in _COMPANY else 0.55


def _beside_others(main: str, meaning: Meaning) -> float:
    if "account" not in KINDS[main].by_name or main in _OF_ACCOUNTS:
        return 0.0
    if meaning.place:
        return 0.0
    if meaning.kind == "contact" and meaning.field in _NAMES:
        return 0.6 if "contact" in KINDS[main].by_name else 0.85
    if meaning.kind == "account" and meaning.field in ADDRESS:
        return 0.75 if meaning.is_named else 0.55  # of an order it may be where it goes to
    return 0.78 if meaning.is_named else 0.0
