"""What a write moves: the figures of the portfolio before and after it, each counted by SQL.

`MEASURES` is the list of what is counted; health and clocks are further lines of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    MetaData,
    ScalarSelect,
    Table,
    func,
    insert,
    literal,
    select,
)
from sqlalchemy.orm import Session
from sqlalchemy.schema import CreateTable, DropTable

from relmanager_desktop.domain.imports.effects import (
    MOST_EXAMPLES,
    Effect,
    Effects,
    Figure,
    Moved,
    Shift,
)
from relmanager_desktop.domain.records import KINDS, FieldType
from relmanager_desktop.store.currencies import spoken_currency
from relmanager_desktop.store.reaches import FEEDING, MOVING
from relmanager_desktop.store.tables import ACCOUNT_FACT, TABLES, TOUCH_FACT
from relmanager_desktop.store.touch_sections import in_section

WORKDAYS = 5
ACCOUNT, TIER, MEMBER = TABLES["account"].c, TABLES["tier"].c, TABLES["member"].c
_BEFORE = Table(
    "effect_before",
    MetaData(),
    Column("account", BigInteger, primary_key=True, autoincrement=False),
    Column("tier", BigInteger),
    Column("due_on", Date),
    prefixes=["TEMPORARY"],
)
Counts = dict[tuple[str, str], float]  # (name, unit) → figure


@dataclass(frozen=True)
class Scope:
    """What a write is going to touch.

    Attributes:
        new: the kinds of which records are made.
        changed: kind → the fields in which standing records are changed.
        sums: kind → the number fields to be added up.
        home: the currency of amounts that state none.
    """

    new: frozenset[str]
    changed: Mapping[str, frozenset[str]]
    sums: Mapping[str, tuple[str, ...]]
    home: str

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of either."""
        return self.new.union(self.changed)

    @property
    def moves_standing(self) -> bool:
        """Whether it can move a touch of an account that stands already."""
        is_fed = bool(self.new & (FEEDING - {"account"}))
        return is_fed or any(
            kind in FEEDING and (kind not in MOVING or fields & MOVING[kind])
            for kind, fields in self.changed.items()
        )

    @property
    def moves_cadence(self) -> bool:
        """Whether it can move or make a touch."""
        return self.moves_standing or "account" in self.new

    @property
    def moves_tiers(self) -> bool:
        """Whether it can change how many accounts a tier has."""
        return "account" in self.new or bool({"account", "tier"} & self._tiered)

    @property
    def notes_accounts(self) -> bool:
        """Whether a standing account can stand elsewhere afterwards."""
        return self.moves_standing or bool(self._tiered)

    @property
    def _tiered(self) -> frozenset[str]:
        changed = {"account"} if "tier" in self.changed.get("account", ()) else set()
        return frozenset(changed | ({"tier"} & self.kinds))


@dataclass(frozen=True)
class Moves:
    """What standing records did."""

    count: int = 0
    shifts: tuple[Shift, ...] = ()
    examples: tuple[Moved, ...] = ()


@dataclass(frozen=True)
class Measure:
    """One effect: whether a write can have it, its figures, and which records it moves."""

    name: str
    is_asked: Callable[[Scope], bool]
    count: Callable[[Session, Scope, date], Counts]
    moves: Callable[[Session], Moves] = lambda _session: Moves()


@dataclass(frozen=True)
class Before:
    """The figures as they stood before a write; a temporary table holds where accounts stood."""

    scope: Scope
    counts: Mapping[str, Counts]


def measure_before(session: Session, scope: Scope, today: date) -> Before:
    """Note how everything stands that a write may move; follow it with `measure_after`."""
    if scope.notes_accounts:
        _note_accounts(session)
    asked = [measure for measure in MEASURES if measure.is_asked(scope)]
    return Before(scope, {one.name: one.count(session, scope, today) for one in asked})


def measure_after(session: Session, before: Before, today: date) -> Effects:
    """Return what was moved since; the facts must be derived anew by then."""
    found = {}
    for measure in MEASURES:
        if measure.name in before.counts:
            after = measure.count(session, before.scope, today)
            moves = measure.moves(session) if before.scope.notes_accounts else Moves()
            figures = _figures(before.counts[measure.name], after)
            found[measure.name] = Effect(
                measure.name, figures, moves.shifts, moves.count, moves.examples
            )
    if before.scope.notes_accounts:
        session.connection().execute(DropTable(_BEFORE))
    return Effects(found)


def _figures(before: Counts, after: Counts) -> tuple[Figure, ...]:
    names = [*after, *(key for key in before if key not in after)]
    return tuple(
        Figure(name, before.get((name, unit), 0), after.get((name, unit), 0), unit)
        for name, unit in names
    )


def _note_accounts(session: Session) -> None:
    connection = session.connection()
    connection.execute(DropTable(_BEFORE, if_exists=True))
    connection.execute(CreateTable(_BEFORE))
    standing = (
        select(ACCOUNT.id, ACCOUNT.tier, ACCOUNT_FACT.c.due_on)
        .outerjoin(ACCOUNT_FACT, ACCOUNT_FACT.c.account == ACCOUNT.id)
        .where(ACCOUNT.archived_at.is_(None))
    )
    connection.execute(insert(_BEFORE).from_select(["account", "tier", "due_on"], standing))


