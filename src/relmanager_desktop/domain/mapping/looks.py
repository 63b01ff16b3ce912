"""What the values of a column look like, in shares of a sample spread over the column."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property

from relmanager_desktop.domain.cells import Cell, ErrorCell
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.mapping.choice_words import YES_NO
from relmanager_desktop.domain.mapping.dates import is_no_day, parse_date
from relmanager_desktop.domain.mapping.numbers import figure_of
from relmanager_desktop.domain.mapping.periods import month_of, period_of
from relmanager_desktop.domain.mapping.places import country_of
from relmanager_desktop.domain.mapping.unreadable import says_nothing

SAMPLE = 200
_LONGEST_CODE = 3  # of countries: DE, GBR
_MAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]{2,}")
_AROUND_MAIL = re.compile(r"[^@\s,;<>()]+@[^@\s,;<>()]+\.[^@\s,;<>()]{2,}|[\s,;<>]|:::|mailto:")
_URL = re.compile(
    r"#?(?:https?://|www\.)\S+#?|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}(?:/\S*)?", re.IGNORECASE
)
_BETWEEN_WORDS = re.compile(r"[\s,;:/().\-]+")
_WEB = ("http://", "https://", "www.")
_PHONE = re.compile(r"(?:tel:)?\+?[\d\s()/.\-–]{6,}(?:\s?(?:x|ext\.?)\s?\d+)?", re.IGNORECASE)
_PERSON = re.compile(
    r"(?:(?:mr|mrs|ms|dr|prof|herr|frau|sr|sra|mme|m|pani?|mgr|[^\W\d_][\w.-]{0,8}\.)\.?\s){0,5}"
    r"[^\W\d_]['’\w.-]*(?:,?\s(?:de|da|di|van|von|der|den|la|le|del|dos|du|bin|al|el|y|ten|ter|zu)"
    r"){0,2}(?:,?\s[^\W\d_]['’\w.-]*){1,3}",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"\b(?:gmbh|ag|kg|ohg|e\.?k|ug|mbh|inc|incorporated|corp|corporation|llc|ltd|limited|plc|llp|"
    r"co|company|s\.?a\.?|s\.?l\.?|sarl|s\.a\.r\.l|sas|srl|s\.r\.l|spa|s\.p\.a|ltda|lda|bv|b\.v|nv|"
    r"n\.v|ab|as|a/s|oy|aps|sp\.? z o\.?o|sp\.? j|ооо|оао|зао|ип|gbr|kgaa|se|pty|pte|kk|group|"
    r"holding|holdings|gruppe|industries|technologies|systems|solutions|bank|university|verein)\b"
    r"\.?",
    re.IGNORECASE,
)
# In scripts that part no words: limited companies, groups, banks, factories, shops.
_LEGAL_UNCASED = re.compile(
    r"会社|公司|集団|集团|銀行|银行|工業|工业|商事|商店|電力|製作所|産業|（株）|㈱|㈲|有限|회사|주식|은행|그룹|㈜|"
    r"บริษัท|شركة|مؤسسة|مجموعة|בע\"מ|חברת"
)


@dataclass(frozen=True)
class KnownNames:
    """Names that the portfolio holds already, folded; those of tiers as they are."""

    accounts: frozenset[str] = frozenset()
    members: frozenset[str] = frozenset()
    tiers: tuple[str, ...] = ()


@dataclass
class Look:
    """The look of one column; shares lie between 0 and 1 and are 0 for a column without values.

    ``filled`` counts the values of the whole column, of long ones by a sample.
    """

    values: Sequence[Cell]
    filled: int = 0
    known: KnownNames = field(default_factory=KnownNames)

    @cached_property
    def texts(self) -> list[str]:
        """The text values, stripped."""
        return [value.strip() for value in self.values if isinstance(value, str)]

    def _share(self, is_such: Callable[[str], bool]) -> float:
        if not self.values:
            return 0.0
        return sum(map(is_such, self.texts)) / len(self.values)

    def _typed(self, types: type | tuple[type, ...]) -> float:
        if not self.values:
            return 0.0
        fitting = (isinstance(v, types) and not isinstance(v, bool) for v in self.values)
        return sum(fitting) / len(self.values)

    @cached_property
    def email(self) -> float:
        """The share of e-mail addresses."""
        return self._share(lambda text: "@" in text and bool(_MAIL.search(text)))

    @cached_property
    def bare_email(self) -> float:
        """The share of texts that are e-mail addresses and nothing beside them."""
        return self._share(lambda text: "@" in text and not _AROUND_MAIL.sub("", text))

    @cached_property
    def url(self) -> float:
        """The share of web addresses."""
        return self._share(lambda text: "." in text and bool(_URL.fullmatch(text)))

    @cached_property
    def web_address(self) -> float:
        """The share of what is an address of the web and no name such as 'Booking.com'."""
        return self._share(lambda text: text.lower().startswith(_WEB) and " " not in text)

    @cached_property
    def linked_in(self) -> float:
        """The share of addresses of people at LinkedIn."""
        return self._share(lambda text: "linkedin.com/in/" in text)

    @cached_property
    def phone(self) -> float:
        """The share of what can be dialled."""
        longs = sum(
            isinstance(v, int | float) and not isinstance(v, bool) and 1e5 <= v < 1e15
            for v in self.values
        )
        return self._share(_is_phone) + (longs / len(self.values) if self.values else 0.0)

    @cached_property
    def dialled(self) -> float:
        """The share of texts that nobody writes but for phones; an amount is none."""
        return self._share(lambda text: not text.isdigit() and _is_phone(text))

    @cached_property
    def date(self) -> float:
        """The share of days and moments."""
        return self._typed((date, datetime)) + self._share(
            lambda text: (
                (text[:1].isalnum() and parse_date(text, "") is not None)
                or parse_date(text, "mdy") is not None
            )
        )

    @cached_property
    def month(self) -> float:
        """The share of months."""
        return self._share(lambda text: month_of(text) is not None)

    @cached_property
    def period(self) -> float:
        """The share of periods: years, quarters, months, weeks."""
        years = sum(isinstance(v, int | float) and 1900 <= v <= 2199 for v in self.values)
        shown = self._share(lambda text: period_of(text) is not None)
        return shown + (years / len(self.values) if self.values else 0.0)

    @cached_property
    def clock(self) -> float:
        """The share of times of day."""
        return self._typed(time) + self._share(lambda text: text[:1].isdigit() and ":" in text)

    @cached_property
    def number(self) -> float:
        """The share of numbers and amounts."""
        return self._typed((int, float)) + self._share(
            lambda text: figure_of(text, ".") is not None or figure_of(text, ",") is not None
        )

    @cached_property
    def money(self) -> float:
        """The share of amounts with their currency."""
        return self._share(
            lambda text: any((f := figure_of(text, mark)) and f.currency for mark in ".,")
        )

    @cached_property
    def yes_no(self) -> float:
        """The share of yes and no, in any language; 0 where they are not most of the values."""
        words = [fold(str(value)).removesuffix(".0") for value in self.values]
        said = [word for word in words if word in YES_NO]
        if 2 * len(said) < len(words) or len(set(said)) > 4:
            return 0.0
        return len(said) / len(words) if words else 0.0

    @cached_property
    def country(self) -> float:
        """The share of countries."""
        texts = set(self.texts)
        if not texts or len(texts) > 120:
            return 0.0
        known = {text for text in texts if country_of(text) is not None}
        return self._share(lambda text: text in known)

    @cached_property
    def country_name(self) -> float:
        """The share of countries by name, capitals beside names included: 'Norway' and 'UK'."""
        names = {t for t in set(self.texts) if len(t) > _LONGEST_CODE and country_of(t)}
        return max(self._share(names.__contains__), self.country_code if names else 0.0)

    @cached_property
    def country_code(self) -> float:
        """The share of countries by name and in capitals: 'no' and 'si' are answers."""
        if self.yes_no:
            return 0.0
        return self._share(
            lambda text: (
                (len(text) > _LONGEST_CODE or text.isupper()) and country_of(text) is not None
            )
        )

    @cached_property
    def person(self) -> float:
        """The share of what reads like the name of a person."""
        return self._share(is_person)

    @cached_property
    def mixed(self) -> float:
        """The share of a word beside a number of four digits or more: '80331 München'."""
        return self._share(
            lambda text: "@" not in text and sum(map(str.isdigit, text)) > 3 and _has_word(text)
        )

    @cached_property
    def company(self) -> float:
        """The share of names with a legal form, or of accounts that are known."""
        return self._share(lambda text: is_company(text) or fold(text) in self.known.accounts)

    @cached_property
    def member(self) -> float:
        """The share of members that are known."""
        return self._share(lambda text: fold(text) in self.known.members)

    @cached_property
    def letter(self) -> float:
        """The share of the letters R, A, C and I."""
        return self._share(lambda text: len(text) == 1 and text in "RACI")

    @cached_property
    def score(self) -> float:
        """The share of whole numbers from 0 to 10."""
        fitting = sum(
            isinstance(v, int | float) and not isinstance(v, bool) and 0 <= v <= 10 and v == int(v)
            for v in self.values
        )
        texts = self._share(lambda text: text.isdigit() and len(text) <= 2 and int(text) <= 10)
        return texts + (fitting / len(self.values) if self.values else 0.0)

    @cached_property
    def worded(self) -> float:
        """The share of text with letters."""
        return self._share(lambda text: any(map(str.isalpha, text)))

    @cached_property
    def distinct(self) -> float:
        """The share of different values."""
        return len(set(map(str, self.values))) / len(self.values) if self.values else 0.0

    @cached_property
    def length(self) -> float:
        """The average length of its texts."""
        return sum(map(len, self.texts)) / len(self.texts) if self.texts else 0.0


def look_at(cells: Sequence[Cell], known: KnownNames | None = None) -> Look:
    """Return the look of a column, judged by at most 200 of its values spread over it."""
    stride = max(1, len(cells) // (10 * SAMPLE))
    filled = list(filter(is_filled, cells[::stride]))
    if stride > 1 and len(filled) < SAMPLE:
        stride = 1
        filled = list(filter(is_filled, cells))
    step = max(1, -(-len(filled) // SAMPLE))
    return Look(filled[::step], len(filled) * stride, known or KnownNames())


def is_filled(cell: Cell) -> bool:
    """Whether a cell holds a value: neither blank nor a word for it nor an error."""
    if cell is None or isinstance(cell, ErrorCell):
        return False
    if not isinstance(cell, str):
        return True
    text = cell.strip()
    return not (says_nothing(text) or (text[:1] == "0" and is_no_day(text)))


def is_person(text: str) -> bool:
    """Whether a text reads like the name of a person: two to four words, no legal form."""
    if len(text) > 45 or "@" in text or not _PERSON.fullmatch(text) or _LEGAL.search(text):
        return False
    words = text.replace(",", " ").split()
    return sum(word[:1].isupper() for word in words) >= 2


def is_company(text: str) -> bool:
    """Whether a text bears a legal form or a word that only companies have in their names."""
    return bool(_LEGAL.search(text) or _LEGAL_UNCASED.search(text))


def _has_word(text: str) -> bool:
    return any(word.isalpha() and len(word) > 2 for word in _BETWEEN_WORDS.split(text))


def _is_phone(text: str) -> bool:
    if not _PHONE.fullmatch(text):
        return False
    count = sum(map(str.isdigit, text))
    if not 6 <= count <= 16 or parse_date(text, "") or parse_date(text, "mdy"):
        return False
    return not text.replace(".", "", 1).replace("-", "", 1).isdigit() or count >= 7
