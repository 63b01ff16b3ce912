"""add, set, archive, delete, history, undo, redo: as a person types them."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Terminal


def test_what_is_added_is_answered_by_catalogue_names(terminal: Terminal) -> None:
    record = terminal.json("add", "account", "name=Acme GmbH", "tier=A", "annual_value=1234.50")
    assert (record["name"], record["tier"], record["annual_value"]) == ("Acme GmbH", "A", 1234.5)
    assert len(record["id"]) == 13


def test_a_contact_gets_its_whole_name(terminal: Terminal) -> None:
    record = terminal.json("add", "contact", "given_name=Priya", "family_name=Raman")
    assert record["name"] == "Priya Raman"


def test_an_issue_gets_its_number_and_moment(terminal: Terminal) -> None:
    first = terminal.json("add", "issue", "title=Gate offline")
    second = terminal.json("add", "issue", "title=Invoice wrong")
    assert [first["number"], second["number"]] == ["ISS-1", "ISS-2"]
    assert first["opened_at"]


def test_fields_are_set_by_name_of_the_record(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme")
    assert terminal.json("set", "account", "acme", "city=Leeds")["city"] == "Leeds"


def test_all_that_meet_a_condition_are_set_in_one_step(terminal: Terminal) -> None:
    for name, role in (("Acme", "customer"), ("Zest", "customer"), ("Bolt", "supplier")):
        terminal("add", "account", f"name={name}", f"roles={role}")
    done = terminal.json("set", "account", "--where", "roles=customer", "tier=B", "city=Ulm")
    assert done == {"kind": "account", "matched": 2, "changed": 2}
    towns = [record["city"] for record in terminal.json("list", "account", "--columns", "city")]
    assert sorted(towns, key=str) == [None, "Ulm", "Ulm"]
    terminal("undo")
    assert terminal.json("list", "account", "--where", "city=Ulm") == []


def test_set_without_a_value_says_what_is_missing(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme")
    terminal("set", "account", "Acme")
    assert (terminal.code, "field=value" in terminal.err) == (2, True)


def test_a_wrong_value_is_refused_in_one_sentence(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme", "founded=soon")
    assert terminal.code == 2
    assert terminal.err.startswith("relmanager: ")
    assert terminal.err.count("\n") == 1


def test_an_unknown_kind_field_or_record_is_said(terminal: Terminal) -> None:
    for words in (
        ("add", "dragon", "name=x"),
        ("add", "account", "colour=red"),
        ("add", "account", "nonsense"),
        ("set", "account", "Nobody", "city=x"),
    ):
        terminal(*words)
        assert terminal.code == 2


def test_a_held_interaction_in_the_future_is_refused(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme")
    terminal("log", "Acme", "--channel", "call", "--subject", "x", "--at", "2099-01-01 10:00")
    assert terminal.code == 2


def test_archived_records_leave_the_list_and_come_back(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme")
    terminal("archive", "account", "Acme")
    assert terminal.json("list", "account") == []
    assert len(terminal.json("list", "account", "--archived")) == 1
    terminal("archive", "account", "Acme", "--back")
    assert len(terminal.json("list", "account")) == 1


def test_delete_takes_what_hangs_on_it_and_undo_brings_it_back(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme")
    terminal("log", "Acme", "--channel", "call", "--subject", "Hello")
    assert terminal.json("delete", "account", "Acme")["deleted"] == 2
    assert terminal.json("list", "interaction") == []
    terminal("undo")
    assert [r["account"] for r in terminal.json("list", "interaction")] == ["Acme"]


def test_undo_and_redo_name_what_they_do(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme")
    assert "Add account Acme" in terminal("undo")
    assert terminal.json("list", "account") == []
    assert "Did “Add account Acme” again." in terminal("redo")
    assert len(terminal.json("list", "account")) == 1


def test_undo_of_one_change_set_any_time_later(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme")
    number = terminal.json("history")[0]["change_set"]
    terminal("add", "account", "name=Bolt")
    terminal("undo", "--change-set", number)
    assert [r["name"] for r in terminal.json("list", "account")] == ["Bolt"]


def test_nothing_to_undo_or_redo_is_said(terminal: Terminal) -> None:
    terminal("undo")
    assert (terminal.code, "nothing to undo" in terminal.err) == (2, True)
    terminal("redo")
    assert (terminal.code, "nothing to redo" in terminal.err) == (2, True)
    terminal("undo", "--change-set", 999)
    assert terminal.code == 2


def test_history_of_a_record_shows_before_and_after(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme", "city=Leeds", "tier=A", "annual_value=100")
    terminal("set", "account", "Acme", "city=York", "tier=B", "annual_value=200")
    entries = terminal.json("history", "account", "Acme")
    shown = {(e["field"], e["before"], e["after"]) for e in entries if e["what"] == "changed"}
    assert shown == {("City", "Leeds", "York"), ("Tier", "A", "B"), ("Annual value", "100", "200")}
    assert entries[-1]["what"] == "created"
    assert "York" in terminal("history", "account", "Acme")


def test_history_lists_change_sets_the_newest_first(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme")
    terminal("undo")
    states = [(s["label"], s["state"]) for s in terminal.json("history")]
    assert states[:2] == [("Undo: Add account Acme", "live"), ("Add account Acme", "undone")]
    assert "Add account Acme" in terminal("history")


def test_a_limit_below_one_is_refused(terminal: Terminal) -> None:
    terminal("history", "--limit", "-3")
    assert terminal.code == 2


def test_a_misspelt_kind_or_field_is_answered_with_the_nearest(terminal: Terminal) -> None:
    terminal("list", "acount")
    assert "account" in terminal.err
    assert terminal.err.count(",") == 2
    terminal("add", "account", "nmae=x")
    assert "name" in terminal.err
    assert terminal.err.count(",") == 2


@pytest.mark.parametrize("word", ["id=7", "version=7", "created_at=2001-01-01", "updated_at=x"])
def test_what_the_program_keeps_is_not_set(terminal: Terminal, word: str) -> None:
    terminal("add", "account", "name=Acme")
    terminal("set", "account", "Acme", word)
    assert terminal.code == 2
    assert "is kept by the program and cannot be set" in terminal.err
    terminal("add", "account", "name=Bolt", word)
    assert terminal.code == 2


def test_archiving_by_a_value_is_sent_to_its_command(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme")
    terminal("set", "account", "Acme", "archived_at=2026-01-01")
    assert (terminal.code, "archive --back" in terminal.err) == (2, True)


def test_steps_are_called_in_the_words_of_the_window(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme")
    terminal("set", "account", "Acme", "tier=A", "annual_value=5")
    terminal("set", "account", "--where", "name=Acme", "city=Ulm")
    terminal("log", "Acme", "--channel", "email", "--subject", "Rates")
    assert [step["label"] for step in terminal.json("history")][:4] == [
        "Log e-mail with Acme",
        "Change city of accounts",
        "Change tier, annual value of Acme",
        "Add account Acme",
    ]


def test_a_name_that_is_not_there_is_answered_with_those_that_are(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme", "tier=Gold")
    assert terminal.code == 2
    assert terminal.err == "relmanager: There is no tier called “Gold”. There are: A, B, C.\n"


def test_amounts_are_in_the_currency_of_their_record(terminal: Terminal) -> None:
    made = terminal.json("add", "account", "name=Kobe", "annual_value=1234", "currency=JPY")
    assert made["annual_value"] == 1234
    assert terminal.json("set", "account", "Kobe", "annual_value=5000")["annual_value"] == 5000
    (row,) = terminal.json("list", "account", "--where", "annual_value=5000")
    assert (row["annual_value"], row["currency"]) == (5000, "JPY")


def test_amounts_without_a_currency_are_in_that_of_their_account(terminal: Terminal) -> None:
    terminal("add", "account", "name=Kuwait", "currency=KWD")
    deal = ("add", "contract", "account=Kuwait", "title=Steel", "start=2026-01-01", "side=sell")
    assert terminal.json(*deal, "value=70.125")["value"] == 70.125
    (row,) = terminal.json("list", "contract", "--columns", "title,value")
    assert row["value"] == 70.125


def test_figures_stay_where_the_currency_changes(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme", "annual_value=5000", "potential_value=7000")
    changed = terminal.json("set", "account", "Acme", "currency=JPY", "potential_value=8000")
    assert (changed["annual_value"], changed["potential_value"]) == (5000, 8000)


def test_an_amount_in_another_currency_is_refused(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme", "annual_value=12.5 GBP")
    assert terminal.code == 2
    assert "Annual value: “12.5 GBP” is in GBP, but the amount is kept in EUR." in terminal.err
    made = terminal.json("add", "account", "name=Acme", "annual_value=12.5 GBP", "currency=gbp")
    assert made["annual_value"] == 12.5


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("since=03/04/2026", "another in America. Write it as 2026-11-24."),
        ("since=2026-13-01", "Since: “2026-13-01” is no day. Write it as 2026-11-24."),
        ("status=gone", "Status: “gone” is not one of Prospect, Active, Dormant, Ended."),
    ],
)
def test_what_does_not_fit_names_its_field_and_the_mend(
    terminal: Terminal, word: str, said: str
) -> None:
    terminal("add", "account", "name=Acme", word)
    assert (terminal.code, terminal.err.count("\n")) == (2, 1)
    assert said in terminal.err


def test_a_required_own_field_is_asked_for_and_never_emptied(terminal: Terminal) -> None:
    own = ("kind=account", "name=code", "label=Code", "type=text", "required=yes")
    terminal("add", "field_definition", *own)
    terminal("add", "account", "name=Acme")
    assert (terminal.code, "Code is required" in terminal.err) == (2, True)
    terminal("add", "account", "name=Acme", "custom.code=N1")
    assert terminal.code == 0
    terminal("set", "account", "Acme", "custom.code=")
    assert (terminal.code, "Code is required" in terminal.err) == (2, True)
    terminal("set", "account", "Acme", "city=Ulm")
    assert terminal.code == 0
