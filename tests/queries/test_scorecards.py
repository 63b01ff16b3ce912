"""Tests of the Scorecards page's questions."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from relmanager_desktop.commands.records import add_record
from relmanager_desktop.domain.standings import Standing
from relmanager_desktop.queries.kpi_values import PORTFOLIO
from relmanager_desktop.queries.scorecards import (
    count_kpis,
    kpi_courses,
    score_table,
    scorecards_of,
)


@pytest.fixture
def ids(session: Session, today: date) -> dict[str, int]:
    def add(kind: str, **values: object) -> int:
        return add_record(session, kind, values, today)

    card = add("scorecard", name="Supplier", **{"for": "supplier"})
    on_time = add("kpi", code="OTD", name="On-time delivery", unit="%")
    lead = add("kpi", code="LEAD", name="Lead time", unit="days", direction="lower")
    add("scorecard_item", scorecard=card, kpi=on_time, weight=60.0)
    supplier = add("account", name="Castor", roles=["supplier"])
    customer = add("account", name="Northgate", roles=["customer"])
    add("kpi_target", kpi=on_time, value=95.0, role="supplier")
    for account, period, value in (
        (supplier, "2026-Q2", 96.0),
        (supplier, "2026-Q3", 87.0),
        (customer, "2026-Q3", 99.0),
        (None, "2026-Q3", 92.0),
    ):
        add("kpi_value", kpi=on_time, account=account, period=period, value=value)
    return {"card": card, "on_time": on_time, "lead": lead, "supplier": supplier}


def test_scorecards_without_measures_are_left_out(
    session: Session, ids: dict[str, int], today: date
) -> None:
    add_record(session, "scorecard", {"name": "Empty"}, today)
    assert scorecards_of(session) == [(ids["card"], "Supplier")]


def test_all_kpis_show_everybody_in_the_newest_period(
    session: Session, ids: dict[str, int]
) -> None:
    table = score_table(session, None)
    assert (table.period, table.periods) == ("2026-Q3", ("2026-Q3", "2026-Q2"))
    assert table.rows[0].id == PORTFOLIO
    assert [row.name for row in table.rows] == ["", "Castor", "Northgate"]


def test_a_scorecard_shows_those_it_is_for(session: Session, ids: dict[str, int]) -> None:
    table = score_table(session, ids["card"])
    assert [row.name for row in table.rows] == ["Castor"]
    assert [kpi.code for kpi in table.kpis] == ["OTD"]


def test_a_value_stands_against_its_target(session: Session, ids: dict[str, int]) -> None:
    (row,) = score_table(session, ids["card"]).rows
    (cell,) = row.cells
    assert cell is not None
    assert (cell.value, cell.before, cell.target) == (87.0, 96.0, 95.0)
    assert cell.standing is Standing.MISSED
    assert score_table(session, ids["card"]).missed == 1


def test_an_older_period_can_be_asked_for(session: Session, ids: dict[str, int]) -> None:
    (row,) = score_table(session, ids["card"], "2026-Q2").rows
    assert row.cells[0] is not None
    assert row.cells[0].value == 96.0


def test_a_measure_without_a_value_is_no_cell(session: Session, ids: dict[str, int]) -> None:
    table = score_table(session, None)
    place = [kpi.code for kpi in table.kpis].index("LEAD")
    assert all(row.cells[place] is None for row in table.rows)


def test_a_course_runs_from_the_oldest_value(session: Session, ids: dict[str, int]) -> None:
    (course,) = kpi_courses(session, ids["supplier"], ids["card"])
    assert course.points == (("2026-Q2", 96.0), ("2026-Q3", 87.0))
    assert course.target == 95.0


def test_the_portfolio_has_courses_of_its_own(session: Session, ids: dict[str, int]) -> None:
    (course,) = kpi_courses(session, PORTFOLIO, None)
    assert course.points == (("2026-Q3", 92.0),)
    assert course.standing is Standing.OPEN


def test_an_empty_portfolio_has_an_empty_table(session: Session) -> None:
    assert count_kpis(session) == (0, 0)
    assert score_table(session, None).rows == ()
