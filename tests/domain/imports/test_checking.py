"""Checks: the rules of the form, asked of rows."""

from __future__ import annotations

from datetime import UTC, date, datetime

from relmanager_desktop.domain.imports.checking import check_rows
from relmanager_desktop.domain.mapping.maps import Target
from tests.domain.imports.lists import MemoryPortfolio, fates_of, new_of, plan_of, rows_of


def test_a_value_out_of_range_refuses_its_row_with_the_forms_sentence() -> None:
    columns = {"Company": "account.name", "Risk": "account.supply_risk"}
    plan = plan_of(rows_of(columns, [["Acme", 9], ["Bolt", 5]], "account"))
    assert fates_of(plan) == ["refused", "new"]
    assert [(p.cell, str(p.message)) for p in plan.problems] == [
        ("Customers!B2", "Supply risk lies between 1 and 5, not at 9.")
    ]


def test_an_unknown_word_in_a_list_of_choices_refuses_its_row() -> None:
    columns = {"Company": "account.name", "Roles": "account.roles"}
    plan = plan_of(rows_of(columns, [["Acme", "customer, frenemy"]], "account"))
    assert "“frenemy” is no Roles" in str(plan.problems[0].message)


def test_an_end_before_its_beginning_refuses_its_row() -> None:
    columns = {
        "Company": "account.name",
        "Title": "contract.title",
        "From": "contract.start",
        "To": "contract.end",
    }
    rows = [
        ["Acme", "Supply", date(2026, 5, 1), date(2026, 4, 1)],
        ["Acme", "Care", date(2026, 5, 1), None],
    ]
    plan = plan_of(rows_of(columns, rows, "contract", "account"))
    assert fates_of(plan) == ["refused", "new"]
    assert plan.problems[0].header == "To"


def test_a_touch_held_in_the_future_refuses_its_row() -> None:
    columns = {"Company": "account.name", "When": "interaction.at"}
    rows = [["Acme", datetime(2027, 1, 5, tzinfo=UTC)], ["Acme", datetime(2026, 1, 5, tzinfo=UTC)]]
    plan = plan_of(rows_of(columns, rows, "interaction", "account"))
    assert fates_of(plan) == ["refused", "new"]
    assert new_of(plan, "interaction", "account", "subject") == [(-1, "Call")]


def test_a_row_of_the_main_kind_without_any_name_says_which_cell_it_lacks() -> None:
    columns = {"Company": "account.name", "Phone": "account.phone", "Legal": "account.legal_name"}
    plan = plan_of(rows_of(columns, [[None, "+49 30 1", "Acme GmbH"]], "account"))
    assert [p.cell for p in plan.problems] == ["Customers!A2"]


def test_a_deal_is_called_like_the_product_that_stands() -> None:
    columns = {
        "Company": "account.name",
        "Deal": "opportunity.reference",
        "Product": "opportunity.product",
        "Stage": "opportunity.stage",
    }
    portfolio = MemoryPortfolio(product={7: {"name": "GTX Pro"}})
    plan = plan_of(
        rows_of(columns, [["Acme", "D-1", "gtx pro", "Won"]], "opportunity", "account"),
        portfolio=portfolio,
    )
    assert new_of(plan, "opportunity", "name", "product") == [("GTX Pro", 7)]


def test_an_address_that_lacks_its_end_is_kept_and_remarked_on() -> None:
    mail = Target("contact_point", "value", "email:1", (("kind", "email"),))
    rows = [["Ines Voss", "ines.voss@nordsued"], ["Ann Lee", "ann@globex.com"]]
    plan = plan_of(rows_of({"Name": "contact.name", "Mail": mail}, rows, "contact"))
    assert fates_of(plan) == ["new", "new"]
    assert [remark.cell for remark in plan.remarks] == ["Customers!B2"]
    assert len(new_of(plan, "contact_point", "value")) == 2


