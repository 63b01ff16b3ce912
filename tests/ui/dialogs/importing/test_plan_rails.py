"""Tests of the right edge of a plan."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from relmanager_desktop.queries.import_looks import Look
from relmanager_desktop.ui.dialogs.importing.plan_rails import PlanRail
from relmanager_desktop.ui.widgets.basics import Label


@pytest.mark.parametrize(
    ("counts", "label"),
    [
        ({"new": 2}, "Taken"),
        ({"same": 2}, "In your portfolio already"),
        ({"new": 1, "same": 1}, "In rows taken or known"),
    ],
)
def test_a_sum_is_called_taken_only_where_it_is_written(
    qtbot: QtBot, counts: dict[str, int], label: str
) -> None:
    rail = PlanRail(lambda _code: None)
    qtbot.addWidget(rail)
    rail.show_look(Look(counts=counts, sums=(("Revenue", 21_004, 21_004),)), "fill")
    assert label in [shown.text() for shown in rail.findChildren(Label)]
