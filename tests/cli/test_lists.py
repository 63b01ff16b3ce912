"""list and search."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Terminal


@pytest.fixture(autouse=True)
def accounts(terminal: Terminal) -> None:
    terminal("add", "account", "name=Ähre & Söhne", "tier=A", "city=Leeds", "annual_value=100",
             "roles=customer; supplier", "phone=+44 1632 960001")  # fmt: skip
    terminal("add", "account", "name=Bolt Ltd", "tier=B", "annual_value=900", "roles=supplier")
    terminal("add", "account", "name=Zebra")


@pytest.mark.parametrize(
    ("condition", "names"),
    [
        ("tier=A", ["Ähre & Söhne"]),
        ("roles=supplier", ["Ähre & Söhne", "Bolt Ltd"]),
        ("annual_value>=500", ["Bolt Ltd"]),
        ("annual_value<500", ["Ähre & Söhne"]),
        ("city=leeds", ["Ähre & Söhne"]),
        ("city=", ["Bolt Ltd", "Zebra"]),
        ("city!=Leeds", ["Bolt Ltd", "Zebra"]),
        ("name~zeb", ["Zebra"]),
        ("tier~b", ["Bolt Ltd"]),
        ("phone!=", ["Ähre & Söhne"]),
    ],
)
def test_conditions_filter(terminal: Terminal, condition: str, names: list[str]) -> None:
    found = terminal.json("list", "account", "--where", condition)
    assert [record["name"] for record in found] == names


def test_two_values_of_one_field_mean_either(terminal: Terminal) -> None:
    found = terminal.json("list", "accounts", "--where", "tier=A", "--where", "tier=B")
    assert len(found) == 2


def test_columns_choose_what_is_answered(terminal: Terminal) -> None:
    found = terminal.json("list", "account", "--columns", "name,city", "--where", "tier=A")
    assert found == [{"name": "Ähre & Söhne", "city": "Leeds"}]


def test_the_table_is_for_people(terminal: Terminal) -> None:
    shown = terminal("list", "account")
    assert "Bolt Ltd" in shown
    assert "3 records" in shown
    assert "Leeds" in terminal("list", "account", "--columns", "name,city")


def test_words_filter_by_the_index(terminal: Terminal) -> None:
    assert [r["name"] for r in terminal.json("list", "account", "--text", "sohne")] == [
        "Ähre & Söhne"
    ]


@pytest.mark.parametrize("text", ["ahre", "SÖH", "960001", "leeds"])
def test_search_folds_accents_and_finds_digits(terminal: Terminal, text: str) -> None:
    assert [hit["title"] for hit in terminal.json("search", text)] == ["Ähre & Söhne"]


def test_an_address_finds_its_person_with_the_employer(terminal: Terminal) -> None:
    terminal("add", "contact", "name=Priya Raman")
    terminal("add", "contact_point", "contact=Priya Raman", "value=priya@zebra.example")
    terminal("add", "contact_role", "contact=Priya Raman", "account=Zebra")
    (hit,) = terminal.json("search", "priya@zebra", "--kinds", "contact")
    assert (hit["kind"], hit["title"], hit["place"]) == ("contact", "Priya Raman", "Zebra")
    assert "Priya Raman" in terminal("search", "priya")


def test_a_condition_that_is_none_is_said(terminal: Terminal) -> None:
    terminal("list", "account", "--where", "nonsense")
    assert terminal.code == 2


@pytest.mark.parametrize("text", ["", "   ", "?!"])
def test_a_search_for_nothing_is_refused_in_a_sentence(terminal: Terminal, text: str) -> None:
    terminal("search", text)
    assert (terminal.code, terminal.out, terminal.err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("limit", ["-3", "0", "many"])
@pytest.mark.parametrize("command", [("today",), ("search", "bolt")])
def test_a_limit_that_is_no_count_is_refused_in_a_sentence(
    terminal: Terminal, command: tuple[str, ...], limit: str
) -> None:
    terminal(*command, "--limit", limit)
    assert (terminal.code, terminal.out, terminal.err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize(
    ("condition", "subjects"),
    [
        ("at=2026-11-20", ["Early", "Late"]),
        ("at<=2026-11-20", ["Before", "Early", "Late"]),
        ("at>2026-11-20", ["After"]),
        ("at!=2026-11-20", ["After", "Before"]),
        ("at>=2026-11-20 12:00", ["After", "Late"]),
    ],
)
def test_a_moment_told_by_its_day_alone_means_all_of_it(
    terminal: Terminal, condition: str, subjects: list[str]
) -> None:
    terminal("add", "account", "name=Acme")
    times = {"Before": "2026-11-19 23:59", "Early": "2026-11-20", "Late": "2026-11-20 23:59",
             "After": "2026-11-21"}  # fmt: skip
    for subject, at in times.items():
        terminal("log", "Acme", "--channel", "call", "--subject", subject, "--at", at)
    found = terminal.json("list", "interaction", "--where", condition, "--columns", "subject")
    assert sorted(row["subject"] for row in found) == subjects


def test_a_field_is_known_by_its_name_before_any_label(terminal: Terminal) -> None:
    terminal("add", "setting", "key=colour", "value=blue")
    found = terminal.json("list", "setting", "--where", "key=colour", "--columns", "key,value")
    assert found == [{"key": "colour", "value": "blue"}]
