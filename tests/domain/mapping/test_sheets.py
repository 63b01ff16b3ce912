"""Understanding sheets: the kind of their rows, the field of each column, and what is asked."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from relmanager_desktop.domain.cells import Sheet, SheetInfo
from relmanager_desktop.domain.mapping.maps import SURE, SheetMap, Target, Wishes
from relmanager_desktop.domain.records import KINDS, Kind, Standing
from tests.domain.mapping.sheets_of import (
    LISTS,
    column_of,
    fields_of,
    sheet_in,
    sheet_of,
    understood,
)

EXPECTED: dict[str, dict[str, Any]] = tomllib.loads(
    (LISTS / "expected.toml").read_text(encoding="utf-8")
)
# Their labels are the same to the letter; only the sheet's name tells them apart.
TWINS = {"contact_link"}
LISTED = [kind for kind in KINDS.values() if kind.standing is not Standing.SYSTEM]


def list_map(name: str) -> SheetMap:
    path = LISTS / f"{name}.csv"
    return understood(sheet_in(path), path.name)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_list_as_people_and_programs_write_it_is_understood(name: str) -> None:
    expected = EXPECTED[name]
    found = list_map(name)
    assert found.main == expected["kind"]
    assert dict(found.constants) == expected.get("constants", {})
    assert fields_of(found) == expected["columns"]


def test_most_columns_are_right_and_hardly_any_is_wrong() -> None:
    right = wrong = total = 0
    for name, expected in EXPECTED.items():
        for header, path in fields_of(list_map(name)).items():
            total += 1
            right += path == expected["columns"][header]
            wrong += bool(path) and path != expected["columns"][header]
    print(f"{right / total:.1%} right, {wrong / total:.1%} wrong of {total} columns")
    assert right >= 0.95 * total
    assert wrong <= 0.02 * total


@pytest.mark.parametrize("kind", LISTED, ids=lambda kind: kind.name)
@pytest.mark.parametrize("by", ["label", "name"])
def test_every_kind_is_known_by_the_catalogues_own_words(kind: Kind, by: str) -> None:
    header = [str(f.label) if by == "label" else f.name for f in kind.shown_fields]
    name = str(kind.plural) if kind.name in TWINS else "Sheet1"
    found = understood(Sheet(SheetInfo(name), [list(header)]))
    assert found.main == kind.name
    paths = [column.target.path if column.target else "" for column in found.columns]
    assert paths == [f"{kind.name}.{field.name}" for field in kind.shown_fields]


@pytest.mark.parametrize("kind", LISTED, ids=lambda kind: kind.name)
def test_a_sheet_called_like_a_kind_is_of_that_kind(kind: Kind) -> None:
    header = [str(field.label) for field in kind.shown_fields]
    found = understood(Sheet(SheetInfo(str(kind.plural)), [list(header)]))
    assert found.main == kind.name


def test_a_guess_says_why_in_words() -> None:
    column = column_of(list_map("kundenliste_nord"), "Ansprechpartner")
    assert str(column.reason) == (
        "“Ansprechpartner” means contact name in German. 100% of values look like people."
    )


def test_a_column_that_nothing_fits_is_listed_with_its_reason() -> None:
    column = column_of(list_map("kundenliste_nord"), "Kz")
    assert column.target is None
    assert str(column.reason) == "Nothing we know fits “Kz”."


def test_a_column_below_the_limit_is_asked_with_its_best_answers() -> None:
    found = understood(sheet_of("First name;Surname;Company;Priority\nAda;Brock;Lumen;A"))
    column = column_of(found, "Priority")
    assert column.target is None
    assert column.confidence < SURE
    asked = [question for question in found.questions if question.column == column.column]
    assert asked[0].about == "field"
    assert "account.tier" in dict(asked[0].answers)


def test_dates_that_fit_both_orders_are_asked() -> None:
    found = understood(sheet_of("Company;Customer since\nAcme Ltd;03/04/2026\nBolt Ltd;05/06/2025"))
    assert column_of(found, "Customer since").reading.dates == "?"
    assert [q.about for q in found.questions] == ["dates"]


def test_the_users_order_of_dates_settles_the_question() -> None:
    sheet = sheet_of("Company;Customer since\nAcme Ltd;03/04/2026")
    found = understood(sheet, wishes=Wishes(dates="mdy"))
    assert column_of(found, "Customer since").reading.dates == "mdy"
    assert found.questions == ()


def test_the_users_decimal_mark_settles_the_question() -> None:
    sheet = sheet_of("Company;Annual revenue\nAcme Ltd;182.400\nBolt Ltd;96.250")
    asked = understood(sheet)
    assert [q.about for q in asked.questions] == ["decimal_mark"]
    assert column_of(asked, "Annual revenue").reading.decimal_mark == "?"
    found = understood(sheet, wishes=Wishes(decimals=","))
    assert column_of(found, "Annual revenue").reading.decimal_mark == ","
    assert found.questions == ()


def test_a_decimal_mark_that_values_prove_stays() -> None:
    sheet = sheet_of("Company;Annual revenue\nAcme Ltd;1,182.50\nBolt Ltd;96,250")
    found = understood(sheet, wishes=Wishes(decimals=","))
    assert column_of(found, "Annual revenue").reading.decimal_mark == "."


def test_a_column_without_a_header_is_spoken_of_by_its_letter() -> None:
    sheet = sheet_of("Company;;City\nAcme Ltd;K2;Leeds\nBolt Ltd;K1;York")
    found = understood(sheet, wishes=Wishes(fields={"b": "account.segment"}))
    targets = [column.target and column.target.path for column in found.columns]
    assert targets == ["account.name", "account.segment", "account.city"]


def test_a_header_that_stands_twice_is_told_apart_by_letters() -> None:
    sheet = sheet_of("Company;Name;Name;City\nAcme;Ann Kite;ann;Leeds\nBolt;Tom Hale;tom;York")
    found = understood(sheet, wishes=Wishes(kind="contact", fields={"c": ""}))
    targets = [column.target and column.target.path for column in found.columns]
    assert targets[1:3] == ["contact.name", None]


def test_the_users_choice_of_fields_wins() -> None:
    wishes = Wishes(fields={"sector": "account.segment", "notes": ""})
    found = understood(sheet_of("Company;Sector;Notes\nAcme;Steel;x"), wishes=wishes)
    assert fields_of(found) == {"Company": "account.name", "Sector": "account.segment", "Notes": ""}


def test_the_users_kind_and_header_row_win() -> None:
    sheet = sheet_of("Company;Name;Phone\nFirma;Ort;Tel\nAcme;Bonn;0228 555010")
    found = understood(sheet, wishes=Wishes(kind="account", header_row=2))
    assert found.header_row == 2
    assert fields_of(found)["Ort"] == "account.city"


def test_an_unknown_choice_is_asked_with_all_that_it_may_mean() -> None:
    found = understood(sheet_of("Ticket;Severity\nT1;High\nT2;Zesty\nT3;Low"))
    question = next(q for q in found.questions if q.about == "value:zesty")
    assert [code for code, _label in question.answers] == ["low", "medium", "high", "urgent"]


def test_the_files_name_tells_what_its_accounts_are() -> None:
    text = "companyName;city;phone\nExotic Liquids;London;(171) 555-2222"
    found = understood(sheet_of(text), "suppliers.csv")
    assert found.constants == {"account.roles": "supplier"}


def test_letters_of_who_does_what_become_records_of_each_step() -> None:
    text = "Step Id;Name;TPM;SDM\n1;Refine requirements;A;C\n2;Plan;R;I\n3;Design;C;A"
    found = understood(sheet_of(text, "RACI"))
    assert found.kinds == ("action", "raci")
    assert found.matrix is not None
    assert (found.matrix.header_field, found.matrix.cell_field) == ("role", "letter")
    assert found.matrix.columns == (2, 3)
    assert fields_of(found)["Name"] == "action.title"
    assert found.confidence > SURE


def test_people_and_companies_in_one_list_are_told_apart_by_its_column() -> None:
    text = (
        "Name;Is a company;Related company;Street\n"
        "Aurora Shelves;1;;25 Pacific Road\nRoger Martins;0;Aurora Shelves;27 Pacific Road"
    )
    found = understood(sheet_of(text))
    assert found.main == "account"
    assert found.split is not None
    assert (found.split.column, found.split.values) == (1, ("0",))
    assert column_of(found, "Name").target == Target("account", "name")
    assert column_of(found, "Name").otherwise == Target("contact", "name")
    assert column_of(found, "Related company").otherwise == Target("account", "name")


def test_a_label_column_labels_the_address_of_its_number() -> None:
    text = (
        "Name;E-mail 1 - Type;E-mail 1 - Value;E-mail 2 - Type;E-mail 2 - Value\n"
        "Ana Silva;* Work;ana@silva.example;Home;ana@home.example"
    )
    found = understood(sheet_of(text))
    assert column_of(found, "E-mail 2 - Value").target == Target(
        "contact_point", "value", "email:2", (("kind", "email"),)
    )
    assert column_of(found, "E-mail 2 - Type").target == Target("contact_point", "label", "email:2")


def test_a_family_name_called_name_is_known_by_the_given_name_beside_it() -> None:
    found = understood(sheet_of("Name;Vorname;Firma\nMüller;Eva;Acme GmbH"))
    assert fields_of(found)["Name"] == "contact.family_name"


def test_addresses_that_bear_the_contacts_names_are_theirs() -> None:
    text = "Company;Contact;E-mail\nAcme;Eva Stein;eva.stein@acme.example\nBolt;Jo Ray;jo@b.example"
    assert fields_of(understood(sheet_of(text)))["E-mail"] == "contact_point.value"


def test_a_mailbox_of_the_house_is_the_accounts() -> None:
    text = "Company;Contact;E-mail\nAcme;Eva Stein;info@acme.example\nBolt;Jo Ray;mail@b.example"
    assert fields_of(understood(sheet_of(text)))["E-mail"] == "account.email"


def test_a_sheet_without_a_table_has_no_kind() -> None:
    found = understood(sheet_of("just one line of text"))
    assert found.kinds == ()


def test_an_empty_list_is_understood_by_its_header_alone() -> None:
    found = understood(sheet_of("Id;Risk;Probability;Impact;Strategy;Categories", "Risk Log"))
    assert found.main == "risk"
    assert fields_of(found)["Probability"] == "risk.likelihood"


def test_thousands_and_the_currency_in_the_header_are_read_with_the_column() -> None:
    reading = column_of(list_map("sap_lieferanten"), "EK-Volumen in T€").reading
    assert (reading.factor, reading.currency, reading.decimal_mark) == (1000.0, "EUR", ",")


def test_a_company_with_facts_of_its_own_is_a_record_beside_its_orders() -> None:
    text = "Company;Company phone;Order no.;Ordered\nAcme;030 555 010;A-1;2026-01-05"
    found = understood(sheet_of(text))
    assert found.main == "order_line"
    assert fields_of(found)["Company"] == "account.name"


def test_figures_under_months_become_the_revenue_of_each() -> None:
    text = "Customer;Jan 2026;Feb 2026;Mar 2026\nQuillon AB;12000;15000;\nTessaly SA;5400,5;0;6100"
    found = understood(sheet_of(text))
    assert found.matrix is not None
    assert (found.matrix.kind, found.matrix.columns) == ("revenue_entry", (1, 2, 3))
    assert column_of(found, "Feb 2026").reading.decimal_mark == ","


def test_figures_under_quarters_beside_kpis_become_their_values() -> None:
    text = "Supplier;KPI;2026-Q1;2026-Q2;2026-Q3\nApex;OTD %;93.5;97;91"
    found = understood(sheet_of(text))
    assert found.main == "kpi_value"
    assert found.matrix is not None
    assert found.matrix.header_field == "period"


def test_suppliers_on_the_other_side_of_a_contract_mean_that_we_buy() -> None:
    text = "Supplier;Contract no.;Subject;Start date\nApex Inc;C-1;Valves;2026-01-01"
    assert understood(sheet_of(text)).constants == {"contract.side": "buy"}


def test_a_phone_of_nobody_is_left_out() -> None:
    found = understood(sheet_of("Company;Phone;Fax\nAcme;0228 555010;0228 555011"))
    column = column_of(found, "Fax")
    assert column.target is None
    assert str(column.reason) == "It would be a person's, but no column names the people."


def test_what_every_record_needs_and_no_column_gives_is_asked() -> None:
    found = understood(sheet_of("Risk;Probability;Impact\nFire;2;5"))
    assert "constant:risk.account" in {question.about for question in found.questions}


def test_a_list_without_a_header_is_known_by_its_values() -> None:
    text = (
        "Acme GmbH;info@acme.example;+49 40 555010;Germany;Eva Stein\n"
        "Bolt AG;mail@bolt.example;+49 421 555011;Austria;Jo Ray"
    )
    found = understood(sheet_of(text))
    assert found.header_row == 0
    paths = [column.target.path if column.target else "" for column in found.columns]
    assert paths == [
        *("account.name", "account.email", "account.phone", "account.country"),
        "contact.name",
    ]


def test_misspelled_headers_are_known_by_what_they_are_near_to() -> None:
    found = understood(sheet_of("Compagny;Adress;Citty\nAcme Ltd;5 Quay St;Hull"))
    column = column_of(found, "Compagny")
    assert column.target == Target("account", "name")
    assert column.confidence < 0.9
    assert "is nearly “company”" in str(column.reason)


def test_the_last_visit_is_a_visit() -> None:
    sheet = sheet_of("Firma;Ort;Letzter Besuch;Letzter Anruf\nAcme;Bonn;03.11.2026;10.11.2026")
    found = understood(sheet, "kunden.csv")
    channels = [
        dict(c.target.fixed)["channel"] for c in found.columns if c.target and c.target.fixed
    ]
    assert channels == ["visit", "call"]


def test_a_field_named_alone_takes_what_the_header_says_beside_it() -> None:
    wishes = Wishes(fields={"newsletter": "consent.state", "e mail consent": "consent.state"})
    found = understood(
        sheet_of("Name;Company;Newsletter;E-mail consent\nAnn Lee;Acme Ltd;yes;no"),
        "people.csv",
        wishes,
    )
    fixed = {c.header: dict(c.target.fixed) for c in found.columns if c.target is not None}
    assert fixed["Newsletter"] == {"purpose": "marketing", "channel": "any"}
    assert fixed["E-mail consent"] == {"purpose": "marketing", "channel": "email"}


@pytest.mark.parametrize("odd", ["A/R", "X", "ar"])
def test_an_odd_cell_leaves_its_column_in_the_matrix(odd: str) -> None:
    text = f"Task;Alice;Bob;Carol\nScope;A;R;C\nPlan;{odd};C;I\nBudget;I;A;{odd}\nDeliver;R;A;I"
    found = understood(sheet_of(text, "RACI"))
    assert found.matrix is not None
    assert found.matrix.columns == (1, 2, 3)


def test_a_role_between_roles_is_kept_with_letters_that_are_none_of_ours() -> None:
    text = "Task;Alice;Bob;Carol;Priority\nScope;A;S;C;H\nPlan;R;V;I;M\nBudget;I;S;R;L"
    found = understood(sheet_of(text, "RACI"))
    assert found.matrix is not None
    assert found.matrix.columns == (1, 2, 3)


def test_the_user_takes_a_column_out_of_a_matrix() -> None:
    text = "Task;Alice;Bob;Carol\nScope;A;R;C\nPlan;A;C;I\nBudget;I;A;R"
    found = understood(sheet_of(text, "RACI"), wishes=Wishes(fields={"carol": ""}))
    assert found.matrix is not None
    assert found.matrix.columns == (1, 2)


def test_a_header_that_stands_twice_is_not_taken_for_two_kinds() -> None:
    found = understood(sheet_of("Name;Name;Email\nAnn;Lee;ann@x.example\nBob;Ray;bob@x.example"))
    assert [c.target.path if c.target else "" for c in found.columns][:2] == ["contact.name", ""]
    assert [q.column for q in found.questions if q.about == "field"] == [1]


def test_a_column_of_yes_and_no_keeps_its_place_beside_an_odd_word() -> None:
    text = "First name;Email;Do not contact\nAnn;a@x.example;yes\nBob;b@x.example;maybe"
    assert fields_of(understood(sheet_of(text)))["Do not contact"] == "contact.do_not_contact"


def test_the_name_of_a_field_over_values_that_do_not_fit_is_asked() -> None:
    text = "First name;Email;Birthday\nAnn;a@x.example;spring\nBob;b@x.example;autumn"
    found = understood(sheet_of(text))
    assert fields_of(found)["Birthday"] == ""
    (question,) = found.questions
    assert [code for code, _label in question.answers] == ["contact.birthday"]


def test_an_odd_figure_leaves_its_month_in_the_matrix() -> None:
    text = "KPI;Unit;Jan 2026;Feb 2026;Mrz 2026\nOn time;%;93;96;\nClaims;pieces;3;x;4"
    found = understood(sheet_of(text))
    assert found.matrix is not None
    assert found.matrix.columns == (2, 3, 4)


def test_a_name_that_is_made_of_the_reference_is_not_asked() -> None:
    text = "Opportunity ID;Account;Stage;Amount\nOP-1;Acme Ltd;Won;1200\nOP-2;Bolt Ltd;Lost;300"
    found = understood(sheet_of(text, "sales_pipeline"))
    assert (found.kinds[0], found.questions) == ("opportunity", ())


def test_each_part_of_a_grouped_address_is_that_of_the_company() -> None:
    found = understood(
        sheet_of(
            "Company;Address;;;Phone\n;Street;Postcode;Country;\n"
            "Acme;5 High St;01067;Germany;0351 55501\nBolt;2 High St;80331;Germany;089 55501"
        )
    )
    assert list(fields_of(found).values()) == [
        "account.name",
        "account.street",
        "account.postcode",
        "account.country",
        "account.phone",
    ]


def test_what_values_mean_is_evidence_for_their_field() -> None:
    wishes = Wishes(values={"status": {"wartend": "Prospect"}})
    found = understood(sheet_of("Firma;Status\nOmega GmbH;wartend"), wishes=wishes)
    assert fields_of(found)["Status"] == "account.status"
    assert column_of(found, "Status").reading.values == {"wartend": "prospect"}


def test_values_that_are_all_choices_outweigh_a_header_of_text() -> None:
    rows = "FX exposure;High;{};Open\nLate parts;Low;{};Open\nSponsor leaves;Low;{};Closed"
    header = "Risk title;Likelihood;Mitigation strategy;Status\n"
    chosen = understood(sheet_of(header + rows.format("Transfer", "Accept", "Mitigate")))
    spelled = understood(sheet_of(header + rows.format("Hedge the euro", "Transfer", "Call")))
    assert fields_of(chosen)["Mitigation strategy"] == "risk.strategy"
    assert fields_of(spelled)["Mitigation strategy"] == "risk.mitigation"


def test_a_doubtful_word_of_another_language_is_asked_about() -> None:
    english = understood(sheet_of("Company;City;Phone;Symbol\nAcme;Bonn;0228 555010;ACM"))
    polish = understood(sheet_of("Firma;Miasto;Telefon;Symbol\nAcme;Bonn;0228 555010;ACM"))
    assert fields_of(english)["Symbol"] == ""
    assert fields_of(polish)["Symbol"] == "account.reference"


def test_amounts_under_a_header_that_nobody_knows_are_no_phones() -> None:
    text = "Company;Encours sous gestion (CHF)\nAcme SA;5400000\nBolt SA;12000000"
    assert fields_of(understood(sheet_of(text)))["Encours sous gestion (CHF)"] == ""


def test_names_with_an_address_behind_them_are_no_addresses() -> None:
    text = (
        "First name;Last name;E-mail;Display label\n"
        "Ana;Silva;ana@a.example;Ana Silva (ana@a.example)\n"
        "Bo;Lind;bo@b.example;Bo Lind (bo@b.example)"
    )
    assert fields_of(understood(sheet_of(text)))["Display label"] == ""


def test_private_clients_are_people_and_their_name_beside_the_given_one_the_family_name() -> None:
    text = (
        "N° client;Nom;Prénom;Ville\nCH-1001;Dubois;Luc;Genève\n"
        "CH-1002;Meier;Anna;Nyon\nCH-1003;Rossi;Carla;Lausanne"
    )
    found = understood(sheet_of(text, "Clients privés"))
    assert found.kinds == ("contact",)
    assert fields_of(found) == {
        "N° client": "contact.reference",
        "Nom": "contact.family_name",
        "Prénom": "contact.given_name",
        "Ville": "contact.city",
    }


def test_companies_with_given_names_beside_them_stay_companies() -> None:
    text = "Name;First name\nAcme GmbH;Luc\nBolt AG;Anna\nCorax Ltd;Carla"
    assert understood(sheet_of(text, "Customers")).main == "account"


def test_a_list_of_what_is_nothing_of_ours_is_asked_about() -> None:
    text = "categoryID;categoryName;description\n1;Beverages;Soft drinks\n2;Condiments;Sauces"
    found = understood(sheet_of(text, "categories"), "categories.csv")
    assert found.kinds == ()
    assert [question.about for question in found.questions] == ["kind"]


def test_products_with_their_own_id_and_name_are_not_asked_about() -> None:
    text = "productID;productName;unitPrice\n1;Chai;18.00\n2;Chang;19.00"
    assert understood(sheet_of(text, "products"), "products.csv").main == "product"


def test_moods_make_no_tiers_unasked() -> None:
    text = "Account name;City;Rating\nAcme Ltd;Bonn;Hot\nBolt Ltd;Ulm;Cold\nCorax Ltd;Kiel;Hot"
    found = understood(sheet_of(text))
    assert fields_of(found)["Rating"] == ""
    assert [question.answers[0][0] for question in found.questions] == ["account.tier"]


def test_steps_of_a_rank_are_tiers() -> None:
    text = "Account name;City;Rating\nAcme Ltd;Bonn;Gold\nBolt Ltd;Ulm;Silver"
    assert fields_of(understood(sheet_of(text)))["Rating"] == "account.tier"


@pytest.mark.parametrize("header", ["Kred.-Nr.", "Kunden-Nr.", "Lief.-Nr.", "KdNr", "Debitor Nr"])
def test_a_number_is_one_however_it_is_shortened(header: str) -> None:
    text = f"{header};Firma;Ort\n10001;Acme GmbH;Bonn\n10002;Bolt AG;Ulm"
    assert fields_of(understood(sheet_of(text)))[header] == "account.reference"


def test_a_handle_is_not_taken_for_a_handle_at_x() -> None:
    text = "Full name;E-mail;Handle\nAna Silva;ana@a.example;@ana1\nBo Lind;bo@b.example;@bo"
    assert fields_of(understood(sheet_of(text, "Contacts")))["Handle"] == ""


def test_severities_are_told_from_priorities_beside_them() -> None:
    text = (
        "Ticket #;Summary;Sev;Prio;State\n1;Late delivery;Sev 1;P2;Open\n2;Wrong bill;S4;P1;Closed"
    )
    found = fields_of(understood(sheet_of(text, "Open tickets")))
    assert (found["Sev"], found["Prio"]) == ("issue.severity", "")


def test_members_of_a_community_are_people_and_none_of_ours() -> None:
    text = "Full name;Email;How we met\nAna Silva;ana@a.example;meetup\nBo Lind;bo@b.example;fair"
    assert understood(sheet_of(text, "community members"), "community members.csv").main == (
        "contact"
    )
