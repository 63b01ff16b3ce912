"""Saved mappings: which there are, and one of them as a file to share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.problems import NotFoundError
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.exchange.mapping_files import write_mapping
from relmanager_desktop.queries.imports import profile_named
from relmanager_desktop.store.files import atomic_write
from relmanager_desktop.store.tables import TABLES


@dataclass(frozen=True)
class MappingRow:
    """One saved mapping: of what lists, with how many columns, and when it was last saved."""

    name: str
    kinds: tuple[str, ...]
    columns: tuple[str, ...]
    saved_at: datetime


def mappings(session: Session) -> list[MappingRow]:
    """Return all saved mappings, the newest first."""
    table = TABLES["import_profile"].c
    rows = session.execute(
        select(table.name, table.mapping, table.updated_at).order_by(
            table.updated_at.desc(), table.id.desc()
        )
    )
    return [_row(name, mapping or {}, saved_at) for name, mapping, saved_at in rows]


def mapping_file(session: Session, name: str, path: Path) -> Path:
    """Write a saved mapping as a file; return where it is.

    Raises:
        NotFoundError: If there is none of this name.
        WriteError: If it cannot be written.
    """
    found = profile_named(session, name)
    if found is None:
        raise NotFoundError(tr("There is no import profile “{name}”.", name=name))
    return atomic_write(path, lambda part: write_mapping(part, found[1]))


def _row(name: str, mapping: Mapping[str, Any], saved_at: datetime) -> MappingRow:
    tables = list(mapping.values())
    kinds = dict.fromkeys(kind for table in tables for kind in table["kinds"] if kind in KINDS)
    columns = dict.fromkeys(header for table in tables for header in table["fields"])
    return MappingRow(name, tuple(kinds), tuple(columns), saved_at)
