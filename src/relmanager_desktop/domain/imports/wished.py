"""Fields as people say them: 'contact.email' is an address of a contact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.imports.columns import Unreadable, read_cell
from relmanager_desktop.domain.imports.fates import Collision
from relmanager_desktop.domain.imports.rows import ReaderOf
from relmanager_desktop.domain.mapping.maps import ColumnMap, Reading, SheetMap, Target, Wishes
from relmanager_desktop.domain.mapping.own_columns import is_wish
from relmanager_desktop.domain.mapping.word_lists import POINTS
from relmanager_desktop.domain.own_fields import OWN, PREFIX, TYPES
from relmanager_desktop.domain.problems import InvalidError, Problem
from relmanager_desktop.domain.records import KINDS, Field, FieldType, Kind
from relmanager_desktop.domain.texts import Text, tr

_NEAREST = 3
_MEANT = 0.55  # how like a name is that was meant, from 0 to 1
_TEXTS = frozenset({FieldType.TEXT, FieldType.LONG_TEXT})
_SPOKEN: dict[tuple[str, str], tuple[str, str]] = {
    ("contact", "company"): ("account", "name"),
    ("contact", "account"): ("account", "name"),
    ("contact", "title"): ("contact_role", "title"),
    ("contact", "department"): ("contact_role", "department"),
    ("contact", "tags"): ("contact_tag", "tag"),
    ("contact", "tag"): ("contact_tag", "tag"),
    ("account", "tags"): ("account_tag", "tag"),
    ("account", "tag"): ("account_tag", "tag"),
}


def settle_wishes(found: SheetMap) -> SheetMap:
    """Return a map whose every target is a field of the catalogue.

    Raises:
        InvalidError: If a target names no field, with the ones there are.
    """
    columns = tuple(_settled(column) for column in found.columns)
    if columns == found.columns:
        return found
    kinds = [found.main] if found.main else []
    kinds += [column.target.kind for column in columns if column.target]
    kinds += [piece.target.kind for column in columns for piece in column.pieces]
    return replace(found, columns=columns, kinds=tuple(dict.fromkeys(kinds)))


def match_paths(wishes: Wishes, mains: Sequence[str]) -> tuple[str, ...]:
    """Return the fields to match by as 'kind.field'; a bare field is the main kind's own.

    ``mains`` are the main kinds of the tables of the file.
    """
    kinds = [wishes.kind] if wishes.kind else [*dict.fromkeys(filter(None, mains))]
    return tuple(
        path
        for name in wishes.match
        for path in ([name] if "." in name else [f"{kind}.{name}" for kind in kinds])
    )


def column_collisions(wishes: Wishes, maps: Sequence[SheetMap]) -> dict[str, Collision]:
    """Return what happens in single columns where both have a value, by 'kind.field'."""
    said = {fold(name): Collision(word) for name, word in wishes.columns.items()}
    found = {name: word for name, word in said.items() if "." in name}
    for column in (column for table in maps for column in table.columns):
        word = said.get(fold(column.header).strip())
        if column.target is not None and word is not None:
            found[column.target.path] = word
    return found


def refuse_wrong_constants(constants: Mapping[str, str], reader_of: ReaderOf) -> None:
    """Let values that every row is to have pass if they fit their fields.

    Raises:
        InvalidError: If one names no field or does not fit it.
    """
    for path, text in constants.items():
        kind, _, name = path.partition(".")
        if kind not in KINDS or name not in KINDS[kind].by_name:
            raise InvalidError([Problem("", _no_field(Target(kind, name)))])
        value = read_cell(reader_of(KINDS[kind].field(name), Reading()), text)
        if isinstance(value, Unreadable):
            raise InvalidError([Problem(name, value.message)])


def _settled(column: ColumnMap) -> ColumnMap:
    """Return a column whose every piece goes to a field of the catalogue."""
    settled = _settled_target(column)
    goals = (_settled_target(replace(column, target=piece.target)) for piece in column.pieces)
    pieces = tuple(
        replace(piece, target=goal.target)
        for piece, goal in zip(column.pieces, goals, strict=True)
        if goal.target is not None
    )
    return replace(settled, pieces=pieces) if pieces else settled


def _settled_target(column: ColumnMap) -> ColumnMap:
    target = column.target
    if target is None:
        return column
    if target.own is not None or is_wish(target):
        _refuse_own(target)
        return column
    is_point = target.kind in {"contact", "contact_point"} and target.field in POINTS
    if is_point and target.field not in KINDS[target.kind].by_name:
        slot = target.slot
        if not slot.partition("@")[0]:
            slot = f"{target.field}:{column.column}{slot}"
        return replace(column, target=Target("contact_point", "value", slot, POINTS[target.field]))
    kind, field = _SPOKEN.get((target.kind, target.field), (target.kind, target.field))
    if kind not in KINDS or field not in KINDS[kind].by_name:
        raise InvalidError([Problem("", _no_field(target))])
    if target.adds and KINDS[kind].field(field).type not in _TEXTS:
        raise InvalidError([Problem("", _no_text(KINDS[kind].field(field)))])
    return replace(column, target=replace(target, kind=kind, field=field))


def _refuse_own(target: Target) -> None:
    """Let an own field pass of a kind that has some, and of a type that there is."""
    if target.kind not in KINDS:
        raise InvalidError([Problem("", _no_field(target))])
    if OWN not in KINDS[target.kind].by_name:
        message = tr("{kinds} have no own fields.", kinds=KINDS[target.kind].plural)
        raise InvalidError([Problem("", message)])
    if target.own is None and target.field.startswith(PREFIX):
        raise InvalidError([Problem("", _no_field(target))])
    if target.own is None:
        types = ", ".join(TYPES)
        message = tr(
            "“{name}” names no type of an own field: {types}.", name=target.field, types=types
        )
        raise InvalidError([Problem("", message)])


def _no_text(field: Field) -> Text:
    return tr("“{field}” is no text: only to a text can lines be added.", field=field.label)


def _no_field(target: Target) -> Text:
    kind = KINDS.get(target.kind)
    if kind is None:
        return tr(
            "There is no kind “{kind}”: write a field as account.name or contact.email.",
            kind=target.kind,
        )
    near = _near(kind, target.field)
    told = tr(
        "{kind} has no field “{name}”. Near are: {names}.",
        kind=kind.label,
        name=target.field,
        names=", ".join(near),
    )
    if OSA.normalized_similarity(target.field, near[0]) < _MEANT:
        return told
    return tr(
        "{kind} has no field “{name}”. Did you mean {path}? Near are also: {names}.",
        kind=kind.label,
        name=target.field,
        path=f"{kind.name}.{near[0]}",
        names=", ".join(near[1:]),
    )


def _near(kind: Kind, name: str) -> list[str]:
    """Return the fields with the likest names, with those that are people's ways to say it."""
    names = [field.name for field in kind.shown_fields]
    names += [said for of, said in _SPOKEN if of == kind.name]
    names += [*POINTS] if kind.name == "contact" else []
    alike = process.extract(name, list(dict.fromkeys(names)), scorer=_likeness, limit=_NEAREST)
    return [found for found, _score, _place in alike]


def _likeness(one: str, other: str, **_options: object) -> float:
    """Return how like two names are, from 0 to 100; letters that changed places count once."""
    return max(float(fuzz.WRatio(one, other)) * 0.8, OSA.normalized_similarity(one, other) * 100)
