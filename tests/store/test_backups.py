"""There is always a backup that was opened and checked, and a way back that can be taken back."""

from __future__ import annotations

import errno
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from relmanager_desktop.commands.beginnings import begin
from relmanager_desktop.domain.records.accounts import Account
from relmanager_desktop.store import backups, bulk, files
from relmanager_desktop.store.backups import (
    Backup,
    check_file,
    list_backups,
    make_backup,
    thin,
)
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.faults import DamagedError
from relmanager_desktop.store.files import WriteError
from relmanager_desktop.store.portfolios import backup_if_changed, open_portfolio
from relmanager_desktop.store.tables import TABLES

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture
def portfolio(database: Database) -> Path:
    """An open portfolio with one account in it."""
    assert database.path is not None
    add(database, "Acme")
    return database.path


@pytest.fixture
def begun(database: Database, portfolio: Path) -> Path:
    """A closed portfolio that begins like anybody's."""
    begin(database, "Jo")
    database.close()
    return portfolio


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


class TestMaking:
    def test_it_lies_beside_the_portfolio(self, portfolio: Path) -> None:
        backup = make_backup(portfolio, NOW, "import")
        assert backup.path.parent == portfolio.parent / "backups"
        assert backup.path.name == "portfolio 000001 20261124-093000 import.relm"

    def test_it_holds_what_only_the_log_holds_so_far(self, portfolio: Path) -> None:
        assert portfolio.with_name(portfolio.name + "-wal").stat().st_size > 0
        assert names_in(make_backup(portfolio, NOW).path) == ["Acme"]

    def test_it_is_made_while_somebody_writes(self, database: Database, portfolio: Path) -> None:
        with database.write("Slow") as session:
            session.add(Account(name="Not yet"))
            session.flush()
            backup = make_backup(portfolio, NOW)
        assert names_in(backup.path) == ["Acme"]

    def test_it_is_one_file_without_a_log(self, portfolio: Path) -> None:
        backup = make_backup(portfolio, NOW)
        assert backup.path.read_bytes()[18:20] == b"\x01\x01"  # the header's "no WAL"
        assert sorted(path.suffix for path in backup.path.parent.iterdir()) == [".json", ".relm"]

    def test_its_manifest_says_what_is_in_it(self, portfolio: Path) -> None:
        manifest = make_backup(portfolio, NOW).manifest
        assert (manifest["rows"]["account"], manifest["change_set"]) == (1, 1)
        assert len(manifest["sha256"]) == 64

    def test_where_the_folder_cannot_be_written_it_goes_to_the_data_folder(
        self, portfolio: Path, home: Path
    ) -> None:
        (portfolio.parent / "backups").write_text("a file in its place")
        backup = make_backup(portfolio, NOW)
        assert backup.path.is_relative_to(home / "data" / "backups")
        assert list_backups(portfolio) == [backup]

    def test_two_portfolios_of_one_name_do_not_mix_there(
        self, portfolio: Path, tmp_path: Path
    ) -> None:
        other = tmp_path / "other" / portfolio.name
        assert backups.folders_of(portfolio)[1] != backups.folders_of(other)[1]

    def test_signs_that_no_name_may_hold_are_left_out(self, portfolio: Path) -> None:
        assert make_backup(portfolio, NOW, "a/b: c?").path.name.endswith(" a b c.relm")

    @pytest.mark.parametrize("share", [0.0, 0.25, 0.5, 0.75])
    def test_wherever_a_portfolio_is_damaged_its_backup_is_refused_by_name(
        self, tmp_path: Path, begun: Path, share: float
    ) -> None:
        place = tmp_path / "North.relm"
        whole = begun.read_bytes()
        start = max(4096, int(len(whole) * share) // 4096 * 4096)
        place.write_bytes(whole[:start] + bytes(20 * 4096) + whole[start + 20 * 4096 :])
        with pytest.raises(DamagedError, match=r"^North\.relm is damaged"):
            make_backup(place, NOW)

    def test_a_damaged_portfolio_gives_no_backup(self, database: Database, portfolio: Path) -> None:
        database.close()
        spoil(portfolio)
        with pytest.raises(DamagedError, match=r"portfolio"):
            make_backup(portfolio, NOW)
        assert list_backups(portfolio) == []

    @pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
    def test_where_it_cannot_be_written_the_older_one_stays(
        self, portfolio: Path, monkeypatch: pytest.MonkeyPatch, number: int
    ) -> None:
        first = make_backup(portfolio, NOW)

        def fail(_: Path) -> None:
            raise OSError(number, "no")

        monkeypatch.setattr(files, "sync_file", fail)
        with pytest.raises(WriteError, match=r"was not written"):
            make_backup(portfolio, NOW)
        assert list_backups(portfolio) == [first]
        assert [path for path in first.path.parent.iterdir() if path.suffix == ".part"] == []

    def test_the_newest_has_the_highest_number_whatever_the_clock_said(
        self, portfolio: Path
    ) -> None:
        moments = [NOW, NOW + timedelta(days=1500), NOW - timedelta(days=1)]
        made = [make_backup(portfolio, moment) for moment in moments]
        assert [backup.number for backup in list_backups(portfolio)] == [3, 2, 1]
        assert [backup.at for backup in list_backups(portfolio)] == [b.at for b in made[::-1]]

    def test_foreign_files_in_the_folder_are_left_alone(self, portfolio: Path) -> None:
        folder = portfolio.parent / "backups"
        folder.mkdir()
        for name in ("holiday.relm", "other 000001 20260101-000000.relm", "note.txt"):
            (folder / name).touch()
        assert [backup.number for backup in [make_backup(portfolio, NOW)]] == [1]
        assert len(list_backups(portfolio)) == 1
        assert (folder / "holiday.relm").exists()


class TestIfChanged:
    def test_the_first_is_always_made(self, database: Database) -> None:
        assert backup_if_changed(database, NOW) is not None

    def test_an_unchanged_portfolio_is_not_copied_again(
        self, database: Database, portfolio: Path
    ) -> None:
        backup_if_changed(database, NOW)
        assert backup_if_changed(database, NOW) is None

    def test_a_changed_one_is(self, database: Database, portfolio: Path) -> None:
        backup_if_changed(database, NOW)
        add(database, "Ajax")
        again = backup_if_changed(database, NOW, "half hour")
        assert again is not None
        assert (again.number, again.why) == (2, "half hour")

    def test_asking_does_not_touch_the_backup(self, database: Database, portfolio: Path) -> None:
        backup = make_backup(portfolio, NOW)
        before = backup.path.read_bytes()
        backup_if_changed(database, NOW)
        assert backup.path.read_bytes() == before

    def test_without_its_manifest_a_backup_counts_as_unknown(
        self, database: Database, portfolio: Path
    ) -> None:
        make_backup(portfolio, NOW).path.with_suffix(".json").write_text("nonsense")
        assert backup_if_changed(database, NOW) is not None


moments = st.datetimes(datetime(2026, 1, 1), datetime(2031, 1, 1))  # noqa: DTZ001 - a zone follows
whys = st.sampled_from(["", "import", "schema 0001"])


@st.composite
def histories(draw: st.DrawFn) -> list[Backup]:
    """Backups in the order they were made, on clocks that jump about."""
    made = draw(st.lists(st.tuples(moments, whys), max_size=60))
    return [
        Backup(Path(str(number)), number, moment.replace(tzinfo=UTC), why)
        for number, (moment, why) in enumerate(made, start=1)
    ]


class TestThinning:
    @given(histories())
    def test_never_fewer_than_three_are_kept(self, made: list[Backup]) -> None:
        assert len(made) - len(thin(made)) >= min(3, len(made))

    @given(histories())
    def test_the_newest_three_stay(self, made: list[Backup]) -> None:
        assert not set(thin(made)) & set(made[-3:])

    @given(histories())
    def test_no_age_goes_whole(self, made: list[Backup]) -> None:
        """Of the newest 12 months that have any, each keeps one."""
        months: dict[str, list[Backup]] = {}
        for backup in reversed(made):
            months.setdefault(f"{backup.at:%Y-%m}", []).append(backup)
        gone = set(thin(made))
        assert all(set(group) - gone for group in list(months.values())[:12])

    @given(histories())
    def test_those_before_an_upgrade_stay(self, made: list[Backup]) -> None:
        assert not any(backup.why.startswith("schema") for backup in thin(made))

    @given(histories(), st.datetimes(datetime(2030, 1, 1), datetime(2099, 1, 1)))  # noqa: DTZ001 - below
    def test_a_clock_set_forward_makes_no_other_look_old(
        self, made: list[Backup], future: datetime
    ) -> None:
        late = Backup(Path("late"), len(made) + 1, future.replace(tzinfo=UTC), "")
        newly_gone = set(thin([*made, late])) - set(thin(made))
        assert len(newly_gone) <= 1 + len(backups.THINNING)

    @given(histories())
    def test_thinning_twice_is_thinning_once(self, made: list[Backup]) -> None:
        gone = thin(made)
        assert thin([backup for backup in made if backup not in gone]) == []

    def test_a_year_of_backups_leaves_the_ages_that_are_promised(self) -> None:
        start = datetime(2026, 1, 1, tzinfo=UTC)
        kept: list[Backup] = []
        for number in range(1, 365 * 4):
            at = start + timedelta(hours=6 * number)
            kept.append(Backup(Path(str(number)), number, at, ""))
            gone = set(thin(kept))
            kept = [backup for backup in kept if backup not in gone]
        ages = [(kept[-1].at - backup.at).days for backup in kept]
        assert 24 <= len(kept) <= 24 + 14 + 8 + 12
        assert max(ages) > 300
        assert sum(age > 40 for age in ages) >= 9


def spoil(place: Path, *, at: float = 0.6, size: int = 4096) -> None:
    """Overwrite a piece of a file."""
    with place.open("r+b") as stream:
        stream.seek(int(place.stat().st_size * at) // 4096 * 4096)
        stream.write(b"\xa5" * size)


class TestChecking:
    def test_a_good_file_is_counted(self, portfolio: Path) -> None:
        assert check_file(portfolio)["account"] == 1

    def test_a_broken_reference_is_noticed(self, database: Database, portfolio: Path) -> None:
        with database.engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("PRAGMA foreign_keys=OFF")
            raw.execute("UPDATE account SET parent = 5")
        with pytest.raises(DamagedError):
            check_file(portfolio)

    def test_a_broken_search_index_is_noticed(self, database: Database, portfolio: Path) -> None:
        with database.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE search_content SET c0 = 'other'")
        with pytest.raises(DamagedError):
            check_file(portfolio)

    def test_a_file_that_is_not_there_is_said(self, tmp_path: Path) -> None:
        with pytest.raises(DamagedError):
            check_file(tmp_path / "gone.relm")
