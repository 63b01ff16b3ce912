"""Tests of the imports that are kept: listed, looked into, and known as taken back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from relmanager_desktop.commands.imports import apply_import
from relmanager_desktop.commands.undoing import redo_last, undo_number
from relmanager_desktop.domain.mapping.maps import Wishes
from relmanager_desktop.queries.import_plans import preview_import
from relmanager_desktop.queries.import_runs import import_run, import_runs
from relmanager_desktop.store.database import Database
from relmanager_desktop.store.tables import TABLES

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
LIST = "Company,City,Annual value\nAcme Werke,Ulm,12\nBolt Ltd,Leeds,about 12\nCold AS,Oslo,7\n"


@pytest.fixture
def imported(database: Database, tmp_path: Path) -> int:
    """The change set of an import of two good rows and a bad one."""
    path = tmp_path / "customers.csv"
    path.write_text(LIST, encoding="utf-8")
    with database.write("Import customers.csv", source="import") as session:
        wishes = Wishes(match=("name",))
        report = apply_import(session, preview_import(session, path, wishes, now=NOW).plan)
    assert report.change_set is not None
    return report.change_set


def test_an_import_is_listed_with_what_became_of_its_rows(
    database: Database, imported: int
) -> None:
    with database.read() as session:
        (run,) = import_runs(session)
    assert (run.file_name, run.change_set, run.state) == ("customers.csv", imported, "live")
    assert (run.count("new"), run.count("refused"), run.rows["rows"]) == (2, 1, 3)


def test_an_import_keeps_its_plan(database: Database, imported: int) -> None:
    with database.read() as session:
        run = import_run(session, imported)
    assert run is not None
    assert run.sums == (("Annual value", 19.0, 19.0),)
    assert run.match == ("name",)
    assert run.has_refused
    assert run.effects.of("tiers").figure("") is not None


def test_an_import_that_was_taken_back_stays_in_the_list(database: Database, imported: int) -> None:
    undone = undo_number(database, imported)
    with database.read() as session:
        (run,) = import_runs(session)
    assert (run.state, run.undoing) == ("undone", undone.number)
    redo_last(database)
    with database.read() as session:
        (run,) = import_runs(session)
    assert (run.state, run.undoing) == ("live", None)


def test_an_import_of_an_older_version_is_listed_by_its_records(
    database: Database, imported: int
) -> None:
    with database.write_quietly() as session:
        older = {"account": {"new": 2, "refused": 1}}
        session.execute(update(TABLES["import_run"]).values(plan=older))
    with database.read() as session:
        (run,) = import_runs(session)
        details = import_run(session, imported)
    assert (run.count("new"), run.count("refused")) == (2, 1)
    assert details is not None
    assert not details.effects


def test_a_change_set_that_was_no_import_has_no_run(database: Database) -> None:
    with database.read() as session:
        assert import_run(session, 1) is None
