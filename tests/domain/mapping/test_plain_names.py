"""Whose names a list holds that calls them 'Name' and nothing else."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.mapping.maps import SURE
from tests.domain.mapping.sheets_of import fields_of, sheet_of, understood

HEADER = "Name;E-mail;City\n"


@pytest.mark.parametrize(
    "rows",
    [
        "Ann Lee;ann@acme.example;London\nBob Ray;bob@zeta.example;Berlin",
        "Łukasz Żółć;lukasz@firma.example;Łódź\n山田太郎;yamada@firm.example;東京",
        "Jürgen Groß;j.gross@firma.example;Köln\nZoë Łęcka;zoe@dom.example;Ulm",
        "Ann Lee;a77@gmail.com;London\nBob Ray;brr@web.de;Berlin",
    ],
)
def test_names_that_e_mail_addresses_bear_are_peoples(rows: str) -> None:
    found = understood(sheet_of(HEADER + rows))
    assert found.main == "contact"
    assert fields_of(found)["Name"] == "contact.name"


@pytest.mark.parametrize(
    "rows",
    [
        "North Star;info@north.example;London\nBlue Ray;sales@bray.example;Ulm",
        "North Star;ann@northstar.example;York\nBlue Ray;bob@blueray.example;Ulm",
        "Acme;ann.lee@acme.example;London\nBolt;bob.ray@bolt.example;Ulm",
        "Nord GmbH;ann@gmail.com;Kiel\nSüd AG;bob@gmail.com;Ulm",
    ],
)
def test_names_of_houses_are_companies(rows: str) -> None:
    assert understood(sheet_of(HEADER + rows)).main == "account"


@pytest.mark.parametrize(
    "text",
    [
        "Name;City\nNorth Star;London\nAnn Lee;York",
        "Name;E-mail;City\n山田太郎;yt@firm.example;東京\n李明;lm@firm.example;北京",
    ],
)
def test_names_that_could_be_either_are_asked(text: str) -> None:
    found = understood(sheet_of(text))
    assert found.kinds == ()
    assert found.confidence < SURE
    (question,) = found.questions
    assert {"account", "contact"} <= {code for code, _label in question.answers}


def test_the_name_of_the_file_says_whose_names_they_are() -> None:
    text = "Name;City\nNorth Star;London\nAnn Lee;York"
    assert understood(sheet_of(text), "customers.csv").main == "account"
    assert understood(sheet_of(text), "people.csv").main == "contact"


def test_what_only_companies_have_says_whose_names_they_are() -> None:
    text = "Name;Industry;City\nNorth Star;Food;London\nBlue Ray;Steel;York"
    assert understood(sheet_of(text)).main == "account"


def test_who_has_a_position_is_a_person() -> None:
    text = "Name;Job Title;City\nNorth Star;Buyer;London\nAnn Lee;Clerk;York"
    assert understood(sheet_of(text)).main == "contact"
