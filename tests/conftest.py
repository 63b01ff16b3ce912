"""What every test may lean on: a screen that needs none, a home of its own, a fixed today."""

from __future__ import annotations

import datetime
import logging
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from relmanager_desktop.store.database import Database

if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A machine that is busy is no reason to fail; CI repeats itself, the night looks further.
settings.register_profile("usual", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile("nightly", deadline=None, max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if "CI" in os.environ else "usual"))

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder that begins empty, so that no test reads or writes the real one."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("RELMANAGER_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def no_unexpected_warning(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A log warning fails the test; one that expects it ends in `caplog.clear()`."""
    yield
    logged = [*caplog.get_records("setup"), *caplog.get_records("call")]
    warnings = [record for record in logged if record.levelno >= logging.WARNING]
    assert not warnings, [f"{record.name}: {record.getMessage()}" for record in warnings]


@pytest.fixture
def today() -> datetime.date:
    """A Tuesday, the day on which every rule is asked."""
    return datetime.date(2026, 11, 24)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The public data sets beside the project; who needs them is skipped where they are absent."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("../shared is not here")
    return folder


@pytest.fixture(scope="session")
def empty_portfolio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed portfolio without a row, made once through the real migrations: to be copied."""
    from relmanager_desktop.store.portfolios import create_portfolio

    place = tmp_path_factory.mktemp("empty") / "empty.relm"
    create_portfolio(place).close()
    return place


@pytest.fixture
def database(tmp_path: Path, empty_portfolio: Path) -> Iterator[Database]:
    """An open portfolio without a row, in a file of its own."""
    from relmanager_desktop.store.database import Database

    place = shutil.copyfile(empty_portfolio, tmp_path / "portfolio.relm")
    database = Database(place)
    yield database
    database.close()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A write to build what a test needs; it is committed when the test is over."""
    with database.write("Build") as session:
        yield session
