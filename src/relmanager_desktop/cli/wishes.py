"""What import options say of a file, and whether the file has what they speak of."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from relmanager_desktop.cli.failures import UsageError
from relmanager_desktop.cli.naming import kind_named
from relmanager_desktop.domain.cells import column_letters
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.imports.mending import CellSpot, spot_of
from relmanager_desktop.domain.imports.wished import match_paths
from relmanager_desktop.domain.mapping.choices import code_of
from relmanager_desktop.domain.mapping.headers import fold_phrase
from relmanager_desktop.domain.mapping.maps import SheetMap, Target, Wishes
from relmanager_desktop.domain.mapping.own_columns import is_own_path
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import tr

Pair = tuple[str, str]
# The field of points of a contact that records can be matched by, as people say it.
MAIL = "contact.email"
MARKS = {"comma": ",", "point": "."}
COLLISIONS = frozenset({"fill", "overwrite", "keep"})
# What can be said of how a column is read; what has no words takes any text.
READINGS: dict[str, dict[str, str]] = {
    "dates": {"dmy": "dmy", "mdy": "mdy", "ymd": "ymd"},
    "decimals": MARKS,
    "currency": {},
    "blanks": {"clear": "clear", "keep": "keep"},
}
POINT_KEYS = frozenset({"contact_point.value", "contact_point.email"})

# Options that say how a list from elsewhere is read and matched, and where they are kept.
_OF_LISTS = {
    "--as": "as_kind",
    "--map": "map",
    "--value": "value",
    "--set": "set",
    "--header-row": "header_row",
    "--header-rows": "header_rows",
    "--last-row": "last_row",
    "--table": "table",
    "--totals": "totals",
    "--matrix": "matrix",
    "--read": "read",
    "--dates": "dates",
    "--decimals": "decimals",
    "--repair": "repair",
    "--match": "match",
    "--collisions": "collisions",
}


def wishes_of(given: Namespace) -> Wishes:
    """Return what the options say.

    Raises:
        UsageError: If an option is not written as it must be.
    """
    return Wishes(
        kind=kind_named(given.as_kind).name if given.as_kind else "",
        header_row=given.header_row,
        fields={fold(header): path for header, path in _fields(given.map)},
        values=_values(given.value),
        constants=dict(_pairs(given.set, "--set")),
        dates=given.dates or "",
        decimals=MARKS.get(given.decimals or "", ""),
        repair=given.repair or "",
        collisions=_collisions(given.collisions).get("", "fill"),
        columns={n: word for n, word in _collisions(given.collisions).items() if n},
        header_rows=given.header_rows or 0,
        last_row=given.last_row,
        keeps_totals=given.totals == "take",
        matrix=given.matrix or "",
        table=None if given.table is None else given.table - 1,
        readings=_readings(given.read),
        cells=_cells(given.cell),
        match=tuple(name.strip() for name in (given.match or "").split(",") if name.strip()),
    )


def _cells(words: Sequence[str] | None) -> dict[CellSpot, str]:
    """Return what is read in place of single cells."""
    found: dict[CellSpot, str] = {}
    for place, text in _pairs(words, "--cell"):
        spot = spot_of(place)
        if spot is None:
            message = tr("--cell: “{place}” is no cell. Write it as Sheet!C14=value.", place=place)
            raise UsageError(str(message))
        found[spot] = text
    return found


def _refuse_cells(wishes: Wishes, maps: Sequence[SheetMap]) -> None:
    """Let cells pass that stand in a sheet of the file."""
    sheets = list(dict.fromkeys(found.sheet for found in maps))
    for sheet, _row, _column in wishes.cells:
        if sheet not in sheets:
            message = tr(
                "--cell: the file has no sheet “{sheet}”. It has: {sheets}.",
                sheet=sheet,
                sheets=", ".join(sheets),
            )
            raise UsageError(str(message))


def _collisions(words: Sequence[str] | None) -> dict[str, str]:
    """Return what happens where a cell differs: '' for all columns, else by header or field."""
    found: dict[str, str] = {}
    for word in words or ():
        name, _, what = word.rpartition("=")
        if what not in COLLISIONS:
            message = tr(
                "--collisions “{word}” is not understood. Write fill, overwrite or keep, or "
                "Header=overwrite for one column.",
                word=word,
            )
            raise UsageError(str(message))
        found[fold(name).strip()] = what
    return found


def _readings(words: Sequence[str] | None) -> dict[str, dict[str, str]]:
    """Return what is said of how single columns are read."""
    readings: dict[str, dict[str, str]] = {}
    for word in words or ():
        header, _, said = word.rpartition(":")
        what, _, value = said.partition("=")
        known = READINGS.get(what.strip(), {})
        value = known.get(value.strip().lower(), value.strip() if not known else "")
        if not header.strip() or what.strip() not in READINGS or not value:
            message = tr(
                "--read “{word}” is not understood. Write it as Header:dates=dmy (mdy, ymd), "
                "Header:decimals=comma (point), Header:currency=EUR or Header:blanks=clear (keep).",
                word=word,
            )
            raise UsageError(str(message))
        readings.setdefault(fold(header.strip()), {})[what.strip()] = value
    return readings


def refuse_unmet(given: Namespace, wishes: Wishes, maps: Sequence[SheetMap]) -> None:
    """Let options pass that speak of columns and fields which the file has.

    Raises:
        UsageError: With the headers, or the fields, that there are.
    """
    _refuse_headers("--map", (header for header, _path in _fields(given.map)), maps)
    spoken = (word.rpartition(":")[0].strip() for word in given.read or ())
    _refuse_headers("--read", spoken, maps)
    named = (word.rpartition("=")[0].strip() for word in given.collisions or ())
    _refuse_headers("--collisions", (n for n in named if n and "." not in n), maps)
    _refuse_headers("--value", (header for header, _theirs, _ours in _words(given.value)), maps)
    _refuse_cells(wishes, maps)
    for header, _theirs, ours in _words(given.value):
        _refuse_value(header, ours, maps)
    _refuse_match(wishes, maps)


def refuse_at_home(given: Namespace) -> None:
    """Let no wish pass for our own workbook, which knows what its columns are.

    Only a column that somebody put in may be kept as an own field.

    Raises:
        UsageError: With the first option that says how to read or to match.
    """
    said = [o for o, name in _OF_LISTS.items() if getattr(given, name) not in (None, "", [])]
    are_own = all(is_own_path(path) for _header, path in _fields(given.map))
    option = next((o for o in said if o != "--map" or not are_own), None)
    if option is not None:
        message = tr(
            "{option} is for lists from elsewhere: of this portfolio's own workbook every column "
            "is known, a changed cell is taken, and what was changed here meanwhile is kept.",
            option=option,
        )
        raise UsageError(str(message))


def _refuse_headers(option: str, asked: Iterable[str], maps: Sequence[SheetMap]) -> None:
    headers = {header: None for found in maps for header in found.header if header.strip()}
    for found in maps:
        times = Counter(fold_phrase(column.header) for column in found.columns)
        for column in found.columns:
            headers[column.header or column_letters(column.column)] = None
            if times[fold_phrase(column.header)] > 1:
                headers[column_letters(column.column)] = None
    known = {fold_phrase(header) for header in headers}
    missing = next((header for header in asked if fold_phrase(header) not in known), None)
    if missing is not None and headers:
        message = tr(
            "{option}: the file has no column “{header}”. It has: {headers}.",
            option=option,
            header=missing,
            headers=", ".join(" ".join(header.split()) for header in headers),
        )
        raise UsageError(str(message))


def _refuse_value(header: str, ours: str, maps: Sequence[SheetMap]) -> None:
    """Let what a word of theirs is to mean pass where its column goes somewhere that takes it."""
    spoken = fold_phrase(header)
    columns = [c for m in maps for c in m.columns if m.kinds and fold_phrase(c.header) == spoken]
    targets = [c.target for c in columns if c.target is not None]
    if columns and not targets:
        message = tr(
            "--value: the column “{header}” goes nowhere. Say where with "
            '--map "{header}=kind.field".',
            header=header,
        )
        raise UsageError(str(message))
    for target in targets:
        field = target.own or KINDS[target.kind].field(target.field)
        if ours and field.choices and not code_of(field, ours):
            message = tr(
                "--value: “{ours}” is not one of {codes}.",
                ours=ours,
                codes=", ".join(choice.code for choice in field.choices),
            )
            raise UsageError(str(message))


def _refuse_match(wishes: Wishes, maps: Sequence[SheetMap]) -> None:
    usable = dict.fromkeys(_paths(maps))
    allowed = {*usable, *wishes.constants, *(POINT_KEYS if MAIL in usable else ())}
    mains = [found.main for found in maps]
    for name in wishes.match:
        if allowed.isdisjoint(match_paths(replace(wishes, match=(name,)), mains)):
            message = tr(
                "--match: no column gives “{name}”. Records can be matched by: {fields}.",
                name=name,
                fields=", ".join(usable) or "–",
            )
            raise UsageError(str(message))


def _paths(maps: Sequence[SheetMap]) -> Iterable[str]:
    for found in maps:
        for column in found.columns:
            for target in (column.target, column.otherwise):
                if target is not None and (path := _spoken(target)):
                    yield path


def _spoken(target: Target) -> str:
    if target.kind != "contact_point":
        return target.path
    return MAIL if ("kind", "email") in target.fixed else ""


def _fields(words: Sequence[str] | None) -> list[Pair]:
    return _pairs(words, "--map")


def _pairs(words: Sequence[str] | None, option: str) -> list[Pair]:
    pairs = []
    for word in words or ():
        left, equals, right = word.rpartition("=") if option == "--map" else word.partition("=")
        if not equals:
            raise UsageError(f"{option} “{word}” is not understood. Write it as left=right.")
        pairs.append((left.strip(), right.strip()))
    return pairs


def _values(words: Sequence[str] | None) -> dict[str, dict[str, str]]:
    values: dict[str, dict[str, str]] = {}
    for header, theirs, ours in _words(words):
        values.setdefault(fold(header), {})[fold(theirs)] = ours
    return values


def _words(words: Sequence[str] | None) -> list[tuple[str, str, str]]:
    found = []
    for left, ours in _pairs(words, "--value"):
        header, colon, theirs = left.partition(":")
        if not colon:
            raise UsageError(
                f"--value “{left}={ours}” is not understood. Write it as Header:theirs=ours."
            )
        found.append((header.strip(), theirs.strip(), ours))
    return found
