"""A process with all that a deed needs loaded, which forks a child for each trial.

It never opens a portfolio itself: a connection must not cross a fork. It reads requests, two JSON
words in a line, and answers 'pid N', 'ready' before the deed, 'done' or 'refused' after it, and
'over' when the child is gone.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from tests.trials.deeds import DEEDS, RefusedError

PATIENCE_SECONDS = 60


def serve() -> None:
    """Answer requests until nobody asks any more."""
    answers = os.dup(1)
    os.dup2(2, 1)  # what a command prints goes where errors go
    os.write(answers, b"warm\n")
    for line in sys.stdin:
        name, folder = json.loads(line)
        child = os.fork()
        if child == 0:
            _act(answers, name, Path(folder))
        os.waitpid(child, 0)
        os.write(answers, b"over\n")


def _act(answers: int, name: str, folder: Path) -> None:
    """Do a deed in the child, which ends when it is killed."""
    try:
        os.write(answers, f"pid {os.getpid()}\n".encode())
        deed = DEEDS[name].prepare(folder)
        os.write(answers, b"ready\n")
        deed()
        os.write(answers, b"done\n")
    except RefusedError as error:
        os.write(answers, f"refused: {error}\n".encode())
    finally:
        signal.alarm(PATIENCE_SECONDS)  # it waits for its kill, so that no other gets its number
        signal.pause()


if __name__ == "__main__":
    serve()
