"""What the trials share: one warm server for all of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.trials.kills import Server


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A process with all loaded, which forks a child for each trial."""
    server = Server()
    yield server
    server.close()
