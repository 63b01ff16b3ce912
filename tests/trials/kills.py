"""Kills a deed at a moment that chance picks, and judges what is left."""

from __future__ import annotations

import json
import os
import random
import signal
import statistics
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.trials.beginnings import PLACE
from tests.trials.deeds import DEEDS, Deed, copy_of, migrations_of
from tests.trials.judges import prove
from tests.trials.sizes import TRIALS

ROOT = Path(__file__).resolve().parents[2]
MEASURED = 3  # runs that are left alone, to know how long a deed takes
AGAIN_EVERY = 3  # trials, a deed is done again


class Server:
    """The warm server, as a trial asks it."""

    def __init__(self) -> None:
        usual = {k: v for k, v in os.environ.items() if not k.startswith("COVERAGE_")}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.trials.warm_server"],
            cwd=ROOT,
            env=usual,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        assert self._line() == "warm"

    def run(self, name: str, folder: Path, seconds: float | None = None) -> tuple[bool, float]:
        """Do a deed, killed after some seconds; return whether it was told done, and after when."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([name, str(folder)]) + "\n")
        child = int(self._line().removeprefix("pid "))
        assert self._line() == "ready"
        started = time.perf_counter()
        if seconds is not None:
            time.sleep(seconds)
            os.kill(child, signal.SIGKILL)
        said = self._line()
        took = time.perf_counter() - started
        if said != "over":
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            assert self._line() == "over"
        assert said in {"done", "over"}, said
        return said == "done", took

    def close(self) -> None:
        """Let the server end."""
        self._process.communicate()

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline().strip()
        assert line, "the server is gone"
        return line


def trials_of(server: Server, name: str, folder: Path, trials: int = TRIALS) -> Counter[str]:
    """Kill a deed so many times; return how often the old and the new state were found.

    After each kill: the portfolio opens and checks out with its journal and backups, its state is
    the old or the new one, and the new one if it was told done. Every few times the deed is done
    again.
    """
    deed, begun, trial = DEEDS[name], folder / "begun", folder / "trial"
    begun.mkdir()
    deed.begin(begun)
    old = deed.state(copy_of(begun, trial))
    longest = _seconds_of(server, name, begun, trial)
    new = deed.state(trial)
    assert new != old
    chance, seen = random.Random(7), Counter[str]()
    for number in range(trials):
        copy_of(begun, trial)
        is_told, _ = server.run(name, trial, chance.uniform(0, 1.1 * longest))
        found = deed.state(trial)
        assert found in (old, new)
        assert found == new or not is_told
        with migrations_of(trial):
            if number % AGAIN_EVERY == 0:
                _do_again(deed, trial, new, is_done=found == new)
            prove(trial / PLACE)
        seen["new" if found == new else "old"] += 1
    return seen


def _seconds_of(server: Server, name: str, begun: Path, trial: Path) -> float:
    took = []
    for _ in range(MEASURED):
        is_told, seconds = server.run(name, copy_of(begun, trial))
        assert is_told
        took.append(seconds)
    return statistics.median(took)


def _do_again(deed: Deed, trial: Path, new: Any, *, is_done: bool) -> None:
    if not is_done:
        deed.do(trial)
        assert deed.state(trial) == new
    elif deed.again is not None:
        deed.again(trial)
