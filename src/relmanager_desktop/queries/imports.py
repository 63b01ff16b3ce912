"""What an import asks of the portfolio: the records under its keys, names, profiles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.ids import to_letters
from relmanager_desktop.domain.imports.profiles import Profile
from relmanager_desktop.domain.mapping.looks import KnownNames
from relmanager_desktop.queries.link_names import LinkNames
from relmanager_desktop.store.comparisons import say_nothing_new
from relmanager_desktop.store.rows import living, within
from relmanager_desktop.store.tables import TABLES

_MOST_NAMES = 20_000  # a sample is enough to recognise a column by


class StoredPortfolio:
    """The portfolio as an import sees it: one SELECT a kind, column by column, archived too."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._names = LinkNames(session)

    def rows(self, kind: str, fields: Sequence[str]) -> Iterable[Sequence[Any]]:
        """Return (id, value, …) of every record of a kind, oldest first."""
        table = TABLES[kind]
        columns = [table.c[name] for name in ("id", *fields)]
        return self._session.execute(select(*columns).order_by(table.c.id)).all()

    def values(
        self, kind: str, fields: Sequence[str], ids: Sequence[int]
    ) -> Mapping[int, Sequence[Any]]:
        """Return the values of these fields by id; ids that are not there are left out."""
        table = TABLES[kind]
        columns = [table.c.id, *(table.c[name] for name in fields)]
        found: dict[int, Sequence[Any]] = {}
        for condition in within(self._session, table.c.id, sorted(ids)):
            for id_, *values in self._session.execute(select(*columns).where(condition)):
                found[id_] = values
        return found

    def say_nothing_new(
        self, kind: str, fields: Sequence[str], ids: Sequence[int], rows: Sequence[Sequence[Any]]
    ) -> Sequence[bool]:
        """Whether each row surely holds blanks and the values of its record, and nothing else."""
        return say_nothing_new(self._session, kind, fields, ids, rows)

    def names(self, kind: str) -> Mapping[int, str]:
        """Return what the workbook calls each record of a kind, none the name of two."""
        return self._names.of(kind)


def known_names(session: Session) -> KnownNames:
    """Return the names by which columns are recognised: of accounts, members and tiers."""
    tier = TABLES["tier"].c
    return KnownNames(
        accounts=_folded_names(session, "account"),
        members=_folded_names(session, "member"),
        tiers=tuple(session.execute(select(tier.name).order_by(tier.order)).scalars()),
    )


def _folded_names(session: Session, kind: str) -> frozenset[str]:
    name = TABLES[kind].c.name
    rows = session.execute(select(name).limit(_MOST_NAMES)).scalars()
    return frozenset(fold(text) for text in rows)


def last_change_set(session: Session) -> int:
    """Return the number of the last change set, 0 in a portfolio that was never written."""
    return session.execute(select(func.max(TABLES["change_set"].c.number))).scalar() or 0


def profile_named(session: Session, name: str) -> tuple[int, Profile] | None:
    """Return the id and the profile of this name, None if there is none."""
    table = TABLES["import_profile"].c
    row = session.execute(select(TABLES["import_profile"]).where(table.name == name)).first()
    return None if row is None else (row.id, _profile(row))


def profile_for(session: Session, fingerprint: str) -> tuple[int, Profile] | None:
    """Return the newest profile that knows a set of headers, None if there is none."""
    table = TABLES["import_profile"]
    statement = (
        select(table)
        .where(table.c.header_fingerprint.contains(fingerprint, autoescape=True))
        .order_by(table.c.updated_at.desc(), table.c.id.desc())
    )
    row = session.execute(statement).first()
    return None if row is None else (row.id, _profile(row))


def profile_name(session: Session, id_: int | None) -> str:
    """Return what a profile is called, '' for none."""
    table = TABLES["import_profile"].c
    return session.execute(select(table.name).where(table.id == id_)).scalar() or ""


def profile_names(session: Session) -> tuple[str, ...]:
    """Return the names of all profiles, the newest first."""
    table = TABLES["import_profile"].c
    statement = select(table.name).order_by(table.updated_at.desc(), table.id.desc())
    return tuple(session.execute(statement).scalars())


def collisions_of_profile(session: Session, id_: int) -> dict[str, str]:
    """Return what a profile says happens where both sides have a value, by 'kind.field'."""
    table = TABLES["import_profile"].c
    stored = session.execute(select(table.collisions).where(table.id == id_)).scalar()
    return dict(stored or {})


def _profile(row: Any) -> Profile:
    return Profile(
        name=row.name,
        header_fingerprint=row.header_fingerprint or "",
        mapping=row.mapping or {},
        readings=row.readings or {},
        collisions=row.collisions or {},
    )


def portfolio_key(session: Session) -> str:
    """Return what tells portfolios apart, as workbooks note it; '' if it was never written."""
    table = TABLES["change_set"].c
    first = session.execute(select(table.id).order_by(table.number).limit(1)).scalar()
    return "" if first is None else to_letters(first)


def bases_since(session: Session, number: int) -> dict[str, dict[int, dict[str, Any]]]:
    """Return what fields held at this change set that later ones changed: kind → id → field."""
    table = TABLES["change"].c
    rows = session.execute(
        select(table.kind, table.row, table.before)
        .where(table.change_set > number, table.row.is_not(None), table.before.is_not(None))
        .order_by(table.change_set, table.order)
    )
    bases: dict[str, dict[int, dict[str, Any]]] = {}
    for kind, row, before in rows:
        if kind in TABLES and before:
            held = bases.setdefault(kind, {}).setdefault(row, {})
            for name, value in living(kind, before).items():
                held.setdefault(name, value)
    return bases
