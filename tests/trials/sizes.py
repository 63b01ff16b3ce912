"""How many trials a run makes: RELMANAGER_TRIALS of each sort, 60 unless it says otherwise."""

from __future__ import annotations

import os

TRIALS = int(os.environ.get("RELMANAGER_TRIALS", "60"))
STATES = min(TRIALS, 400)  # of a disk after the power was cut
DAMAGES = min(TRIALS, 200)  # of a file
PATIENCE_SECONDS = max(600, 4 * TRIALS)  # for one test, on a machine with other work
IS_NIGHT = TRIALS > 60