def _touches(session: Session, _scope: Scope, today: date) -> Counts:
    """Count the touches that are due: overdue, by today, by the end of the next six days."""
    sections = ("late", "today", "this_week", "never")
    counted = [
        select(func.count())
        .select_from(TOUCH_FACT)
        .where(in_section(name, today))
        .scalar_subquery()
        for name in sections
    ]
    room = select(func.coalesce(func.sum(MEMBER.touches_per_day), 0))
    capacity = room.where(MEMBER.archived_at.is_(None)).scalar_subquery()
    late, due, soon, never, a_day = tuple(session.execute(select(*counted, capacity)).one())
    return {
        ("overdue", ""): late,
        ("today", ""): late + due,
        ("this_week", ""): late + due + soon,
        ("never", ""): never,
        ("capacity_a_week", ""): a_day * WORKDAYS,
    }


def _touches_in(section: str, today: date) -> ScalarSelect[int]:
    counted = select(func.count()).select_from(TOUCH_FACT)
    return counted.where(in_section(section, today)).scalar_subquery()


def _tiers(session: Session, _scope: Scope, _today: date) -> Counts:
    sizes = select(ACCOUNT.tier, func.count().label("size")).where(ACCOUNT.archived_at.is_(None))
    counts = {row.tier: row.size for row in session.execute(sizes.group_by(ACCOUNT.tier))}
    named = select(TIER.id, TIER.name).order_by(TIER.order, TIER.name)
    found = {(name, ""): counts[id_] for id_, name in session.execute(named) if id_ in counts}
    return found | ({("", ""): counts[None]} if None in counts else {})


def _sums(session: Session, scope: Scope, _today: date) -> Counts:
    found: Counts = {}
    for kind, names in scope.sums.items():
        table = TABLES[kind].c
        unit = func.coalesce(spoken_currency(kind), literal(scope.home)).label("unit")
        money = _is_money(kind, names)
        counted = [func.coalesce(func.sum(table[name]), 0) for name in names]
        statement = select(unit, *counted).group_by(unit).order_by(unit)
        if "archived_at" in table:
            statement = statement.where(table.archived_at.is_(None))
        for currency, *sums in session.execute(statement):
            for name, amount, is_money in zip(names, sums, money, strict=True):
                key = (f"{kind}.{name}", currency if is_money else "")
                found[key] = found.get(key, 0) + amount
    return found


def _is_money(kind: str, names: tuple[str, ...]) -> list[bool]:
    return [KINDS[kind].field(name).type is FieldType.MONEY for name in names]


def _records(session: Session, scope: Scope, _today: date) -> Counts:
    kinds = sorted(scope.kinds)
    counted = [select(func.count()).select_from(TABLES[kind]).scalar_subquery() for kind in kinds]
    found = session.execute(select(*counted)).one() if kinds else ()
    return {(kind, ""): count for kind, count in zip(kinds, found, strict=True)}


def _no_figures(_session: Session, _scope: Scope, _today: date) -> Counts:
    return {}


def _moved_tiers(session: Session) -> Moves:
    old, new = TABLES["tier"].alias("old"), TABLES["tier"].alias("new")
    moved = (
        select(old.c.name, new.c.name)
        .select_from(TABLES["account"])
        .join(_BEFORE, _BEFORE.c.account == ACCOUNT.id)
        .outerjoin(old, old.c.id == _BEFORE.c.tier)
        .outerjoin(new, new.c.id == ACCOUNT.tier)
        .where(_BEFORE.c.tier.is_distinct_from(ACCOUNT.tier), ACCOUNT.archived_at.is_(None))
    )
    groups = moved.add_columns(func.count()).group_by(old.c.name, new.c.name)
    shifts = tuple(
        Shift(one or "", two or "", count)
        for one, two, count in session.execute(groups.order_by(func.count().desc()))
    )
    if not shifts:
        return Moves()
    first = moved.add_columns(ACCOUNT.name).order_by(ACCOUNT.sort_key).limit(MOST_EXAMPLES)
    examples = [Moved(name, one or "", two or "") for one, two, name in session.execute(first)]
    return Moves(sum(shift.count for shift in shifts), shifts, tuple(examples))


def _moved_touches(session: Session) -> Moves:
    due = ACCOUNT_FACT.c.due_on
    moved = (
        select(ACCOUNT.name, _BEFORE.c.due_on, due)
        .select_from(_BEFORE)
        .join(TABLES["account"], ACCOUNT.id == _BEFORE.c.account)
        .outerjoin(ACCOUNT_FACT, ACCOUNT_FACT.c.account == ACCOUNT.id)
        .where(_BEFORE.c.due_on.is_distinct_from(due))
    )
    first = moved.order_by(due.asc().nulls_last(), ACCOUNT.sort_key).limit(MOST_EXAMPLES)
    examples = [Moved(name, _iso(one), _iso(two)) for name, one, two in session.execute(first)]
    count = len(examples)
    if count == MOST_EXAMPLES:
        count = session.execute(select(func.count()).select_from(moved.subquery())).scalar_one()
    return Moves(count, (), tuple(examples))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


MEASURES = (
    Measure("touches", lambda scope: scope.moves_cadence, _touches),
    Measure("next_touches", lambda scope: scope.moves_cadence, _no_figures, _moved_touches),
    Measure("tiers", lambda scope: scope.moves_tiers, _tiers, _moved_tiers),
    Measure("sums", lambda scope: bool(scope.sums), _sums),
    Measure("records", lambda scope: bool(scope.kinds), _records),
)
