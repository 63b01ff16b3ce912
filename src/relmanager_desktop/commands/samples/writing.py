"""Writing the sample: ids for every row, then one bulk insert a kind, targets before links."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import TopologicalSorter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.commands.samples.sample import Ref, Sample, Values
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.store.bulk import insert_rows
from relmanager_desktop.store.ids import new_block
from relmanager_desktop.store.tables import TABLES

# Kinds of which the portfolio may hold the same row already: it is used instead of a twin.
SHARED = ("setting", "tier", "tag", "choice", "exchange_rate", "status_rule", "cadence_rule")
# What makes two rows the same where it is not the kind's own key: two rules for one tier.
SAME_BY = {"cadence_rule": ("target_kind", "target_value", "purpose")}
Ids = dict[str, dict[str, int]]


def write_sample(session: Session, sample: Sample) -> None:
    """Insert all rows of the sample in the caller's write."""
    ids = {kind: _known(session, kind, sample) for kind in SHARED if kind in sample.rows}
    order = _order(sample)
    blocks = {kind: _take_ids(ids.setdefault(kind, {}), sample.rows[kind]) for kind in order}
    for kind in order:
        first, handles = blocks[kind]
        rows = [sample.rows[kind][handle] for handle in handles]
        if rows:
            columns = tuple(dict.fromkeys(name for row in rows for name in row))
            insert_rows(session, kind, columns, _tuples(rows, columns, ids), len(rows), first=first)


def _order(sample: Sample) -> list[str]:
    targets = {
        kind: {link.target for link in KINDS[kind].links} & sample.rows.keys() - {kind}
        for kind in sample.rows
    }
    return list(TopologicalSorter(targets).static_order())


def _known(session: Session, kind: str, sample: Sample) -> dict[str, int]:
    """Return the ids of the sample's rows that the portfolio holds already, by handle."""
    table = TABLES[kind]
    key = SAME_BY.get(kind, KINDS[kind].keys[0])
    found = session.execute(select(table.c.id, *(table.c[name] for name in key)))
    there = {tuple(row[1:]): int(row[0]) for row in found}
    keys = {
        handle: tuple(values.get(name) for name in key)
        for handle, values in sample.rows[kind].items()
    }
    return {handle: there[value] for handle, value in keys.items() if value in there}


def _take_ids(known: dict[str, int], rows: dict[str, Values]) -> tuple[int, list[str]]:
    """Give every new row an id; return the first and the handles in the order of the ids."""
    handles = [handle for handle in rows if handle not in known]
    first = new_block(max(1, len(handles)))
    known.update({handle: first + offset for offset, handle in enumerate(handles)})
    return first, handles


def _tuples(rows: list[Values], columns: tuple[str, ...], ids: Ids) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        values = (row.get(name) for name in columns)
        yield tuple(
            ids[value.kind][value.handle] if isinstance(value, Ref) else value for value in values
        )
