"""What countries, currencies, languages and zones are called, by their codes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.records import FieldType

NAMES_LANGUAGE = "en"  # the language that this version's texts are written in


@cache
def names_of(type_: FieldType) -> dict[str, str]:
    """Return code → name in the order of names."""
    return dict(sorted(NAMERS[type_]().items(), key=lambda pair: fold(pair[1])))


def _countries() -> dict[str, str]:
    return {
        code: name
        for code, name in _locale().territories.items()
        if len(code) == 2
        and code.isalpha()
        and code not in {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
    }


def _currencies() -> dict[str, str]:
    from relmanager_desktop.domain.mapping.currencies import CODES  # noqa: PLC0415 - with babel

    names = _locale().currencies
    return {code: f"{code} · {names[code]}" for code in sorted(CODES) if code in names}


def _languages() -> dict[str, str]:
    return {code: name for code, name in _locale().languages.items() if len(code) == 2}


def _zones() -> dict[str, str]:
    from zoneinfo import available_timezones  # noqa: PLC0415 - reads many small files

    regions = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
    named = {z: z for z in available_timezones() if z.partition("/")[0] in regions}
    return {**named, "UTC": "UTC"}


def _locale() -> Any:
    from babel import Locale  # noqa: PLC0415 - heavy, and only some forms name a country

    return Locale(NAMES_LANGUAGE)


NAMERS: dict[FieldType, Callable[[], dict[str, str]]] = {
    FieldType.COUNTRY: _countries,
    FieldType.CURRENCY: _currencies,
    FieldType.LANGUAGE: _languages,
    FieldType.ZONE: _zones,
}
