"""What makes two records one and the same: values made comparable, and the keys of each kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from relmanager_desktop.domain.folding import digits, name_key, name_keys
from relmanager_desktop.domain.ids import LETTERS, from_letters
from relmanager_desktop.domain.own_fields import OWN
from relmanager_desktop.domain.records import KINDS, Field, FieldType

# Mail domains that belong to nobody: the same one says nothing about the same company.
_PUBLIC_MAIL = """
    gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.fr live.com msn.com
    yahoo.com yahoo.co.uk yahoo.de yahoo.fr ymail.com icloud.com me.com mac.com aol.com gmx.de
    gmx.net gmx.at gmx.ch web.de t-online.de freenet.de mail.com mail.ru yandex.ru yandex.com
    proton.me protonmail.com pm.me zoho.com fastmail.com orange.fr wanadoo.fr free.fr laposte.net
    sfr.fr libero.it virgilio.it tiscali.it alice.it wp.pl o2.pl onet.pl interia.pl seznam.cz
    qq.com 163.com 126.com sina.com naver.com hanmail.net rediffmail.com uol.com.br bol.com.br
    terra.com.br comcast.net verizon.net att.net sbcglobal.net btinternet.com bluewin.ch telenet.be
    skynet.be ziggo.nl kpnmail.nl home.nl planet.nl caramail.com example.com example.org
    facebook.com linkedin.com instagram.com twitter.com x.com youtube.com google.com xing.com
    wixsite.com wordpress.com blogspot.com etsy.com amazon.com
"""
PUBLIC_MAIL = frozenset(_PUBLIC_MAIL.split())

# Kinds whose rows may repeat: two equal order lines are two lines, so the n-th matches the n-th.
REPEATABLE = frozenset({"order_line", "survey_answer", "loyalty_entry"})

# Keys beside those of the catalogue, asked last.
_FURTHER: dict[str, tuple[tuple[str, ...], ...]] = {
    "issue": (("account", "title", "opened_at"),),
    "order_line": (("account", "order_number", "product"),),
}

# Required, but a list need not tell it: the newest of these is meant.
_UNTOLD = {"consent": frozenset({"channel", "on"})}

_HOST = re.compile(r"^(?:[a-z][a-z0-9+.-]*://)?(?:[^/@\s]+@)?(?:www\.)?([^/:?#\s]+\.[^/:?#\s]+)")


def domain_of(text: str) -> str | None:
    """Return the domain of an e-mail or web address; None for one that anybody may have."""
    match = _HOST.match(text.strip().lower())
    if match is None or match[1] in PUBLIC_MAIL:
        return None
    return match[1]


def domains_of(texts: Iterable[object]) -> tuple[str, ...]:
    """Return the domains of several addresses, each possibly a list separated by commas."""
    found: dict[str, None] = {}
    for text in texts:
        if isinstance(text, str):
            for part in re.split(r"[,;\s]+", text):
                if part and (domain := domain_of(part)):
                    found[domain] = None
    return tuple(found)


def point_key(value: str) -> str:
    """Return an e-mail address, a phone number or a link as it is compared."""
    if "@" in value:
        return value.strip().lower()
    figures = digits(value)
    if len(figures) >= 5 and not any(character.isalpha() for character in value):
        return figures.removeprefix("00")
    return link_key(value)


def link_key(value: str) -> str:
    """Return a web address as it is compared: without scheme, www and a last slash."""
    bare = re.sub(r"^[a-z][a-z0-9+.-]*://(www\.)?|^www\.", "", value.strip().lower())
    return bare.rstrip("/")


def reference_key(value: str) -> str:
    """Return a reference as it is compared; leading zeros are part of it."""
    return value.strip().casefold()


def same_value(value: Any) -> Any:
    """Return a value as it is, so that equal means equal; lists without their order."""
    return tuple(sorted(map(str, value))) if isinstance(value, list) else value


_BY_TYPE: dict[FieldType, Callable[[Any], Hashable]] = {
    FieldType.TEXT: name_key,
    FieldType.LONG_TEXT: name_key,
    FieldType.LISTED: name_key,
    FieldType.EMAIL: point_key,
    FieldType.PHONE: point_key,
    FieldType.URL: link_key,
}
_REFERENCES = frozenset({"reference", "number", "external_id", "external_reference", "code"})


def comparable(kind: str, field: Field) -> Callable[[Any], Hashable]:
    """Return how values of a field are made comparable."""
    if kind == "contact_point" and field.name == "value":
        return point_key
    if field.name in _REFERENCES:
        return lambda value: reference_key(str(value))
    return _BY_TYPE.get(field.type, same_value)


def comparable_column(
    kind: str, field: Field, values: Sequence[Any], known: dict[str, str | None]
) -> list[Hashable | None]:
    """Return the values of a column made comparable, None for blanks.

    ``known`` are names whose keys were made before, and gains those of this column.
    """
    make = comparable(kind, field)
    if make is name_key and set(map(type, values)) == {str}:
        names = [name for name in dict.fromkeys(values) if name not in known]
        known.update(zip(names, name_keys(names), strict=True))
        known[""] = None
        return [*map(known.__getitem__, values)]
    return [None if value is None or value == "" else make(value) for value in values]


def keys_of(kind: str, fields: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return the keys by which records of a kind are matched when these fields are known.

    A field that the sheet does not have drops out of a key unless the record cannot be without
    it; a key that loses such a field, or all its fields, is no key. Where none is left all the
    fields together are the key, so that the same row twice is the same record.
    """
    known = set(fields) - {OWN}
    entry = KINDS[kind]
    whole: dict[tuple[str, ...], None] = {}
    shortened: dict[tuple[str, ...], None] = {}
    untold = _UNTOLD.get(kind, frozenset())
    for key in (*entry.keys, *_FURTHER.get(kind, ())):
        needed = {name for name in key if entry.field(name).required} - untold
        left = tuple(name for name in key if name in known)
        if left and needed <= known and not (set(left) <= {"account"}):
            (whole if left == key else shortened)[left] = None
    return tuple(whole | shortened) or (tuple(sorted(known)),)


def is_always_needed(kind: str, field: Field) -> bool:
    """Whether a record can be neither made nor found by any key of its kind without this field."""
    keys = (*KINDS[kind].keys, *_FURTHER.get(kind, ()))
    return field.required and field.default is None and all(field.name in key for key in keys)


def key_id(text: object) -> int | None:
    """Return the id that 13 letters stand for, None where a text is no key."""
    if not isinstance(text, str) or len(text.strip()) != LETTERS:
        return None
    try:
        return from_letters(text)
    except ValueError:
        return None
