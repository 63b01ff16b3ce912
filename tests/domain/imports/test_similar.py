"""Tests of new records that look like others."""

from __future__ import annotations

from tests.domain.imports.lists import plan_of, rows_of


def test_branches_that_a_number_tells_apart_are_not_said_to_look_alike() -> None:
    columns = {"Company": "account.name"}
    rows = [["Supplyco 1"], ["Supplyco 2"], ["Supplyko 1"]]
    plan = plan_of(rows_of(columns, rows, "account"))
    assert [(double.row, double.other_name) for double in plan.doubles] == [(4, "Supplyco 1")]