def test_a_phone_of_two_digits_is_kept_and_remarked_on() -> None:
    direct = Target("contact_point", "value", "phone:1", (("kind", "phone"),))
    columns = {"Name": "contact.name", "Direct": direct, "Company": "account.name"}
    rows = [["Ann Lee", "12", "Acme", "34"], ["Bo Dahl", "+44 20 7946 0001", "Bolt", "030 123456"]]
    plan = plan_of(rows_of({**columns, "Phone": "account.phone"}, rows, "contact"))
    assert fates_of(plan) == ["new", "new"]
    assert [remark.cell for remark in plan.remarks] == ["Customers!B2", "Customers!D2"]


def test_of_a_refused_row_nothing_is_remarked() -> None:
    mail = Target("contact_point", "value", "email:1", (("kind", "email"),))
    columns = {"Name": "contact.name", "Mail": mail, "Trust": "contact.trust"}
    plan = plan_of(rows_of(columns, [["Ines Voss", "ines.voss@nordsued", 9]], "contact"))
    assert fates_of(plan) == ["refused"]
    assert plan.remarks == []


def test_a_row_may_tell_of_a_snooze_that_is_over() -> None:
    columns = {"Company": "account.name", "Until": "snooze.until", "Why": "snooze.reason"}
    plan = plan_of(rows_of(columns, [["Acme", date(2025, 5, 1), "Leave"]], "snooze", "account"))
    assert fates_of(plan) == ["new"]


def test_points_of_nobody_are_refused_with_the_forms_sentence() -> None:
    columns = {
        "Customer": "loyalty_entry.account",
        "Date": "loyalty_entry.on",
        "Points": "loyalty_entry.points",
    }
    rows = [["Acme", date(2026, 1, 5), 120], [None, date(2026, 1, 6), 45]]
    plan = plan_of(rows_of(columns, rows, "loyalty_entry", "account"))
    assert fates_of(plan) == ["new", "refused"]
    assert str(plan.problems[0].message) == "Account or Contact is required: choose one."


def test_a_list_of_points_without_names_says_what_no_column_gives() -> None:
    columns = {"Date": "loyalty_entry.on", "Points": "loyalty_entry.points"}
    plan = plan_of(rows_of(columns, [[date(2026, 1, 5), 120]], "loyalty_entry"))
    assert fates_of(plan) == ["refused"]
    assert plan.problems[0].lacks == "loyalty_entry.account"


ORDERS = {
    "Company": "account.name",
    "Order": "order_line.order_number",
    "Day": "order_line.ordered_on",
}
WITHOUT_COMPANY = [["Acme", "O-1", date(2026, 1, 2)], [None, "O-2", date(2026, 1, 2)]]


def test_a_row_without_the_company_that_all_keys_need_is_refused_unsought() -> None:
    found = rows_of(ORDERS, WITHOUT_COMPANY, "order_line", "account")
    check_rows(found, date(2026, 11, 24))
    assert list(found.problems) == [1]
    (problem,) = found.problems[1]
    assert str(problem.message) == "Account is required: choose one."
    assert problem.lacks == "order_line.account"


def test_a_row_without_a_company_may_be_found_by_what_a_person_matches_by() -> None:
    found = rows_of(ORDERS, WITHOUT_COMPANY, "order_line", "account")
    check_rows(found, date(2026, 11, 24), ("order_line.order_number",))
    assert not found.problems


def test_numbers_longer_than_a_spreadsheet_keeps_are_taken_and_said() -> None:
    columns = {"No": "account.reference", "Company": "account.name"}
    rows = [[1.2345678901234568e18, "Acme"], ["4.5E+15", "Bolt"], ["123456789012345678", "Cold"]]
    plan = plan_of(rows_of(columns, rows, "account"))
    assert fates_of(plan) == ["new", "new", "new"]
    assert [p.cell for p in plan.remarks] == ["Customers!A2", "Customers!A3"]
    assert "more than 15 digits" in str(plan.remarks[0].message)
