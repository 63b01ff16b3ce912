"""run.py prepares what lacks, says what it may not do, and costs nothing when all is there."""

from __future__ import annotations

import ast
import importlib.util
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import run
from relmanager_desktop import preflight

SOURCE = Path(run.__file__)


class Became(Exception):
    """The process turned into this program."""


class Machine:
    """A checkout in a folder of its own; commands are noted, and only those for venv do a thing."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.commands: list[list[str]] = []
        self.failing = ""
        self.base = root / "python"
        self.base.mkdir()
        (self.base / "python3.11").touch()
        (root / "pyproject.toml").write_text("[project]\n")

    def call(self, command: Sequence[str], **_options: object) -> int:
        self.commands.append(list(command))
        if "venv" in command:
            self.lay_venv()
        return int(self.failing in command)

    def lay_venv(self) -> None:
        run.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        run.PYTHON.unlink(missing_ok=True)
        run.PYTHON.symlink_to(self.base / "python3.11")
        run.PIP.touch()
        (run.VENV / "pyvenv.cfg").write_text(f"home = {self.base}\nversion = 3.11.7\n")

    def run(self, *arguments: str) -> list[str]:
        """The program that `run.py ARGUMENTS` becomes, from its module's name on."""
        with pytest.raises(Became) as became:
            run.main(list(arguments))
        command: list[str] = became.value.args[0]
        assert command[:2] == [str(run.PYTHON), "-m"]
        return command[2:]

    def done(self) -> list[str]:
        """What was done since last asked: venv, pip or the line of apt-get."""
        commands, self.commands = self.commands, []
        return [" ".join(line) if line[0] == "apt-get" else line[2] for line in commands]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """A fresh checkout on a complete machine with a display, where we are not root."""

    def become(_path: str, command: list[str]) -> None:
        raise Became(command)

    lay_paths(monkeypatch, tmp_path)
    machine = Machine(tmp_path)
    monkeypatch.setattr(run, "IS_WINDOWS", False)
    monkeypatch.setattr(os, "execv", become)
    monkeypatch.setattr(os, "chdir", lambda _folder: None)
    monkeypatch.setattr(subprocess, "call", machine.call)
    monkeypatch.setattr(run, "may_install", lambda: False)
    monkeypatch.setattr(preflight, "missing_packages", list)
    monkeypatch.setattr(preflight, "display_problem", lambda: None)
    return machine


