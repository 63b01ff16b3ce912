"""An upgrade works or leaves everything as it was, whatever a migration does."""

from __future__ import annotations

import ast
import multiprocessing
import shutil
import textwrap
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from relmanager_desktop import paths
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.records.accounts import Account
from relmanager_desktop.domain.records.contacts import Contact, ContactPoint
from relmanager_desktop.store import facts, kind_totals, upgrade
from relmanager_desktop.store.backups import check_file, list_backups
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.faults import NewerPortfolioError, UpgradeError
from relmanager_desktop.store.files import WriteError
from relmanager_desktop.store.portfolios import open_portfolio
from relmanager_desktop.store.search import find
from relmanager_desktop.store.tables import TABLES
from relmanager_desktop.store.undo import BeforeUpgradeError, plan_undo, undoable

KEPT = Path(__file__).resolve().parents[1] / "data" / "portfolios"
REVISIONS = sorted((paths.MIGRATIONS / "versions").glob("[0-9]*.py"))
REBUILD = """
with op.batch_alter_table("contact", recreate="always") as batch_op:
    batch_op.add_column(sa.Column("nickname", sa.Text(), nullable=True))
"""
NEW_TAG = """
op.execute("INSERT INTO tag (id, name, created_at, updated_at, version)"
           " VALUES (1, 'new', '2026-01-01', '2026-01-01', 1)")
"""
Write = Callable[..., None]
Dump = dict[str, Any]


