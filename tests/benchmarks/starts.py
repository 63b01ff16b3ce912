"""First painted window with its real first page against a bare window, same theme and fonts.

Both are timed from the start of the process until the window and all of its parts are painted, and
both as a second start has it: compiled modules are kept.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

from tests.benchmarks.portfolios import make_portfolio
from tests.benchmarks.ratios import Ratio, measure

BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
from relmanager_desktop.ui.theme import apply_theme
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, lambda: print("painted", flush=True))
app = QApplication(sys.argv)
apply_theme(app, "light")
window = Window()
window.setCentralWidget(QLabel("Hello"))
window.resize(1440, 900)
window.show()
app.exec()
"""


def figures(folder: Path) -> list[Ratio]:
    """Return the ratio from process start to the first paint."""
    today = datetime.now().astimezone().date()
    make_portfolio(folder / "start.relm", 200, 4_000, today).close()
    ours = ["-m", "relmanager_desktop", str(folder / "start.relm"), "--once"]
    return [
        measure(
            "first painted window with its page / bare window",
            lambda: _to_first_paint(ours),
            lambda: _to_first_paint(["-c", BARE]),
            1.3,
            rounds=11,
        )
    ]


def _to_first_paint(arguments: list[str]) -> float:
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "RELMANAGER_TRACE_PAINT": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("painted"):
            break
    seconds = time.perf_counter() - start
    process.kill()
    process.wait()
    return seconds
