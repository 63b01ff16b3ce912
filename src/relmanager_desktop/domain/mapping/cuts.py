"""Cells that hold two things: '20095 Hamburg', 'Lindner, Petra', 'Petra <petra@x.example>'."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.mapping.maps import Target
from relmanager_desktop.domain.mapping.places import country_of

CODE, REST, MAIL = "place:code", "place:rest", "mail:mail"
NAME = "mail:rest"
_SEPARATORS = ("\n", "; ", ";", " | ", "|", " / ", "/", " – ", " - ", ", ", ",", ": ")
_CODE = r"(?:[A-Z]{1,3}-)?\d{2}[\d -]{0,6}\d|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}"
_BEFORE = re.compile(rf"(?P<code>{_CODE})[\s,]+(?P<rest>[^\W\d].*)")
_BEHIND = re.compile(rf"(?P<rest>[^\W\d].*?)[\s,]+(?P<code>{_CODE})")
_MAIL = re.compile(
    r"(?P<rest>.*?)[\s<(\[,;:|]*(?P<mail>[^\s<>()\[\],;|]+@[^\s<>()\[\],;|]+)[>)\]]*"
)
_AT = re.compile(r"at:-?\d:\d:.{1,3}", re.DOTALL)
_SAMPLE, _SHOWN = 500, 0.8
_PERSON = re.compile(r"[^\W\d_][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*){0,2},\s*[^\W\d_][\w.'’ -]*")


def cuts_of(targets: Sequence[Target], cells: Sequence[Cell]) -> tuple[str, ...]:
    """Return how the cells of a column are cut for these targets, one cut each."""
    fields = [_role(target) for target in targets]
    if "postcode" in fields and len(fields) == 2:
        return tuple(CODE if field == "postcode" else REST for field in fields)
    if "email" in fields and len(fields) == 2:
        return tuple(MAIL if field == "email" else NAME for field in fields)
    separator = _separator(cells)
    if set(fields) == {"given_name", "family_name"}:
        return _cuts_of_names(fields, separator)
    between = separator or ", "
    return tuple(f"at:{n}:{len(fields)}:{between}" for n in range(len(fields)))


def cut_by(cut: str) -> Callable[[Cell], Cell]:
    """Return what takes one piece out of a cell; a cell that holds one thing goes as a whole."""
    what, _, rest = cut.partition(":")
    if what == "place":
        return lambda cell: _of_place(cell, rest)
    if what == "mail":
        return lambda cell: _of_mail(cell, rest)
    number, _, rest = rest.partition(":")
    count, _, separator = rest.partition(":")
    return lambda cell: _of_parts(cell, int(number), int(count), separator)


def is_cut(cut: str) -> bool:
    """Whether a text says how a cell is cut."""
    return cut in {CODE, REST, MAIL, NAME} or _AT.fullmatch(cut) is not None


def pairs_shown(main: str, texts: Sequence[str]) -> list[tuple[str, str]]:
    """Return the pairs of 'kind.field' that the texts of a column show to hold.

    ``main`` is the kind of the list's main records.
    """
    texts = [text.strip() for text in texts if text.strip()][:_SAMPLE]
    if not texts:
        return []
    whose = main if main in {"account", "contact"} else "account"
    found = []
    if _share(texts, _is_place) >= _SHOWN:
        found.append((f"{whose}.postcode", f"{whose}.city"))
    if _share(texts, _is_mailbox) >= _SHOWN:
        found.append(("contact.name", "contact.email"))
    if _share(texts, _is_city_and_country) >= _SHOWN:
        found.append((f"{whose}.city", f"{whose}.country"))
    elif _share(texts, lambda text: _PERSON.fullmatch(text) is not None) >= _SHOWN:
        found.append(("contact.family_name", "contact.given_name"))
    return found


def _role(target: Target) -> str:
    return "email" if ("kind", "email") in target.fixed else target.field


def _cuts_of_names(fields: Sequence[str], separator: str) -> tuple[str, ...]:
    """Return the cuts of 'Lindner, Petra', or of 'Petra Lindner' where no comma parts the names."""
    if separator.strip() == ",":
        return tuple(f"at:{int(field == 'given_name')}:2:," for field in fields)
    return tuple(f"at:{'-1' if field == 'family_name' else '-2'}:2: " for field in fields)


def _separator(cells: Sequence[Cell]) -> str:
    """Return what stands between two things in most of these cells, '' where nothing does."""
    texts = [cell for cell in cells if isinstance(cell, str)][:_SAMPLE]
    counts = Counter(s for text in texts for s in _SEPARATORS if s in text.strip())
    return max(_SEPARATORS, key=lambda s: (counts[s], len(s))) if counts else ""


def _of_place(cell: Cell, what: str) -> Cell:
    if not isinstance(cell, str):
        return cell if what == "code" else None
    text = cell.strip()
    match = _BEFORE.fullmatch(text) or _BEHIND.fullmatch(text)
    if match is not None:
        return match[what].strip()
    is_code = re.fullmatch(_CODE, text) is not None
    return text if is_code == (what == "code") else None


def _of_mail(cell: Cell, what: str) -> Cell:
    text = cell.strip() if isinstance(cell, str) else ""
    match = _MAIL.fullmatch(text)
    if match is None:
        return cell if what == "rest" else None
    return match[what].strip(" \"'<>()[],;") or None


def _of_parts(cell: Cell, number: int, count: int, separator: str) -> Cell:
    if not isinstance(cell, str):
        return cell if number in {0, -2} else None
    if number < 0:
        first, _, last = cell.strip().rpartition(separator)
        return (last if number == -1 else first).strip() or None
    parts = cell.split(separator, count - 1)
    return parts[number].strip() or None if number < len(parts) else None


def _share(texts: Sequence[str], is_such: Callable[[str], bool]) -> float:
    return sum(map(is_such, texts)) / len(texts)


def _is_place(text: str) -> bool:
    return _BEFORE.fullmatch(text) is not None or _BEHIND.fullmatch(text) is not None


def _is_mailbox(text: str) -> bool:
    match = _MAIL.fullmatch(text)
    return match is not None and bool(match["rest"].strip(" \"'"))


def _is_city_and_country(text: str) -> bool:
    city, comma, country = text.rpartition(",")
    return bool(comma and city.strip()) and country_of(country.strip()) is not None
