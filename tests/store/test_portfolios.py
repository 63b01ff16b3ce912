"""Opening: what is a portfolio is brought up to date, what is not gets one plain sentence."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections import namedtuple
from datetime import UTC, datetime
from pathlib import Path

import pytest

from relmanager_desktop.domain.records.accounts import Account
from relmanager_desktop.store import reserve, upgrade
from relmanager_desktop.store.backups import make_backup
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.faults import (
    DamagedError,
    MissingPortfolioError,
    NotAPortfolioError,
    PortfolioError,
    ReadOnlyError,
)
from relmanager_desktop.store.files import WriteError
from relmanager_desktop.store.portfolios import create_portfolio, open_portfolio, warnings_about
from relmanager_desktop.store.restores import restore

ON_DISK = "/dev/sda1 / ext4 rw 0 0\n"


class TestCreating:
    def test_a_new_portfolio_has_the_newest_schema(self, tmp_path: Path) -> None:
        database = create_portfolio(tmp_path / "new.relm")
        assert upgrade.revision_of(database.engine) == upgrade.head()
        database.close()

    def test_its_file_says_whose_it_is(self, tmp_path: Path) -> None:
        create_portfolio(tmp_path / "new.relm").close()
        header = (tmp_path / "new.relm").read_bytes()[:100]
        assert header[68:72] == b"ReLM"

    def test_a_file_that_is_there_stays(self, tmp_path: Path) -> None:
        place = tmp_path / "new.relm"
        place.write_text("mine")
        with pytest.raises(FileExistsError, match=r"new\.relm is there already"):
            create_portfolio(place)
        assert place.read_text() == "mine"

    def test_where_it_fails_nothing_is_left(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(_: object) -> None:
            raise ZeroDivisionError

        monkeypatch.setattr(upgrade, "_drop_leftovers", fail)
        with pytest.raises(ZeroDivisionError):
            create_portfolio(tmp_path / "new.relm")
        assert list(tmp_path.iterdir()) == []

    def test_a_folder_that_is_not_there_is_said(self, tmp_path: Path) -> None:
        with pytest.raises(ReadOnlyError, match=r"new\.relm or its folder cannot be written"):
            create_portfolio(tmp_path / "gone" / "new.relm")


class TestOpening:
    def test_what_was_saved_is_there(self, database: Database) -> None:
        with database.write("Add") as session:
            session.add(Account(name="Acme"))
        assert database.path is not None
        again = open_portfolio(database.path)
        with again.read() as session:
            assert session.query(Account).one().name == "Acme"
        again.close()

    def test_a_file_that_is_not_there_is_said_and_not_made(self, tmp_path: Path) -> None:
        place = tmp_path / "gone.relm"
        with pytest.raises(MissingPortfolioError, match=r"There is no portfolio at .*gone\.relm"):
            open_portfolio(place)
        assert not place.exists()

    def test_a_folder_is_no_portfolio(self, tmp_path: Path) -> None:
        with pytest.raises(MissingPortfolioError):
            open_portfolio(tmp_path)

    @pytest.mark.parametrize(
        "content",
        [b"", b"x", b"Name,City\nAcme,Bonn\n" * 500, b"PK\x03\x04" * 1000, bytes(5000)],
        ids=["empty", "one letter", "text", "zip", "noughts"],
    )
    def test_a_file_of_another_kind_is_said_and_not_touched(
        self, tmp_path: Path, content: bytes
    ) -> None:
        place = tmp_path / "list.relm"
        place.write_bytes(content)
        with pytest.raises(NotAPortfolioError, match=r"list\.relm is not a RelManager portfolio"):
            open_portfolio(place)
        assert place.read_bytes() == content
        assert [path.name for path in tmp_path.iterdir()] == ["list.relm"]

    def test_a_database_of_another_program_is_said_and_not_touched(self, tmp_path: Path) -> None:
        place = tmp_path / "notes.relm"
        connection = sqlite3.connect(place)
        connection.execute("CREATE TABLE notes (text)")
        connection.execute("INSERT INTO notes VALUES ('mine')")
        connection.commit()
        connection.close()
        with pytest.raises(NotAPortfolioError, match=r"notes\.relm is not"):
            open_portfolio(place)
        connection = sqlite3.connect(place)
        tables = connection.execute("SELECT name FROM sqlite_master").fetchall()
        connection.close()
        assert tables == [("notes",)]

    @pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
    def test_a_truncated_portfolio_is_said(
        self, empty_portfolio: Path, tmp_path: Path, share: float
    ) -> None:
        whole = empty_portfolio.read_bytes()
        place = tmp_path / "cut.relm"
        place.write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(DamagedError, match=r"cut\.relm is damaged"):
            open_portfolio(place)

    @pytest.mark.parametrize("offset", [16, 20, 28, 100, 5000])
    def test_a_spoilt_header_is_said(
        self, empty_portfolio: Path, tmp_path: Path, offset: int
    ) -> None:
        data = bytearray(empty_portfolio.read_bytes())
        data[offset : offset + 40] = b"\xa5" * 40
        place = tmp_path / "spoilt.relm"
        place.write_bytes(data)
        try:
            open_portfolio(place).close()
        except PortfolioError as error:
            assert "spoilt.relm" in str(error)  # noqa: PT017 - some spoilt bytes do no harm

    def test_a_failed_opening_lets_go_of_the_file(
        self, empty_portfolio: Path, tmp_path: Path
    ) -> None:
        place = tmp_path / "cut.relm"
        place.write_bytes(empty_portfolio.read_bytes()[:50_000])
        with pytest.raises(DamagedError):
            open_portfolio(place)
        open_files = {str(path.resolve()) for path in Path("/proc/self/fd").glob("*")}
        assert str(place) not in open_files

    def test_room_is_kept_for_a_full_disk(self, empty_portfolio: Path, tmp_path: Path) -> None:
        place = shutil.copy(empty_portfolio, tmp_path / "p.relm")
        open_portfolio(place).close()
        assert (tmp_path / "backups" / ".reserve").exists()


@pytest.fixture
def read_only(empty_portfolio: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A portfolio on a disk that says no to every write; root's rights would not."""
    place = tmp_path / "own" / "North.relm"
    place.parent.mkdir()
    shutil.copy(empty_portfolio, place)
    monkeypatch.setattr(os, "access", lambda _path, mode: not mode & os.W_OK)
    return place


