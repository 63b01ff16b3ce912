"""Whatever is done in whatever order: undoing it all brings back the portfolio as it was."""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.records.accounts import Account
from relmanager_desktop.domain.records.interactions import CadenceRule
from relmanager_desktop.store import bulk, facts, kind_totals, search
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.tables import TABLES
from relmanager_desktop.store.undo import redoable, undo, undoable

SYSTEM = {"change_set", "change"}
Dump = dict[str, list[tuple[Any, ...]]]

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
names = words.map(lambda word: word or "Ähre")
finite = st.floats(allow_nan=False, allow_infinity=False)  # JSON knows no others
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | finite | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=5,
)
zones = st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours)))
moments = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=zones)  # noqa: DTZ001 - a zone is drawn
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
# Some of every type of column, in kinds that hang together.
VALUES: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "account": {
        "name": names,
        "city": st.none() | words,
        "roles": st.none() | st.lists(st.sampled_from(["customer", "supplier"]), max_size=2),
        "turnover": st.none() | st.integers(-(2**62), 2**62),
        "margin_percent": st.none() | finite,
        "since": st.none() | days,
        "phone": st.none() | words,
        "notes": st.none() | words,
        "custom": st.none() | st.dictionaries(words, json_values, max_size=3),
        "archived_at": st.none() | moments,
    },
    "contact": {"name": names, "do_not_contact": st.booleans(), "birthday": st.none() | days},
    "interaction": {
        "at": moments,
        "channel": st.just("phone"),
        "state": st.just("held"),
        "subject": names,
        "sentiment": st.none() | st.integers(-5, 5),
    },
    "attachment": {
        "owner_kind": st.just("account"),
        "owner": st.integers(1, 9),
        "name": names,
        "content": st.none() | st.binary(max_size=9),
    },
    "setting": {"key": st.sampled_from(["a", "b", "c"]), "value": words},
    "campaign": {"name": names, "segment_filter": json_values},
}
drafts = {kind: st.fixed_dictionaries(values) for kind, values in VALUES.items()}
edits = {
    kind: st.fixed_dictionaries({}, optional=values).filter(bool) for kind, values in VALUES.items()
}
kinds = st.sampled_from(sorted(VALUES))


def dump(database: Database) -> Dump:
    """Every row of every record as the file holds it, byte for byte."""
    found: Dump = {}
    with database.engine.connect() as connection:
        for kind in KINDS.keys() - SYSTEM:
            rows = connection.exec_driver_sql(f'SELECT * FROM "{kind}" ORDER BY id').all()
            if rows:
                found[kind] = [tuple(row) for row in rows]
    return found


def search_content(session: Session) -> list[tuple[Any, ...]]:
    statement = "SELECT rowid, kind, title, body, digits FROM search ORDER BY rowid"
    return [tuple(row) for row in session.connection().exec_driver_sql(statement)]


def problems(database: Database) -> list[Any]:
    """What an integrity check and the references say; nothing is right."""
    with database.engine.connect() as connection:
        state = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [line for line in state if line != "ok"] + [tuple(row) for row in broken]


def hurry(connection: Any, _record: object) -> None:
    """Nobody cuts the power here."""
    connection.execute("PRAGMA synchronous=OFF")


