"""One contact card as the cells of a row, each under the header that an address book would use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from relmanager_desktop.exchange.vcard_headers import (
    ADDRESS_PARTS,
    ANNIVERSARIES,
    COMPANY_KINDS,
    GROUP,
    MESSENGER,
    MOST_REPEATS,
    NAME_PARTS,
    PLACE_PARTS,
    SAME,
    TECHNICAL,
)
from relmanager_desktop.exchange.vcard_lines import Card, Property
from relmanager_desktop.exchange.vcard_values import (
    by_preference,
    day_of,
    label_of,
    labels_of,
    network_of,
    one_line,
    parts_of,
    unescaped,
)


@dataclass
class CardRow:
    """The cells of one card by header, and how often a property was left out, by its name."""

    cells: dict[str, str] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)

    def put(self, header: str, text: str) -> None:
        """Set a cell; a second one of the same header gets a number, the same text none."""
        text = text.strip()
        if not text or self.cells.get(header) == text:
            return
        number = 2
        free = header
        while free in self.cells:
            if self.cells[free] == text:
                return
            free, number = f"{header} {number}", number + 1
        if number > MOST_REPEATS + 1:
            self.left_out[header] += 1
        else:
            self.cells[free] = text

    def add(self, header: str, text: str, separator: str) -> None:
        """Add to a cell that unites several."""
        if text.strip():
            known = self.cells.get(header)
            self.cells[header] = f"{known}{separator}{text.strip()}" if known else text.strip()


class CardCells:
    """Turns cards into rows, each property by the line of HANDLERS that knows it."""

    def __init__(self, card: Card) -> None:
        self.card = card
        self.row = CardRow()
        self.labels = labels_of(card)
        self.reached: Counter[str] = Counter()
        named = {found.name: found for found in reversed(card.properties)}
        self.kind = _first(named, ("KIND", "X-ADDRESSBOOKSERVER-KIND")).lower()
        self.has_company = bool(_first(named, ("ORG",)).strip(";"))
        self.is_company = self._is_company(named)

    @property
    def is_group(self) -> bool:
        """Whether the card is a list of other cards."""
        return self.kind == GROUP

    def read(self) -> CardRow:
        """Return the row."""
        for found in by_preference(self.card.properties):
            name = found.head.name
            handler = HANDLERS.get(name)
            if found.is_binary or name in TECHNICAL:
                self.row.left_out[name] += name != "X-ABLABEL"
            elif not found.value.strip(" ;,"):
                continue
            elif handler is not None:
                handler(self, found)
            else:
                self._other(found)
        self._complete()
        return self.row

    def text(self, found: Property) -> str:
        """Return its value as plain text."""
        return unescaped(found.value, is_old=self.card.is_old)

    def parts(self, found: Property, separator: str = ";") -> list[str]:
        """Return the parts of its value."""
        return parts_of(found.value, separator, is_old=self.card.is_old)

    def label(self, found: Property) -> str:
        """Return what kind of phone or address it is."""
        return label_of(found, self.labels)

    def _is_company(self, named: Mapping[str, Property]) -> bool:
        if self.kind in COMPANY_KINDS or _first(named, ("X-ABSHOWAS",)).upper() == "COMPANY":
            return True
        name, company = _first(named, ("FN",)), _first(named, ("ORG",)).partition(";")[0]
        return bool(company) and name == company and not _first(named, ("N",)).strip(";, ")

    def _other(self, found: Property) -> None:
        label = self.labels.get(found.group, "")
        header = SAME.get(found.name, found.name)
        kind = found.parameter("X-SERVICE-TYPE") or (*found.types, "")[0]
        told = label or (kind if header in {MESSENGER, "Profile"} else "")
        text = self.text(found)
        self.row.put(network_of(text) or (f"{header} ({told})" if told else header), text)

    def _complete(self) -> None:
        """Let the role stand for a job title that is not there, and a company for its name."""
        cells = self.row.cells
        if "Job title" not in cells and "Role" in cells:
            cells["Job title"] = cells.pop("Role")
        if self.is_company:
            cells.setdefault("Company", cells.get("Full name", ""))
            if cells.get("Full name") == cells["Company"]:
                del cells["Full name"]


def _first(named: Mapping[str, Property], names: Iterable[str]) -> str:
    return next((named[name].value for name in names if name in named), "")


def _name(cells: CardCells, found: Property) -> None:
    if not cells.is_company:
        for header, part in zip(NAME_PARTS, cells.parts(found), strict=False):
            cells.row.put(header, part)


def _full_name(cells: CardCells, found: Property) -> None:
    cells.row.put("Full name", cells.text(found))


def _company(cells: CardCells, found: Property) -> None:
    company, *units = cells.parts(found)
    if "Company" in cells.row.cells:
        cells.row.put("Company", company)
        return
    cells.row.put("Company", company)
    cells.row.put("Department", ", ".join(filter(None, units)))


def _reach(cells: CardCells, found: Property) -> None:
    """Take a phone or an e-mail with its label; a company's go to the company."""
    header = {"TEL": "Phone", "EMAIL": "E-mail"}[found.name]
    value = cells.text(found)
    if found.name == "TEL" and value.lower().startswith("tel:"):
        value = value[4:].replace(";ext=", " ext. ")
    if cells.is_company:
        cells.row.put(f"Account {header.lower()}", value)
        return
    if cells.reached[header] >= MOST_REPEATS:
        cells.row.left_out[found.name] += 1
        return
    cells.reached[header] += 1
    number = cells.reached[header]
    cells.row.put(f"{header} {number} - Type", cells.label(found))
    cells.row.put(f"{header} {number} - Value", value.removeprefix("mailto:"))


