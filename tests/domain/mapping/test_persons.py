"""Several people named in the columns of one row are told apart by their headers."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.mapping.maps import Wishes
from tests.domain.mapping.sheets_of import sheet_of, understood


def spoken_in(header: str, *rows: str, wishes: Wishes | None = None) -> list[str]:
    """Return where each column goes, '' for none."""
    found = understood(sheet_of("\n".join((header, *rows))), wishes=wishes)
    return [column.target.spoken if column.target else "" for column in found.columns]


TWO = "Jane Doe;jane@a.example;Bob Ray;bob@a.example"


@pytest.mark.parametrize(
    "header",
    [
        "Primary contact;Primary contact email;Secondary contact;Secondary contact email",
        "Main contact name;Main contact email;Alternate contact name;Alternate contact email",
        "Contact 1 Name;Contact 1 Email;Contact 2 Name;Contact 2 Email",
        "contact1_name;contact1_email;contact2_name;contact2_email",
        "1. Ansprechpartner;E-Mail 1. Ansprechpartner;2. Ansprechpartner;E-Mail 2. Ansprechpartner",
        "Hauptansprechpartner;E-Mail;Stellvertreter;E-Mail",
        "Erster Kontakt;E-Mail erster Kontakt;Zweiter Kontakt;E-Mail zweiter Kontakt",
        "Buyer name;Buyer email;Technical contact name;Technical contact email",
        "Contacto principal;Correo contacto principal;Contacto secundario;"
        "Correo contacto secundario",
        "Contact principal;E-mail contact principal;Contact technique;E-mail contact technique",
        "Contatto principale;E-mail contatto principale;Contatto secondario;"
        "E-mail contatto secondario",
        "Contato principal;E-mail contato principal;Contato financeiro;E-mail contato financeiro",
        "Eerste contactpersoon;E-mail eerste contactpersoon;Tweede contactpersoon;"
        "E-mail tweede contactpersoon",
        "Osoba kontaktowa 1;E-mail;Osoba kontaktowa 2;E-mail",
        "Основной контакт;E-mail;Второй контакт;E-mail",
        "Contact;Email;Contact;Email",
        "Contact;Contact email;Billing contact;Billing contact email",
        "Purchasing / Name;Purchasing / E-mail;Quality / Name;Quality / E-mail",
    ],
)
def test_two_people_of_a_row_have_their_own_columns(header: str) -> None:
    assert spoken_in(f"Company;{header}", f"Acme Ltd;{TWO}") == [
        "account.name",
        "contact.name",
        "contact_point.value",
        "contact#2.name",
        "contact_point#2.value",
    ]


def test_parts_of_names_and_whole_names_are_told_apart_as_well() -> None:
    header = (
        "Company;Primary contact first name;Primary contact last name;Primary contact email;"
        "Secondary contact name;Secondary contact title"
    )
    given = spoken_in(header, "Acme Ltd;Jane;Doe;jane@a.example;Bob Ray;Buyer")
    assert given[1:] == [
        "contact.given_name",
        "contact.family_name",
        "contact_point.value",
        "contact#2.name",
        "contact_role#2.title",
    ]


def test_plain_columns_of_a_list_of_people_are_the_first_persons() -> None:
    header = "Name;Email;Alternate contact name;Alternate contact email"
    assert spoken_in(header, TWO)[2:] == ["contact#2.name", "contact_point#2.value"]


@pytest.mark.parametrize(
    "header",
    [
        "Name;Email;Secondary email;Assistant's phone",
        "First name;Email;Second name;Alternate email",
        "Nombre;Correo;Segundo apellido;Correo 2",
        "Project name;Email;Service name;Email 2",
    ],
)
def test_one_person_stays_one(header: str) -> None:
    row = "Jane;jane@a.example;Maria;jane@home.example"
    assert not any("#" in path for path in spoken_in(header, row))


def test_dates_of_first_and_last_contact_are_no_people() -> None:
    header = "Company;Contact;First contact;Last contact"
    given = spoken_in(header, "Acme Ltd;Jane Doe;2025-01-20;2026-02-11")
    assert not any("#" in path for path in given)


def test_a_whole_name_of_somebody_else_is_asked() -> None:
    rows = ["Bob Ray;Jane;Doe;jane@a.example", "Ed Poe;Al;Fox;al@a.example"]
    given = spoken_in("Contact name;First name;Last name;Email", *rows)
    assert given == ["", "contact.given_name", "contact.family_name", "contact_point.value"]


def test_a_person_can_be_said() -> None:
    fields = {"who else": "contact#2.name", "whose mail": "contact#2.email"}
    wishes = Wishes(fields=fields)
    given = spoken_in("Name;Email;Who else;Whose mail", TWO, wishes=wishes)
    assert given[2:] == ["contact#2.name", "contact_point#2.value"]


def test_a_column_of_titles_is_no_name() -> None:
    header, row = "Anrede;Titel;Vorname;Nachname", "Frau;Dr.;Anna;Klein"
    assert spoken_in(header, row, "Herr;Prof. Dr.;Karl;Weber")[1] == ""


def test_a_misspelling_begins_as_what_it_means() -> None:
    assert spoken_in("Proveedor;Calidad (1-5)", "Aceros SL;4", "Maderas SA;5")[1] == ""