class TestReadOnly:
    def test_it_is_read_without_a_file_beside_it(self, read_only: Path) -> None:
        before = set(read_only.parent.iterdir())
        database = open_portfolio(read_only)
        with database.read() as session:
            assert session.query(Account).all() == []
            assert set(read_only.parent.iterdir()) - before <= {read_only.parent / "backups"}
        database.close()

    def test_a_write_is_refused_with_the_way_out(self, read_only: Path) -> None:
        database = open_portfolio(read_only)
        with (
            pytest.raises(ReadOnlyError, match="Copy the portfolio to a folder of your own"),
            database.write("Add") as session,
        ):
            session.add(Account(name="Acme"))
        database.close()

    def test_it_is_backed_up_where_there_is_room(self, read_only: Path) -> None:
        assert make_backup(read_only, datetime(2026, 11, 24, tzinfo=UTC)).path.exists()

    def test_a_restore_is_refused_with_the_way_out(self, read_only: Path) -> None:
        backup = make_backup(read_only, datetime(2026, 11, 24, tzinfo=UTC)).path
        with pytest.raises(WriteError, match=r"North\.relm cannot be restored where it is"):
            restore(read_only, backup, datetime(2026, 11, 24, tzinfo=UTC))

    def test_none_is_made_there(self, read_only: Path) -> None:
        with pytest.raises(ReadOnlyError, match="Choose a folder of your own"):
            create_portfolio(read_only.with_name("South.relm"))

    def test_what_a_restore_left_is_no_hindrance(
        self, read_only: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise OSError(errno.EROFS, "Read-only file system")

        read_only.with_name(f".{read_only.name}.restoring").write_bytes(b"")
        monkeypatch.setattr(Path, "unlink", refuse)
        open_portfolio(read_only).close()


class TestReserve:
    def test_no_room_is_kept_where_there_is_little(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(reserve, "free_bytes", lambda _: reserve.LOW_BYTES - 1)
        reserve.keep(tmp_path / "p.relm")
        assert list(tmp_path.iterdir()) == []

    def test_room_is_given_once(self, tmp_path: Path) -> None:
        reserve.keep(tmp_path / "p.relm")
        assert reserve.release(tmp_path / "p.relm")
        assert not reserve.release(tmp_path / "p.relm")

    def test_a_server_has_none(self) -> None:
        assert not reserve.release(None)


class TestWarnings:
    @pytest.mark.parametrize(
        "folder",
        [
            "OneDrive - Acme",
            "Dropbox/work",
            "Google Drive",
            "Library/Mobile Documents/com~apple~CloudDocs",
            "Nextcloud",
        ],
    )
    def test_a_synced_folder_is_said(self, folder: str) -> None:
        (said,) = warnings_about(Path("/home/eva") / folder / "p.relm", lambda: ON_DISK)
        assert "lies in a synced folder" in said

    @pytest.mark.parametrize("kind", ["nfs4", "cifs", "smb3", "fuse.sshfs", "9p", "vboxsf"])
    def test_a_network_drive_is_said(self, kind: str) -> None:
        mounts = f"{ON_DISK}server:/x /mnt/share\\040one {kind} rw 0 0\n"
        (said,) = warnings_about(Path("/mnt/share one/p.relm"), lambda: mounts)
        assert "lies on a network drive" in said

    def test_a_mount_with_a_similar_name_is_another(self) -> None:
        mounts = f"{ON_DISK}server:/x /mnt/share nfs rw 0 0\n"
        assert warnings_about(Path("/mnt/shared/p.relm"), lambda: mounts) == []

    def test_a_share_of_windows_is_said(self) -> None:
        (said,) = warnings_about(Path("\\\\server\\share\\p.relm"), lambda: ON_DISK)
        assert "network drive" in said

    def test_a_file_that_cannot_be_written_is_said(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        place = tmp_path / "p.relm"
        place.touch()
        monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
        (said,) = warnings_about(place, lambda: ON_DISK)
        assert said.startswith("p.relm can be looked at but not changed")

    def test_a_folder_on_this_disk_needs_no_word(self, tmp_path: Path) -> None:
        assert warnings_about(tmp_path / "p.relm", lambda: ON_DISK) == []

    def test_a_nearly_full_disk_is_said(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        usage = namedtuple("usage", "total used free")
        monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 0, 150_000_000))
        (said,) = warnings_about(tmp_path / "p.relm", lambda: ON_DISK)
        assert said.startswith("Only 150 MB are free")
