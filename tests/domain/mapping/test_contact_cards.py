"""Columns of contact cards go where the cards mean them, without a guess."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.cells import Cell, Sheet, SheetInfo
from relmanager_desktop.domain.mapping.contact_cards import PATHS, target_of, understand_cards
from relmanager_desktop.domain.mapping.looks import KnownNames
from relmanager_desktop.domain.mapping.maps import SheetMap, Target, Wishes
from relmanager_desktop.domain.mapping.sheets import understand
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.exchange.aliases import load_vocabulary
from relmanager_desktop.exchange.vcard_headers import ORDER


def cards(header: list[str], *rows: list[Cell], wishes: Wishes = Wishes()) -> SheetMap:  # noqa: B008 - frozen
    sheet = Sheet(SheetInfo("cards"), [[*header], *rows])
    nobody = KnownNames(frozenset(), frozenset())
    (found,) = understand(sheet, "cards.vcf", wishes, nobody, load_vocabulary())
    return understand_cards(found, wishes)


def paths(found: SheetMap) -> list[str]:
    return [column.target.path if column.target else "" for column in found.columns]


def test_each_header_goes_to_a_field_of_the_catalogue() -> None:
    for path in PATHS.values():
        kind, _, field = path.partition(".")
        assert KINDS[kind].field(field).name == field


def test_each_plain_header_of_the_reader_is_known_or_has_no_field() -> None:
    nowhere = {"Suffix", "Nickname", "Phone", "E-mail"}
    assert {header for header in ORDER if target_of(header) is None} == nowhere


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("Phone 2 - Type", Target("contact_point", "label", "phone:2")),
        ("E-mail 1 - Value", Target("contact_point", "value", "email:1", (("kind", "email"),))),
        (
            "Messenger (AIM)",
            Target(
                "contact_point",
                "value",
                "",
                (("kind", "link"), ("label", "AIM")),
            ),
        ),
        (
            "Website 2",
            Target("contact_point", "value", "", (("kind", "link"), ("label", "Website"))),
        ),
        ("Birthday as written", None),
        ("X-DINNER", None),
    ],
)  # fmt: skip
def test_numbered_fields_are_ways_to_reach_a_person(header: str, target: Target | None) -> None:
    found = target_of(header)
    assert found is None if target is None else found is not None
    if found is not None and target is not None:
        assert (found.path, found.fixed) == (target.path, target.fixed)


def test_odd_values_move_no_column() -> None:
    found = cards(["Full name", "E-mail 1 - Value"], ["Ana", "ÑÑÑ"], ["Bo", "b@c.example"])
    assert paths(found) == ["contact.name", "contact_point.value"]
    assert found.questions == ()


def test_cards_of_companies_alone_are_accounts() -> None:
    found = cards(["Company", "Account phone"], ["Acme", "+49 30 1"])
    assert found.main == "account"


def test_the_user_s_word_on_a_column_holds() -> None:
    wishes = Wishes(fields={"Notes": "contact.needs_note"})
    found = cards(["Full name", "Notes"], ["Ana", "x"], wishes=wishes)
    assert paths(found) == ["contact.name", "contact.needs_note"]


def test_who_says_what_the_rows_are_gets_that() -> None:
    wishes = Wishes(kind="account")
    found = cards(["Full name", "Company"], ["Ana", "Acme"], wishes=wishes)
    assert found.main == "account"


def test_categories_are_several_tags() -> None:
    found = cards(["Full name", "Categories"], ["Ana", "VIP"])
    assert found.columns[1].reading.separator == ","
