"""Measure all figures and print them: python -m tests.benchmarks [NAME …], or stress PATH.

``stress`` asks a portfolio that ``tests.benchmarks.make_stress`` made.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.benchmarks import (
    edits,
    exports,
    guesses,
    imports,
    inserts,
    pages,
    starts,
    stress,
    windows,
)
from tests.benchmarks.ratios import Bound, Ratio

FIGURES: dict[str, Callable[[Path], Iterable[Ratio | Bound]]] = {
    "edits": edits.figures,
    "inserts": inserts.figures,
    "imports": imports.figures,
    "starts": starts.figures,
    "exports": exports.figures,
    "windows": windows.figures,
}


def main(names: list[str]) -> int:
    """Run the benchmarks named, or all; exit 1 if a figure is missed."""
    if names[:1] == ["stress"]:
        return _measure_stress(Path(names[1]))
    missed = False
    with tempfile.TemporaryDirectory(prefix="relmanager-bench-") as folder:
        for name, figures in FIGURES.items():
            if not names or name in names:
                for ratio in figures(Path(folder)):
                    print(ratio.line(), flush=True)
                    missed = missed or not ratio.is_kept
        if not names or "pages" in names:
            report, is_kept = pages.lines(Path(folder))
            print("\n".join(report), flush=True)
            missed = missed or not is_kept
        if not names or "guesses" in names:
            report, is_kept = guesses.lines(is_long=names == ["guesses"])
            print("\n".join(report), flush=True)
            missed = missed or not is_kept
    return int(missed)


def _measure_stress(path: Path) -> int:
    """Ask every page, search and list of a large portfolio; exit 1 if a figure is missed."""
    missed = False
    for figure in stress.figures(path):
        print(figure.line(), flush=True)
        missed = missed or not figure.is_kept
    return int(missed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
