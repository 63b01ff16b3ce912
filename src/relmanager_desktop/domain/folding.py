"""Names folded for searching, sorting and matching: without case, accents and writing habits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

SORT_KEY_LENGTH = 200
_NUMBER_WIDTH = 12

# Letters that no decomposition takes apart, as people type them on a plain keyboard.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
    | {"ħ": "h", "ŧ": "t", "ŋ": "n", "ĸ": "k", "ƒ": "f", "ə": "e", "ŀ": "l", "ς": "σ"}
)
# Marks that make another letter and no accent: nukta (class 7), kana voicing (8), virama (9).
_LETTER_MARKS = frozenset({0, 7, 8, 9})
_NUMBER = re.compile(r"[0-9]+")
_OPENING = re.compile(r"^[\W_]+")
_NO_DIGITS = bytes(set(range(128)) - set(b"0123456789"))


class _FoldedSigns(dict[int, str]):
    """The folded form of each sign, found when it is first met; a table for str.translate."""

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFKD", chr(code))
        bare = "".join(c for c in decomposed if unicodedata.combining(c) in _LETTER_MARKS)
        small = unicodedata.normalize("NFKD", bare.casefold()).translate(_PLAIN)
        self[code] = folded = "".join(_figure(c) for c in small)
        return folded


def _figure(sign: str) -> str:
    digit = unicodedata.decimal(sign, None)
    return sign if digit is None else str(digit)


_FOLDED = _FoldedSigns()


def fold(text: str) -> str:
    """Return text in small letters without accents: 'Łódź ÆRØ Straße' is 'lodz aero strasse'.

    Figures of any script become 0–9, wide and ligated letters plain ones. Folding what is folded
    changes nothing. Marks that make another letter stay: ガ is not カ.
    """
    if text.isascii():
        return text.lower()
    return text.translate(_FOLDED)


def fold_all(texts: Sequence[str]) -> list[str]:
    """Return each text folded; together they cost a fifth."""
    together = "\n".join(texts)
    if together.isascii() and together.count("\n") + 1 == len(texts):
        return together.lower().split("\n")
    return [fold(text) for text in texts]


def sort_key(text: str) -> str:
    """Return what a name sorts by, at most 200 signs.

    Folded, without quotes and brackets before the first letter; articles stay; numbers are
    filled with zeros, so that 'Depot 9' stands before 'Depot 10'.
    """
    folded = fold(text)
    named = folded if folded[:1].isalnum() else _OPENING.sub("", folded) or folded
    return _NUMBER.sub(_filled, named.strip())[:SORT_KEY_LENGTH]


def _filled(number: re.Match[str]) -> str:
    return number[0].zfill(_NUMBER_WIDTH)


def digits(text: str) -> str:
    """Return the digits of a text, such as a phone number, as 0–9."""
    plain = text if text.isascii() else fold(text)
    return plain.encode("ascii", "ignore").translate(None, _NO_DIGITS).decode()


# Legal forms, each by the ways it is written; the first is the one that keys carry.
_FORMS = """
inc: incorporated
corp: corporation
co: company
ltd: limited
co ltd: company limited, company ltd, co limited
pvt ltd: private limited, private ltd, pvt limited, p ltd
pty ltd: proprietary limited, pty limited
plc: public limited company
llc: limited liability company
llp: limited liability partnership
lp: limited partnership
gmbh: gesellschaft mit beschrankter haftung, ges mbh, gesmbh
ggmbh: gemeinnutzige gmbh
gmbh co kg: gmbh and co kg, gmbh u co kg, gmbh co kommanditgesellschaft
ag: aktiengesellschaft
ag co kg: ag and co kg, ag u co kg
kg: kommanditgesellschaft
kgaa: kommanditgesellschaft auf aktien
ohg: offene handelsgesellschaft
ug: ug haftungsbeschrankt, unternehmergesellschaft, unternehmergesellschaft haftungsbeschrankt
ek: eingetragener kaufmann, e kfm
ev: eingetragener verein
eg: eingetragene genossenschaft
se: societas europaea
sa: societe anonyme, sociedad anonima, sociedade anonima
sarl: sa rl, societe a responsabilite limitee
sas: societe par actions simplifiee
eurl: entreprise unipersonnelle a responsabilite limitee
spa: societa per azioni
srl: societa a responsabilita limitata, sociedad de responsabilidad limitada
sl: sociedad limitada
sa de cv: sadecv
ltda: limitada
bv: besloten vennootschap
nv: naamloze vennootschap
ab: aktiebolag
oy: osakeyhtio
oyj: julkinen osakeyhtio
aps: anpartsselskab
as: aksjeselskap, aktieselskab
spzoo: sp zoo, sp z oo, spolka zoo, spolka z oo, spolka z ograniczona odpowiedzialnoscia
sro: spol sro, spol s ro, spolecnost s rucenim omezenym
kft: korlatolt felelossegu tarsasag
doo: drustvo s ogranicenom odgovornoscu
kk: kabushiki kaisha
sdn bhd: sendirian berhad
bhd: berhad
"""
_FORM_OF = {
    spelling.strip(): form.strip()
    for form, _, others in (line.partition(":") for line in _FORMS.strip().splitlines())
    for spelling in [form, *others.split(",")]
}
# By its last word, how many words a legal form may have, the longest first.
_LENGTHS_BY_END = {
    end: sorted({len(s.split()) for s in _FORM_OF if s.split()[-1] == end}, reverse=True)
    for end in {spelling.split()[-1] for spelling in _FORM_OF}
}
_ANDS = frozenset({"&", "+", "und", "et", "y", "og", "och"})
# Letters with points or strokes between them are one word: G.m.b.H., S. p. A., A/S.
_INITIALS = re.compile(r"(?<![^\W_])[^\W\d_](?:[./] ?[^\W\d_](?![^\W_]))+")
_POINTS = str.maketrans("", "", "./ ")
_SILENT = "'`´’‘ʼ®™©"


class _WordSigns(dict[int, str]):
    """What each folded sign is in a key: itself, a blank, or nothing; for str.translate."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        belongs = unicodedata.category(sign)[0] in "LNM"
        self[code] = kept = "" if sign in _SILENT else sign if belongs else " "
        return kept


