"""The walls around the reader's process, tried in processes of their own."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest

from relmanager_desktop.exchange import confinement
from relmanager_desktop.exchange.windows_jobs import enter_job, job_limits

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX walls")
PRELUDE = "import sys\nfrom relmanager_desktop.exchange.confinement import allow, confine\n"


def run(code: str, *arguments: str) -> str:
    command = [sys.executable, "-c", PRELUDE + code, *arguments]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout.strip()


@posix_only
def test_behind_the_walls_no_file_is_written(tmp_path: Path) -> None:
    code = "confine()\ntry: open(sys.argv[1], 'wb', 0).write(b'x'); print('written')\n"
    assert run(code + "except OSError: print('refused')", str(tmp_path / "out")) == "refused"


@posix_only
@pytest.mark.skipif(sys.platform == "darwin", reason="macOS refuses to limit memory")
def test_behind_the_walls_memory_ends() -> None:
    code = "confine()\ntry: bytearray(2 << 30); print('taken')\n"
    assert run(code + "except MemoryError: print('refused')") == "refused"


@posix_only
def test_a_large_file_is_granted_more_time() -> None:
    seconds = "resource.getrlimit(resource.RLIMIT_CPU)[0]"
    code = f"import resource\nconfine(); a = {seconds}; allow(100 << 20); print(a, {seconds})"
    assert run(code) == "20 40"


@posix_only
def test_a_process_without_walls_gets_none_by_the_way() -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_CPU)
    confinement.allow(0)
    assert resource.getrlimit(resource.RLIMIT_CPU) == before


def test_the_job_of_windows_has_the_layout_that_its_kernel_expects() -> None:
    limits = job_limits(1_000, 20)
    assert ctypes.sizeof(limits) == (144 if sys.maxsize > 2**32 else 112)
    assert (limits.process_memory, limits.basic.per_process_user_time) == (1_000, 200_000_000)
    assert limits.basic.active_processes == 1


@posix_only
def test_there_is_no_job_elsewhere() -> None:
    assert not enter_job(1_000, 20)
