"""Each small list in ``tests/data/lists`` reads as the file beside it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.exchange.readings import read_file

LISTS = Path(__file__).parents[1] / "data" / "lists"


def shown(cell: Cell) -> object:
    return cell if isinstance(cell, str | int | float | None) else str(cell)


@pytest.mark.parametrize("name", sorted(p.stem for p in LISTS.glob("*.json")))
def test_a_sample_reads_as_expected(name: str) -> None:
    reading = read_file(LISTS / name)
    assert {
        "format": reading.facts.format,
        "notes": [str(note) for note in reading.facts.notes],
        "sheets": {
            sheet.info.name: {
                "hidden": sheet.info.hidden,
                "rows": [[shown(cell) for cell in row] for row in sheet.rows],
            }
            for sheet in reading.sheets
        },
    } == json.loads((LISTS / f"{name}.json").read_text(encoding="utf-8"))