@pytest.fixture
def write_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Add a next revision to a copy of the migrations: its body, and what it declares."""
    folder = tmp_path / "migrations"
    shutil.copytree(paths.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(paths, "MIGRATIONS", folder)
    upgrade.kinds_touched_since.cache_clear()

    def write(body: str, declared: str = "", number: int = 9001, after: str = "") -> None:
        before = after or REVISIONS[-1].name.split("_")[0]
        lines = [
            "import sqlalchemy as sa",
            "from alembic import op",
            f'revision = "{number}"',
            f'down_revision = "{before}"',
            declared,
            "def upgrade():",
            textwrap.indent(textwrap.dedent(body), "    "),
        ]
        (folder / "versions" / f"{number}_next.py").write_text("\n".join(lines))

    return write


@pytest.fixture
def portfolio(database: Database) -> Path:
    """A closed portfolio with an account, three contacts and what hangs on them."""
    with database.write("Fill") as session:
        session.add(Account(name="Acme"))
        people = [Contact(name=name) for name in ("Ann", "Bob", "Eva")]
        session.add_all(people)
        session.flush()
        session.add_all(
            ContactPoint(contact=person.id, kind="email", value=f"{person.name}@example.org")
            for person in people
        )
    database.close()
    assert database.path is not None
    return database.path


def dump(place: Path) -> Dump:
    """Everything that is in the file: rows by table, and the SQL of all that was made."""
    database = Database(place)
    with database.engine.connect() as connection:
        made = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master").all()
        found: Dump = {"": sorted((name, sql or "") for name, sql in made)}
        for kind in KINDS:
            rows = connection.exec_driver_sql(f'SELECT * FROM "{kind}" ORDER BY id').all()
            found[kind] = [tuple(row) for row in rows]
    database.close()
    return found


def run(place: Path, statement: str) -> list[Any]:
    """Run one statement past everything, and return its rows."""
    database = Database(place)
    with database.engine.execution_options(write=True).begin() as connection:
        result = connection.exec_driver_sql(statement)
        rows = result.all() if result.returns_rows else []
    database.close()
    return [tuple(row) for row in rows]


def upgraded(place: Path) -> str | None:
    open_portfolio(place).close()
    return revision(place)


def revision(place: Path) -> str | None:
    database = Database(place)
    found = upgrade.revision_of(database.engine)
    database.close()
    return found


class TestRevisions:
    def test_the_tables_are_what_the_migrations_make(self, database: Database) -> None:
        assert upgrade.drift(database.engine) == []

    def test_there_is_one_newest_revision(self) -> None:
        assert upgrade.head() == REVISIONS[-1].name.split("_")[0]

    @pytest.mark.parametrize("path", REVISIONS, ids=lambda path: path.stem)
    def test_a_revision_imports_nothing_that_changes_later(self, path: Path) -> None:
        imported = {
            name
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            for name in (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
        }
        assert imported <= {"__future__", "sqlalchemy", "alembic"}

    @pytest.mark.parametrize("path", REVISIONS, ids=lambda path: path.stem)
    def test_a_revision_declares_what_it_touches(self, path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        assert "ROW_DELTA" in text
        assert "TOUCHES" in text

    @pytest.mark.parametrize("path", sorted(KEPT.glob("*.relm")), ids=lambda path: path.stem)
    def test_a_portfolio_of_a_released_revision_is_upgraded_whole(
        self, path: Path, tmp_path: Path
    ) -> None:
        place = tmp_path / "kept.relm"
        shutil.copy(path, place)
        before = check_file(place)
        assert upgraded(place) == upgrade.head()
        after = check_file(place)
        held = {kind: rows for kind, rows in before.items() if kind in KINDS}
        assert {kind: after[kind] for kind in held} == held
        assert sum(held.values()) > 20

    @pytest.mark.parametrize("path", sorted(KEPT.glob("*.relm")), ids=lambda path: path.stem)
    def test_what_is_derived_is_what_a_rebuild_derives(self, path: Path, tmp_path: Path) -> None:
        place = tmp_path / "kept.relm"
        shutil.copy(path, place)
        database = open_portfolio(place)
        with database.write_quietly() as session:
            facts.catch_up(session, database.clock().date())
            before = facts.facts_as_stored(session), kind_totals.totals(session)
            facts.rebuild(session, database.clock().date())
            assert (facts.facts_as_stored(session), kind_totals.totals(session)) == before
        database.close()


class TestUpgrading:
    def test_a_portfolio_of_today_is_left_alone(self, portfolio: Path) -> None:
        before = portfolio.read_bytes()
        upgraded(portfolio)
        assert list_backups(portfolio) == []
        assert portfolio.read_bytes() == before

    def test_a_rebuilt_parent_keeps_its_children(
        self, portfolio: Path, write_revision: Write
    ) -> None:
        write_revision(REBUILD)
        assert upgraded(portfolio) == "9001"
        assert run(portfolio, "SELECT count(*) FROM contact_point") == [(3,)]

    def test_a_checked_backup_is_made_first(self, portfolio: Path, write_revision: Write) -> None:
        write_revision(REBUILD)
        old = revision(portfolio)
        upgraded(portfolio)
        (backup,) = list_backups(portfolio)
        assert backup.why == f"schema {old}"
        assert revision(backup.path) == old
        assert check_file(backup.path)["contact"] == 3

    def test_without_a_backup_nothing_is_touched(
        self, portfolio: Path, write_revision: Write, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write_revision(REBUILD)
        before = dump(portfolio)

        def fail(*_: object) -> None:
            raise WriteError("The disk is full.")

        monkeypatch.setattr("relmanager_desktop.store.portfolios.make_backup", fail)
        with pytest.raises(WriteError):
            open_portfolio(portfolio)
        assert dump(portfolio) == before

    def test_an_index_on_an_expression_is_made_again(
        self, portfolio: Path, write_revision: Write
    ) -> None:
        run(portfolio, "CREATE INDEX ix_lower ON contact (lower(name))")
        write_revision(REBUILD)
        upgraded(portfolio)
        assert run(portfolio, "SELECT tbl_name FROM sqlite_master WHERE name = 'ix_lower'")

    def test_a_trigger_is_made_again(self, portfolio: Path, write_revision: Write) -> None:
        run(
            portfolio,
            "CREATE TRIGGER tr AFTER DELETE ON contact BEGIN SELECT 1; END",
        )
        write_revision(REBUILD)
        upgraded(portfolio)
        assert run(portfolio, "SELECT type FROM sqlite_master WHERE name = 'tr'") == [("trigger",)]

    def test_every_index_is_there_afterwards(self, portfolio: Path, write_revision: Write) -> None:
        statement = "SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name"
        before = run(portfolio, statement)
        write_revision(REBUILD)
        upgraded(portfolio)
        assert [name for name, _ in run(portfolio, statement)] == [name for name, _ in before]

    def test_an_index_that_is_dropped_on_purpose_stays_dropped(
        self, portfolio: Path, write_revision: Write
    ) -> None:
        run(portfolio, "CREATE INDEX ix_old ON contact (name)")
        write_revision('op.execute("DROP INDEX ix_old")', 'DROPS = frozenset({"ix_old"})')
        upgraded(portfolio)
        assert run(portfolio, "SELECT 1 FROM sqlite_master WHERE name = 'ix_old'") == []

    def test_leftovers_of_an_older_version_are_cleared_away(
        self, portfolio: Path, write_revision: Write
    ) -> None:
        run(portfolio, "CREATE TABLE _alembic_tmp_contact (id INTEGER)")
        write_revision(REBUILD)
        assert upgraded(portfolio) == "9001"

    def test_foreign_keys_are_on_again_afterwards(
        self, portfolio: Path, write_revision: Write
    ) -> None:
        write_revision(REBUILD)
        database = open_portfolio(portfolio)
        with database.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        database.close()

    def test_rows_that_a_revision_says_it_adds_are_allowed(
        self, portfolio: Path, write_revision: Write
    ) -> None:
        write_revision(NEW_TAG, 'ROW_DELTA = {"tag": 1}')
        upgraded(portfolio)
        assert run(portfolio, "SELECT name FROM tag") == [("new",)]

    def test_what_is_derived_from_rows_that_a_revision_touches_is_right_afterwards(
        self, portfolio: Path, write_revision: Write
    ) -> None:
        body = "op.execute(\"UPDATE account SET name = 'Ajax', city = 'Ulm'\")"
        write_revision(body, 'TOUCHES = frozenset({"account"})')
        database = open_portfolio(portfolio)
        with database.read() as session:
            assert [kind for kind, _ in find(session, "ajax")] == ["account"]
            assert find(session, "acme") == []
        database.close()

    def test_several_revisions_are_one_step(self, portfolio: Path, write_revision: Write) -> None:
        before = dump(portfolio)
        write_revision(REBUILD)
        write_revision("raise ZeroDivisionError", number=9002, after="9001")
        with pytest.raises(ZeroDivisionError):
            open_portfolio(portfolio)
        assert dump(portfolio) == before


class TestRefusing:
    @pytest.mark.parametrize(
        ("body", "said"),
        [
            (
                'op.execute("DELETE FROM contact_point WHERE length(value) > 14 LIMIT 1")',
                "contact_point would hold 2 rows instead of 3",
            ),
            ('op.execute("DELETE FROM contact")', "contact would hold 0 rows instead of 3"),
            ('op.execute("DROP TABLE contact_point")', "table contact_point would be gone"),
            (
                'op.execute("UPDATE contact_point SET contact = 1")',
                "a row of contact_point would point at nothing",
            ),
        ],
    )
    def test_a_migration_that_loses_something_is_stopped_and_taken_back_whole(
        self, portfolio: Path, write_revision: Write, body: str, said: str
    ) -> None:
        before = dump(portfolio)
        write_revision(f"{textwrap.dedent(REBUILD)}\n{body}")
        with pytest.raises(UpgradeError, match=f"The upgrade was taken back: {said}"):
            open_portfolio(portfolio)
        assert dump(portfolio) == before
        assert revision(portfolio) == REVISIONS[-1].name.split("_")[0]

    def test_a_lost_collation_is_noticed(self, portfolio: Path, write_revision: Write) -> None:
        run(portfolio, "CREATE TABLE extra (name TEXT COLLATE NOCASE)")
        write_revision(
            'op.execute("DROP TABLE extra")\nop.execute("CREATE TABLE extra (name TEXT)")'
        )
        with pytest.raises(UpgradeError, match="extra would sort otherwise"):
            open_portfolio(portfolio)

    def test_a_migration_that_raises_is_taken_back_whole(
        self, portfolio: Path, write_revision: Write
    ) -> None:
        before = dump(portfolio)
        write_revision(f"{textwrap.dedent(REBUILD)}\nraise ZeroDivisionError")
        with pytest.raises(ZeroDivisionError):
            open_portfolio(portfolio)
        assert dump(portfolio) == before

    def test_after_a_mended_migration_it_works(
        self, portfolio: Path, write_revision: Write
    ) -> None:
        write_revision(f"{textwrap.dedent(REBUILD)}\nraise ZeroDivisionError")
        with pytest.raises(ZeroDivisionError):
            open_portfolio(portfolio)
        write_revision(REBUILD)
        assert upgraded(portfolio) == "9001"

    def test_a_newer_portfolio_is_refused_in_words_and_not_touched(self, portfolio: Path) -> None:
        run(portfolio, "UPDATE alembic_version SET version_num = '9999'")
        before = dump(portfolio)
        with pytest.raises(NewerPortfolioError, match=r"newer version .*schema 9999"):
            open_portfolio(portfolio)
        assert dump(portfolio) == before
        assert list_backups(portfolio) == []

    def test_a_disk_without_room_is_said(
        self, portfolio: Path, write_revision: Write, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write_revision(REBUILD)
        monkeypatch.setattr(upgrade, "free_bytes", lambda _: 1_000_000)
        with pytest.raises(WriteError, match=r"needs \d+ MB on its disk, 1 MB are free"):
            open_portfolio(portfolio)

    def test_a_disk_that_fills_up_meanwhile_costs_nothing(
        self, portfolio: Path, write_revision: Write
    ) -> None:
        from relmanager_desktop.store.faults import DiskFullError

        before = dump(portfolio)
        pages = run(portfolio, "PRAGMA page_count")[0][0]
        write_revision(
            f'op.execute("PRAGMA max_page_count = {pages}")\n'
            'op.execute("CREATE TABLE big (x)")\n'
            'op.execute("INSERT INTO big VALUES (zeroblob(5000000))")'
        )
        with pytest.raises(DiskFullError, match="full"):
            open_portfolio(portfolio)
        assert dump(portfolio) == before


class TestHistory:
    def test_a_change_set_of_a_table_that_was_altered_is_read_and_not_undone(
        self, portfolio: Path, write_revision: Write
    ) -> None:
        write_revision(REBUILD, 'TOUCHES = frozenset({"contact"})')
        database = open_portfolio(portfolio)
        with database.read() as session:
            assert undoable(session) is None
            assert session.execute(select(TABLES["change_set"].c.label)).scalars().all() == ["Fill"]
            with pytest.raises(BeforeUpgradeError, match="“Fill” is from before an upgrade"):
                plan_undo(session, 1)
        database.close()

    def test_one_of_other_tables_is_undone_as_ever(
        self, portfolio: Path, write_revision: Write
    ) -> None:
        write_revision(REBUILD, 'TOUCHES = frozenset({"issue"})')
        database = open_portfolio(portfolio)
        with database.read() as session:
            step = undoable(session)
            assert step is not None
            assert plan_undo(session, step.number).conflicts == []
        database.close()

    def test_later_steps_are_in_the_line_again(
        self, portfolio: Path, write_revision: Write
    ) -> None:
        write_revision(REBUILD, 'TOUCHES = frozenset({"contact"})')
        database = open_portfolio(portfolio)
        with database.write("Later") as session:
            session.add(Account(name="Ajax"))
        with database.read() as session:
            step = undoable(session)
            assert step is not None
            assert step.label == "Later"
        database.close()


def upgrade_apart(place: str, migrations: str, ready: Any) -> None:
    """What a second program does: open the file and bring it up to date."""
    paths.MIGRATIONS = Path(migrations)
    database = Database(place)
    upgrade.revision_of(database.engine)
    ready.set()
    upgrade.upgrade(database.engine)
    database.close()


@pytest.fixture(scope="session")
def start_upgrade() -> Callable[[Path], Any]:
    """Start a program that upgrades a portfolio, and return it when it is about to."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["alembic.command", "relmanager_desktop.store.portfolios"])

    def start(place: Path) -> Any:
        ready = context.Event()
        arguments = (str(place), str(paths.MIGRATIONS), ready)
        child = context.Process(target=upgrade_apart, args=arguments)
        child.start()
        assert ready.wait(60)
        return child

    return start


def test_two_programs_that_upgrade_at_once_do_it_once(
    portfolio: Path, write_revision: Write, start_upgrade: Callable[[Path], Any]
) -> None:
    write_revision(NEW_TAG, 'ROW_DELTA = {"tag": 1}')
    children = [start_upgrade(portfolio) for _ in range(2)]
    for child in children:
        child.join(60)
    assert [child.exitcode for child in children] == [0, 0]
    assert run(portfolio, "SELECT count(*) FROM tag") == [(1,)]


def test_the_moment_of_a_backup_is_asked_of_the_clock(
    portfolio: Path, write_revision: Write
) -> None:
    write_revision(REBUILD)
    moment = datetime(2031, 1, 1, tzinfo=UTC)
    open_portfolio(portfolio, clock=lambda: moment).close()
    assert list_backups(portfolio)[0].at == moment
