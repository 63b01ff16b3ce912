"""Characters that a workbook spells out as _xHHHH_, as far as the fast reader leaves them so."""

from __future__ import annotations

import re
import struct

from relmanager_desktop.exchange.zips import Package

_ESCAPES = re.compile(r"(?:_x[0-9A-Fa-f]{4}_)+")
_CODES = re.compile(r"_x([0-9A-Fa-f]{4})_")
# calamine takes 00HH back itself; with that, what began as _x005F_xHHHH_ now looks like an escape.
_LAST_TAKEN = 0xFF
_MEANT = re.compile(rb"_x005[Ff](?:_x([0-9A-Fa-f]{4})_)")
_TEXTS = "sharedstrings.xml"


class Escapes:
    """Takes back the escapes of one workbook; what was meant as it stands is looked up once."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._meant: frozenset[str] | None = None

    def take_back(self, text: str) -> str:
        """Return a text without escapes; halves of a character stay halves, if they lack one."""
        return _ESCAPES.sub(self._spelled, text) if "_x" in text else text

    def _spelled(self, found: re.Match[str]) -> str:
        codes = _CODES.findall(found.group())
        if any(int(code, 16) <= _LAST_TAKEN or code in self._as_they_stand() for code in codes):
            return found.group()
        return _joined(found)

    def _as_they_stand(self) -> frozenset[str]:
        if self._meant is None:
            names = [name for name in self._package.names() if name.endswith(_TEXTS)]
            found = (code for name in names for code in _MEANT.findall(self._package.read(name)))
            self._meant = frozenset(code.decode("ascii") for code in found)
        return self._meant


def take_all_back(text: str) -> str:
    """Return a text without escapes, as it came from a reader that takes none back."""
    return _ESCAPES.sub(_joined, text) if "_x" in text else text


def _joined(found: re.Match[str]) -> str:
    """Return what adjoining escapes spell; two halves make one character."""
    codes = [int(code, 16) for code in _CODES.findall(found.group())]
    return struct.pack(f"<{len(codes)}H", *codes).decode("utf-16-le", "surrogatepass")
