"""What a workbook knows of its own export: whose it is, as of when, and a checksum of every row."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from relmanager_desktop.domain.ids import LETTERS, from_letters, to_letters

FORMAT = 1
_PACKED_ROWS = 1_000  # keys and checksums in one cell: 25 characters each, 32,767 is the most
_SUM_LETTERS = 10
_EXACT = 10**15  # smaller whole numbers are told by all their digits


@dataclass(frozen=True)
class Manifest:
    """The hidden sheet of a workbook.

    Attributes:
        portfolio: tells whose workbook it is; '' for a portfolio that was never written.
        change_set: the number of the last change set at export.
        schema: the schema revision.
        zone: the time zone of the instants' wall time.
        currency: what amounts are in where neither record nor account says.
        filter: what was asked for, by the names of the export's arguments; empty for all.
        headers: sheet → (kind, {header: path}), in the order of the sheet's columns.
        checksums: kind → {id: checksum of its row}.
    """

    portfolio: str
    change_set: int
    schema: str
    zone: str
    currency: str
    filter: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, tuple[str, Mapping[str, str]]] = field(default_factory=dict)
    checksums: Mapping[str, Mapping[int, str]] = field(default_factory=dict)


def manifest_rows(manifest: Manifest) -> Iterator[tuple[str, str, str]]:
    """Yield the rows of the hidden sheet: what it is, of what, and the value."""
    yield ("format", "", str(FORMAT))
    yield ("portfolio", "", manifest.portfolio)
    yield ("change set", "", str(manifest.change_set))
    yield ("schema", "", manifest.schema)
    yield ("zone", "", manifest.zone)
    yield ("currency", "", manifest.currency)
    yield ("filter", "", _json(manifest.filter))
    for sheet, (kind, headers) in manifest.headers.items():
        yield ("sheet", sheet, _json({"kind": kind, "headers": dict(headers)}))
    for kind, sums in manifest.checksums.items():
        entries = [to_letters(id_) + checksum for id_, checksum in sums.items()]
        for start in range(0, len(entries), _PACKED_ROWS):
            yield ("rows", kind, " ".join(entries[start : start + _PACKED_ROWS]))


def read_manifest(rows: Iterable[Sequence[object]]) -> Manifest | None:
    """Return what the hidden sheet says, None if it says nothing that we understand."""
    plain: dict[str, str] = {}
    headers: dict[str, tuple[str, Mapping[str, str]]] = {}
    checksums: dict[str, dict[int, str]] = {}
    for row in rows:
        what, of, value = (str(cell or "") for cell in (*row, None, None, None)[:3])
        if what == "sheet":
            stated = json.loads(value)
            headers[of] = (stated["kind"], stated["headers"])
        elif what == "rows":
            checksums.setdefault(of, {}).update(map(_unpacked, value.split()))
        else:
            plain[what] = value
    if plain.get("format") != str(FORMAT):
        return None
    return Manifest(
        portfolio=plain.get("portfolio", ""),
        change_set=int(plain.get("change set") or 0),
        schema=plain.get("schema", ""),
        zone=plain.get("zone", ""),
        currency=plain.get("currency", ""),
        filter=json.loads(plain.get("filter") or "{}"),
        headers=headers,
        checksums=checksums,
    )


def row_checksum(cells: Iterable[object]) -> str:
    """Return a checksum of a row's cells, the same for all spellings that ``same_cell`` equates."""
    return _digest("\x1f".join([_canonical(cell) for cell in cells]))


def row_checksums(columns: Sequence[Sequence[object]]) -> list[str]:
    """Return the ``row_checksum`` of each row of these columns, which together cost half."""
    rows = zip(*map(_canonical_column, columns), strict=True)
    return [_digest("\x1f".join(row)) for row in rows]


def _digest(text: str) -> str:
    data = text.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=_SUM_LETTERS // 2).hexdigest()


def _canonical_column(cells: Sequence[Any]) -> Sequence[str]:
    types = set(map(type, cells))
    if types == {type(None)}:
        return [""] * len(cells)
    if types == {str}:
        together = "".join(cells)
        if together.isascii() and "\r" not in together:
            return [*map(str.strip, cells)]
    if types == {int} and max(cells) < _EXACT and min(cells) > -_EXACT:
        return [*map(str, cells)]
    return [_canonical(cell) for cell in cells]


def same_cell(one: object, other: object) -> bool:
    """Whether two cells say the same, so that opening and saving elsewhere is never a change.

    A whole number may come as 42.0, a day as a moment at midnight, a text in another Unicode form
    or with blanks around it; numbers are compared to 15 digits, moments to the second.
    """
    return one == other or _canonical(one) == _canonical(other)


def _canonical(cell: object) -> str:
    if cell is None:
        return ""
    return str(_SPELLINGS.get(type(cell), str)(cell))


def _text(cell: str) -> str:
    if not cell.isascii():
        cell = unicodedata.normalize("NFC", cell)
    if "\r" in cell:
        cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    return cell.strip()


def _moment(cell: datetime) -> str:
    if cell.microsecond:  # a moment kept as a number of days may be some microseconds off
        cell = (cell + timedelta(microseconds=500_000)).replace(microsecond=0)
    return cell.isoformat().removesuffix("T00:00:00")


_SPELLINGS: dict[type, Any] = {
    str: _text,
    int: lambda cell: format(cell, ".15g"),
    float: lambda cell: format(cell, ".15g"),
    bool: lambda cell: "1" if cell else "0",
    datetime: _moment,
    date: date.isoformat,
    time: lambda cell: cell.isoformat("seconds"),
}


def _unpacked(entry: str) -> tuple[int, str]:
    return from_letters(entry[:LETTERS]), entry[LETTERS:]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
