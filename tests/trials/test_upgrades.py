"""An upgrade that is killed leaves the old schema or the new one, whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.trials.kills import Server, trials_of
from tests.trials.sizes import PATIENCE_SECONDS

pytestmark = pytest.mark.timeout(PATIENCE_SECONDS)


def test_a_kill_leaves_the_old_or_the_new(server: Server, tmp_path: Path) -> None:
    assert trials_of(server, "upgrade", tmp_path)["old"]
