"""Values of a contact card taken apart: escapes, lists, labels, days."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from relmanager_desktop.exchange.vcard_lines import Card, Property

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_ESCAPES = {"n": "\n", "N": "\n"}
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
# Of 2.1 a backslash before anything else is a backslash.
_OLD_ESCAPE = re.compile(r"\\([;,:\\])")
_FULL_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ].*)?$")
_DAY_OF_YEAR = re.compile(r"--(\d\d)-?(\d\d)(?:T.*)?$")
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_$", re.DOTALL)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
# What a type says of a phone or an address that is worth a label; others say how it is wired.
_WORDS = {
    "cell": "mobile",
    "mobile": "mobile",
    "iphone": "iPhone",
    "text-phone": "text phone",
    "textphone": "text phone",
}
_SILENT = frozenset(
    {
        "voice", "pref", "internet", "msg", "text", "video", "x400", "postal", "parcel", "dom",
        "intl", "jpeg", "bbs", "modem", "isdn", "pcs", "1", "2", "3", "uri",
    }
)  # fmt: skip
# Pages of a person that are known as such, by their place in the net.
_NETWORKS = {
    "linkedin.com": "LinkedIn",
    "xing.com": "Xing",
    "facebook.com": "Facebook",
    "twitter.com": "Twitter",
}
_HOST = re.compile(r"^(?:https?://)?(?:[\w-]+\.)*?([\w-]+\.com)(?:[/?#]|$)", re.IGNORECASE)
_PLACES = ("work", "home")


def unescaped(text: str, *, is_old: bool) -> str:
    """Return a text without its backslashes."""
    if "\\" not in text:
        return text
    if is_old:
        return _OLD_ESCAPE.sub(r"\1", text)
    return _ESCAPE.sub(lambda found: _ESCAPES.get(found.group(1), found.group(1)), text)


def parts_of(text: str, separator: str, *, is_old: bool) -> list[str]:
    """Return the parts between separators that no backslash stands before, blanks cut off."""
    if "\\" not in text:
        return [part.strip() for part in text.split(separator)]
    found, start, place = [], 0, 0
    while place < len(text):
        if text[place] == "\\":
            place += 1
        elif text[place] == separator:
            found.append(text[start:place])
            start = place + 1
        place += 1
    found.append(text[start:])
    return [unescaped(part, is_old=is_old).strip() for part in found]


def one_line(text: str) -> str:
    """Return a text of several lines as one, a comma for each break."""
    return ", ".join(filter(None, (line.strip(" ,") for line in text.splitlines())))


def labels_of(card: Card) -> dict[str, str]:
    """Return the labels that people gave to groups (``item1.X-ABLabel``), by group."""
    labels = {}
    for found in card.properties:
        if found.name == "X-ABLABEL" and found.group:
            plain = _APPLE_LABEL.sub(r"\1", unescaped(found.value, is_old=card.is_old))
            labels[found.group] = _capital(_HUMP.sub(" ", plain).lower() if plain else "")
    return labels


def label_of(found: Property, labels: Mapping[str, str]) -> str:
    """Return what kind of phone or address it is: 'Work fax', 'Mobile', a label of its own, ''."""
    if found.group and labels.get(found.group):
        return labels[found.group]
    return _label_of(found.types)


@lru_cache(1_024)
def _label_of(types: tuple[str, ...]) -> str:
    words = [_WORDS.get(word, word.removeprefix("x-")) for word in types]
    told = [word for word in dict.fromkeys(words) if word not in _SILENT]
    told.sort(key=lambda word: word not in _PLACES)
    return _capital(" ".join(told))


def network_of(text: str) -> str:
    """Return the network in which an address is somebody's page, '' for none."""
    host = _HOST.match(text)
    return _NETWORKS.get(host[1].lower(), "") if host else ""


def by_preference(found: Sequence[Property]) -> list[Property]:
    """Return properties of one kind, those that are preferred first."""
    return sorted(found, key=lambda one: one.head.rank)


def day_of(found: Property) -> tuple[str, str]:
    """Return (the day as ISO 8601, what is no whole day as people say it), one of them ''.

    Where the year is unknown, ``--0203`` is '3 February'; Apple writes 1604 in its place.
    """
    full = _FULL_DAY.match(found.value)
    omitted = found.parameter("X-APPLE-OMIT-YEAR")
    if full and full[1] != omitted and (day := _day(*full.groups())):
        return day.isoformat(), ""
    part = _DAY_OF_YEAR.match(found.value)
    month, number = part.groups() if part else full.group(2, 3) if full else ("0", "0")
    # A leap year, so that 29 February is a day.
    known = _day("2000", month, number)
    return "", f"{known.day} {_MONTHS[known.month - 1]}" if known else found.value


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
