"""Runs of an import: somebody else may write between the look and the deed."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from typing import Any

import pytest

from relmanager_desktop.cli import import_runs
from relmanager_desktop.domain.imports.answers import answer_of
from relmanager_desktop.store.database import Database
from tests.cli.conftest import CUSTOMERS, Terminal, Write


@pytest.fixture
def somebody_adds_acme_meanwhile(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let another program add one of the list's accounts after the file was looked at."""
    wait = import_runs._back_up

    def add(database: Database) -> None:
        wait(database)
        terminal("add", "account", "name=Acme GmbH")

    monkeypatch.setattr(import_runs, "_back_up", add)


@pytest.mark.usefixtures("somebody_adds_acme_meanwhile")
def test_a_plan_is_made_again_if_the_portfolio_was_changed_meanwhile(
    terminal: Terminal, write_list: Write
) -> None:
    done: Any = terminal.json("import", write_list("customers.csv", CUSTOMERS))
    assert terminal.code == 0
    assert done["sheets"][0]["counts"]["account"]["new"] == 1
    assert "customers.csv is looked at again" in terminal.err
    names = sorted(row["name"] for row in terminal.json("list", "account"))
    assert names == ["Acme GmbH", "Bolt Ltd"]


@pytest.mark.usefixtures("somebody_adds_acme_meanwhile")
def test_a_plan_made_again_keeps_the_profile(terminal: Terminal, write_list: Write) -> None:
    path = write_list("customers.csv", CUSTOMERS)
    terminal("import", path, "--save-profile", "Customers")
    assert terminal.code == 0
    assert [row["name"] for row in terminal.json("list", "import_profile")] == ["Customers"]


@pytest.fixture
def stoppable() -> Iterator[None]:
    """Ctrl-C stops, also where the tests themselves were started not to hear it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("stoppable")
def test_an_import_that_is_kept_is_told_whoever_stops_it(
    terminal: Terminal, write_list: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*given: Any, **more: Any) -> Any:
        signal.raise_signal(signal.SIGINT)
        return answer_of(*given, **more)

    monkeypatch.setattr("relmanager_desktop.cli.imports.answer_of", stopped)
    before = signal.getsignal(signal.SIGINT)
    done: Any = terminal.json("import", write_list("customers.csv", CUSTOMERS))
    assert (terminal.code, done["change_set"] is not None) == (0, True)
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.usefixtures("stoppable")
def test_an_import_that_is_stopped_before_keeps_nothing(
    terminal: Terminal, write_list: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        import_runs, "_back_up", lambda _database: signal.raise_signal(signal.SIGINT)
    )
    terminal("import", write_list("customers.csv", CUSTOMERS))
    assert (terminal.code, terminal.json("list", "account")) == (2, [])
