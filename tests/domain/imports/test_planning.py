"""Plans: every row is accounted for, nothing is merged by likeness, nothing is lost."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.imports.fates import Fate
from relmanager_desktop.domain.imports.rows import read_rows
from relmanager_desktop.domain.mapping.maps import Matrix, Reading, Target
from relmanager_desktop.domain.mapping.values import reader_of
from tests.domain.imports.lists import (
    MemoryPortfolio,
    count_of,
    fates_of,
    new_of,
    plain_reader,
    plan_of,
    rows_of,
    sheet_map,
    with_reading,
)

ACCOUNTS = {"No.": "account.reference", "Company": "account.name", "City": "account.city"}
PEOPLE = {
    "Company": "account.name",
    "Given": "contact.given_name",
    "Family": "contact.family_name",
    "E-mail": Target("contact_point", "value", "email:1", (("kind", "email"),)),
    "Title": "contact_role.title",
}


def acme(**values: object) -> MemoryPortfolio:
    return MemoryPortfolio(account={1: {"name": "Acme GmbH", "reference": "C-1", **values}})


def test_rows_become_new_accounts() -> None:
    plan = plan_of(rows_of(ACCOUNTS, [["C-1", "Acme", "Ulm"], ["C-2", "Bolt", None]], "account"))
    assert fates_of(plan) == ["new", "new"]
    assert new_of(plan, "account", "reference", "name", "city") == [
        ("C-1", "Acme", "Ulm"),
        ("C-2", "Bolt", None),
    ]


def test_the_same_list_twice_gives_nothing_new() -> None:
    portfolio = MemoryPortfolio()
    rows = [["C-1", "Acme", "Ulm"], ["C-2", "Bolt", None]]
    portfolio.take(plan_of(rows_of(ACCOUNTS, rows, "account"), portfolio=portfolio))
    again = plan_of(rows_of(ACCOUNTS, rows, "account"), portfolio=portfolio)
    assert fates_of(again) == ["same", "same"]
    assert not again.writes_anything


def test_people_and_their_companies_twice_give_nothing_new() -> None:
    portfolio = MemoryPortfolio()
    rows = [
        ["Acme", "Ana", "Silva", "ana@silva.pt", "Buyer"],
        ["Acme", "Jo", "Hill", "jo@acme.uk", None],
        [None, "Kim", "Park", None, None],
    ]
    first = plan_of(rows_of(PEOPLE, rows, "contact", "account"), portfolio=portfolio)
    portfolio.take(first)
    again = plan_of(rows_of(PEOPLE, rows, "contact", "account"), portfolio=portfolio)
    assert fates_of(first) == ["new"] * 3
    assert fates_of(again) == ["same"] * 3
    assert not again.writes_anything


def test_a_row_feeds_account_contact_point_and_role() -> None:
    rows = [["Acme", "Ana", "Silva", "ana@silva.pt", "Buyer"]]
    plan = plan_of(rows_of(PEOPLE, rows, "contact", "account"))
    assert new_of(plan, "contact", "name", "given_name") == [("Ana Silva", "Ana")]
    assert new_of(plan, "contact_point", "contact", "kind", "value", "primary") == [
        (-1, "email", "ana@silva.pt", True)
    ]
    assert new_of(plan, "contact_role", "contact", "account", "title") == [(-1, -1, "Buyer")]


def test_a_company_of_several_people_is_made_once() -> None:
    rows = [["Acme", "Ana", "Silva", None, None], ["ACME", "Jo", "Hill", None, None]]
    plan = plan_of(rows_of(PEOPLE, rows, "contact", "account"))
    assert len(new_of(plan, "account", "name")) == 1
    assert count_of(plan, "account", Fate.NEW) == 1
    assert count_of(plan, "account", Fate.SAME) == 1


def test_a_double_in_the_file_fills_the_first() -> None:
    rows = [["C-1", "Acme", None], ["C-1", "Acme", "Ulm"], ["C-1", "Acme", "Ulm"]]
    plan = plan_of(rows_of(ACCOUNTS, rows, "account"))
    assert fates_of(plan) == ["new", "changed", "same"]
    assert new_of(plan, "account", "name", "city") == [("Acme", "Ulm")]
    assert str(plan.sheets[0].notes[4]) == "The same as row 2."


def test_blanks_are_filled_and_ours_is_kept() -> None:
    plan = plan_of(
        rows_of(ACCOUNTS, [["C-1", "Acme GmbH", "Ulm"]], "account"),
        portfolio=acme(city=None),
    )
    assert fates_of(plan) == ["changed"]
    assert plan.changes == {"account": {1: {"city": "Ulm"}}}


def test_another_value_is_a_conflict_in_which_ours_is_kept() -> None:
    plan = plan_of(
        rows_of(ACCOUNTS, [["C-1", "Acme GmbH", "Ulm"]], "account"), portfolio=acme(city="Bonn")
    )
    assert fates_of(plan) == ["conflict"]
    assert plan.changes == {}
    (cell,) = plan.cells
    assert (cell.field, cell.old, cell.new, cell.taken) == ("city", "Bonn", "Ulm", False)


def test_another_value_overwrites_where_the_user_says_so() -> None:
    plan = plan_of(
        rows_of(ACCOUNTS, [["C-1", "Acme GmbH", "Ulm"]], "account"),
        portfolio=acme(city="Bonn"),
        collisions="overwrite",
    )
    assert plan.changes == {"account": {1: {"city": "Ulm"}}}


def test_keep_touches_no_standing_record() -> None:
    plan = plan_of(
        rows_of(ACCOUNTS, [["C-1", "Acme GmbH", "Ulm"]], "account"),
        portfolio=acme(),
        collisions="keep",
    )
    assert fates_of(plan) == ["same"]
    assert not plan.writes_anything


def test_a_blank_cell_has_no_opinion() -> None:
    plan = plan_of(
        rows_of(ACCOUNTS, [["C-1", "Acme GmbH", None]], "account"),
        portfolio=acme(city="Bonn"),
        collisions="overwrite",
    )
    assert fates_of(plan) == ["same"]


def test_roles_unite() -> None:
    columns = {"Company": "account.name", "Roles": "account.roles"}
    plan = plan_of(
        rows_of(columns, [["Acme GmbH", "supplier"]], "account"),
        portfolio=acme(roles=["customer"]),
    )
    assert plan.changes == {"account": {1: {"roles": ["customer", "supplier"]}}}


def test_a_second_address_is_added_and_makes_the_person_changed() -> None:
    portfolio = MemoryPortfolio(
        contact={1: {"name": "Ana Silva", "given_name": "Ana", "family_name": "Silva"}},
        contact_point={2: {"contact": 1, "kind": "email", "value": "a@b.pt"}},
    )
    columns = {k: v for k, v in PEOPLE.items() if k not in {"Company", "Title"}}
    columns["Second"] = Target("contact_point", "value", "email:2", (("kind", "email"),))
    rows = [["Ana", "Silva", "A@b.pt", "ana@silva.pt"]]
    plan = plan_of(rows_of(columns, rows, "contact"), portfolio=portfolio)
    assert fates_of(plan) == ["changed"]
    assert new_of(plan, "contact_point", "contact", "value") == [(1, "ana@silva.pt")]


def test_legal_forms_are_never_merged() -> None:
    columns = {"Company": "account.name"}
    plan = plan_of(rows_of(columns, [["Acme Inc"], ["Acme AG"]], "account"), portfolio=acme())
    assert fates_of(plan) == ["new", "new"]
    assert [(d.row, d.other_name) for d in plan.doubles] == [(2, "Acme GmbH"), (3, "Acme Inc")]


def test_an_account_is_found_by_its_domain_alone() -> None:
    columns = {"Company": "account.name", "Web": "account.website"}
    plan = plan_of(
        rows_of(columns, [["Acme Werke", "https://www.acme.de/start"]], "account"),
        portfolio=acme(email="info@acme.de"),
    )
    assert fates_of(plan) == ["conflict"]
    assert str(plan.sheets[0].notes[2]) == "Found by its domain."


def test_a_public_mail_domain_finds_nobody() -> None:
    columns = {"Company": "account.name", "Mail": "account.email"}
    plan = plan_of(
        rows_of(columns, [["Bolt", "bolt@gmail.com"]], "account"),
        portfolio=acme(email="acme@gmail.com"),
    )
    assert fates_of(plan) == ["new"]


def test_two_accounts_of_one_name_are_told_apart_by_their_place() -> None:
    portfolio = MemoryPortfolio(
        account={1: {"name": "Acme", "city": "Ulm"}, 2: {"name": "Acme", "city": "Bonn"}}
    )
    columns = {"Company": "account.name", "City": "account.city"}
    plan = plan_of(rows_of(columns, [["Acme", "bonn"]], "account"), portfolio=portfolio)
    assert plan.sheets[0].records == [2]


def test_branches_of_one_list_are_accounts_of_their_own() -> None:
    columns = {"Company": "account.name", "City": "account.city"}
    rows = [["Acme GmbH", "Bonn"], ["Acme GmbH", "Ulm"]]
    assert fates_of(plan_of(rows_of(columns, rows, "account"))) == ["new", "new"]
    plan = plan_of(rows_of(columns, rows, "account"), portfolio=acme(city="Bonn"))
    assert fates_of(plan) == ["same", "new"]


def test_two_accounts_of_one_name_refuse_a_row_that_tells_no_more() -> None:
    portfolio = MemoryPortfolio(account={1: {"name": "Acme"}, 2: {"name": "Acme"}})
    plan = plan_of(rows_of({"Company": "account.name"}, [["Acme"]], "account"), portfolio=portfolio)
    assert fates_of(plan) == ["refused"]
    assert "2 accounts have this name" in str(plan.problems[0].message)


def test_another_reference_makes_another_account() -> None:
    plan = plan_of(rows_of(ACCOUNTS, [["C-9", "Acme GmbH", None]], "account"), portfolio=acme())
    assert fates_of(plan) == ["new"]


def test_a_list_with_a_numbering_of_its_own_hits_no_one_elses_numbers() -> None:
    portfolio = MemoryPortfolio(account={1: {"name": "Exotic Liquids", "reference": "1"}})
    plan = plan_of(
        rows_of(ACCOUNTS, [["1", "Speedy Express", None]], "account"), portfolio=portfolio
    )
    assert fates_of(plan) == ["new"]


def test_a_renamed_account_is_found_by_its_reference() -> None:
    portfolio = MemoryPortfolio(account={1: {"name": "Exotic Liquids", "reference": "C-1"}})
    plan = plan_of(
        rows_of(ACCOUNTS, [["C-1", "Liquid World", None]], "account"),
        portfolio=portfolio,
        collisions="overwrite",
    )
    assert plan.changes == {"account": {1: {"name": "Liquid World"}}}


def test_namesakes_at_two_companies_are_two_people() -> None:
    rows = [["Acme", "John", "Smith", None, None], ["Bolt", "John", "Smith", None, None]]
    plan = plan_of(rows_of(PEOPLE, rows, "contact", "account"))
    assert fates_of(plan) == ["new", "new"]


def test_a_person_is_found_by_an_address_at_a_new_company() -> None:
    portfolio = MemoryPortfolio()
    rows = [["Acme", "Ana", "Silva", "ana@silva.pt", None]]
    portfolio.take(plan_of(rows_of(PEOPLE, rows, "contact", "account"), portfolio=portfolio))
    moved = [["Bolt", "Ana", "Silva", "ANA@silva.pt", None]]
    plan = plan_of(rows_of(PEOPLE, moved, "contact", "account"), portfolio=portfolio)
    assert fates_of(plan) == ["changed"]
    assert len(new_of(plan, "contact_role", "contact")) == 1


def test_people_who_share_a_mailbox_stay_apart() -> None:
    rows = [
        ["Acme", "Ana", "Silva", "info@acme.pt", None],
        ["Acme", "Jo", "Hill", "info@acme.pt", None],
    ]
    plan = plan_of(rows_of(PEOPLE, rows, "contact", "account"))
    assert fates_of(plan) == ["new", "new"]


def test_a_bad_cell_refuses_its_row_and_all_it_would_have_made() -> None:
    rows = [["Acme", "Ana", "Silva", "bad", None], ["Bolt", "Jo", "Hill", None, None]]
    plan = plan_of(rows_of(PEOPLE, rows, "contact", "account"))
    assert fates_of(plan) == ["refused", "new"]
    assert new_of(plan, "account", "name") == [("Bolt",)]
    (problem,) = plan.problems
    assert (problem.cell, problem.header, problem.value) == ("Customers!D2", "E-mail", "bad")


def test_a_row_refused_late_leaves_nothing_behind() -> None:
    columns = {
        "Company": "account.name",
        "Order": "order_line.order_number",
        "Day": "order_line.ordered_on",
    }
    rows = [["Acme", "O-1", date(2026, 1, 2)], ["Bolt", "O-2", None]]
    plan = plan_of(rows_of(columns, rows, "order_line", "account"))
    assert fates_of(plan) == ["new", "refused"]
    assert new_of(plan, "account", "name") == [("Acme",)]
    assert str(plan.problems[0].message) == "Ordered on is required: fill it in."


def test_a_row_without_a_person_feeds_its_company_and_says_so() -> None:
    rows = [["Acme", None, None, "sales@acme.pt", None]]
    plan = plan_of(rows_of(PEOPLE, rows, "contact", "account"))
    assert fates_of(plan) == ["new"]
    (note,) = plan.sheets[0].notes.values()
    assert str(note) == "The row names no contact; only its account is taken."
    assert new_of(plan, "account", "name", "email") == [("Acme", "sales@acme.pt")]
    assert new_of(plan, "contact_point", "value") == []


def test_a_row_with_nothing_but_an_address_is_a_person_of_that_name() -> None:
    rows = [[None, None, None, "sales@acme.pt", None]]
    plan = plan_of(rows_of(PEOPLE, rows, "contact", "account"))
    assert new_of(plan, "contact", "name") == [("sales@acme.pt",)]


def test_named_members_and_tiers_are_made_along() -> None:
    columns = {"Company": "account.name", "Owner": "account.owner", "Tier": "account.tier"}
    rows = [["Acme", "Kim Park", "A"], ["Bolt", "kim park", "B"]]
    plan = plan_of(rows_of(columns, rows, "account"))
    assert new_of(plan, "member", "name") == [("Kim Park",)]
    assert new_of(plan, "tier", "name", "order") == [("A", 1), ("B", 2)]
    assert new_of(plan, "account", "owner", "tier") == [(-1, -1), (-1, -2)]
    assert sorted(plan.along) == [("member", "Kim Park"), ("tier", "A"), ("tier", "B")]


def test_a_parent_is_looked_up_in_the_file_before_it_is_made() -> None:
    columns = {"Company": "account.name", "Parent": "account.parent"}
    rows = [["Acme Ulm", "Acme"], ["Acme", None], ["Bolt", "Volt"]]
    plan = plan_of(rows_of(columns, rows, "account"))
    assert new_of(plan, "account", "name", "parent") == [
        ("Acme Ulm", -2),
        ("Acme", None),
        ("Bolt", -4),
        ("Volt", None),
    ]
    assert plan.along == [("account", "Volt")]


def test_a_named_plan_that_is_unknown_refuses_the_row() -> None:
    columns = {"Plan": "objective.plan", "Objective": "objective.title"}
    plan = plan_of(rows_of(columns, [["Grow", "Win"]], "objective"))
    assert str(plan.problems[0].message) == (
        "There is no plan called “Grow” yet: import or add it first."
    )


def test_sheets_of_one_file_know_each_other_whatever_their_order() -> None:
    contacts = rows_of(
        {"Name": "contact.name", "Company": "account.name"},
        [["Ana Silva", "C-1"], ["Jo Hill", "Bolt"]],
        "contact",
        "account",
        sheet="People",
    )
    accounts = rows_of(ACCOUNTS, [["C-2", "Bolt", "Ulm"]], "account")
    plan = plan_of(contacts, accounts)
    assert ("Bolt",) in new_of(plan, "account", "name")
    assert len(new_of(plan, "account", "name")) == 2


def test_each_filled_cell_of_a_matrix_is_a_record() -> None:
    columns = {"Task": "action.title", "TPM": None, "SDM": None}
    rows = [["Plan", "A", "R"], ["Build", None, "A"]]
    plan = plan_of(
        rows_of(columns, rows, "action", matrix=Matrix("raci", (1, 2), "role", "letter"))
    )
    assert new_of(plan, "raci", "subject_kind", "subject", "role", "letter") == [
        ("action", -1, "TPM", "A"),
        ("action", -1, "SDM", "R"),
        ("action", -2, "SDM", "A"),
    ]


def test_equal_order_lines_stay_two_lines_and_are_found_again() -> None:
    columns = {
        "Company": "account.name",
        "Order": "order_line.order_number",
        "Product": "order_line.product",
        "Day": "order_line.ordered_on",
    }
    rows = [["Acme", "O-1", "Bolt", date(2026, 1, 2)]] * 2
    portfolio = MemoryPortfolio()
    first = plan_of(rows_of(columns, rows, "order_line", "account"), portfolio=portfolio)
    portfolio.take(first)
    again = plan_of(rows_of(columns, rows, "order_line", "account"), portfolio=portfolio)
    assert fates_of(first) == ["new", "new"]
    assert fates_of(again) == ["same", "same"]


def test_issues_without_a_number_get_the_next_one() -> None:
    portfolio = MemoryPortfolio(issue={5: {"number": "ISS-118", "title": "Late"}})
    plan = plan_of(rows_of({"Title": "issue.title"}, [["Broken"]], "issue"), portfolio=portfolio)
    assert new_of(plan, "issue", "number") == [("ISS-119",)]


def test_constants_stand_in_every_record() -> None:
    plan = plan_of(
        rows_of(
            {"Company": "account.name"},
            [["Acme"]],
            "account",
            constants={"account.roles": "supplier", "account.status": "prospect"},
        )
    )
    assert new_of(plan, "account", "roles", "status") == [(["supplier"], "prospect")]


def test_the_users_own_match_wins() -> None:
    columns = {"Company": "account.name", "Phone": "account.phone"}
    plan = plan_of(
        rows_of(columns, [["Acme Werke", "+49 30 123456"]], "account"),
        portfolio=acme(phone="+49 (30) 123456"),
        match=("account.phone",),
    )
    assert plan.sheets[0].records == [1]


def test_a_number_alone_names_no_account_to_make() -> None:
    columns = {"Month": "revenue_entry.month", "Sum": "revenue_entry.amount"}
    columns["Customer"] = "revenue_entry.account"
    plan = plan_of(rows_of(columns, [[date(2026, 1, 1), 5, "8"]], "revenue_entry"))
    assert str(plan.problems[0].message) == (
        "There is no account called “8” yet: import or add it first."
    )


def test_a_number_that_nobody_bears_is_left_out_of_a_row_that_can_do_without() -> None:
    columns = {"Product": "product.name", "Supplier": "product.supplier"}
    plan = plan_of(rows_of(columns, [["Chai", "8"]], "product"))
    assert fates_of(plan) == ["new"]
    assert [(r.cell, str(r.message)) for r in plan.remarks] == [
        ("Customers!B2", "No account has the number “8”: the cell was left empty.")
    ]


def test_many_numbers_that_nobody_bears_are_told_once_for_their_column() -> None:
    columns = {"Product": "product.name", "Supplier": "product.supplier"}
    rows = [[f"Tea {n}", str(n % 7)] for n in range(50)]
    plan = plan_of(rows_of(columns, rows, "product"))
    assert fates_of(plan) == ["new"] * 50
    assert [(r.cell, str(r.message)) for r in plan.remarks] == [
        (
            "Customers!B2",
            "50 cells hold a number that no account has (0, 1, 2, …): they were left empty.",
        )
    ]


def test_a_job_title_without_a_company_is_left_out_and_said() -> None:
    rows = [[None, "Ana", "Silva", None, "Buyer"]]
    plan = plan_of(rows_of(PEOPLE, rows, "contact", "account"))
    assert fates_of(plan) == ["new"]
    assert str(plan.sheets[0].notes[2]) == "Without a company this cannot be kept."


def test_of_equal_numbers_the_suppliers_is_the_supplier() -> None:
    portfolio = MemoryPortfolio(
        account={
            1: {"name": "Speedy Express", "reference": "8"},
            2: {"name": "Exotic Liquids", "reference": "8", "roles": ["supplier"]},
        }
    )
    columns = {"Product": "product.name", "Supplier": "product.supplier"}
    plan = plan_of(rows_of(columns, [["Chai", "8"]], "product"), portfolio=portfolio)
    assert new_of(plan, "product", "supplier") == [(2,)]


def test_a_list_with_numbers_of_its_own_is_found_again() -> None:
    portfolio = MemoryPortfolio(account={1: {"name": "Exotic Liquids", "reference": "1"}})
    rows = [["1", "Speedy Express", None]]
    portfolio.take(plan_of(rows_of(ACCOUNTS, rows, "account"), portfolio=portfolio))
    again = plan_of(rows_of(ACCOUNTS, rows, "account"), portfolio=portfolio)
    assert fates_of(again) == ["same"]


def test_a_deal_without_a_name_is_called_like_its_product() -> None:
    columns = {
        "Company": "account.name",
        "Deal": "opportunity.reference",
        "Product": "opportunity.product",
        "Stage": "opportunity.stage",
    }
    rows = [["Acme", "D-1", "GTX Pro", "Won"], ["Acme", "D-2", None, "Won"]]
    plan = plan_of(rows_of(columns, rows, "opportunity", "account"))
    assert new_of(plan, "opportunity", "name") == [("GTX Pro",), ("D-2",)]


def test_amounts_become_minor_units_of_the_currency_that_is_meant() -> None:
    columns = {
        "Company": "account.name",
        "Value": "account.annual_value",
        "Cur": "account.currency",
    }
    rows = [["Acme", 12.5, None], ["Bolt", 1200, "JPY"], ["Volt", 3, "KWD"]]
    plan = plan_of(rows_of(columns, rows, "account"))
    assert new_of(plan, "account", "annual_value") == [(1250,), (1200,), (3000,)]


def test_amounts_of_an_account_in_another_currency_follow_it() -> None:
    columns = {
        "Company": "account.name",
        "Month": "revenue_entry.month",
        "Sum": "revenue_entry.amount",
    }
    portfolio = acme(currency="JPY")
    plan = plan_of(
        rows_of(columns, [["Acme GmbH", date(2026, 1, 1), 500]], "revenue_entry", "account"),
        portfolio=portfolio,
    )
    assert new_of(plan, "revenue_entry", "account", "amount") == [(1, 500)]


def test_a_header_that_states_a_currency_states_it_of_the_record() -> None:
    columns = {"Company": "account.name", "Umsatz USD": "account.turnover"}
    found = with_reading(sheet_map(columns, "account"), "Umsatz USD", Reading(currency="USD"))
    plan = plan_of(read_rows([list(columns), ["Acme", 7], ["Bolt", None]], found, plain_reader))
    assert new_of(plan, "account", "turnover", "currency") == [(700, "USD"), (None, None)]


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "fate", "kept"),
    [
        ("Ulm", "Ulm", "Bonn", "changed", "Bonn"),
        ("Ulm", "Kiel", "Ulm", "same", "Kiel"),
        ("Ulm", "Kiel", "Kiel", "same", "Kiel"),
        ("Ulm", "Kiel", "Bonn", "conflict", "Kiel"),
        (None, "Kiel", "Bonn", "conflict", "Kiel"),
        ("Ulm", None, "Ulm", "same", None),
    ],
)
def test_a_cell_of_our_workbook_is_merged_with_what_it_held_at_export(
    base: str | None, mine: str | None, theirs: str, fate: str, kept: str | None
) -> None:
    portfolio = acme(city=mine)
    plan = plan_of(
        rows_of(ACCOUNTS, [["C-1", "Acme GmbH", theirs]], "account"),
        portfolio=portfolio,
        collisions="overwrite",
        bases={"account": {1: {"city": base}}},
    )
    portfolio.take(plan)
    assert fates_of(plan) == [fate]
    assert portfolio.records["account"][1].get("city") == kept


def test_the_users_own_value_of_a_cleared_cell_is_emptied() -> None:
    columns = {"Company": "account.name", "City": "account.city"}
    found = with_reading(sheet_map(columns, "account"), "City", Reading(clears=True))
    rows = read_rows([list(columns), ["Acme GmbH", None]], found, plain_reader)
    plan = plan_of(rows, portfolio=acme(city="Bonn"))
    assert plan.changes == {"account": {1: {"city": None}}}


def test_sums_tell_what_was_read_and_what_is_taken() -> None:
    columns = {"Company": "account.name", "Staff": "account.employees"}
    plan = plan_of(rows_of(columns, [["Acme", 10], ["Bolt", -5]], "account"))
    (total,) = plan.sheets[0].sums
    assert fates_of(plan) == ["new", "refused"]
    assert (total.header, total.in_file, total.taken) == ("Staff", 5.0, 10.0)


STAFF = {"Company": "account.name", "Staff": "account.employees"}


def test_a_value_that_is_not_taken_is_in_no_sum_of_what_is() -> None:
    rows: list[list[Cell]] = [["Acme GmbH", 10], ["Bolt", 5]]
    plan = plan_of(rows_of(STAFF, rows, "account"), portfolio=acme(employees=7))
    (total,) = plan.sheets[0].sums
    assert fates_of(plan) == ["conflict", "new"]
    assert (total.in_file, total.taken) == (15.0, 5.0)


def test_a_row_that_stands_there_twice_is_taken_once() -> None:
    plan = plan_of(rows_of(STAFF, [["Acme", 10], ["Bolt", 5], ["Acme", 10]], "account"))
    (total,) = plan.sheets[0].sums
    assert (total.in_file, total.taken) == (25.0, 15.0)


def test_amounts_keep_the_currency_that_stands_beside_them() -> None:
    columns = {"Company": "account.name", "Turnover": "account.turnover"}
    rows: list[list[Cell]] = [["One", "$5m"], ["Two", "€3m"], ["Three", "£2k"], ["Four", 7]]
    found = sheet_map(columns, "account")
    plan = plan_of(read_rows([list(columns), *rows], found, reader_of))
    assert new_of(plan, "account", "turnover", "currency") == [
        (500_000_000, "USD"),
        (300_000_000, "EUR"),
        (200_000, "GBP"),
        (700, None),
    ]


def test_blanks_of_a_row_without_its_key_clear_nothing() -> None:
    columns = {"Key": "account.id", "Company": "account.name", "City": "account.city"}
    found = with_reading(sheet_map(columns, "account"), "City", Reading(clears=True))
    rows = read_rows([list(columns), [None, "Acme GmbH", None]], found, plain_reader)
    assert not plan_of(rows, portfolio=acme(city="Bonn")).writes_anything


CALLS = {
    "When": "interaction.at",
    "Account": "interaction.account",
    "Subject": "interaction.subject",
}
PRESENT = {"Interaction": "interaction_contact.interaction", "Who": "interaction_contact.contact"}


def _present_at(*names: str) -> list[str]:
    """Return the fates of rows that name interactions which come with the same list."""
    days = [datetime(2026, 11, day, tzinfo=UTC) for day in (3, 9)]
    calls = [[days[0], "Acme", "Rates"], [days[1], "Acme", "Rates"], [days[0], "Bolt", "Rates"],
             [days[0], "Acme", "Inès called"], [days[1], "Acme", "Inês called"]]  # fmt: skip
    people = rows_of({"Name": "contact.name"}, [["Eva Stone"]], "contact", sheet="People")
    firms = rows_of({"Name": "account.name"}, [["Acme"], ["Bolt"]], "account", sheet="Firms")
    present = [[name, "Eva Stone"] for name in names]
    plan = plan_of(
        rows_of(PRESENT, present, "interaction_contact", sheet="Present"),
        rows_of(CALLS, calls, "interaction", sheet="Calls"),
        people,
        firms,
    )
    return [str(fate) for fate in plan.sheets[0].fates]


def test_equal_names_are_told_apart_by_the_rest_of_their_key() -> None:
    assert _present_at("Rates (Acme · 2026-11-09)", "Rates (Bolt · 2026-11-03)") == ["new", "new"]
    assert _present_at("Rates (Acme · 2026-11-10)", "Rates") == ["refused", "refused"]


def test_a_name_that_is_there_to_the_letter_is_no_other_one() -> None:
    assert _present_at("Inês called", "Inès called") == ["new", "new"]


def test_a_second_person_of_a_new_company_changes_nothing_of_the_company() -> None:
    columns = {"Company": "account.name", "Contact": "contact.name"}
    rows = [["Acme", "Ann Lee"], ["Acme", "Bob Ray"], ["Zeta", "Cy Doe"]]
    plan = plan_of(rows_of(columns, rows, "account", "contact", "contact_role"))
    assert fates_of(plan) == ["new", "same", "new"]
    assert count_of(plan, "contact", Fate.NEW) == 3


def test_a_further_person_of_a_company_that_stands_changes_it() -> None:
    columns = {"Company": "account.name", "Contact": "contact.name"}
    portfolio = MemoryPortfolio(account={7: {"name": "Acme"}})
    rows = rows_of(columns, [["Acme", "Ann Lee"]], "account", "contact", "contact_role")
    assert fates_of(plan_of(rows, portfolio=portfolio)) == ["changed"]
