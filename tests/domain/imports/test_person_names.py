"""Names of people: put together and taken apart where there is one way only, without titles."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.imports.person_names import (
    name_parts,
    spoken_name,
    whole_name,
    without_salutation,
)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Nancy Davolio", ("Nancy", "Davolio")),
        ("Davolio, Nancy", ("Nancy", "Davolio")),
        ("von der Leyen, Ursula", ("Ursula", "von der Leyen")),
        ("Jürgen O'Neil-Weiß", ("Jürgen", "O'Neil-Weiß")),
        ("Ana Maria da Silva", (None, None)),
        ("Anna MARIA Nowak-Zielińska", ("Anna MARIA", "Nowak-Zielińska")),
        ("John F. Kennedy", ("John F.", "Kennedy")),
        ("Jan van Dijk", ("Jan", "van Dijk")),
        ("Jean Marc DUPONT", ("Jean Marc", "DUPONT")),
        ("Juan García Pérez", (None, None)),
        ("Madonna", (None, None)),
        ("Sales, 2nd floor", (None, None)),
        ("Desk 3", (None, None)),
    ],
)
def test_a_name_is_taken_apart_only_where_it_can_be(
    name: str, parts: tuple[str | None, str | None]
) -> None:
    assert name_parts(name) == parts


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("M. Jean Dupont", ("M.", "Jean Dupont")),
        ("Herr Dr. Jan Weiß", ("Herr Dr.", "Jan Weiß")),
        ("Frau Lindner", ("Frau", "Lindner")),
        ("M. Jones", (None, "M. Jones")),
        ("Pan Wei", (None, "Pan Wei")),
        ("Nancy Davolio", (None, "Nancy Davolio")),
        ("Dr.", (None, "Dr.")),
        ("dr hab. Jan Kowalski", ("dr hab.", "Jan Kowalski")),
        ("prof. dr hab. inż. Ewa Lis", ("prof. dr hab. inż.", "Ewa Lis")),
        ("Prof. Dr. Dr. h.c. Eva Klein", ("Prof. Dr. Dr. h.c.", "Eva Klein")),
        ("Dr. rer. nat. Jan Weiß", ("Dr. rer. nat.", "Jan Weiß")),
        ("Dipl.-Ing. (FH) Jan Weiß", ("Dipl.-Ing. (FH)", "Jan Weiß")),
        ("Mag. Ida Huber", ("Mag.", "Ida Huber")),
        ("Dott.ssa Elena Russo", ("Dott.ssa", "Elena Russo")),
        ("Lic. Rosa Peña", ("Lic.", "Rosa Peña")),
        ("Sr. D. Juan Pérez", ("Sr. D.", "Juan Pérez")),
        ("drs. Piet de Boer", ("drs.", "Piet de Boer")),
        ("mgr inż. Adam Zięba", ("mgr inż.", "Adam Zięba")),
        ("Mme Claire Petit", ("Mme", "Claire Petit")),
        ("д-р Анна Белова", ("д-р", "Анна Белова")),
        ("Jane Doe, PhD", ("PhD", "Jane Doe")),
        ("Dr. Jane Doe M.D.", ("Dr. M.D.", "Jane Doe")),
        ("Jane Doe, MBA, CPA", ("MBA CPA", "Jane Doe")),
        ("Yo-Yo Ma", (None, "Yo-Yo Ma")),
        ("Lord Byron", (None, "Lord Byron")),
    ],
)
def test_a_title_before_a_name_is_no_part_of_it(name: str, parts: tuple[str | None, str]) -> None:
    assert without_salutation(name) == parts


def test_names_are_spoken_given_name_first() -> None:
    assert spoken_name("Davolio, Nancy") == "Nancy Davolio"
    assert spoken_name("Acme, Inc. 2") == "Acme, Inc. 2"


def test_blank_parts_leave_no_gap() -> None:
    assert whole_name("Ana", None, "Silva") == "Ana Silva"
    assert whole_name(None, None, None) is None
