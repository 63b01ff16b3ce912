"""Failures: what a person can mend is one sentence, and the rest is not hidden."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from relmanager_desktop.cli import main
from relmanager_desktop.cli.failures import sentence_of
from relmanager_desktop.cli.main import ROOMS, command_of
from relmanager_desktop.store import faults


@pytest.mark.parametrize(
    "fault", [f for f in vars(faults).values() if isinstance(f, type) and "Error" in f.__name__]
)
def test_every_fault_of_a_portfolio_is_said_in_its_own_words(fault: type[Exception]) -> None:
    said = sentence_of(fault("North.relm is in use."))
    is_ours = issubclass(fault, faults.PortfolioError)
    assert said == ("North.relm is in use." if is_ours else None)


def test_a_folder_that_cannot_be_written_is_named() -> None:
    assert sentence_of(PermissionError(13, "Permission denied", "/safe/out.xlsx")) == (
        "/safe/out.xlsx: Permission denied"
    )


def test_a_mistake_of_the_program_is_not_dressed_as_the_users() -> None:
    assert sentence_of(KeyError("account")) is None


def test_an_unknown_command_is_answered_with_every_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["bogus"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert said.startswith("relmanager: There is no command “bogus”. There are: new, import, ")
    assert ", screenshots. " in said


@pytest.mark.parametrize("room", sorted(set(ROOMS.values())))
def test_every_command_of_a_room_can_be_asked_for(room: str) -> None:
    commands = import_module(f"relmanager_desktop.cli.{room}").COMMANDS
    for command in commands:
        assert command_of(command.name) is command
    assert {command.name for command in commands} == {n for n, r in ROOMS.items() if r == room}


def test_a_folder_is_no_portfolio_and_is_called_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["list", str(tmp_path), "account"]) == 2
    assert f"{tmp_path} is a folder. Name the portfolio in it" in capsys.readouterr().err