class Undoing(RuleBasedStateMachine):
    """Writes of every sort over several kinds; ``start`` is the dump before them."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="undoing-")
        place = shutil.copyfile(self.template, Path(self.folder.name) / "p.relm")
        self.moment = datetime(2026, 11, 24, 9, tzinfo=UTC)
        self.database = Database(place, clock=self.tick)
        event.listen(self.database.engine, "connect", hurry)
        self.start: Dump = {}

    def tick(self) -> datetime:
        self.moment += timedelta(milliseconds=987)
        return self.moment

    def teardown(self) -> None:
        self.undo_everything()
        assert problems(self.database) == []
        self.database.close()
        self.folder.cleanup()

    def undo_everything(self) -> None:
        """Steps are taken back in their order, so that nothing stands in the way."""
        while (step := self.step(undoable)) is not None:
            with self.database.write("Undo") as session:
                undo(session, step.number)
        assert dump(self.database) == self.start

    @initialize()
    def begin(self) -> None:
        who: Any = {"target_kind": "role", "target_value": "customer"}
        with self.database.write("Begin", source="clock") as session:
            session.add(Account(name="First"))
            session.add(CadenceRule(name="Customers", ideal_days=14, max_days=28, **who))
        self.start = dump(self.database)

    def step(self, which: Any) -> Any:
        with self.database.read() as session:
            return which(session)

    def ids(self, session: Session, kind: str) -> list[int]:
        return list(session.execute(select(TABLES[kind].c.id).order_by("id")).scalars())

    def some(self, session: Session, kind: str, data: st.DataObject) -> list[int]:
        ids = self.ids(session, kind)
        return data.draw(st.lists(st.sampled_from(ids), unique=True, max_size=4)) if ids else []

    def linked(
        self, session: Session, kind: str, values: dict[str, Any], data: st.DataObject
    ) -> dict[str, Any]:
        """Fill in whom a row hangs on."""
        if kind == "interaction":
            values |= {"account": data.draw(st.sampled_from(self.ids(session, "account")))}
        if kind == "account":
            parents = [None, *self.ids(session, "account")]
            values |= {"parent": data.draw(st.sampled_from(parents))}
        return values

    def is_free(self, session: Session, kind: str, values: dict[str, Any]) -> bool:
        table = TABLES["setting"].c
        if kind != "setting" or "key" not in values:
            return True
        taken = session.execute(select(table.id).where(table.key == values["key"])).first()
        return taken is None

    @rule(kind=kinds, data=st.data())
    def add_one(self, kind: str, data: st.DataObject) -> None:
        with self.database.write(f"Add {kind}") as session:
            values = self.linked(session, kind, data.draw(drafts[kind]), data)
            if self.is_free(session, kind, values):
                session.add(KINDS[kind].record(**values))

    @rule(kind=kinds, data=st.data(), is_expired=st.booleans(), is_twice=st.booleans())
    def edit_one(self, kind: str, data: st.DataObject, is_expired: bool, is_twice: bool) -> None:
        with self.database.write(f"Edit {kind}") as session:
            for id_ in self.some(session, kind, data)[:1]:
                record = session.get_one(KINDS[kind].record, id_)
                if is_expired:
                    session.expire(record)
                for _ in range(1 + is_twice):
                    values = data.draw(edits[kind])
                    if self.is_free(session, kind, values):
                        for name, value in values.items():
                            setattr(record, name, value)
                    session.flush()

    @rule(kind=kinds, data=st.data(), count=st.integers(1, 12))
    def insert_many(self, kind: str, data: st.DataObject, count: int) -> None:
        with self.database.write(f"Import {kind}") as session:
            values = self.linked(session, kind, data.draw(drafts[kind]), data)
            rows = [tuple(values.values())] * (1 if kind == "setting" else count)
            if self.is_free(session, kind, values):
                bulk.insert_rows(session, kind, list(values), rows, len(rows))

    @rule(kind=kinds, data=st.data())
    def edit_many(self, kind: str, data: st.DataObject) -> None:
        with self.database.write(f"Edit many {kind}") as session:
            ids = self.some(session, kind, data)
            values = data.draw(edits[kind])
            if kind == "setting":
                values.pop("key", None)
            bulk.update_where(session, kind, TABLES[kind].c.id.in_(ids), values)

    @rule(kind=kinds, data=st.data(), is_edited_first=st.booleans(), by_orm=st.booleans())
    def delete_some(
        self, kind: str, data: st.DataObject, is_edited_first: bool, by_orm: bool
    ) -> None:
        with self.database.write(f"Delete {kind}") as session:
            ids = set(self.some(session, kind, data))
            if kind == "account":
                ids -= {self.ids(session, kind)[0]}
                self.cut_off(session, ids)
            if is_edited_first and kind != "setting":
                for id_ in ids:
                    bulk.update_each(session, kind, {id_: data.draw(edits[kind])})
            if by_orm:
                for id_ in ids:
                    session.delete(session.get_one(KINDS[kind].record, id_))
                    session.flush()
            else:
                bulk.delete_where(session, kind, TABLES[kind].c.id.in_(ids))

    def cut_off(self, session: Session, accounts: set[int]) -> None:
        calls, others = TABLES["interaction"].c, TABLES["account"].c
        bulk.delete_where(session, "interaction", calls.account.in_(accounts))
        bulk.update_where(session, "account", others.parent.in_(accounts), {"parent": None})

    @rule(data=st.data())
    def do_much_at_once(self, data: st.DataObject) -> None:
        with self.database.write("Much") as session:
            account = Account(**data.draw(drafts["account"]))
            session.add(account)
            session.flush()
            call = {**data.draw(drafts["interaction"]), "account": account.id}
            first = bulk.insert_rows(
                session, "interaction", list(call), [tuple(call.values())] * 3, 3
            )
            bulk.update_each(session, "interaction", {first: {"subject": "Other"}})
            bulk.delete_where(session, "interaction", TABLES["interaction"].c.id == first + 1)
            account.city = "Ulm"

    @rule()
    def fail(self) -> None:
        before = dump(self.database)

        def attempt() -> None:
            with self.database.write("Fail") as session:
                bulk.update_where(session, "account", TABLES["account"].c.id > 0, {"city": "Lost"})
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            attempt()
        assert dump(self.database) == before

    @rule()
    def undo_one(self) -> None:
        if step := self.step(undoable):
            with self.database.write("Undo") as session:
                undo(session, step.number)

    @rule()
    def undo_and_redo(self) -> None:
        if step := self.step(undoable):
            before = dump(self.database)
            with self.database.write("Undo") as session:
                undo(session, step.number)
            again = self.step(redoable)
            assert again.label == step.label
            with self.database.write("Redo") as session:
                undo(session, again.number)
            assert dump(self.database) == before

    @rule()
    def redo_one(self) -> None:
        if step := self.step(redoable):
            with self.database.write("Redo") as session:
                undo(session, step.number)

    @invariant()
    def search_and_facts_are_in_step(self) -> None:
        with self.database.write_quietly() as session:
            search.settle(session)
            kept = search_content(session), facts.facts_as_stored(session)
            totals = kind_totals.totals(session)
            search.rebuild(session)
            facts.rebuild(session, self.moment.date())
            assert (search_content(session), facts.facts_as_stored(session)) == kept
            assert kind_totals.totals(session) == totals


def test_undoing_everything_brings_back_every_byte(empty_portfolio: Path) -> None:
    Undoing.template = empty_portfolio
    run_state_machine_as_test(
        Undoing,
        settings=settings(
            max_examples=settings().max_examples // 5,
            stateful_step_count=20,
            phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        ),
    )