def _address(cells: CardCells, found: Property) -> None:
    """Take an address: the first at work is the company's, the first other one the person's."""
    parts = [one_line(part) for part in cells.parts(found)]
    told = dict(zip(ADDRESS_PARTS, parts, strict=False))
    # Post boxes and floors stand with the street, as on an envelope.
    first = [told.get("Street", ""), told.get("Extension", ""), told.get("PO box", "")]
    told["Street"] = ", ".join(filter(None, first))
    is_business = cells.has_company and ("work" in found.types or cells.is_company)
    given = {part: told[part] for part in PLACE_PARTS if told.get(part)}
    if not is_business and "Street" in cells.row.cells:
        cells.row.put("Address", ", ".join(given.values()))
        return
    if is_business and any(header.startswith("Business ") for header in cells.row.cells):
        cells.row.put("Address", ", ".join(given.values()))
        return
    for part, text in given.items():
        cells.row.put(f"Business {part.lower()}" if is_business else part, text)


def _label(cells: CardCells, found: Property) -> None:
    """Take an address as it is written on an envelope, where it is given in no other way."""
    if not any(other.name == "ADR" for other in cells.card.properties):
        header = "Address" if "Street" in cells.row.cells else "Street"
        cells.row.put(header, one_line(cells.text(found)))


def _birthday(cells: CardCells, found: Property) -> None:
    whole, said = day_of(found)
    cells.row.put("Birthday", whole)
    cells.row.put("Birthday as written", said)


def _anniversary(cells: CardCells, found: Property) -> None:
    whole, said = day_of(found)
    cells.row.put("Anniversary", whole)
    cells.row.put("Anniversary as written", said)


def _dated(cells: CardCells, found: Property) -> None:
    """Take a day that a label names (``X-ABDATE``)."""
    label = cells.labels.get(found.group, "")
    if label == "Anniversary":
        _anniversary(cells, found)
        return
    whole, said = day_of(found)
    cells.row.put(f"Date ({label})" if label else "Date", whole or said)


def _zone(cells: CardCells, found: Property) -> None:
    cells.row.put("Time zone" if "/" in found.value else "UTC offset", cells.text(found))


def _categories(cells: CardCells, found: Property) -> None:
    cells.row.add("Categories", ", ".join(filter(None, cells.parts(found, ","))), ", ")


def _note(cells: CardCells, found: Property) -> None:
    text = cells.text(found)
    if text not in cells.row.cells.get("Notes", ""):
        cells.row.add("Notes", text, "\n")


def _website(cells: CardCells, found: Property) -> None:
    text = cells.text(found)
    header = "Account website" if cells.is_company else "Website"
    cells.row.put(network_of(text) or header, text)


def _plain(header: str) -> Callable[[CardCells, Property], None]:
    return lambda cells, found: cells.row.put(header, cells.text(found))


HANDLERS: dict[str, Callable[[CardCells, Property], None]] = {
    "N": _name,
    "FN": _full_name,
    "NICKNAME": _plain("Nickname"),
    "ORG": _company,
    "TITLE": _plain("Job title"),
    "TEL": _reach,
    "EMAIL": _reach,
    "ADR": _address,
    "LABEL": _label,
    "URL": _website,
    "BDAY": _birthday,
    **dict.fromkeys(ANNIVERSARIES, _anniversary),
    "X-ABDATE": _dated,
    "TZ": _zone,
    "CATEGORIES": _categories,
    "X-CATEGORIES": _categories,
    "NOTE": _note,
}
