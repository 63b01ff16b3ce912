"""Importing a long list at the real window: how long it stands still, and how much it grows.

The window's own pause is what its program worked or kept the loop busy; how long its thread waited
for a processor that other programs had, or how late a loop at rest was woken, a busy machine adds
to anything. It is told beside it.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from relmanager_desktop.store.portfolios import create_portfolio
from tests.benchmarks.portfolios import make_list
from tests.benchmarks.ratios import Bound

ROWS, ROUNDS = 100_000, 3
PAUSE_MS, GROWTH_MB = 50.0, 60.0


def figures(folder: Path, rows: int = ROWS, rounds: int = ROUNDS) -> Iterator[Bound]:
    """Yield pause and growth, each the median of the sittings; only Linux tells them."""
    if sys.platform != "linux":
        return
    source = make_list(folder / "window.xlsx", rows)
    sittings = [_sit(folder / f"sitting-{n}", source) for n in range(rounds)]
    own = statistics.median(max(one["own"].values()) for one in sittings)
    with_others = statistics.median(max(one["pauses"].values()) for one in sittings)
    growth = statistics.median(one["peak"] - one["before"] for one in sittings)
    name = f"import of {rows:,} x 15 at the window"
    more = f"{with_others:.1f} ms with what others took"
    yield Bound(f"{name}: longest pause", own, PAUSE_MS, "ms", more)
    yield Bound(f"{name}: growth of its memory", growth, GROWTH_MB, "MB")


def _sit(folder: Path, source: Path) -> dict[str, Any]:
    """Return what one sitting told, with a new portfolio and settings of its own."""
    folder.mkdir()
    place = folder / "sitting.relm"
    create_portfolio(place).close()
    command = ["-m", "tests.benchmarks.window_sittings", str(place), str(source)]
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "RELMANAGER_HOME": str(folder)}
    done = subprocess.run(
        [sys.executable, *command], check=True, capture_output=True, text=True, env=environment
    )
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told
