"""People: names put together and taken apart where there is one way only."""

from __future__ import annotations

from datetime import date

from relmanager_desktop.domain.mapping.maps import Target
from tests.domain.imports.lists import MemoryPortfolio, fates_of, new_of, plan_of, rows_of


def test_people_are_listed_without_their_titles() -> None:
    rows = [["Mme Claire Petit"], ["Luc Grand"]]
    plan = plan_of(rows_of({"Contact": "contact.name"}, rows, "contact"))
    assert new_of(plan, "contact", "salutation", "name", "family_name") == [
        ("Mme", "Claire Petit", "Petit"),
        (None, "Luc Grand", "Grand"),
    ]


def test_a_cell_that_names_a_person_with_a_title_means_that_person() -> None:
    columns = {"Title": "issue.title", "Account": "issue.account", "Contact": "issue.contact"}
    portfolio = MemoryPortfolio(contact={7: {"name": "Claire Petit"}})
    rows = [["Late", "Acme", "Mme Claire Petit"], ["Short", "Acme", "M. Luc Grand"]]
    plan = plan_of(rows_of(columns, rows, "issue"), portfolio=portfolio)
    assert new_of(plan, "issue", "contact") == [(7,), (-1,)]
    assert new_of(plan, "contact", "name") == [("Luc Grand",)]


def test_a_list_of_whole_names_gives_both_parts() -> None:
    plan = plan_of(rows_of({"Name": "contact.name"}, [["Davolio, Nancy"]], "contact"))
    assert new_of(plan, "contact", "name", "given_name", "family_name") == [
        ("Nancy Davolio", "Nancy", "Davolio")
    ]


def test_a_person_called_like_the_company_is_the_company() -> None:
    columns = {"Name": "contact.name", "Company": "account.name"}
    plan = plan_of(rows_of(columns, [["Acme Tools", "Acme Tools"]], "contact", "account"))
    assert new_of(plan, "account", "name") == [("Acme Tools",)]
    assert new_of(plan, "contact", "name") == []


CALLS = {
    "Date": "interaction.at",
    "Company": "interaction.account",
    "Contact": "contact.name",
    "E-mail": Target("contact_point", "value", "email:1", (("kind", "email"),)),
    "Subject": "interaction.subject",
}


def test_people_of_a_log_belong_to_the_company_of_their_row_once() -> None:
    rows = [
        [date(2026, 11, 3), "Acme", "Ann Lee", "ann@acme.com", "Renewal"],
        [date(2026, 11, 4), "Acme", "Ann Lee", "ann@acme.com", "Renewal again"],
        [date(2026, 11, 4), "Acme", None, None, "Who was it?"],
        [date(2026, 11, 5), "Bolt", "Ann Lee", None, "Another Ann"],
    ]
    found = rows_of(CALLS, rows, "interaction")
    plan = plan_of(found)
    assert fates_of(plan) == ["new"] * 4
    assert new_of(plan, "contact_role", "contact", "account") == [(-1, -1), (-2, -2)]
    assert new_of(plan, "interaction_contact", "contact") == [(-1,), (-1,), (-2,)]
    portfolio = MemoryPortfolio()
    portfolio.take(plan)
    again = plan_of(rows_of(CALLS, rows, "interaction"), portfolio=portfolio)
    assert fates_of(again) == ["same"] * 4
    assert again.new["contact_role"].rows == []


def test_a_person_of_a_row_whose_company_is_not_known_gets_no_role() -> None:
    columns = {
        "Account": "survey_answer.account",
        "Respondent": "contact.name",
        "Date": "survey_answer.on",
        "Score": "survey_answer.score",
    }
    rows = [["4711", "Ann Lee", date(2026, 11, 3), 9]]
    plan = plan_of(rows_of(columns, rows, "survey_answer"))
    assert fates_of(plan) == ["new"]
    assert plan.new["contact_role"].rows == []
