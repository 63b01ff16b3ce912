"""A portfolio as large as they come: python -m tests.benchmarks.make_stress PATH [--share 0.1].

Everything goes through the product's own door for many rows, so that journal, facts and search are
those of the product. The same share always makes the same records.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from relmanager_desktop.commands.beginnings import begin
from relmanager_desktop.store.bulk import insert_rows
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.ids import new_block
from relmanager_desktop.store.portfolios import create_portfolio
from relmanager_desktop.store.tables import TABLES
from tests.benchmarks.stress_words import Words

TODAY = date(2026, 11, 24)
CHUNK = 250_000  # rows of one write
SKEW = 2.5  # the first hundredth of the accounts has a sixth of all that happens
CHANNELS = ("call", "call", "call", "email", "email", "video", "meeting", "visit", "mailing")
PURPOSES = ("check_in", "check_in", "check_in", "check_in", "business_review", "support", "sales")
STATUSES = ("closed",) * 12 + ("resolved", "resolved", "new", "in_progress", "waiting_on_them")
SEVERITIES = ("low", "medium", "medium", "medium", "high", "urgent")
STAGES = ("Prospecting", "Engaging", "Proposal", "Negotiation", "Won", "Lost")
ROLES = (["customer"], ["customer"], ["customer"], ["supplier"], ["partner"])
PERIODS = ("2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3")
KPIS = (("OTIF", "On time in full"), ("NPS", "Net promoter score"), ("DSO", "Days of sales"))
TAGS = ("Key 2027", "Renewal", "Pilot", "At risk", "Trade fair", "Newsletter")
Row = Sequence[Any]


@dataclass
class World:
    """What rows point at; ``share`` of the full size."""

    share: float
    chance: random.Random = field(default_factory=lambda: random.Random(20))
    words: Words = field(default_factory=lambda: Words(random.Random(21)))
    first: dict[str, int] = field(default_factory=dict)
    tiers: list[int] = field(default_factory=list)
    moment: datetime = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=UTC)

    def count(self, kind: str) -> int:
        """How many records of a kind there are."""
        step = STEPS[kind]
        return step.count if step.is_fixed else max(1, round(step.count * self.share))

    def any(self, kind: str) -> int:
        """The id of a record of a kind, each as likely."""
        return self.first[kind] + self.chance.randrange(self.count(kind))

    def busy(self) -> int:
        """The id of an account, the first ones far likelier."""
        return self.first["account"] + int(self.count("account") * self.chance.random() ** SKEW)

    def day(self, earliest: int, latest: int) -> date:
        """A day so many days from today."""
        return TODAY + timedelta(days=self.chance.randint(earliest, latest))

    def before(self, days: float) -> datetime:
        """A moment up to so many days ago, on the full minute."""
        return self.moment - timedelta(minutes=self.chance.randrange(1, int(days * 1440)))


@dataclass(frozen=True)
class Step:
    """Records of one kind: their columns, and the row with a number."""

    count: int
    columns: tuple[str, ...]
    row: Callable[[World, int], Row]
    is_fixed: bool = False


def _member(world: World, number: int) -> Row:
    return world.words.person(), f"member{number}@house.example", number == 0, 8


def _account(world: World, number: int) -> Row:
    chance, words = world.chance, world.words
    currency = chance.choice((None,) * 8 + ("USD", "GBP"))
    archived = world.moment if chance.random() < 0.02 else None
    tier = chance.choices(world.tiers, (1, 4, 15))[0] if chance.random() < 0.9 else None
    return (
        words.company(number), chance.choice(ROLES), chance.choice(("active",) * 8 + ("dormant",)),
        f"C-{number:06d}", tier, chance.choice(("North", "South", "Export", None)),
        words.industry(), world.any("member"), words.phone(), f"office@firm{number}.example",
        chance.randrange(10**8) if chance.random() < 0.8 else None, currency,
        words.city(), chance.choice(("DE", "FR", "GB", "PL", "ES")), archived,
    )  # fmt: skip


def _contact(world: World, number: int) -> Row:
    given, family = world.words.given(), world.words.family()
    archived = world.moment if world.chance.random() < 0.02 else None
    return given, family, f"{given} {family}", f"P-{number}", world.words.city(), archived


def _role(world: World, number: int) -> Row:
    account = world.first["account"] + number % world.count("account")
    is_first = number < world.count("account")
    return world.first["contact"] + number, account, world.words.job(), is_first


def _point(world: World, number: int) -> Row:
    contact = world.first["contact"] + number // 2
    if number % 2:
        return contact, "phone", world.words.phone(), False
    return contact, "email", f"{world.words.family().lower()}{number}@firm.example", True


def _interaction(world: World, number: int) -> Row:
    chance, words = world.chance, world.words
    part = number / world.count("interaction")
    at = world.before(30) - timedelta(days=int(1100 * (1 - part)))
    state = chance.choices(("held", "not_held", "planned"), (95, 4, 1))[0]
    if state == "planned":
        at = world.moment + timedelta(days=chance.randint(1, 60))
    return (
        world.busy(), at, chance.choice(CHANNELS), chance.choice(PURPOSES),
        chance.choice(("both", "both", "both", "out")), state, words.subject(),
        words.body() if chance.random() < 0.2 else None, world.any("member"),
    )  # fmt: skip


def _present(world: World, number: int) -> Row:
    return world.first["interaction"] + number * 5, world.any("contact")


def _line(world: World, number: int) -> Row:
    amount = world.chance.randrange(500, 200_000)
    day = world.day(-1100, -1)
    return (
        world.busy(), f"SO-{number // 4:07d}", str(number % 4 + 1), world.any("product"), day,
        float(world.chance.randint(1, 40)), amount,
    )  # fmt: skip


def _issue(world: World, number: int) -> Row:
    chance = world.chance
    return (
        world.busy(), f"I-{number:06d}", world.words.subject(), chance.choice(SEVERITIES),
        chance.choice(STATUSES), world.any("member"), world.before(900),
    )  # fmt: skip


def _action(world: World, _number: int) -> Row:
    state = world.chance.choice(("done", "done", "done", "open"))
    return world.busy(), world.words.subject(), world.day(-300, 90), world.any("member"), state


def _opportunity(world: World, number: int) -> Row:
    stage = world.chance.choice(STAGES)
    return (
        world.busy(), f"{world.words.subject()} {number}", stage, world.any("member"),
        world.chance.randrange(10**7), world.day(-400, 200), world.any("product"),
    )  # fmt: skip


def _contract(world: World, number: int) -> Row:
    start = world.day(-700, -1)
    end = start + timedelta(days=world.chance.choice((365, 730, 1095)))
    value = world.chance.randrange(10**7)
    return world.busy(), f"K-{number:05d}", "Frame contract", start, end, value


def _kpi_value(world: World, number: int) -> Row:
    kpi, rest = number % len(KPIS), number // len(KPIS)
    account = world.first["account"] + rest // len(PERIODS)
    return world.first["kpi"] + kpi, account, PERIODS[rest % len(PERIODS)], world.chance.random()


def _snooze(world: World, _number: int) -> Row:
    return world.any("account"), world.day(-30, 30), "Asked to call later"


def _tagged(world: World, number: int) -> Row:
    return world.first["account"] + number, world.any("tag")


# In this order, for each points at those before it.
STEPS: dict[str, Step] = {
    "member": Step(40, ("name", "email", "is_me", "touches_per_day"), _member, True),
    "tag": Step(len(TAGS), ("name",), lambda _, number: (TAGS[number],), True),
    "kpi": Step(len(KPIS), ("code", "name"), lambda _, number: KPIS[number], True),
    "exchange_rate": Step(
        2,
        ("currency", "on", "rate"),
        lambda _, number: (("USD", "GBP")[number], TODAY, (0.9, 1.2)[number]),
        True,
    ),
    "product": Step(
        4_000,
        ("code", "name", "category", "price"),
        lambda world, number: (f"A{number}", world.words.company(number), "Parts", number * 7),
    ),
    "account": Step(
        100_000,
        ("name", "roles", "status", "reference", "tier", "segment", "industry", "owner", "phone",
         "email", "annual_value", "currency", "city", "country", "archived_at"),
        _account,
    ),
    "contact": Step(
        300_000,
        ("given_name", "family_name", "name", "reference", "city", "archived_at"),
        _contact,
    ),
    "contact_role": Step(300_000, ("contact", "account", "title", "primary"), _role),
    "contact_point": Step(450_000, ("contact", "kind", "value", "primary"), _point),
    "account_tag": Step(60_000, ("account", "tag"), _tagged),
    "order_line": Step(
        1_000_000,
        ("account", "order_number", "line", "product", "ordered_on", "quantity", "amount"),
        _line,
    ),
    "issue": Step(
        150_000,
        ("account", "number", "title", "severity", "status", "owner", "opened_at"),
        _issue,
    ),
    "action": Step(120_000, ("account", "title", "due", "owner", "state"), _action),
    "opportunity": Step(
        40_000,
        ("account", "name", "stage", "owner", "amount", "close_on", "product"),
        _opportunity,
    ),
    "contract": Step(20_000, ("account", "number", "title", "start", "end", "value"), _contract),
    "kpi_value": Step(240_000, ("kpi", "account", "period", "value"), _kpi_value),
    "snooze": Step(2_000, ("account", "until", "reason"), _snooze),
    "interaction": Step(
        2_000_000,
        ("account", "at", "channel", "purpose", "direction", "state", "subject", "body", "member"),
        _interaction,
    ),
    "interaction_contact": Step(400_000, ("interaction", "contact"), _present),
}  # fmt: skip


def make_stress(path: Path, share: float = 1.0, say: Callable[[str], object] = print) -> Database:
    """Make the portfolio and return it, open; ``say`` is told of each write with its rows."""
    database = create_portfolio(path)
    begin(database, "Stress", TODAY)
    world = World(share)
    with database.read() as session:
        tier = TABLES["tier"]
        world.tiers = [row.id for row in session.execute(tier.select().order_by(tier.c.order))]
    for kind, step in STEPS.items():
        _fill(database, world, kind, step, say)
    return database


def _fill(
    database: Database, world: World, kind: str, step: Step, say: Callable[[str], object]
) -> None:
    count = world.count(kind)
    world.first[kind] = new_block(count)
    for start in range(0, count, CHUNK):
        began = time.perf_counter()
        numbers = range(start, min(count, start + CHUNK))
        rows, first = _rows(world, step, numbers), world.first[kind] + start
        with database.write(f"Fill {kind}") as session:
            insert_rows(session, kind, step.columns, rows, len(numbers), first=first)
        say(f"{kind:20s} {len(numbers):9,d} rows  {time.perf_counter() - began:7.1f} s")


def _rows(world: World, step: Step, numbers: Iterable[int]) -> Iterable[Row]:
    return (step.row(world, number) for number in numbers)


def main(arguments: Sequence[str]) -> int:
    """Make the portfolio that the arguments name."""
    parser = argparse.ArgumentParser(prog="make_stress", description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--share", type=float, default=1.0, help="of the full size")
    given = parser.parse_args(arguments)
    make_stress(given.path, given.share, lambda line: print(line, flush=True)).close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
