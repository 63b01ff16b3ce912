"""What import options say of a file."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from relmanager_desktop.cli.failures import UsageError
from relmanager_desktop.cli.naming import kind_named
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.imports.mending import CellSpot, spot_of
from relmanager_desktop.domain.mapping.maps import Wishes
from relmanager_desktop.domain.mapping.own_columns import is_own_path
from relmanager_desktop.domain.texts import tr

Pair = tuple[str, str]
MARKS = {"comma": ",", "point": "."}
COLLISIONS = frozenset({"fill", "overwrite", "keep"})
# What can be said of how a column is read; what has no words takes any text.
READINGS: dict[str, dict[str, str]] = {
    "dates": {"dmy": "dmy", "mdy": "mdy", "ymd": "ymd"},
    "decimals": MARKS,
    "currency": {},
    "blanks": {"clear": "clear", "keep": "keep"},
}
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
        fields={fold(header): path for header, path in fields_said(given.map)},
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


def refuse_at_home(given: Namespace) -> None:
    """Let no wish pass for our own workbook, which knows what its columns are.

    Only a column that somebody put in may be kept as an own field.

    Raises:
        UsageError: With the first option that says how to read or to match.
    """
    said = [o for o, name in _OF_LISTS.items() if getattr(given, name) not in (None, "", [])]
    are_own = all(is_own_path(path) for _header, path in fields_said(given.map))
    option = next((o for o in said if o != "--map" or not are_own), None)
    if option is not None:
        message = tr(
            "{option} is for lists from elsewhere: of this portfolio's own workbook every column "
            "is known, a changed cell is taken, and what was changed here meanwhile is kept.",
            option=option,
        )
        raise UsageError(str(message))


def fields_said(words: Sequence[str] | None) -> list[Pair]:
    """Return (header, field) of each ``--map``."""
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
    for header, theirs, ours in meanings_said(words):
        values.setdefault(fold(header), {})[fold(theirs)] = ours
    return values


def meanings_said(words: Sequence[str] | None) -> list[tuple[str, str, str]]:
    """Return (header, theirs, ours) of each ``--value``."""
    found = []
    for left, ours in _pairs(words, "--value"):
        header, colon, theirs = left.partition(":")
        if not colon:
            raise UsageError(
                f"--value “{left}={ours}” is not understood. Write it as Header:theirs=ours."
            )
        found.append((header.strip(), theirs.strip(), ours))
    return found
