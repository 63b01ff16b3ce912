"""Text as it came out of a file, made fit to keep: one Unicode form, no control characters."""

from __future__ import annotations

import re
import unicodedata

# C0 but tab and line feed, DEL, C1, non-characters, halves of surrogate pairs.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
# What json.dumps makes of C0: \b, \f, \r and \u00xx.
_ESCAPED = re.compile(r"\\[bfru]")
# C1 in a text is nearly always Windows-1252 that somebody took for Latin-1; browsers agree.
_REPAIRED = {chr(byte): bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xA0)}


def is_fit(text: str) -> bool:
    """Whether a JSON text surely holds no string that needs ``fit``; false may be a false alarm."""
    if "\\" in text and _ESCAPED.search(text):
        return False
    if text.isascii():
        return "\x7f" not in text
    return not _UNFIT.search(text) and unicodedata.is_normalized("NFC", text)


def fit(text: str) -> tuple[str, int]:
    """Return the text fit to keep and how many control characters went.

    Line ends become ``\\n`` and the form becomes NFC without being counted.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, removed = _UNFIT.subn(lambda found: _REPAIRED.get(found.group(), ""), text)
    return unicodedata.normalize("NFC", text), removed
