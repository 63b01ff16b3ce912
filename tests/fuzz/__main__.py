"""Damage files and read them: ``python -m tests.fuzz --seconds 600 --seed 7 --corpus FOLDER``.

Each case is told by its seed and its number; what fails is kept in ``--saves`` under that name.
The exit code is 1 if anything failed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from itertools import count
from pathlib import Path
from time import monotonic

from tests.fuzz.cases import Case, case_of, corpus
from tests.fuzz.judges import LONGEST_SECONDS, Verdict, verdict_on

ROOT = Path(__file__).resolve().parents[2]
SAVES = Path(tempfile.gettempdir()) / "relmanager-fuzz"
_SHOWN_FAULTS = 5


def main() -> int:
    """Run cases until the time or their number is over; return 1 if any failed."""
    given = _arguments()
    files = corpus([folder for folder in given.corpus if folder.is_dir()])
    fates: Counter[str] = Counter()
    failed: list[str] = []
    slowest = 0.0
    ends = monotonic() + given.seconds
    for number in count(given.first):
        if monotonic() > ends or (given.cases and number >= given.first + given.cases):
            break
        case = case_of(files, given.seed, number)
        verdict = _tried(case, given.saves)
        fates[verdict.fate] += 1
        slowest = max(slowest, verdict.seconds)
        if verdict.faults:
            failed.append(case.name)
            _tell(case, verdict)
    print(f"{fates.total()} cases of {len(files)} files, seed {given.seed}")
    print(dict(fates.most_common()))
    print(f"slowest {slowest:.1f} s; failed {len(failed)}" + (f", in {given.saves}" * bool(failed)))
    return 1 if failed else 0


def _tried(case: Case, saves: Path) -> Verdict:
    """Return the verdict on a case; its file stays if it failed."""
    saves.mkdir(parents=True, exist_ok=True)
    path = saves / case.name
    path.write_bytes(case.data)
    verdict = verdict_on(path)
    if verdict.seconds > LONGEST_SECONDS:
        verdict = Verdict(verdict.fate, (*verdict.faults, "too slow"), verdict.seconds)
    if not verdict.faults:
        path.unlink()
    return verdict


def _tell(case: Case, verdict: Verdict) -> None:
    print(f"{case.name}: {verdict.fate}, {verdict.seconds:.1f} s")
    for fault in verdict.faults[:_SHOWN_FAULTS]:
        print(f"    {fault[-300:]}")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    shared = ROOT.parent / "shared"
    parser = argparse.ArgumentParser(prog="tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--cases", type=int, default=0, help="at most so many; 0 is no end")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument(
        "--saves", type=Path, default=Path(tempfile.gettempdir()) / "relmanager-fuzz"
    )
    parser.add_argument(
        "--corpus", type=Path, action="append", default=[shared / "corpora", shared / "data"]
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
