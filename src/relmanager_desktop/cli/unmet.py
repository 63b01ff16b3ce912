"""Whether a file has what the options of an import speak of: its cells, columns, fields, words."""

from __future__ import annotations

import re
from argparse import Namespace
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

from relmanager_desktop.cli.failures import UsageError
from relmanager_desktop.cli.wishes import fields_said, meanings_said
from relmanager_desktop.domain.cells import cell_name, column_letters
from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.imports.mending import place_of
from relmanager_desktop.domain.imports.plans import ImportPlan
from relmanager_desktop.domain.imports.wished import match_paths
from relmanager_desktop.domain.mapping.choices import code_of
from relmanager_desktop.domain.mapping.headers import fold_phrase
from relmanager_desktop.domain.mapping.maps import ColumnMap, SheetMap, Target, Wishes
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import tr

if TYPE_CHECKING:
    from relmanager_desktop.exchange.readings import Reading
    from relmanager_desktop.queries.import_plans import Preview

# The field of points of a contact that records can be matched by, as people say it.
MAIL = "contact.email"
POINT_KEYS = frozenset({"contact_point.value", "contact_point.email"})
MOST_NAMED = 20
_BETWEEN = re.compile(r"[,;/|\n]")


def refuse_unmet(given: Namespace, wishes: Wishes, preview: Preview) -> None:
    """Let options pass that speak of what the file has.

    Raises:
        UsageError: With the headers, fields, words, cells or rows that there are.
    """
    maps = preview.maps
    _refuse_headers("--map", (header for header, _path in fields_said(given.map)), maps)
    spoken = (word.rpartition(":")[0].strip() for word in given.read or ())
    _refuse_headers("--read", spoken, maps)
    named = [word.rpartition("=")[0].strip() for word in given.collisions or ()]
    _refuse_headers("--collisions", (n for n in named if n and "." not in n), maps)
    _refuse_paths("--collisions", (n for n in named if "." in n), _given(maps, wishes))
    _refuse_kinds(wishes, preview.plan)
    _refuse_headers("--value", (header for header, *_ in meanings_said(given.value)), maps)
    _refuse_cells(wishes, maps, preview.reading)
    _refuse_last_row(wishes, preview.reading, maps)
    for header, theirs, ours in meanings_said(given.value):
        columns = [*_columns(header, maps)]
        _refuse_value(header, ours, [column for _sheet, column in columns])
        _refuse_word(header, theirs, columns, preview.reading)
    _refuse_match(wishes, maps)


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


def _refuse_paths(option: str, asked: Iterable[str], known: Collection[str]) -> None:
    """Let fields pass that the list gives."""
    missing = next((path for path in asked if path not in known), None)
    if missing is not None:
        refuse(option, tr("the file has no column for “{path}”", path=missing), known)


def _refuse_kinds(wishes: Wishes, plan: ImportPlan) -> None:
    """Let values for every row pass that are of records which the rows make."""
    made = {kind: None for s in plan.sheets for kind in (*s.map.kinds, *s.counts)}
    for path in wishes.constants if made else ():
        if path.partition(".")[0] not in made:
            refuse("--set", tr("the file has no rows for “{path}”", path=path), made)


def _refuse_cells(wishes: Wishes, maps: Sequence[SheetMap], reading: Reading) -> None:
    """Let cells pass that stand in a sheet of the file."""
    sheets = {s.info.name: s.rows for s in reading.sheets if s.info.name in _names(maps)}
    for spot in wishes.cells:
        name, row, column = spot
        if name not in sheets:
            refuse("--cell", tr("the file has no sheet “{sheet}”", sheet=name), sheets)
        width = max((len(cells) for cells in sheets[name]), default=0)
        if not 1 <= row <= len(sheets[name]) or column >= width:
            last = cell_name(max(len(sheets[name]), 1) - 1, max(width, 1) - 1)
            said = tr("the file has no cell {place}", place=place_of(spot))
            refuse("--cell", said, [f"{name}!A1:{last}"])


def _refuse_last_row(wishes: Wishes, reading: Reading, maps: Sequence[SheetMap]) -> None:
    """Let a last row pass that lies below the headers of some sheet."""
    named = _names(maps)
    ends = {s.info.name: len(s.rows) for s in reading.sheets if s.info.name in named}
    last = wishes.last_row or 0
    heads = {found.sheet: found.header_row for found in maps}
    if last and ends and not any(heads[name] < last <= end for name, end in ends.items()):
        said = tr("the file has no row {row} beneath its headers", row=last)
        refuse("--last-row", said, [f"{name}!{heads[name]}–{end}" for name, end in ends.items()])


def refuse(option: str, said: object, known: Iterable[str]) -> NoReturn:
    """Refuse an option that meets nothing, with what there is.

    Raises:
        UsageError: Always.
    """
    message = tr(
        "{option}: {said}. It has: {known}.", option=option, said=said,
        known=enumerated([*known]) or "–",
    )  # fmt: skip
    raise UsageError(str(message))


def enumerated(words: Sequence[str]) -> str:
    """Return the first of these words, with a mark where there are more."""
    shown = ", ".join(words[:MOST_NAMED])
    return f"{shown} …" if len(words) > MOST_NAMED else shown


def _names(maps: Sequence[SheetMap]) -> set[str]:
    return {found.sheet for found in maps}


def _columns(header: str, maps: Sequence[SheetMap]) -> Iterator[tuple[SheetMap, ColumnMap]]:
    """Yield the columns that are called so, each with its sheet."""
    spoken = fold_phrase(header)
    for found in maps:
        for column in found.columns:
            names = {fold_phrase(column.header), column_letters(column.column).lower()}
            if found.kinds and spoken in names:
                yield found, column


def _refuse_word(
    header: str, theirs: str, columns: Sequence[tuple[SheetMap, ColumnMap]], reading: Reading
) -> None:
    """Let a word of theirs pass that stands in its column."""
    sheets = {sheet.info.name: sheet.rows for sheet in reading.sheets}
    words: dict[str, str] = {}
    for found, column in columns:
        for cells in sheets.get(found.sheet, ())[found.header_row :]:
            text = str(cells[column.column] or "") if column.column < len(cells) else ""
            for word in (text, *_BETWEEN.split(text)):
                words.setdefault(fold(word).removesuffix(".0").strip(), word.strip())
    words.pop("", None)
    if theirs and columns and fold(theirs) not in words:
        said = tr("no cell of “{header}” says “{word}”", header=header, word=theirs)
        refuse("--value", said, list(words.values()))


def _refuse_value(header: str, ours: str, columns: Sequence[ColumnMap]) -> None:
    """Let what a word of theirs is to mean pass where its column goes somewhere that takes it."""
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


def _given(maps: Sequence[SheetMap], wishes: Wishes) -> list[str]:
    """Return the fields that columns and values for every row give."""
    targets = (c.target for found in maps for c in found.columns if c.target is not None)
    return [*dict.fromkeys((*(t.path for t in targets), *_paths(maps), *wishes.constants))]


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
