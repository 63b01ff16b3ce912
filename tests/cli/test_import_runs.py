"""Runs of an import: somebody else may write between the look and the deed."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from relmanager_desktop.cli import import_runs
from relmanager_desktop.cli.commands import Request
from relmanager_desktop.domain.imports.answers import answer_of
from relmanager_desktop.queries.import_plans import Preview
from relmanager_desktop.store import portfolios
from relmanager_desktop.store.files import WriteError
from tests.cli.conftest import CUSTOMERS, Terminal, Write


@pytest.fixture
def somebody_adds_acme_meanwhile(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let another program add one of the list's accounts after the file was looked at."""
    is_to_be_written = import_runs._is_to_be_written
    others = iter(["name=Acme GmbH"])

    def add(request: Request, preview: Preview) -> bool:
        for name in islice(others, 1):
            terminal("add", "account", name)
        return is_to_be_written(request, preview)

    monkeypatch.setattr(import_runs, "_is_to_be_written", add)


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
    monkeypatch.setattr(import_runs, "_backed_up", lambda *_: signal.raise_signal(signal.SIGINT))
    terminal("import", write_list("customers.csv", CUSTOMERS))
    assert (terminal.code, terminal.json("list", "account")) == (2, [])


def test_a_backup_holds_what_was_there_before_the_import(
    terminal: Terminal, write_list: Write
) -> None:
    terminal("add", "account", "name=Ajax")
    terminal("import", write_list("customers.csv", CUSTOMERS))
    (backup,) = terminal.json("backup", "--list")
    terminal("restore", Path(backup["backup"]))
    assert [row["name"] for row in terminal.json("list", "account")] == ["Ajax"]


def test_a_list_that_brings_nothing_makes_no_backup(terminal: Terminal, write_list: Write) -> None:
    path = write_list("customers.csv", CUSTOMERS)
    terminal("import", path)
    made = terminal.json("backup", "--list")
    terminal("import", path)
    assert terminal.json("backup", "--list") == made


def test_where_no_backup_can_be_made_nothing_is_imported(
    terminal: Terminal, write_list: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portfolios, "make_backup", Mock(side_effect=WriteError("No room.")))
    terminal("import", write_list("customers.csv", CUSTOMERS))
    assert terminal.code == 2
    assert "No room." in terminal.err
    assert terminal.json("list", "account") == []
