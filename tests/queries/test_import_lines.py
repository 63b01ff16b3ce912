"""Tests of the lines in which a plan is told."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from relmanager_desktop.commands.records import add_record
from relmanager_desktop.domain.mapping.maps import Wishes
from relmanager_desktop.queries.import_lines import lines_of
from relmanager_desktop.queries.import_plans import preview_import

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
PARTNERS = (
    ("Name", "Is a Company", "Related Company", "Email", "City"),
    ("Alpha Widgets", "1", "", "info@alpha.example", "Leeds"),
    ("Ann Archer", "0", "Alpha Widgets", "ann@alpha.example", "Leeds"),
    ("Bob Baker", "0", "Alpha Widgets", "bob@alpha.example", "Leeds"),
    ("Cay Cole", "0", "Beta Gears", "cay@beta.example", "York"),
    ("Beta Gears", "1", "", "info@beta.example", "York"),
)


def test_companies_and_people_of_one_list_are_told_by_their_own_names(
    session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "partners.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(PARTNERS)
    plan = preview_import(session, path, Wishes(), now=NOW).plan
    told = [line.title for line in lines_of(session, plan)["new"]]
    assert told == [name for name, *_ in PARTNERS[1:]]


def test_a_day_that_differs_is_told_as_people_read_it(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "customers.csv"
    path.write_text("Company,Customer since\nAlster GmbH,2020-02-03\n", encoding="utf-8")
    since = {"name": "Alster GmbH", "since": date(2019, 1, 31)}
    add_record(session, "account", since, NOW.date())
    plan = preview_import(session, path, Wishes(), now=NOW).plan
    told = [(line.old, line.new) for line in lines_of(session, plan)["conflict"]]
    assert told == [("31 Jan 2019", "3 Feb 2020")]
