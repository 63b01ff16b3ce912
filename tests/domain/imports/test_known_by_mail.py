"""Consents and answers that name people by nothing but their e-mail address."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.imports.plans import ImportPlan
from relmanager_desktop.domain.imports.rows import read_rows
from relmanager_desktop.domain.mapping.values import reader_of
from tests.domain.imports.lists import MemoryPortfolio, fates_of, new_of, plan_of
from tests.domain.mapping.sheets_of import sheet_of, understood

CONSENTS = (
    "Email;Purpose;Status;Date\nana@ruiz.example;marketing;granted;2026-01-05\n"
    "bo@lind.example;marketing;withdrawn;2026-01-19"
)
ANSWERS = (
    "Respondent email;Company;Score;Comment;Date\nana@ruiz.example;Ruiz SL;9;Good;2026-01-05\n"
    "bo@lind.example;Lind AB;4;Late;2026-01-19"
)


def planned(text: str, name: str, portfolio: MemoryPortfolio | None = None) -> ImportPlan:
    """Return the plan of a list that nobody helped to understand."""
    sheet = sheet_of(text)
    found = understood(sheet, name)
    return plan_of(read_rows(sheet.rows, found, reader_of, is_text=True), portfolio=portfolio)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [(CONSENTS, "consents.csv", "consent"), (ANSWERS, "nps.csv", "survey_answer")],
)
def test_people_are_called_by_their_address_and_linked(text: str, name: str, kind: str) -> None:
    plan = planned(text, name)
    assert fates_of(plan) == ["new", "new"]
    assert new_of(plan, kind, "contact") == [(-1,), (-2,)]
    assert new_of(plan, "contact", "name") == [("ana@ruiz.example",), ("bo@lind.example",)]


def test_a_known_address_means_the_person_who_has_it() -> None:
    portfolio = MemoryPortfolio(
        contact={7: {"name": "Ana Ruiz"}},
        contact_point={8: {"contact": 7, "kind": "email", "value": "ana@ruiz.example"}},
    )
    plan = planned(CONSENTS, "consents.csv", portfolio)
    assert [contact for (contact,) in new_of(plan, "consent", "contact")] == [7, -1]
