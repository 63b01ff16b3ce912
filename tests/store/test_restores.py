"""The way back from a backup is whole or not gone at all, and can be taken back."""

from __future__ import annotations

import errno
import shutil
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from relmanager_desktop.store import bulk
from relmanager_desktop.store.backups import (
    make_backup,
)
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.faults import BusyError, DamagedError
from relmanager_desktop.store.files import WriteError
from relmanager_desktop.store.portfolios import open_portfolio
from relmanager_desktop.store.restores import restore
from relmanager_desktop.store.tables import TABLES

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture
def portfolio(database: Database) -> Path:
    """An open portfolio with one account in it."""
    assert database.path is not None
    add(database, "Acme")
    return database.path


def add(database: Database, *names: str) -> None:
    with database.write("Add") as session:
        rows = [(name,) for name in names]
        bulk.insert_rows(session, "account", ("name",), rows, len(rows))


def names_in(place: Path) -> list[str]:
    database = open_portfolio(place)
    with database.read() as session:
        found = session.execute(select(TABLES["account"].c.name).order_by("id")).scalars().all()
    database.close()
    return list(found)


def spoil(place: Path, *, at: float = 0.6, size: int = 4096) -> None:
    """Overwrite a piece of a file."""
    with place.open("r+b") as stream:
        stream.seek(int(place.stat().st_size * at) // 4096 * 4096)
        stream.write(b"\xa5" * size)


class TestRestoring:
    def test_the_backup_stands_in_the_place(self, database: Database, portfolio: Path) -> None:
        backup = make_backup(portfolio, NOW)
        add(database, "Ajax")
        database.close()
        restore(portfolio, backup.path, NOW)
        assert names_in(portfolio) == ["Acme"]

    def test_the_present_file_is_kept_aside_whole(
        self, database: Database, portfolio: Path
    ) -> None:
        backup = make_backup(portfolio, NOW)
        add(database, "Ajax")
        database.close()
        kept = restore(portfolio, backup.path, NOW)
        assert kept is not None
        assert kept.name == "portfolio before restore 20261124-093000.relm"
        assert names_in(kept) == ["Acme", "Ajax"]

    def test_it_can_be_taken_back(self, database: Database, portfolio: Path) -> None:
        backup = make_backup(portfolio, NOW)
        add(database, "Ajax")
        database.close()
        kept = restore(portfolio, backup.path, NOW)
        assert kept is not None
        restore(portfolio, kept, NOW)
        assert names_in(portfolio) == ["Acme", "Ajax"]

    def test_what_only_the_log_held_is_kept_too(
        self, database: Database, portfolio: Path, tmp_path: Path
    ) -> None:
        """As after a crash: the file and its log, nobody has them open."""
        backup = make_backup(portfolio, NOW)
        add(database, "Ajax")
        crashed = tmp_path / "crashed"
        crashed.mkdir()
        for suffix in ("", "-wal"):
            shutil.copy(f"{portfolio}{suffix}", crashed / f"p.relm{suffix}")
        kept = restore(crashed / "p.relm", backup.path, NOW)
        assert kept is not None
        assert names_in(kept) == ["Acme", "Ajax"]
        assert names_in(crashed / "p.relm") == ["Acme"]

    def test_a_damaged_present_file_is_kept_with_its_log(
        self, database: Database, portfolio: Path, tmp_path: Path
    ) -> None:
        backup = make_backup(portfolio, NOW)
        broken = tmp_path / "broken" / "p.relm"
        broken.parent.mkdir()
        broken.write_bytes(b"nonsense" * 1000)
        Path(f"{broken}-wal").write_bytes(b"log")
        kept = restore(broken, backup.path, NOW)
        assert kept is not None
        assert Path(f"{kept}-wal").read_bytes() == b"log"
        assert not Path(f"{broken}-wal").exists()
        assert names_in(broken) == ["Acme"]

    def test_where_there_is_no_portfolio_any_more_it_comes_back(
        self, database: Database, portfolio: Path
    ) -> None:
        backup = make_backup(portfolio, NOW)
        database.close()
        portfolio.unlink()
        assert restore(portfolio, backup.path, NOW) is None
        assert names_in(portfolio) == ["Acme"]

    def test_one_that_was_killed_before_it_had_a_log_is_taken_back_and_kept(
        self, database: Database, portfolio: Path, tmp_path: Path
    ) -> None:
        backup = make_backup(portfolio, NOW)
        add(database, "Ajax")
        database.close()
        crashed = tmp_path / "crashed.relm"
        with closing(sqlite3.connect(portfolio, isolation_level=None)) as writer:
            for statement in ("journal_mode=DELETE", "cache_size=1"):
                writer.execute(f"PRAGMA {statement}")
            writer.execute("BEGIN")
            writer.execute("UPDATE account SET name = 'half'")
            writer.execute("CREATE TABLE spilled AS SELECT zeroblob(2000000)")
            for suffix in ("", "-journal"):
                shutil.copy(f"{portfolio}{suffix}", f"{crashed}{suffix}")
        kept = restore(crashed, backup.path, NOW)
        assert kept is not None
        assert names_in(kept) == ["Acme", "Ajax"]
        assert names_in(crashed) == ["Acme"]

    def test_the_log_of_a_portfolio_that_is_gone_is_not_played_into_its_backup(
        self, database: Database, portfolio: Path, tmp_path: Path
    ) -> None:
        backup = make_backup(portfolio, NOW)
        add(database, "Ajax")
        gone = tmp_path / "gone.relm"
        shutil.copy(f"{portfolio}-wal", f"{gone}-wal")
        restore(gone, backup.path, NOW)
        assert names_in(gone) == ["Acme"]
        assert Path(f"{gone}-wal-of-the-one-before").exists()

    def test_two_restores_in_a_second_keep_both(self, database: Database, portfolio: Path) -> None:
        backup = make_backup(portfolio, NOW)
        database.close()
        kept = [restore(portfolio, backup.path, NOW) for _ in range(2)]
        assert kept[0] != kept[1]

    def test_an_open_portfolio_is_not_restored_over(
        self, database: Database, portfolio: Path
    ) -> None:
        backup = make_backup(portfolio, NOW)
        add(database, "Ajax")
        with pytest.raises(BusyError, match="open elsewhere"):
            restore(portfolio, backup.path, NOW)
        database.close()
        assert names_in(portfolio) == ["Acme", "Ajax"]

    @pytest.mark.parametrize("at", [0.0, 0.3, 0.6, 0.95])
    def test_a_damaged_backup_is_refused(
        self, database: Database, portfolio: Path, at: float
    ) -> None:
        backup = make_backup(portfolio, NOW)
        spoil(backup.path, at=at, size=64)
        refused(database, portfolio, backup.path)

    def test_a_single_flipped_bit_is_noticed(self, database: Database, portfolio: Path) -> None:
        backup = make_backup(portfolio, NOW)
        data = bytearray(backup.path.read_bytes())
        data[data.index(b"Acme")] ^= 1
        backup.path.write_bytes(data)
        refused(database, portfolio, backup.path)

    def test_a_truncated_backup_is_refused_even_without_its_manifest(
        self, database: Database, portfolio: Path
    ) -> None:
        backup = make_backup(portfolio, NOW)
        backup.path.with_suffix(".json").unlink()
        backup.path.write_bytes(backup.path.read_bytes()[:100_000])
        refused(database, portfolio, backup.path)

    def test_a_database_of_another_program_is_refused(
        self, database: Database, portfolio: Path, tmp_path: Path
    ) -> None:
        other = tmp_path / "other.relm"
        with sqlite3.connect(other) as connection:
            connection.execute("CREATE TABLE notes (text)")
        connection.close()
        refused(database, portfolio, other)

    @pytest.mark.parametrize("step", [1, 2])
    def test_one_killed_between_its_renames_is_finished_at_the_next_opening(
        self, database: Database, portfolio: Path, monkeypatch: pytest.MonkeyPatch, step: int
    ) -> None:
        backup = make_backup(portfolio, NOW)
        add(database, "Ajax")
        database.close()
        real, steps = Path.replace, []

        def replace(self: Path, target: Path) -> Path:
            if self.exists() and "restor" in f"{self.name}{Path(target).name}":
                steps.append(target)
            if len(steps) > step:
                raise KeyboardInterrupt
            return real(self, target)

        monkeypatch.setattr(Path, "replace", replace)
        with pytest.raises(KeyboardInterrupt):
            restore(portfolio, backup.path, NOW)
        monkeypatch.undo()
        assert names_in(portfolio) == (["Acme", "Ajax"] if step == 1 else ["Acme"])

    @pytest.mark.parametrize("name", ["portfolio.relm", ".portfolio.relm.restoring"])
    def test_one_that_cannot_go_on_puts_the_present_file_back_and_says_so(
        self, database: Database, portfolio: Path, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        backup = make_backup(portfolio, NOW)
        add(database, "Ajax")
        database.close()
        real = Path.replace

        def replace(self: Path, target: Path) -> Path:
            if self.name == name:
                monkeypatch.undo()
                raise OSError(errno.EIO, "Input/output error")
            return real(self, target)

        monkeypatch.setattr(Path, "replace", replace)
        with pytest.raises(WriteError, match=r"portfolio\.relm could not be put aside .* again\."):
            restore(portfolio, backup.path, NOW)
        assert names_in(portfolio) == ["Acme", "Ajax"]

    def test_a_file_that_is_held_for_a_moment_is_waited_for(
        self, database: Database, portfolio: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        backup = make_backup(portfolio, NOW)
        database.close()
        real, tries = Path.replace, iter(range(3))

        def replace(self: Path, target: Path) -> Path:
            if self == portfolio and next(tries, None) is not None:
                raise PermissionError(errno.EACCES, "held")
            return real(self, target)

        monkeypatch.setattr(Path, "replace", replace)
        monkeypatch.setattr(time, "sleep", lambda _: None)
        assert restore(portfolio, backup.path, NOW) is not None


def refused(database: Database, portfolio: Path, backup: Path) -> None:
    """Restoring says that it is damaged, and nothing is changed."""
    database.close()
    before = sorted(path.name for path in portfolio.parent.iterdir() if path.suffix == ".relm")
    with pytest.raises(DamagedError, match="is damaged"):
        restore(portfolio, backup, NOW)
    after = sorted(path.name for path in portfolio.parent.iterdir() if path.suffix == ".relm")
    assert after == before
    assert names_in(portfolio) == ["Acme"]
