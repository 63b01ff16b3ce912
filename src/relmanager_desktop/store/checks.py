"""Checking a portfolio through: integrity, references, facts and search, each proved."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.store import arrears, facts, kind_totals, search
from relmanager_desktop.store.copies import copy_file, is_read_only
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.faults import DamagedError

DERIVED = ("facts", "search")
PROVE_INDEX = "INSERT INTO search(search) VALUES ('integrity-check')"


@dataclass(frozen=True)
class Finding:
    """One check and how it ended."""

    name: str
    is_good: bool
    message: Text


def check_portfolio(database: Database, *, mend: bool = False) -> list[Finding]:
    """Prove a portfolio; with ``mend`` what is derived is written anew where it is wrong."""
    findings = []
    with database.read() as session:
        findings.append(_integrity(session))
        findings.append(_references(session))
    if database.path is not None and is_read_only(database.path) and not mend:
        return [*findings, *_derived_in_a_copy(database, database.path)]
    return [*findings, *(_derived(database, name, mend) for name in DERIVED)]


def _derived_in_a_copy(database: Database, path: Path) -> list[Finding]:
    """Prove what is derived where nothing can be written: the trial is of a copy."""
    with TemporaryDirectory(prefix="relmanager-") as folder:
        copy_file(path, Path(folder) / path.name)
        copy = Database(Path(folder) / path.name, clock=database.clock)
        try:
            return [_derived(copy, name, mend=False) for name in DERIVED]
        finally:
            copy.close()


def _integrity(session: Session) -> Finding:
    if session.get_bind().dialect.name != "sqlite":
        return Finding("integrity", True, tr("The server looks after it."))
    state = session.connection().exec_driver_sql("PRAGMA integrity_check").scalar()
    if state == "ok":
        return Finding("integrity", True, tr("The file is whole."))
    return Finding(
        "integrity", False, tr("The file is damaged: {state}. Restore a backup.", state=state)
    )


def _references(session: Session) -> Finding:
    if session.get_bind().dialect.name != "sqlite":
        return Finding("references", True, tr("The server looks after it."))
    broken = session.connection().exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if not broken:
        return Finding("references", True, tr("Every link points at a record."))
    tables = ", ".join(sorted({row[0] for row in broken}))
    message = tr("Links of {tables} point at nothing. Restore a backup.", tables=tables)
    return Finding("references", False, message)


class _TakeBackError(Exception):
    """Leaves the trial write without keeping it."""


def _derived(database: Database, name: str, mend: bool) -> Finding:
    """Write facts or search anew in a trial, compare, and keep it only to mend."""
    is_same = True
    try:
        with database.write_quietly() as session:
            facts.catch_up(session, database.clock().date())
            late = _late(session)
            before = _stored(session, name, late)
            _write_anew(session, name, database)
            is_same = _stored(session, name, late) == before
            if is_same or not mend:
                raise _TakeBackError
    except _TakeBackError:
        pass
    if is_same:
        return Finding(name, True, tr("They are what the rules say."))
    if mend:
        return Finding(name, True, tr("They were wrong and have been written anew."))
    return Finding(name, False, tr("They are not what the rules say. Run check with --mend."))


def _write_anew(session: Session, name: str, database: Database) -> None:
    if name == "facts":
        facts.rebuild(session, database.clock().date())
    elif session.get_bind().dialect.name == "sqlite":
        search.rebuild(session)


def _late(session: Session) -> set[int]:
    """Return the rows whose words the index may have as they were: search reads them itself."""
    if session.get_bind().dialect.name != "sqlite":
        return set()
    return {id_ for ids in arrears.rows(session).values() for id_ in ids}


def _stored(session: Session, name: str, late: set[int]) -> object:
    if name == "facts":
        return facts.facts_as_stored(session), kind_totals.totals(session)
    if session.get_bind().dialect.name != "sqlite":
        return None
    ordered = "SELECT rowid, title, body, digits, kind FROM search ORDER BY rowid"
    try:
        session.connection().exec_driver_sql(PROVE_INDEX)
        rows = session.connection().exec_driver_sql(ordered).fetchall()
    except (DatabaseError, DamagedError):
        return object()  # an index that cannot be read is like no other
    return [tuple(row) for row in rows if row[0] not in late]