def lay_paths(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    venv = root / ".venv"
    monkeypatch.setattr(run, "ROOT", root)
    monkeypatch.setattr(run, "VENV", venv)
    monkeypatch.setattr(run, "PYTHON", venv / "bin" / "python")
    monkeypatch.setattr(run, "PIP", venv / "bin" / "pip")
    monkeypatch.setattr(run, "STAMP", venv / "installed.txt")


def refusal(*arguments: str) -> int | str | None:
    with pytest.raises(SystemExit) as ended:
        run.main(list(arguments))
    return ended.value.code


def test_the_first_start_makes_the_environment_and_installs(machine: Machine) -> None:
    assert machine.run() == ["relmanager_desktop"]
    assert machine.done() == ["venv", "pip"]


def test_the_second_start_does_nothing_before_the_program(machine: Machine) -> None:
    machine.run()
    machine.done()
    machine.run()
    assert machine.done() == []


def test_other_arguments_go_on_to_relmanager(machine: Machine) -> None:
    given = ["import", "mine.relm", "list.xlsx", "--json"]
    assert machine.run(*given) == ["relmanager_desktop", *given]


def test_the_tests_run_all_at_once_and_note_the_lines_reached(machine: Machine) -> None:
    assert machine.run("test") == ["pytest", *run.TEST_ALL]


def test_named_tests_run_as_they_were_named(machine: Machine) -> None:
    assert machine.run("test", "tests/domain", "-x") == ["pytest", "tests/domain", "-x"]


def test_the_app_needs_no_test_tools(machine: Machine) -> None:
    machine.run()
    assert machine.commands[-1][-1] == str(machine.root)


def test_tests_after_the_app_install_what_they_need_besides(machine: Machine) -> None:
    machine.run()
    machine.done()
    machine.run("test")
    assert machine.commands[-1][-1] == f"{machine.root}[dev]"
    assert machine.done() == ["pip"]


def test_the_app_after_the_tests_installs_nothing(machine: Machine) -> None:
    machine.run("test")
    machine.done()
    machine.run()
    assert machine.done() == []


def test_a_changed_list_of_dependencies_is_installed_into_what_is_there(machine: Machine) -> None:
    machine.run()
    machine.done()
    (machine.root / "pyproject.toml").write_text("[project]\ndependencies = []\n")
    machine.run()
    assert machine.done() == ["pip"]


def test_an_environment_made_by_hand_is_kept(machine: Machine) -> None:
    machine.lay_venv()
    machine.run()
    assert machine.done() == ["pip"]


def test_an_environment_whose_making_was_cut_short_is_made_anew(machine: Machine) -> None:
    machine.lay_venv()
    run.PIP.unlink()
    machine.run()
    assert machine.done() == ["venv", "pip"]


def test_a_moved_checkout_is_made_ready_anew(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.run()
    machine.done()
    moved = tmp_path.with_name("moved")
    tmp_path.rename(moved)
    lay_paths(monkeypatch, moved)
    machine.base = moved / "python"
    machine.run()
    assert machine.done() == ["venv", "pip"]


def test_a_removed_python_is_replaced(machine: Machine) -> None:
    machine.run()
    machine.done()
    (machine.base / "python3.11").rename(machine.base / "python3.12")
    machine.run()
    assert machine.done() == ["venv", "pip"]


def test_a_copied_python_whose_home_is_gone_is_replaced(machine: Machine) -> None:
    machine.lay_venv()
    (run.VENV / "pyvenv.cfg").write_text(f"home = {machine.root / 'gone'}\n")
    machine.run()
    assert machine.done() == ["venv", "pip"]


def test_a_failed_install_is_said_and_tried_again(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.failing = "pip"
    assert refusal() == run.LACKING
    assert run.NO_INSTALL in capsys.readouterr().err
    machine.failing = ""
    machine.done()
    machine.run()
    assert machine.done() == ["pip"]


def test_a_failed_environment_is_said(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.failing = "venv"
    assert refusal() == run.LACKING
    assert run.NO_NEW_VENV in capsys.readouterr().err


def test_missing_libraries_end_with_the_one_line_to_run(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(preflight, "missing_packages", lambda: ["libgl1"])
    assert refusal() == run.LACKING
    assert capsys.readouterr().err.endswith(
        "run:\n    sudo apt-get install -y --no-install-recommends libgl1\n"
    )
    assert machine.done() == []


def test_root_on_debian_installs_them_and_says_so(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(preflight, "missing_packages", lambda: ["libgl1"])
    monkeypatch.setattr(run, "may_install", lambda: True)
    machine.run("test")
    line = preflight.install_line(["libgl1"])
    assert machine.done() == ["apt-get update -qq", f"{line} -qq", "venv", "pip"]
    assert f"are installed now: {line}" in capsys.readouterr().err


def test_an_install_that_fails_as_root_is_said(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(preflight, "missing_packages", lambda: ["libgl1"])
    monkeypatch.setattr(run, "may_install", lambda: True)
    machine.failing = "apt-get"
    assert refusal() == run.LACKING
    assert "Installing them failed" in capsys.readouterr().err


def test_a_command_that_needs_no_window_needs_no_libraries(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preflight, "missing_packages", lambda: ["libgl1"])
    assert machine.run("list", "mine.relm", "account")[0] == "relmanager_desktop"


def test_debian_s_missing_venv_module_is_named(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    assert refusal() == run.LACKING
    assert f"python3.{sys.version_info[1]}-venv" in capsys.readouterr().err
    assert machine.done() == []


def test_without_a_display_the_main_job_is_done_without_one(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(preflight, "display_problem", lambda: "none")
    assert machine.run() == ["relmanager_desktop", "tour"]
    assert run.NO_DISPLAY in capsys.readouterr().err


def test_without_a_display_a_portfolio_is_left_to_relmanager_to_refuse(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preflight, "display_problem", lambda: "none")
    assert machine.run("mine.relm") == ["relmanager_desktop", "mine.relm"]


def test_windows_waits_for_the_program(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "IS_WINDOWS", True)
    assert refusal("doctor") == 0
    assert machine.commands[-1] == [str(run.PYTHON), "-m", "relmanager_desktop", "doctor"]


def test_an_old_python_is_told_its_age() -> None:
    program = "\n".join(
        [
            "import sys",
            "sys.version_info, sys.version = (3, 9, 2), '3.9.2 (default)'",
            f"exec(open({str(SOURCE)!r}).read())",
        ]
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith("RelManager Desktop needs Python 3.11 or newer, and this is 3.9")


def test_even_python_3_6_can_read_it() -> None:
    ast.parse(SOURCE.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_it_needs_the_standard_library_alone() -> None:
    program = f"import runpy; runpy.run_path({str(SOURCE)!r}, run_name='run')"
    subprocess.run([sys.executable, "-I", "-S", "-c", program], check=True)
