"""Fields as people say them: 'contact.email' is an address of a contact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz, process

from relmanager_desktop.domain.imports.columns import Unreadable, read_cell
from relmanager_desktop.domain.imports.rows import ReaderOf
from relmanager_desktop.domain.mapping.maps import ColumnMap, Reading, SheetMap, Target, Wishes
from relmanager_desktop.domain.mapping.word_lists import POINTS
from relmanager_desktop.domain.problems import InvalidError, Problem
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import Text, tr

_NEAREST = 3
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
    target = column.target
    if target is None:
        return column
    is_point = target.kind in {"contact", "contact_point"} and target.field in POINTS
    if is_point and target.field not in KINDS[target.kind].by_name:
        slot = target.slot or f"{target.field}:{column.column}"
        return replace(column, target=Target("contact_point", "value", slot, POINTS[target.field]))
    kind, field = _SPOKEN.get((target.kind, target.field), (target.kind, target.field))
    if kind not in KINDS or field not in KINDS[kind].by_name:
        raise InvalidError([Problem("", _no_field(target))])
    return replace(column, target=replace(target, kind=kind, field=field))


def _no_field(target: Target) -> Text:
    kind = KINDS.get(target.kind)
    if kind is None:
        return tr(
            "There is no kind “{kind}”: write a field as account.name or contact.email.",
            kind=target.kind,
        )
    names = [field.name for field in kind.shown_fields]
    near = process.extract(target.field, names, scorer=fuzz.WRatio, limit=_NEAREST)
    return tr(
        "{kind} has no field “{name}”. Near are: {names}.",
        kind=kind.label,
        name=target.field,
        names=", ".join(name for name, _score, _place in near),
    )
