"""The power may go at any moment: what was told done is there, and nothing is half."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from relmanager_desktop.store.copies import check_file
from tests.trials.beginnings import PLACE
from tests.trials.deeds import DEEDS, copy_of, migrations_of
from tests.trials.judges import prove
from tests.trials.powerloss import Disk, record
from tests.trials.sizes import PATIENCE_SECONDS, STATES

PROVED_EVERY = 5  # states, all is proved, to facts, search and journal
pytestmark = [
    pytest.mark.timeout(PATIENCE_SECONDS),
    pytest.mark.skipif(
        shutil.which("strace") is None,
        reason="skipped: strace is not here, which tells what reaches the disk",
    ),
]


@pytest.mark.parametrize("name", ["import", "upgrade", "backup", "export", "restore"])
def test_the_old_or_the_new_is_on_the_disk(name: str, tmp_path: Path) -> None:
    deed, begun, trial = DEEDS[name], tmp_path / "begun", tmp_path / "trial"
    begun.mkdir()
    deed.begin(begun)
    old = deed.state(copy_of(begun, trial))
    steps = record(name, copy_of(begun, trial), tmp_path / "strace.log")
    new = deed.state(trial)
    assert any(step.what == "done" for step in steps)
    chance = random.Random(7)
    for number in range(STATES):
        disk = Disk(begun, steps[: chance.randint(1, len(steps))], chance)
        disk.write_to(trial)
        found = deed.state(trial)
        assert found in (old, new)
        assert found == new or not disk.is_done
        check_file(trial / PLACE)
        if number % PROVED_EVERY == 0:
            with migrations_of(trial):
                prove(trial / PLACE)
