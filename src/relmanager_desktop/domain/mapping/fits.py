"""How well the values of a column fit a field: a factor, and what may be said of them."""

from __future__ import annotations

from collections.abc import Callable

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.mapping.bands import beginning_of_band
from relmanager_desktop.domain.mapping.beginnings import beginning_of
from relmanager_desktop.domain.mapping.choice_fits import (
    choice_fit,
    letter_fit,
    roles_fit,
    stage_fit,
    tier_fit,
)
from relmanager_desktop.domain.mapping.contradictions import contradicts
from relmanager_desktop.domain.mapping.dates import parse_date
from relmanager_desktop.domain.mapping.fitness import OPEN, Fit, graded
from relmanager_desktop.domain.mapping.looks import Look
from relmanager_desktop.domain.mapping.maps import Target
from relmanager_desktop.domain.mapping.phone_texts import phones_in
from relmanager_desktop.domain.mapping.spans import SPANNED, span_in
from relmanager_desktop.domain.mapping.steps import step_of
from relmanager_desktop.domain.mapping.word_lists import HONORIFICS, TITLES_BEHIND
from relmanager_desktop.domain.records import KINDS, Field, FieldType
from relmanager_desktop.domain.texts import tr

_TELLING, _CONTRADICTED = 0.75, 0.5
_PLACED = ("account", "account_address", "contact")


def fit_of(target: Target, look: Look) -> Fit:
    """Return how well the values of a column fit a target."""
    if not look.values:
        return OPEN
    fit = _of_target(target, look)
    return Fit(min(fit.factor, _CONTRADICTED)) if contradicts(target, look) else fit


def _of_target(target: Target, look: Look) -> Fit:
    fixed = dict(target.fixed)
    if target.kind == "contact_point" and target.field == "value":
        return _POINTS[fixed.get("kind", "link")](look)
    special = _SPECIAL.get(target.path)
    if special:
        return special(look)
    field = KINDS[target.kind].by_name.get(target.field)
    if field is None:
        return OPEN
    return _of_type(field, look)


def _of_type(field: Field, look: Look) -> Fit:
    if field.type in {FieldType.CHOICE, FieldType.CHOICES}:
        return choice_fit(field, look)
    if field.type is FieldType.LINK:
        return _link(field, look)
    if field.type is FieldType.INTEGER:
        return _whole(field, look)
    known = _TYPES.get(field.type)
    return known(look) if known else _text(look)


def _email(look: Look) -> Fit:
    return graded(look.email, tr("e-mail addresses"), is_telling=True)


def _phone(look: Look) -> Fit:
    share = max(look.phone, look._share(_names_phones))  # noqa: SLF001 - a share of its own
    if share < 0.75 and look.worded < 0.5 and look.email == 0 and look.date < 0.5:
        share = max(share, 0.75)  # short and odd numbers are dialled as well
    return graded(share, tr("phone numbers"))


def _names_phones(text: str) -> bool:
    return bool(phones_in(text)) and parse_date(text, "dmy") is None


def _url(look: Look) -> Fit:
    return graded(max(look.url, 0.5 if look.worded > 0.5 else 0.0), tr("web addresses"))


def _country(look: Look) -> Fit:
    is_telling = look.country_code >= _TELLING
    return graded(look.country, tr("countries"), is_telling=is_telling)


def _date(look: Look) -> Fit:
    return graded(
        max(look.date, look.number if look.number > 0.9 and _serial(look) else 0.0), tr("dates")
    )


def _since(look: Look) -> Fit:
    """A beginning may be told by its year or month alone."""
    told = sum(beginning_of(value) is not None for value in look.values) / len(look.values)
    return graded(max(look.date, told), tr("dates"))


def _serial(look: Look) -> bool:
    return all(isinstance(v, int | float) and 14_611 <= v <= 73_050 for v in look.values)


def _number(look: Look) -> Fit:
    if look.date > 0.8 and look.number < 0.9:
        return Fit(0.2, look.number, tr("numbers"))
    return graded(look.number, tr("numbers"))


def _turnover(look: Look) -> Fit:
    """A turnover is a number, or known in bands."""
    bands = _bands(look)
    return graded(min(1.0, look.number + bands), tr("numbers")) if bands else _number(look)


def _bands(look: Look) -> float:
    return look._share(lambda text: beginning_of_band(text) is not None)  # noqa: SLF001 - a share of its own


def _month(look: Look) -> Fit:
    return graded(max(look.month, look.date), tr("months"))


def _period(look: Look) -> Fit:
    return graded(max(look.period, look.date), tr("periods"))


def _yes_no(look: Look) -> Fit:
    return graded(look.yes_no, tr("yes or no"))


def _clock(look: Look) -> Fit:
    return graded(look.clock, tr("times of day"))


def _text(look: Look) -> Fit:
    if look.date > 0.8:
        return Fit(0.5)
    return OPEN


def _long_text(look: Look) -> Fit:
    return _text(look) if look.worded > 0.3 else Fit(0.6)


def _currency(look: Look) -> Fit:
    short = look._share(lambda text: len(text) <= 4)  # noqa: SLF001 - a share of its own
    return graded(short, tr("currencies"))


