"""Tests of the lines in which a plan is told."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.orm import Session

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
