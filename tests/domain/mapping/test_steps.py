"""Steps of a scale as people write them."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.mapping.steps import step_of


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("★★★☆☆", 3),
        ("⭐⭐", 2),
        ("***", 3),
        ("4/5", 4),
        ("2 of 5", 2),
        ("3 von 5", 3),
        ("🙂", 4),
        ("very negative", 1),
        ("6/5", None),
        ("☆☆☆☆☆", None),
        ("long", None),
    ],
)
def test_stars_shares_of_five_and_faces_are_steps(text: str, step: int | None) -> None:
    assert step_of(text) == step
