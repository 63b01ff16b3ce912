"""Runs of an import: somebody else may write between the look and the deed."""

from __future__ import annotations

from typing import Any

import pytest

from relmanager_desktop.cli import import_runs
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
