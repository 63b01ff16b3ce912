"""What a linked record is called in a cell: readable, typable, and never the name of two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.ids import from_letters, to_letters

MAX_NAME = 120  # a link to a long text shows its beginning
_KEY_AT_END = re.compile(r"\[([0-9A-Za-z]{13})\]\s*$")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class NamedRow:
    """A record with its plain name, and what may tell it apart, best first: place or reference."""

    id: int
    name: str
    marks: tuple[str, ...] = ()


def link_names(rows: Iterable[NamedRow]) -> dict[int, str]:
    """Return a name for each record that no other one bears, however people spell case.

    One of its kind keeps its name. Records of the same name get the first of their marks that
    none of the others has, as 'Acme (Berlin)', or their key, as 'Acme [0C4…]'.
    """
    listed = list(rows)
    plain = {row.id: _plain(row.name) for row in listed}
    doubled = _doubled(plain)
    names = dict(plain)
    for group in _groups(listed, plain, doubled):
        names.update(_told_apart(group, plain))
    for id_ in _ids_in(names, _doubled(names)):
        names[id_] = _keyed(plain[id_], id_)
    return {id_: name or _keyed("", id_) for id_, name in names.items()}


def resolve_name(names: Mapping[int, str], text: str) -> int | None:
    """Return the record that a cell names, None if none or more than one: undoes ``link_names``.

    For many cells make one ``NameIndex`` instead.
    """
    return NameIndex(names).resolve(text)


class NameIndex:
    """The names of one kind, to be looked up by what people type.

    Taken are: a key alone or in brackets at the end, the name, the name in other case, the name
    without its accents where that fits one record only.
    """

    def __init__(self, names: Mapping[int, str]) -> None:
        self._ids = names.keys()
        self._exact = {name: id_ for id_, name in names.items()}
        self._names = names
        self._cased: dict[str, int | None] | None = None
        self._folded: dict[str, int | None] | None = None

    def resolve(self, text: str) -> int | None:
        """Return the id of the record named, or None."""
        exact = self._exact.get(text)
        if exact is not None:
            return exact
        keyed = self._by_key(text)
        if keyed is not None:
            return keyed
        spaced = _BLANKS.sub(" ", text).strip()
        if self._cased is None or self._folded is None:
            self._cased = _single(self._names, str.casefold)
            self._folded = _single(self._names, fold)
        return self._cased.get(spaced.casefold()) or self._folded.get(fold(spaced))

    def _by_key(self, text: str) -> int | None:
        match = _KEY_AT_END.search(text)
        try:
            id_ = from_letters(match[1] if match else text)
        except ValueError:
            return None
        return id_ if id_ in self._ids else None


def _plain(name: str) -> str:
    flat = _BLANKS.sub(" ", name).strip()
    return flat if len(flat) <= MAX_NAME else f"{flat[: MAX_NAME - 1].rstrip()}…"


def _keyed(name: str, id_: int) -> str:
    return f"{name} [{to_letters(id_)}]".lstrip()


def _doubled(names: Mapping[int, str]) -> set[str]:
    counts = Counter(name.casefold() for name in names.values())
    return {name for name, count in counts.items() if count > 1}


def _ids_in(names: Mapping[int, str], doubled: set[str]) -> list[int]:
    return [id_ for id_, name in names.items() if name.casefold() in doubled] if doubled else []


def _groups(
    rows: list[NamedRow], plain: Mapping[int, str], doubled: set[str]
) -> Iterable[list[NamedRow]]:
    groups: dict[str, list[NamedRow]] = {name: [] for name in doubled}
    for row in rows:
        group = groups.get(plain[row.id].casefold())
        if group is not None:
            group.append(row)
    return groups.values()


def _told_apart(group: list[NamedRow], plain: Mapping[int, str]) -> dict[int, str]:
    uses = Counter(mark.casefold() for row in group for mark in {*row.marks} if mark)
    names = {}
    for row in group:
        own = (mark for mark in row.marks if mark and uses[mark.casefold()] == 1)
        mark = next(own, None)
        names[row.id] = f"{plain[row.id]} ({mark})" if mark else _keyed(plain[row.id], row.id)
    return names


def _single(names: Mapping[int, str], key: Callable[[str], str]) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for id_, name in names.items():
        folded = key(name)
        found[folded] = None if folded in found else id_
    return found