def _whole(field: Field, look: Look) -> Fit:
    if field.maximum == 5:
        fitting = sum(_is_step(value) for value in look.values) / len(look.values)
        return graded(fitting, tr("steps of a scale"))
    share = look.number
    if field.name == "employees":
        share += _bands(look)
    if field.unit in SPANNED:
        share += look._share(lambda text: span_in(text, field.unit) is not None)  # noqa: SLF001 - a share of its own
    if (field.minimum or 0) >= 1000:
        years = sum(_is_year(value) for value in look.values) / len(look.values)
        return graded(years, tr("years")) if look.date < 0.8 else Fit(0.2)
    return graded(share, tr("numbers")) if look.date < 0.8 else Fit(0.2)


def _is_year(value: object) -> bool:
    text = str(value).removesuffix(".0")
    return text.isdigit() and 1000 <= int(text) <= 2100


def _is_step(value: object) -> bool:
    if isinstance(value, int | float):
        return 0 <= value <= 5
    text = str(value).strip()
    return step_of(text) is not None or (text.isdigit() and int(text) <= 5)


def _link(field: Field, look: Look) -> Fit:
    if look.date > 0.6 or look.bare_email > 0.8:
        return Fit(0.3)
    if field.target == "member":
        return _member(look)
    if field.target == "contact" and look.person > 0.5:
        return Fit(1.0, look.person, tr("people"))
    has_fractions = any(isinstance(v, float) and v % 1 for v in look.values)
    return Fit(0.3) if has_fractions else OPEN


def _member(look: Look) -> Fit:
    share = max(look.person, look.member)
    return Fit(1.0, share, tr("people")) if share > 0.5 else Fit(0.95)


def _person(look: Look) -> Fit:
    share = look.person
    if look.number > 0.5 or look.date > 0.5 or look.email > 0.5 or _honorific(look) > 0.5:
        return Fit(0.2, share, tr("people"))
    if look.company > 0.4 and share < 0.5:
        return Fit(0.5, share, tr("people"))
    return Fit(1.0 if share > 0.5 else 0.9, share, tr("people") if share > 0.5 else None)


def _company(look: Look) -> Fit:
    if look.date > 0.5 or look.email > 0.5 or look.phone > 0.8 or _honorific(look) > 0.5:
        return Fit(0.3)
    if look.number > 0.8:
        return Fit(0.6)
    share = look.company
    return Fit(1.0, share, tr("companies") if share > 0.3 else None)


def _part_of_name(look: Look) -> Fit:
    return Fit(0.3) if look.number > 0.5 or look.date > 0.5 or look.email > 0.5 else OPEN


def _salutation(look: Look) -> Fit:
    share = _honorific(look)
    return graded(share, tr("forms of address"), is_telling=True) if share else Fit(0.5)


def _job_title(look: Look) -> Fit:
    if _honorific(look) > 0.5:
        return Fit(0.3)
    return Fit(0.5) if look.number > 0.5 or look.yes_no > 0.8 else OPEN


def _honorific(look: Look) -> float:
    return look._share(_is_form_of_address)  # noqa: SLF001 - a share of its own


def _is_form_of_address(text: str) -> bool:
    first, *more = [word.rstrip(".") for word in fold(text).split()] or [""]
    return first in HONORIFICS and all(w in HONORIFICS or w in TITLES_BEHIND for w in more)


def _score(look: Look) -> Fit:
    return graded(look.score, tr("scores from 0 to 10"), is_telling=True)


def _postcode(look: Look) -> Fit:
    return Fit(_CONTRADICTED) if look.mixed > _TELLING else _text(look)


def _town(look: Look) -> Fit:
    if look.mixed > _TELLING:
        return Fit(_CONTRADICTED)
    return Fit(0.7) if look.country > 0.8 and look.length > 2 else _text(look)


def _reference(look: Look) -> Fit:
    if look.date > 0.8 or look.person > 0.8:
        return Fit(0.5)
    return OPEN if look.length < 40 else Fit(0.6)


_POINTS: dict[str, Callable[[Look], Fit]] = {"email": _email, "phone": _phone, "link": _text}
_SPECIAL: dict[str, Callable[[Look], Fit]] = {
    "account.name": _company,
    **dict.fromkeys(("contact.name", "member.name"), _person),
    **dict.fromkeys(("contact.given_name", "contact.family_name"), _part_of_name),
    "contact.salutation": _salutation,
    "contact_role.title": _job_title,
    "survey_answer.score": _score,
    "raci.letter": letter_fit,
    "account.tier": tier_fit,
    "account.since": _since,
    "account.roles": roles_fit,
    "opportunity.stage": stage_fit,
    "account.turnover": _turnover,
    **{f"{kind}.postcode": _postcode for kind in _PLACED},
    **{f"{kind}.city": _town for kind in _PLACED},
    "account.reference": _reference,
    "contact.reference": _reference,
    "contact_point.label": lambda _look: OPEN,
}
_TYPES: dict[FieldType, Callable[[Look], Fit]] = {
    FieldType.EMAIL: _email,
    FieldType.PHONE: _phone,
    FieldType.URL: _url,
    FieldType.COUNTRY: _country,
    FieldType.DATE: _date,
    FieldType.INSTANT: _date,
    FieldType.DECIMAL: _number,
    FieldType.MONEY: _number,
    FieldType.PERCENT: _number,
    FieldType.MONTH: _month,
    FieldType.PERIOD: _period,
    FieldType.YES_NO: _yes_no,
    FieldType.TIME: _clock,
    FieldType.LONG_TEXT: _long_text,
    FieldType.CURRENCY: _currency,
}
