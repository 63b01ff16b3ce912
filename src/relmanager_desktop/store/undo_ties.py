"""Rows that hang together: what an undo must not cut off, and what it must not repeat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import BigInteger, and_, cast, select

from relmanager_desktop.domain.records import KINDS, Kind, pointing_at
from relmanager_desktop.domain.records import Field as CatalogueField
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.store.rows import Key, Row, within
from relmanager_desktop.store.tables import TABLES
from relmanager_desktop.store.tables.build import UNIQUE
from relmanager_desktop.store.undo_lines import later_sets
from relmanager_desktop.store.undo_plans import Draft, by_kind, deleted_rows

FEW_DEAD = 500  # change sets that a query names; of what it finds too much, the rest is left out


def refuse_what_would_dangle(draft: Draft) -> None:
    """A row cannot come back to where nothing is any more."""
    back = {kind: set(ids) for kind, ids in draft.result.restored.items()}
    missing = [*_missing_of_restored(draft), *_missing_of_changed(draft)]
    grown = True
    while grown:
        lost = {key: to for key, to in missing if to[1] not in back.get(to[0], ())}
        grown = False
        for key, (kind, _) in lost.items():
            draft.refuse([key], tr("What it points to ({kind}) is gone.", kind=KINDS[kind].label))
            draft.result.changed.pop(key, None)
            if key[1] in back.get(key[0], ()):
                back[key[0]].discard(key[1])
                grown = True
    draft.result.restored = {kind: sorted(ids) for kind, ids in back.items() if ids}


def _missing_of_restored(draft: Draft) -> Iterator[tuple[Key, Key]]:
    """Yield (row to come back, what it points to) where that is not there now."""
    for kind, ids in draft.result.restored.items():
        lone = [id_ for id_ in ids if (kind, id_) not in draft.result.rows]
        for link in KINDS[kind].links:
            for row, target in _pointed_from_journal(draft, kind, link, lone):
                yield (kind, row), (link.target, target)
    for (kind, row), values in draft.result.rows.items():
        for link in KINDS[kind].links:
            yield from _missing(draft, kind, link, {row: values})


def _pointed_from_journal(
    draft: Draft, kind: str, link: CatalogueField, ids: Sequence[int]
) -> Iterator[tuple[int, int]]:
    table, goal = TABLES["change"].c, TABLES[link.target]
    target = cast(table.before[link.name].as_string(), BigInteger)
    for condition in within(draft.session, table.row, ids):
        statement = draft.changes(table.row, target).where(
            condition,
            table.kind == kind,
            table.after.is_(None),
            target.is_not(None),
            ~select(goal.c.id).where(goal.c.id == target).exists(),
        )
        yield from ((row, wanted) for row, wanted in draft.session.execute(statement))


def _missing_of_changed(draft: Draft) -> Iterator[tuple[Key, Key]]:
    for kind, rows in by_kind(draft.result.changed).items():
        for link in KINDS[kind].links:
            moved = {
                row: values
                for row, values in rows.items()
                if link.name in values
                and values[link.name] != (draft.now[kind, row] or {}).get(link.name)
            }
            yield from _missing(draft, kind, link, moved)


def _missing(
    draft: Draft, kind: str, link: CatalogueField, rows: dict[int, Row]
) -> Iterator[tuple[Key, Key]]:
    targets = {goal for values in rows.values() if (goal := values.get(link.name)) is not None}
    gone = targets - set(draft.alive(link.target, sorted(targets)))
    for row, values in rows.items():
        if values.get(link.name) in gone:
            yield (kind, row), (link.target, values[link.name])


def refuse_what_would_repeat(draft: Draft) -> None:
    """A key that is unique may have been given to another row meanwhile."""
    for kind, names in UNIQUE:
        rows = by_kind(draft.result.changed).get(kind, {})
        for key, row in [*rows.items(), *_restored_rows(draft, kind)]:
            table = TABLES[kind].c
            if not row.keys() >= set(names):
                continue
            same = and_(*(table[name] == row[name] for name in names), table.id != key)
            others = draft.session.execute(select(table.id).where(same)).scalars().all()
            if set(others) - set(draft.result.removed.get(kind, ())):
                draft.refuse([(kind, key)], tr("Another one of the same name is there now."))
                draft.result.changed.pop((kind, key), None)
                draft.result.restored[kind] = [
                    id_ for id_ in draft.result.restored.get(kind, ()) if id_ != key
                ]


def _restored_rows(draft: Draft, kind: str) -> list[tuple[int, Row]]:
    ids = draft.result.restored.get(kind, [])
    return list(deleted_rows(draft.session, draft.result, kind, ids).items())


def keep_what_is_needed(draft: Draft) -> None:
    """A created row that was edited since, or that a row which stays refers to, stays too."""
    kept: set[Key] = set()
    for kind, ids in draft.result.removed.items():
        edited = [
            (kind, id_)
            for id_ in sorted(_edited_later(draft, kind, ids))
            if (kind, id_) not in draft.overruled
        ]
        draft.refuse(edited, tr("It was edited since."), is_choice=True)
        kept.update(edited)
    _keep_targets(draft, kept)
    draft.result.removed = {
        kind: rest
        for kind, ids in draft.result.removed.items()
        if (rest := [id_ for id_ in ids if (kind, id_) not in kept])
    }


def _edited_later(draft: Draft, kind: str, ids: Sequence[int]) -> set[int]:
    later, dead = later_sets(draft.session, draft.result.number)
    if not later:
        return set()
    table = TABLES["change"].c
    found: set[int] = set()
    for condition in within(draft.session, table.row, ids):
        statement = select(table.row, table.change_set).where(
            table.kind == kind,
            condition,
            table.change_set > draft.result.number,
            table.change_set.not_in(sorted(dead)[:FEW_DEAD]),
        )
        found.update(row for row, number in draft.session.execute(statement) if number in later)
    return found


def _keep_targets(draft: Draft, kept: set[Key]) -> None:
    """Keep created rows that rows which stay still refer to."""
    inner: list[tuple[Key, Key, Kind]] = []
    leaving = {kind: set(ids) for kind, ids in draft.result.removed.items()}
    for kind, ids in draft.result.removed.items():
        for key, target, other in _references(draft, kind, ids):
            if key[1] in leaving.get(key[0], ()):
                inner.append((key, target, other))
            else:
                _keep(draft, target, key, other, kept)
    grown = bool(kept)
    while grown:
        size = len(kept)
        for key, target, other in inner:
            if key in kept:
                _keep(draft, target, key, other, kept)
        grown = len(kept) > size


def _keep(draft: Draft, target: Key, by: Key, other: Kind, kept: set[Key]) -> None:
    reason = tr("It is still referred to ({kind}).", kind=other.label)
    draft.refuse([target], reason, needed_by=by)
    kept.add(target)


def _references(draft: Draft, kind: str, ids: Sequence[int]) -> Iterator[tuple[Key, Key, Kind]]:
    """Yield (row that points, created row it points to, its kind) for rows that go on so."""
    for other, link in pointing_at(kind):
        table = TABLES[other.name].c
        for condition in within(draft.session, table[link.name], ids):
            found = draft.session.execute(select(table.id, table[link.name]).where(condition))
            for row, target in found:
                changed = draft.result.changed.get((other.name, row))
                if changed is None or changed.get(link.name, target) == target:
                    yield (other.name, row), (kind, target), other
