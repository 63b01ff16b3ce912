"""What stands before the colon of a card's line: name, group and parameters of all versions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

_QUOTED_HEAD = re.compile(rb'(?:"[^"]*"|[^":])*')
_NAME = re.compile(r"\s*(?:([\w-]+)\.)?([A-Za-z][\w-]*)\s*(;.*)?$", re.ASCII | re.DOTALL)
_PARAMETER = re.compile(r';((?:"[^"]*"|[^";])*)')
_CARETS = {"^n": "\n", "^^": "^", "^'": '"'}
_CARET = re.compile(r"\^[n^']")
# Parameters that 2.1 writes without their name.
_BARE = {"QUOTED-PRINTABLE": "ENCODING", "BASE64": "ENCODING", "8BIT": "ENCODING"}
_BINARY_ENCODINGS = frozenset({"BASE64", "B"})
_PICTURES = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
_LAST_RANK = 1_000


@dataclass(frozen=True)
class Head:
    """The head of a line; names are in capitals, ``types`` are what its TYPE says in lower case.

    ``rank`` orders lines of one kind by preference, ``is_quoted`` says that the value is
    quoted-printable, ``is_binary`` that it is a photo or a key.
    """

    name: str
    group: str
    parameters: Mapping[str, tuple[str, ...]]
    types: tuple[str, ...]
    rank: int
    charset: str
    is_quoted: bool
    is_binary: bool


def end_of_head(line: bytes) -> int:
    """Return where the colon stands that ends the head, -1 if there is none."""
    end = line.find(b":")
    if b'"' not in line[:end]:
        return end
    quoted = _QUOTED_HEAD.match(line)
    beyond = quoted.end() if quoted else 0
    return beyond if line[beyond : beyond + 1] == b":" else end


# A book of a million lines has a few dozen heads.
@lru_cache(4_096)
def head_of(written: bytes) -> Head | None:
    """Return the head, None where it is none."""
    found = _NAME.match(written.decode("utf-8", "replace"))
    if found is None:
        return None
    group, name = (found[1] or "").upper(), found[2].upper()
    parameters = _parameters(found[3] or "")
    encodings = {word.upper() for word in parameters.get("ENCODING", ())}
    types = tuple(word.lower() for word in parameters.get("TYPE", ()))
    return Head(
        name,
        group,
        parameters,
        types,
        rank=_rank(types, (*parameters.get("PREF", ()), "")[0]),
        charset=(*parameters.get("CHARSET", ()), "")[0],
        is_quoted="QUOTED-PRINTABLE" in encodings,
        is_binary=name in _PICTURES or not encodings.isdisjoint(_BINARY_ENCODINGS),
    )


def _rank(types: tuple[str, ...], told: str) -> int:
    if "pref" in types:
        return 0
    return int(told) if told.isdecimal() and len(told) < 4 else _LAST_RANK


def _parameters(text: str) -> dict[str, tuple[str, ...]]:
    """Return the parameters by name; what 2.1 writes bare is a type or an encoding."""
    found: dict[str, tuple[str, ...]] = {}
    for written in _PARAMETER.findall(text):
        name, is_named, value = written.partition("=")
        if not is_named:
            name, value = _BARE.get(name.strip().upper(), "TYPE"), name
        words = tuple(_plain(word) for word in value.replace('"', "").split(","))
        name = name.strip().upper()
        found[name] = (*found.get(name, ()), *filter(None, words))
    return found


def _plain(word: str) -> str:
    """Return a parameter's word without its escapes (RFC 6868)."""
    return _CARET.sub(lambda found: _CARETS[found.group()], word).strip()
