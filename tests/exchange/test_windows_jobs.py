"""The job around the reader's process on Windows, tried on a kernel that only takes notes."""

from __future__ import annotations

import ctypes
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from relmanager_desktop.exchange import windows_jobs
from relmanager_desktop.exchange.limits import MEMORY_BYTES
from relmanager_desktop.exchange.windows_jobs import enter_job

JOB, PROCESS = 0x1234, 0xFFFF_FFFF_FFFF_FFFF


class Kernel:
    """Notes what it is asked, and answers 1 but to what ``refuses`` names."""

    def __init__(self, refuses: str = "") -> None:
        self.asked: list[tuple[str, tuple[Any, ...]]] = []
        self._answers = {"CreateJobObjectW": JOB, "GetCurrentProcess": PROCESS, refuses: 0}

    def __getattr__(self, name: str) -> Any:
        def answer(*arguments: Any) -> int:
            self.asked.append((name, arguments))
            return self._answers.get(name, 1)

        function = SimpleNamespace(restype=None)
        # Callable and with attributes, as a function of a library is.
        kind = type(name, (SimpleNamespace,), {"__call__": lambda _, *given: answer(*given)})
        self.__dict__[name] = kind(**vars(function))
        return self.__dict__[name]


def enter(monkeypatch: pytest.MonkeyPatch, kernel: Kernel) -> bool:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "WinDLL", lambda *_, **__: kernel, raising=False)
    return enter_job(MEMORY_BYTES, 100)


def test_the_process_enters_a_job_with_its_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = Kernel()
    assert enter(monkeypatch, kernel)
    names = [name for name, _ in kernel.asked]
    assert names[-2:] == ["SetInformationJobObject", "AssignProcessToJobObject"]
    job, kind, _, size = kernel.asked[-2][1]
    assert (job.value, kind) == (JOB, windows_jobs._EXTENDED_LIMIT_INFORMATION)
    assert size == ctypes.sizeof(windows_jobs._ExtendedLimits)
    assert [handle.value for handle in kernel.asked[-1][1]] == [JOB, PROCESS]
    # Handles are as wide as pointers: cut to an int they would name something else.
    assert kernel.CreateJobObjectW.restype is ctypes.c_void_p
    assert kernel.GetCurrentProcess.restype is ctypes.c_void_p


@pytest.mark.parametrize(
    "refuses", ["CreateJobObjectW", "SetInformationJobObject", "AssignProcessToJobObject"]
)
def test_a_job_that_windows_refuses_is_told(monkeypatch: pytest.MonkeyPatch, refuses: str) -> None:
    assert not enter(monkeypatch, Kernel(refuses))


def test_the_walls_of_windows_are_a_job(monkeypatch: pytest.MonkeyPatch) -> None:
    from relmanager_desktop.exchange import confinement

    kernel = Kernel()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "WinDLL", lambda *_, **__: kernel, raising=False)
    confinement.confine()
    confinement.allow(1 << 30)
    assert kernel.asked[-1][0] == "AssignProcessToJobObject"
