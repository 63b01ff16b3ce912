"""Cells that name several people: each becomes a contact of its own, with its own addresses."""

from __future__ import annotations

from typing import Any

import pytest

from relmanager_desktop.domain.imports.fates import Fate
from relmanager_desktop.domain.imports.rows import read_rows
from relmanager_desktop.domain.imports.several_people import people_in
from relmanager_desktop.domain.imports.sheet_rows import SheetRows
from relmanager_desktop.domain.mapping.maps import Reading, Target
from tests.domain.imports.lists import (
    MemoryPortfolio,
    count_of,
    fates_of,
    new_of,
    plain_reader,
    plan_of,
    sheet_map,
    with_reading,
)

LIST = {
    "Supplier": "account.name",
    "Contact": "contact.name",
    "E-mail": Target("contact_point", "value", "email:1", (("kind", "email"),)),
    "Phone": Target("contact_point", "value", "phone:1", (("kind", "phone"),)),
}


def read(*rows: list[Any], main: str = "account") -> SheetRows:
    found = sheet_map(LIST, main)
    for header in ("E-mail", "Phone"):
        found = with_reading(found, header, Reading(separator=";"))
    return read_rows([list(LIST), *rows], found, plain_reader)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Jan Kowalski; Eva Nowak", ["Jan Kowalski", "Eva Nowak"]),
        ("Jan Kowalski\nEva Nowak", ["Jan Kowalski", "Eva Nowak"]),
        ("Jan Kowalski & Eva Nowak", ["Jan Kowalski", "Eva Nowak"]),
        ("Herr Maier und Frau Dr. Klein", ["Herr Maier", "Frau Dr. Klein"]),
        ("Ann & Bob Lee", ["Ann & Bob Lee"]),
        ("Eva Nowak; Sales", ["Eva Nowak; Sales"]),
        ("Kowalski, Jan", ["Kowalski, Jan"]),
        ("Smith & Jones", ["Smith & Jones"]),
    ],
)
def test_names_are_parted_where_each_stands_for_itself(text: str, people: list[str]) -> None:
    assert people_in(text) == people


def test_two_people_have_the_addresses_that_stand_where_their_names_do() -> None:
    row = ["Steel", "Jan Nowak; Eva Nowak", "jan@s.example; eva@s.example", "+48 22 11; +48 22 22"]
    plan = plan_of(read(row, ["Bolt", "Ann Lee", "ann@b.example; lee@b.example", None]))
    names = [name for (name,) in new_of(plan, "contact", "name")]
    points = {
        (names[-contact - 1], value)
        for contact, value in new_of(plan, "contact_point", "contact", "value")
    }
    assert points == {
        ("Jan Nowak", "jan@s.example"),
        ("Jan Nowak", "+48 22 11"),
        ("Eva Nowak", "eva@s.example"),
        ("Eva Nowak", "+48 22 22"),
        ("Ann Lee", "ann@b.example"),
        ("Ann Lee", "lee@b.example"),
    }
    roles = {(names[-c - 1], a) for c, a in new_of(plan, "contact_role", "contact", "account")}
    assert roles == {("Jan Nowak", -1), ("Eva Nowak", -1), ("Ann Lee", -2)}
    assert plan.remarks == []


def test_the_same_people_again_are_the_same() -> None:
    row = ["Steel", "Jan Nowak; Eva Nowak", "jan@s.example; eva@s.example", None]
    portfolio = MemoryPortfolio()
    portfolio.take(plan_of(read(row)))
    again = plan_of(read(row), portfolio=portfolio)
    assert fates_of(again) == ["same"]
    assert again.new["contact"].rows == again.new["contact_role"].rows == []


def test_an_address_of_two_people_is_the_firsts_and_that_is_said() -> None:
    plan = plan_of(read(["Steel", "Jan Nowak & Eva Dahl", "office@s.example", None]))
    assert new_of(plan, "contact_point", "value") == [("office@s.example",)]
    (remark,) = plan.remarks
    assert "given to Jan Nowak" in str(remark.message)


def test_names_that_may_be_several_are_kept_as_one_and_that_is_said() -> None:
    plan = plan_of(read(["Steel", "Nowak; Sales", None, None]))
    assert new_of(plan, "contact", "name") == [("Nowak; Sales",)]
    (remark,) = plan.remarks
    assert "a row of its own" in str(remark.message)


def test_every_person_of_a_list_of_people_is_counted() -> None:
    plan = plan_of(read(["Steel", "Jan Nowak; Eva Dahl", None, None], main="contact"))
    assert count_of(plan, "contact", Fate.NEW) == 2
