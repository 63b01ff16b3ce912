"""Tests of portfolios as wholes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from relmanager_desktop.commands.portfolios import (
    SAID,
    back_up,
    back_up_if_changed,
    begin_portfolio,
    catch_up,
    newest_backup,
    open_for_window,
    restore_portfolio,
    warnings_about,
)
from relmanager_desktop.commands.records import add_record
from relmanager_desktop.queries.badges import badges
from relmanager_desktop.queries.tiers import tier_orders
from relmanager_desktop.store.database import Database

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
TODAY = date(2026, 11, 24)


def test_a_portfolio_begins_with_tiers_in_their_order(tmp_path: Path) -> None:
    place = tmp_path / "New.relm"
    begin_portfolio(place, "Dana", NOW, is_sample=False)
    database = open_for_window(str(place), "Dana")
    with database.read() as session:
        assert tier_orders(session) == {"A": 1, "B": 2, "C": 3}
        assert badges(session, TODAY).accounts == 0
    database.close()


def test_the_sample_fills_the_sidebar(tmp_path: Path) -> None:
    place = tmp_path / "Sample.relm"
    begin_portfolio(place, "Dana", NOW, is_sample=True)
    database = open_for_window(str(place), "Dana")
    with database.read() as session:
        figures = badges(session, TODAY)
    database.close()
    assert figures.accounts == 40
    assert figures.late > 0
    assert figures.issues_open > 0


def test_a_place_that_is_taken_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "Taken.relm"
    place.write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError):
        begin_portfolio(place, "Dana", NOW, is_sample=False)
    assert place.read_text(encoding="utf-8") == "mine"


def test_what_does_not_open_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SAID, match="no portfolio"):
        open_for_window(str(tmp_path / "none.relm"), "")


def test_a_backup_is_made_only_of_what_changed(database: Database) -> None:
    first = back_up(database, "by hand")
    assert first is not None
    assert back_up_if_changed(database) is None
    with database.write("Add Acme") as session:
        add_record(session, "account", {"name": "Acme"}, TODAY)
    assert back_up_if_changed(database) is not None


def test_a_restored_portfolio_is_as_it_was(database: Database) -> None:
    place = database.path
    assert place is not None
    back_up(database, "by hand")
    with database.write("Add Acme") as session:
        add_record(session, "account", {"name": "Acme"}, TODAY)
    database.close()
    backup = newest_backup(place)
    assert backup is not None
    kept = restore_portfolio(place, backup, NOW)
    assert kept is not None
    assert kept.exists()
    again = open_for_window(str(place), "")
    with again.read() as session:
        assert badges(session, TODAY).accounts == 0
    again.close()


def test_a_damaged_backup_is_passed_over_for_the_newest_that_checks_out(
    database: Database,
) -> None:
    place = database.path
    assert place is not None
    sound, damaged, gone = (back_up(database, why) for why in ("one", "two", "three"))
    assert sound is not None
    assert damaged is not None
    assert gone is not None
    damaged.write_bytes(bytes(4000) + damaged.read_bytes()[4000:])
    gone.unlink()
    assert newest_backup(place) == sound
    sound.write_bytes(b"nothing")
    assert newest_backup(place) is None


def test_a_new_day_moves_nothing_where_nothing_was_snoozed(database: Database) -> None:
    assert catch_up(database, TODAY) == 0


def test_a_synced_folder_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    begin_portfolio(folder / "Mine.relm", "", NOW, is_sample=False)
    database = open_for_window(str(folder / "Mine.relm"), "")
    assert "synced folder" in warnings_about(database)[0]
    database.close()


def test_holidays_that_are_not_known_are_said_at_the_start(tmp_path: Path) -> None:
    place = tmp_path / "New.relm"
    begin_portfolio(place, "Dana", NOW, is_sample=False)
    database = open_for_window(str(place), "Dana")
    with database.write("Add two calendars of Ruritania") as session:
        for name in ("North", "South"):
            add_record(
                session, "working_calendar", {"name": name, "country": "XX", "zone": "UTC"}, TODAY
            )
    assert warnings_about(database) == [
        "The holidays of XX are not known: enter them as special days."
    ]
    database.close()
