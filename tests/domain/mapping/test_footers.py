"""Notes beneath a table, and names that are none."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.mapping.footers import last_above_notes

TABLE: list[list[Cell]] = [["Task", "Anna", "Ben"], ["Plan", "R", "A"], ["Build", "A", "R"]]


@pytest.mark.parametrize(
    "text",
    [
        "R = Responsible, A = Accountable, C = Consulted, I = Informed",
        "R: Responsible; A: Accountable",
        "Legend: R – responsible, A – accountable",
        "Legende",
        "(R) = Durchführung | (A) = Verantwortung",
        "✓ = done",
        "RAG = red, amber, green",
    ],
)
@pytest.mark.parametrize("gap", [0, 2])
def test_what_explains_the_signs_of_a_table_is_a_note(text: str, gap: int) -> None:
    assert last_above_notes([*TABLE, *[[None]] * gap, [text]], 0, 3) == 2


def test_each_line_of_a_legend_is_a_note() -> None:
    rows: list[list[Cell]] = [*TABLE, [None], ["R = Responsible"], ["A = Accountable"]]
    assert last_above_notes(rows, 0, 3) == 2


@pytest.mark.parametrize("text", ["A-Team Ltd", "Keystone", "C - Tec", "B: Brand", "Legendary"])
def test_a_name_with_a_dash_or_a_colon_is_no_legend(text: str) -> None:
    assert last_above_notes([*TABLE, [text]], 0, 3) is None
