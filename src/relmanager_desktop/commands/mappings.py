"""Saved mappings: taken in from a file, and deleted."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from relmanager_desktop.commands.imports import save_profile
from relmanager_desktop.domain.problems import NotFoundError
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.exchange.mapping_files import read_mapping
from relmanager_desktop.store.bulk import delete_where, update_where
from relmanager_desktop.store.tables import TABLES


def take_mapping(session: Session, path: Path, name: str = "") -> str:
    """Keep the mapping that a file holds under its own name or this one; return the name.

    One of the same name gives way to it.

    Raises:
        InvalidError: If the file holds none that is known here.
    """
    profile = read_mapping(path)
    kept = name.strip() or profile.name
    fields = (profile.header_fingerprint, profile.mapping, profile.readings, profile.collisions)
    save_profile(session, type(profile)(kept, *fields))
    return kept


def delete_mapping(session: Session, name: str) -> None:
    """Forget a saved mapping; imports that used it stay as they are.

    Raises:
        NotFoundError: If there is none of this name.
    """
    table = TABLES["import_profile"].c
    runs = TABLES["import_run"].c
    ids = list(session.execute(select(table.id).where(table.name == name)).scalars())
    if not ids:
        raise NotFoundError(tr("There is no import profile “{name}”.", name=name))
    update_where(session, "import_run", runs.profile.in_(ids), {"profile": None})
    delete_where(session, "import_profile", table.id.in_(ids))
