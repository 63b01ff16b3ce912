"""Every sentence that a person reads, translated when it is shown and not when it is made."""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from datetime import date
from typing import Any

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_current: gettext.NullTranslations = gettext.NullTranslations()


@dataclass(frozen=True)
class Text:
    """A sentence with its values, put into words of the current language by ``str()``.

    ``plural`` and ``n`` are both given or both None; ``values`` fill the ``{names}``.
    """

    message: str
    plural: str | None = None
    n: int | None = None
    values: tuple[tuple[str, Any], ...] = ()

    def __str__(self) -> str:
        if self.plural is not None and self.n is not None:
            pattern = _current.ngettext(self.message, self.plural, self.n)
        else:
            pattern = _current.gettext(self.message) if self.message else ""
        if not self.values and self.n is None:
            return pattern
        shown = {name: shown_value(value) for name, value in self.values}
        if self.n is not None:
            shown["n"] = f"{self.n:,}"
        return pattern.format_map(shown)

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __add__(self, other: object) -> Text:
        return joined("", self, other)


def tr(message: str, /, *, plural: str | None = None, n: int | None = None, **values: Any) -> Text:
    """Return a lazy text; braces in ``message`` name the values, ``{n}`` the counted number."""
    return Text(message, plural, n, tuple(values.items()))


def joined(separator: str, *parts: object) -> Text:
    """Return the parts one behind the other as one lazy text."""
    names = [f"p{number}" for number in range(len(parts))]
    pattern = separator.replace("{", "{{").replace("}", "}}").join(f"{{{name}}}" for name in names)
    return Verbatim(pattern, None, None, tuple(zip(names, parts, strict=True)))


class Verbatim(Text):
    """A text whose pattern is not looked up, only filled: data and joined sentences."""

    def __str__(self) -> str:
        return self.message.format_map({name: shown_value(value) for name, value in self.values})


def verbatim(text: str) -> Text:
    """Return data (a name, a cell) as a text that no catalogue translates."""
    return joined("", text)


def lowered(label: object) -> str:
    """Return a label inside a sentence: 'Account' is 'account', 'SLA policy' and 'KPI' stay."""
    text = str(label)
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def shown_value(value: Any) -> str:
    """Return a value as a sentence shows it: days as '3 Nov 2026', the rest by ``str``."""
    if isinstance(value, date):
        return f"{value.day} {month_short(value.month)} {value.year}"
    return str(value)


def month_short(month: int) -> str:
    """Return the short name of a month from 1 to 12 in the current language."""
    return _current.gettext(_MONTHS[month - 1])


def use_translations(catalogue: gettext.NullTranslations) -> None:
    """Speak the language of this gettext catalogue from now on, in every text already made."""
    global _current  # noqa: PLW0603 - one process speaks one language at a time
    _current = catalogue
