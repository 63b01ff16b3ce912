"""Fields of a card land under the headers of an address book, and none is lost without a word."""

from __future__ import annotations

import pytest

from relmanager_desktop.exchange.vcard_cells import CardCells, CardRow
from relmanager_desktop.exchange.vcard_headers import MOST_REPEATS
from relmanager_desktop.exchange.vcard_lines import CardFile


def row_of(*lines: str) -> CardRow:
    text = "\n".join(("BEGIN:VCARD", *lines, "END:VCARD"))
    (card,) = CardFile(text.encode())
    return CardCells(card).read()


def cells(*lines: str) -> dict[str, str]:
    return row_of(*lines).cells


def test_a_name_has_five_parts_and_a_whole() -> None:
    assert cells("N:Doe;John;Richter\\, James;Mr.;Sr.", "FN:Mr. John Doe") == {
        "Family name": "Doe",
        "Given name": "John",
        "Middle name": "Richter, James",
        "Salutation": "Mr.",
        "Suffix": "Sr.",
        "Full name": "Mr. John Doe",
    }


def test_units_of_a_company_are_its_department() -> None:
    assert cells("FN:A", "ORG:IBM\\; Inc;Accounting;Dungeon") == {
        "Full name": "A",
        "Company": "IBM; Inc",
        "Department": "Accounting, Dungeon",
    }


def test_a_second_company_has_a_column_of_its_own() -> None:
    assert cells("ORG:One;Sales", "ORG:Two;Sales", "ORG:One")["Company 2"] == "Two"


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("TEL;WORK;FAX;VOICE:1", "Work fax"),
        ("TEL;TYPE=FAX;TYPE=WORK:1", "Work fax"),
        ("TEL;TYPE=iPhone,cell,voice:1", "IPhone mobile"),
        ("TEL;TYPE=x-Reception:1", "Reception"),
        ("a.TEL;TYPE=HOME:1\na.X-ABLabel:_$!<AssistantPhone>!$_", "Assistant phone"),
        ("a.TEL:1\na.X-ABLabel:Ferien", "Ferien"),
    ],
)
def test_the_label_of_a_phone_is_what_its_card_says(line: str, label: str) -> None:
    assert cells(line) == {"Phone 1 - Type": label, "Phone 1 - Value": "1"}


def test_what_is_preferred_comes_first() -> None:
    found = cells("TEL;TYPE=HOME:1", "TEL;TYPE=WORK,PREF:2", "EMAIL;PREF=2:a@b", "EMAIL;PREF=1:c@d")
    assert (found["Phone 1 - Value"], found["Phone 2 - Value"]) == ("2", "1")
    assert (found["E-mail 1 - Value"], found["E-mail 2 - Value"]) == ("c@d", "a@b")


def test_a_phone_as_an_address_of_the_net_is_a_number() -> None:
    assert cells("TEL;VALUE=uri:tel:+1-418;ext=102")["Phone 1 - Value"] == "+1-418 ext. 102"


def test_an_address_at_work_is_the_company_s() -> None:
    found = cells(
        "ORG:Acme", "ADR;WORK:;Floor 2;Main St 1;Ulm;;0350;DE", "ADR;HOME:;;Weg 3;Bonn;;;"
    )
    assert found["Business street"] == "Main St 1, Floor 2"
    assert (found["Business postcode"], found["Street"], found["City"]) == ("0350", "Weg 3", "Bonn")


def test_an_address_at_work_without_a_company_is_the_person_s() -> None:
    assert cells("ADR;TYPE=work:;;Main St 1;Ulm;;;")["Street"] == "Main St 1"


def test_further_addresses_are_kept_whole() -> None:
    found = cells("ADR:;;A 1;Ulm;;;", "ADR:;;B 2;Bonn;;;", "ADR:;;C 3;Köln;;;")
    assert (found["Address"], found["Address 2"]) == ("B 2, Bonn", "C 3, Köln")


def test_an_envelope_s_label_stands_in_for_an_address() -> None:
    assert cells("FN:A", "LABEL:Weg 3\\n53111 Bonn")["Street"] == "Weg 3, 53111 Bonn"
    assert "Address" not in cells("ADR:;;Weg 3;Bonn;;53111;", "LABEL:Weg 3\\n53111 Bonn")


@pytest.mark.parametrize(
    ("line", "header", "text"),
    [
        ("BDAY:1980-03-22", "Birthday", "1980-03-22"),
        ("BDAY:19800322T000000Z", "Birthday", "1980-03-22"),
        ("BDAY:--0203", "Birthday as written", "3 February"),
        ("BDAY:--02-29", "Birthday as written", "29 February"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29", "Birthday as written", "29 February"),
        ("BDAY;VALUE=text:circa 1800", "Birthday as written", "circa 1800"),
        ("BDAY:1980-02-31", "Birthday as written", "1980-02-31"),
        ("X-MS-ANNIVERSARY:20110113", "Anniversary", "2011-01-13"),
        ("a.X-ABDATE:2011-01-13\na.X-ABLabel:_$!<Anniversary>!$_", "Anniversary", "2011-01-13"),
        ("a.X-ABDATE:2011-01-13\na.X-ABLabel:First order", "Date (First order)", "2011-01-13"),
    ],
)
def test_only_a_whole_day_is_a_day(line: str, header: str, text: str) -> None:
    assert cells(line) == {header: text}


def test_pages_in_a_network_are_told_from_websites() -> None:
    found = cells("URL:https://a.example", "URL:https://de.linkedin.com/in/a", "URL:b.example")
    assert found == {
        "Website": "https://a.example",
        "LinkedIn": "https://de.linkedin.com/in/a",
        "Website 2": "b.example",
    }


def test_a_company_s_card_is_a_company() -> None:
    for mark in ("X-ABShowAs:COMPANY", "KIND:org", "N:;;;;"):
        found = cells(
            mark, "FN:Acme", "ORG:Acme;", "TEL:1", "EMAIL:a@b", "URL:c", "ADR:;;S 1;Ulm;;;"
        )
        assert found == {
            "Company": "Acme",
            "Account phone": "1",
            "Account e-mail": "a@b",
            "Account website": "c",
            "Business street": "S 1",
            "Business city": "Ulm",
        }


def test_a_role_stands_in_for_a_job_title() -> None:
    assert cells("FN:A", "ROLE:Buyer")["Job title"] == "Buyer"
    assert cells("FN:A", "ROLE:Buyer", "TITLE:Head")["Role"] == "Buyer"


def test_what_nobody_knows_keeps_its_name() -> None:
    assert cells("X-DINNER:late", "GEO:geo:1,2") == {"X-DINNER": "late", "GEO": "geo:1,2"}


def test_escapes_go_as_their_version_writes_them() -> None:
    assert cells("VERSION:3.0", "NOTE:a\\,b\\;c\\nd\\\\e")["Notes"] == "a,b;c\nd\\e"
    assert cells("VERSION:2.1", "NOTE:C:\\new\\; x")["Notes"] == "C:\\new; x"


def test_what_is_left_out_is_counted() -> None:
    left = row_of("FN:A", "UID:1", "REV:2", "PHOTO;ENCODING=b:AAAA").left_out
    assert left == {"UID": 1, "REV": 1, "PHOTO": 1}
    many = row_of("FN:A", *(f"TEL:{n}" for n in range(MOST_REPEATS + 3)))
    assert many.left_out == {"TEL": 3}
