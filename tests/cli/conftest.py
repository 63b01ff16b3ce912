"""A terminal to type into: a portfolio on disk and the answers of its commands."""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from relmanager_desktop.cli import main, progress

CUSTOMERS = """Company,City,Country,Phone,Contact person,E-mail
Acme GmbH,Berlin,Germany,+49 30 1234567,Petra Lindner,petra@acme.example
Bolt Ltd,Leeds,United Kingdom,+44 113 496 0000,Tom Hale,tom@bolt.example
"""
Write = Callable[[str, str], Path]


class Terminal:
    """Runs commands in this process and keeps what they printed."""

    def __init__(self, portfolio: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.portfolio = portfolio
        self._capsys = capsys
        self.code = 0
        self.out = ""
        self.err = ""

    def __call__(self, command: str, *words: object) -> str:
        """Run a command on the portfolio; return what it printed."""
        self.code = main([command, str(self.portfolio), *map(str, words)])
        self.out, self.err = self._capsys.readouterr()
        return self.out

    def json(self, command: str, *words: object) -> Any:
        """Run a command and return its JSON."""
        return json.loads(self(command, *words, "--json"))


@pytest.fixture(scope="session")
def begun_portfolio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portfolio as ``new`` makes it, made once."""
    place = tmp_path_factory.mktemp("begun") / "begun.relm"
    assert main(["new", str(place)]) == 0
    return place


@pytest.fixture
def terminal(
    tmp_path: Path,
    begun_portfolio: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Terminal:
    """A terminal on a portfolio of its own, where no machine is so slow that it tells progress."""
    monkeypatch.setattr(progress, "SILENT_SECONDS", math.inf)
    place = tmp_path / "own.relm"
    shutil.copy(begun_portfolio, place)
    return Terminal(place, capsys)


@pytest.fixture
def write_list(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a small list from somewhere."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write
