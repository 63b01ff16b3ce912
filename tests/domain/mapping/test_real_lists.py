"""The public lists beside the project are understood without help."""

from __future__ import annotations

from pathlib import Path

import pytest

from relmanager_desktop.domain.mapping.maps import Target
from tests.domain.mapping.sheets_of import column_of, fields_of, sheet_in, sheets_in, understood

ADDRESS = {
    "address": "account.street",
    "city": "account.city",
    "region": "account.region",
    "postalCode": "account.postcode",
    "country": "account.country",
    "phone": "account.phone",
    "fax": "contact_point.value",
}
PERSON = {
    "companyName": "account.name",
    "contactName": "contact.name",
    "contactTitle": "contact_role.title",
}


def test_sales_accounts(shared: Path) -> None:
    found = understood(sheet_in(shared / "data/crm-sales-opportunities/accounts.csv"))
    assert fields_of(found) == {
        "account": "account.name",
        "sector": "account.industry",
        "year_established": "account.founded",
        "revenue": "account.turnover",
        "employees": "account.employees",
        "office_location": "account.country",
        "subsidiary_of": "account.parent",
    }


def test_sales_teams(shared: Path) -> None:
    found = understood(sheet_in(shared / "data/crm-sales-opportunities/sales_teams.csv"))
    assert fields_of(found) == {
        "sales_agent": "member.name",
        "manager": "member.manager",
        "regional_office": "member.region",
    }


def test_sales_pipeline(shared: Path) -> None:
    found = understood(sheet_in(shared / "data/crm-sales-opportunities/sales_pipeline.csv"))
    assert fields_of(found) == {
        "opportunity_id": "opportunity.reference",
        "sales_agent": "opportunity.owner",
        "product": "opportunity.product",
        "account": "opportunity.account",
        "deal_stage": "opportunity.stage",
        "engage_date": "opportunity.opened_on",
        "close_date": "opportunity.close_on",
        "close_value": "opportunity.amount",
    }


@pytest.mark.parametrize(
    ("name", "role", "more"),
    [
        ("customers", "customer", {"customerID": "account.reference"}),
        (
            "suppliers",
            "supplier",
            {"supplierID": "account.reference", "homePage": "account.website"},
        ),
    ],
)
def test_northwind(shared: Path, name: str, role: str, more: dict[str, str]) -> None:
    path = shared / f"data/northwind/{name}.csv"
    found = understood(sheet_in(path), path.name)
    assert fields_of(found) == {**ADDRESS, **PERSON, **more}
    assert found.constants == {"account.roles": role}


def test_an_address_book_of_outlook(shared: Path) -> None:
    found = understood(sheet_in(shared / "data/contact-imports/outlook_contacts_format.csv"))
    fields = fields_of(found)
    assert found.main == "contact"
    assert fields["Title"] == "contact.salutation"
    assert fields["Job Title"] == "contact_role.title"
    assert fields["Business Postal Code"] == "account.postcode"
    assert fields["Categories"] == "contact_tag.tag"
    assert column_of(found, "Birthday").reading.dates == "mdy"


def test_an_address_book_of_google(shared: Path) -> None:
    found = understood(sheet_in(shared / "data/contact-imports/google_contacts_classic_format.csv"))
    fields = fields_of(found)
    assert fields["Organization 1 - Name"] == "account.name"
    assert fields["Organization 1 - Title"] == "contact_role.title"
    assert fields["Additional Name Yomi"] == ""
    assert column_of(found, "Group Membership").reading.separator == " ::: "
    assert column_of(found, "Phone 1 - Value").reading.separator == " ::: "


def test_companies_and_people_of_odoo(shared: Path) -> None:
    (sheet,) = sheets_in(shared / "data/contact-imports/odoo_res_partner_template.xls")
    found = understood(sheet)
    assert found.main == "account"
    assert found.split is not None
    assert column_of(found, "Name").otherwise == Target("contact", "name")
    assert fields_of(found)["Supplier"] == "account.roles"


def test_who_does_what_of_a_tracker(shared: Path) -> None:
    (sheet,) = sheets_in(shared / "data/trackers/packt_RACI.xlsx")
    found = understood(sheet)
    assert found.kinds == ("action", "raci")
    assert found.matrix is not None
    assert found.matrix.columns == (2, 3, 4, 5, 6, 7)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Risk_Log", "risk"),
        ("Stakeholders", "contact"),
        ("Project_Plan", "action"),
        ("Communication_Plan", "action"),
    ],
)
def test_other_trackers(shared: Path, name: str, kind: str) -> None:
    (sheet,) = sheets_in(shared / f"data/trackers/packt_{name}.xlsx")
    assert understood(sheet).main == kind


def test_incidents_prove_that_the_day_comes_first(shared: Path) -> None:
    found = understood(sheet_in(shared / "data/incident-event-log/events_first_2000_incidents.csv"))
    assert found.main == "issue"
    assert column_of(found, "opened_at").reading.dates == "dmy"
    assert fields_of(found)["made_sla"] == "issue.reported_sla_met"
