"""Countries, languages and zones by the names that people give them, in nine languages."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from rapidfuzz import fuzz, process

from relmanager_desktop.domain.cells import Cell, ErrorCell
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.mapping.currencies import CODES, currency_of_sign
from relmanager_desktop.domain.mapping.unreadable import (
    ValueProblem,
    is_blank_text,
    refuse_error,
    shown,
)
from relmanager_desktop.domain.texts import tr

LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "pl", "ru")
# What neither ISO nor the names of any language say.
_ALSO = {
    **dict.fromkeys(("usa", "u.s.a.", "u.s.", "us of a", "united states of america"), "US"),
    **dict.fromkeys(("eeuu", "ee.uu.", "ee. uu.", "etats unis", "eua", "vs", "сша"), "US"),
    **dict.fromkeys(("uk", "u.k.", "great britain", "england", "scotland", "wales"), "GB"),
    **dict.fromkeys(("northern ireland", "britain", "grossbritannien", "gran bretagna"), "GB"),
    **dict.fromkeys(("grande bretagne", "gran bretana", "inglaterra", "angleterre"), "GB"),
    **dict.fromkeys(("holland", "the netherlands", "olanda", "holanda", "pays bas"), "NL"),
    **dict.fromkeys(("korea", "south korea", "republic of korea", "korea, republic of"), "KR"),
    **dict.fromkeys(("uae", "u.a.e.", "vae", "emirates"), "AE"),
    **dict.fromkeys(("russian federation", "рф"), "RU"),
    **dict.fromkeys(("czech republic", "tschechische republik", "republique tcheque"), "CZ"),
    **dict.fromkeys(("ivory coast", "cote d ivoire"), "CI"),
    **dict.fromkeys(("viet nam", "vietnam"), "VN"),
    **dict.fromkeys(("prc", "p.r. china", "pr china", "people s republic of china"), "CN"),
    **dict.fromkeys(("brd", "deutschland", "federal republic of germany", "d"), "DE"),
    **dict.fromkeys(("eire", "republic of ireland", "ireland, republic of"), "IE"),
    **dict.fromkeys(("congo, drc", "drc", "congo (drc)", "dr congo", "congo kinshasa"), "CD"),
    **dict.fromkeys(("iran, islamic republic of", "islamic republic of iran"), "IR"),
    **dict.fromkeys(("tanzania, united republic of",), "TZ"),
    **dict.fromkeys(("turkey", "turkei"), "TR"),
    **dict.fromkeys(("hong kong", "hongkong", "hong kong sar"), "HK"),
    **dict.fromkeys(("taiwan, province of china",), "TW"),
    **dict.fromkeys(("moldova, republic of",), "MD"),
    **dict.fromkeys(("a", "osterreich"), "AT"),
    **dict.fromkeys(("macedonia",), "MK"),
    **dict.fromkeys(("swaziland",), "SZ"),
    **dict.fromkeys(("burma",), "MM"),
}
_NEARLY_CERTAIN = 90
_SHORTEST_GUESS = 6


@cache
def _countries() -> dict[str, str]:
    """Return folded names and codes → ISO 3166 letters; the first call costs some 50 ms."""
    # Babel takes a tenth of a second to import and most starts never read a country.
    from babel import Locale  # noqa: PLC0415 - slow to load
    from babel.core import get_global  # noqa: PLC0415 - slow to load

    names: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha():
                names.setdefault(_word(name), code)
    real = {code for code in names.values() if code not in {"ZZ", "EU", "UN", "EZ", "XA", "XB"}}
    names = {name: code for name, code in names.items() if code in real}
    for old, codes in get_global("territory_aliases").items():
        if len(old) == 3 and old.isalpha() and len(codes) == 1 and codes[0] in real:
            names.setdefault(old.lower(), codes[0])
    names.update({code.lower(): code for code in real})
    names.update({_word(name): code for name, code in _ALSO.items()})
    return names


def _word(name: str) -> str:
    folded = fold(name).replace("&", " and ").replace("-", " ").replace("'", " ").replace("’", " ")
    return " ".join(folded.split()).removeprefix("the ")


@cache
def country_of(text: str) -> str | None:
    """Return the ISO 3166 letters of a country by its name or code, None if it is none."""
    names = _countries()
    word = _word(text)
    if word in names:
        return names[word]
    bare = word.replace(".", "")
    if bare in names:
        return names[bare]
    if len(word) < _SHORTEST_GUESS:
        return None
    near = process.extract(
        word, list(names), scorer=fuzz.ratio, score_cutoff=_NEARLY_CERTAIN, limit=5
    )
    codes = {names[name] for name, _score, _n in near}
    return codes.pop() if len(codes) == 1 else None


def country_reader() -> Callable[[Cell], str | None]:
    """Return what reads a cell as a country's two letters."""

    def read(cell: Cell) -> str | None:
        if isinstance(cell, str):
            text = cell.strip()
            code = country_of(text)
            if code is not None or (is_blank_text(text) or not text):
                return code
        _refuse(cell)
        raise ValueProblem(
            tr(
                "“{cell}” is not a country. Write its name or its two letters, such as DE.",
                cell=shown(cell),
            )
        )

    return read


def currency_reader() -> Callable[[Cell], str | None]:
    """Return what reads a cell as a currency's three letters: 'EUR', '€' or 'Euro'."""

    def read(cell: Cell) -> str | None:
        text = str(cell).strip()
        if text.upper() in CODES:
            return text.upper()
        code = currency_of_sign(text)
        if code:
            return code
        if isinstance(cell, str) and is_blank_text(text):
            return None
        _refuse(cell)
        if len(text) == 3 and text.isascii() and text.isalpha():
            return text.upper()
        raise ValueProblem(
            tr(
                "“{cell}” is not a currency. Write its three letters, such as EUR.",
                cell=shown(cell),
            )
        )

    return read


@cache
def _languages() -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415 - as for countries

    names: dict[str, str] = {}
    for language in LANGUAGES:
        for code, name in Locale.parse(language).languages.items():
            if len(code) == 2:
                names.setdefault(fold(name), code)
                names.setdefault(code, code)
    return names


def language_reader() -> Callable[[Cell], str | None]:
    """Return what reads a cell as a language's two letters: 'German', 'Deutsch', 'de-AT'."""

    def read(cell: Cell) -> str | None:
        text = fold(str(cell)).strip()
        if isinstance(cell, str) and is_blank_text(text):
            return None
        code = _languages().get(text) or _languages().get(text.replace("_", "-").split("-")[0])
        if code is not None:
            return code
        _refuse(cell)
        raise ValueProblem(
            tr(
                "“{cell}” is not a language. Write its name or its two letters, such as en.",
                cell=shown(cell),
            )
        )

    return read


def _refuse(cell: Cell) -> None:
    if isinstance(cell, ErrorCell):
        refuse_error(cell)