_WORD_SIGNS = _WordSigns({ord("&"): " & ", ord("+"): " + "})
# Most names are ASCII, and bytes are translated at a tenth of the cost of text.
_ASCII_SIGNS = bytes(
    ord(sign.lower()) if sign.isalnum() or sign in "&+" else ord(" ")
    for sign in map(chr, range(128))
).ljust(256)
_ASCII_LINES = _ASCII_SIGNS[:10] + b"\n" + _ASCII_SIGNS[11:]
_ASCII_SILENT = b"'`"


def name_key(name: str) -> str:
    """Return a company's name as it is compared: two names with one key are the same name.

    Case, accents, punctuation, spaces and the word for 'and' do not matter. The legal form does,
    but not how it is written: 'ACME, Inc.' is 'Acme Incorporated' and never 'Acme GmbH'.
    """
    return _key_of_words(_words(name))


def name_keys(names: Sequence[str]) -> list[str]:
    """Return the ``name_key`` of each name: together they cost half."""
    lines = _spaced_together(names)
    return [
        name_key(name) if "." in name or "/" in name else _key_of_words(_joining(line.split()))
        for name, line in zip(names, lines, strict=True)
    ]


def _spaced_together(names: Sequence[str]) -> list[str]:
    together = "\n".join(names)
    if together.isascii() and together.count("\n") + 1 == len(names):
        return _spaced(together, _ASCII_LINES).split("\n")
    return [_spaced(name) for name in names]


def _key_of_words(words: list[str]) -> str:
    if not words or words[-1] not in _LENGTHS_BY_END:
        return " ".join(words)
    count, form = _form_at_end(words)
    return f"{' '.join(words[:-count])} {form}" if form else " ".join(words)


def legal_form(name: str) -> str:
    """Return the legal form at the end of a company's name in its short form, '' if it has none.

    It is 'gmbh' for 'Bauer G.m.b.H.' and 'pty ltd' for 'Acme Proprietary Limited'.
    """
    return _form_at_end(_words(name))[1]


def _form_at_end(words: list[str]) -> tuple[int, str]:
    """Return of how many words the legal form is made, and its short form; a name comes first."""
    for count in _LENGTHS_BY_END.get(words[-1], ()) if words else ():
        if count < len(words):
            form = _FORM_OF.get(" ".join(words[-count:]))
            if form is not None:
                return count, form
    return 0, ""


def _words(name: str) -> list[str]:
    words = _spaced(name).split()
    if 1 in map(len, words) and ("." in name or "/" in name):
        words = _spaced(_INITIALS.sub(_written_together, fold(name))).split()
    return _joining(words)


def _joining(words: list[str]) -> list[str]:
    """Return words with one for 'and'."""
    if not _ANDS.isdisjoint(words):
        words = ["and" if word in _ANDS else word for word in words]
    return words


def _spaced(name: str, signs: bytes = _ASCII_SIGNS) -> str:
    if not name.isascii():
        return fold(name).translate(_WORD_SIGNS)
    if "&" in name or "+" in name:
        name = name.replace("&", " & ").replace("+", " + ")
    return name.encode().translate(signs, _ASCII_SILENT).decode()


def _written_together(initials: re.Match[str]) -> str:
    return initials[0].translate(_POINTS)
