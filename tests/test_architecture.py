"""The habits of the house that no linter knows."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "relmanager_desktop"
MODULES = sorted(PACKAGE.rglob("*.py"))
PYTHON_FILES = [ROOT / "run.py", *MODULES, *sorted((ROOT / "tests").rglob("*.py"))]

ROOMS_WITHOUT_A_NOUN = {"utils", "util", "helpers", "common", "managers", "services", "misc"}
TESTS_OF_NO_ROOM = {"migrations", "data", "benchmarks", "trials", "fuzz"}
TOLD_THE_TIME = ["domain", "exchange", "commands", "queries"]
CLOCKS = {"now", "today", "utcnow", "time", "time_ns"}
COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b|[\"']#[0-9a-fA-F]{3}[\"']|QColor\(\s*\d|\brgba?\(")
IGNORE_WITHOUT_REASON = re.compile(
    r"# noqa(?!: [A-Z]+\d+(?:, ?[A-Z]+\d+)* - \w)"
    r"|# type: ignore(?!\[[\w, -]+\]  # \w)"
    r"|# pragma: no \w+(?! - \w)"
)
SLOW_TO_IMPORT = {"sqlalchemy", "alembic", "openpyxl", "xlsxwriter", "holidays", "babel"}
BEFORE_THE_FIRST_PAINT = ["app", "ui.main_window", "ui.bridge", "ui.theme", "ui.pages.today"]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def modules_in(*rooms: str) -> list[Path]:
    return [path for path in MODULES if path.relative_to(PACKAGE).parts[0] in rooms]


def calls_of(path: Path) -> Iterator[ast.Attribute]:
    """Every `something.method(…)` of the file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func


def lines_with(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    return [
        f"{name_of(path)}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]


def loaded_by(module: str) -> set[str]:
    """The top-level packages in a process that imported the module and nothing else."""
    program = f"import {module}, sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    return set(done.stdout.split())


def checks() -> list[str]:
    """The commands of the one list."""
    listed = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    return re.findall(r"^ +entry: (.+)$", listed, flags=re.MULTILINE)


def test_every_room_is_named_for_what_is_in_it() -> None:
    names = {part for path in MODULES for part in path.relative_to(PACKAGE).with_suffix("").parts}
    assert not names & ROOMS_WITHOUT_A_NOUN


def test_tests_are_the_mirror_of_the_rooms() -> None:
    rooms = {path.parent.relative_to(PACKAGE).as_posix() for path in MODULES}
    tested = {
        path.parent.relative_to(ROOT / "tests").as_posix()
        for path in (ROOT / "tests").rglob("test_*.py")
    }
    assert {room for room in tested if room.split("/")[0] not in TESTS_OF_NO_ROOM} <= rooms


def test_colours_stand_in_the_theme_alone() -> None:
    painted = [path for path in MODULES if path != PACKAGE / "ui" / "theme.py"]
    assert lines_with(COLOUR, painted) == []


def test_only_the_store_commits() -> None:
    others = [path for path in MODULES if path not in modules_in("store")]
    committing = {name_of(p) for p in others for call in calls_of(p) if call.attr == "commit"}
    assert committing == set()


def test_rules_and_deeds_are_told_the_time() -> None:
    looking = [
        f"{name_of(path)}:{call.lineno}"
        for path in modules_in(*TOLD_THE_TIME)
        for call in calls_of(path)
        if call.attr in CLOCKS
        and ast.unparse(call.value).split(".")[-1] in {"datetime", "date", "time"}
    ]
    assert looking == []


def test_every_ignore_has_a_reason() -> None:
    paths = [path for path in PYTHON_FILES if path != Path(__file__)]
    assert lines_with(IGNORE_WITHOUT_REASON, paths) == []


def test_the_terminal_loads_no_window() -> None:
    assert "PySide6" not in loaded_by("relmanager_desktop.cli")


@pytest.mark.parametrize("module", BEFORE_THE_FIRST_PAINT)
def test_what_comes_before_the_first_paint_imports_nothing_slow(module: str) -> None:
    if not PACKAGE.joinpath(*module.split(".")).with_suffix(".py").exists():
        pytest.skip("not built yet")
    assert not loaded_by(f"relmanager_desktop.{module}") & SLOW_TO_IMPORT


@pytest.mark.parametrize("place", [".ci/run", "README.md"])
def test_the_checks_are_the_same_everywhere(place: str) -> None:
    repeated = (ROOT / place).read_text(encoding="utf-8").splitlines()
    stated = [line.strip() for line in repeated if line.strip() in checks()]
    assert sorted(stated) == sorted(checks())


def test_make_runs_the_list_itself() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "pre-commit run --all-files --hook-stage manual" in makefile
