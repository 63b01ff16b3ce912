"""The fuzzer's short run: a fixed number of damaged files, the same on every machine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.cases import LISTS, case_of, corpus

ROOT = Path(__file__).resolve().parents[2]
CASES = 120


@pytest.mark.skipif(sys.platform == "win32", reason="the fuzzer forks, and Windows does not")
@pytest.mark.timeout(300)
def test_damaged_files_are_read_alike_or_refused_with_a_sentence(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.fuzz", "--cases", str(CASES), "--seed", "3"]
    command += ["--seconds", "240", "--saves", str(tmp_path)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert f"{CASES} cases" in run.stdout


def test_a_case_is_told_by_its_seed_and_number_alone() -> None:
    files = corpus([LISTS])
    cases = [case_of(files, 7, number) for number in range(20)]
    assert cases == [case_of(files, 7, number) for number in range(20)]
    assert len({case.data for case in cases}) > 15
