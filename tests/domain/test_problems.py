"""Tests of errors a person can mend: they say the same on the other side of a pipe."""

from __future__ import annotations

from multiprocessing.reduction import ForkingPickler

import pytest

from relmanager_desktop.domain.problems import InvalidError, NotFoundError, Problem
from relmanager_desktop.domain.texts import tr

SENTENCE = tr("“{name}” is none.", name="Acme")


@pytest.mark.parametrize(
    "error", [InvalidError([Problem("name", SENTENCE)]), NotFoundError(SENTENCE)]
)
def test_an_error_crosses_a_pipe_whole(error: Exception) -> None:
    again = ForkingPickler.loads(ForkingPickler.dumps(error))
    assert type(again) is type(error)
    assert str(again) == "“Acme” is none."
    assert vars(again) == vars(error)
