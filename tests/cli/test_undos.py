"""undo: what changed since is shown before anything is taken back."""

from __future__ import annotations

from tests.cli.conftest import Terminal


def two_changed_and_one_of_them_again(terminal: Terminal) -> int:
    for name in ("Acme", "Borealis"):
        terminal("add", "account", f"name={name}", "city=Ulm")
    terminal("set", "account", "--where", "city=Ulm", "city=Bonn")
    number = int(terminal.json("history")[0]["change_set"])
    terminal("set", "account", "Acme", "city=York")
    return number


def test_an_undo_refused_for_later_changes_names_the_way_out(terminal: Terminal) -> None:
    number = two_changed_and_one_of_them_again(terminal)
    terminal("undo", "--change-set", number)
    assert (terminal.code, "--keep-conflicts" in terminal.err) == (2, True)


def test_an_undo_refused_for_later_changes_gives_the_key_to_say(terminal: Terminal) -> None:
    number = two_changed_and_one_of_them_again(terminal)
    terminal("undo", "--change-set", number)
    said = terminal.err
    accounts = terminal.json("list", "account")
    key = next(row["id"] for row in accounts if row["name"] == "Acme")
    assert f"--take-back {key}.FIELD" in said


def test_an_undo_with_nothing_left_is_refused_and_writes_nothing(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme")
    number = terminal.json("history")[0]["change_set"]
    terminal("set", "account", "Acme", "city=York")
    before = terminal.json("history")
    terminal("undo", "--change-set", number, "--keep-conflicts")
    assert (terminal.code, "--keep-conflicts" in terminal.err) == (2, False)
    assert "nothing else is left of it" in terminal.err
    assert terminal.json("history") == before


def test_what_changed_since_is_shown_with_field_hand_and_moment(terminal: Terminal) -> None:
    key = terminal.json("add", "account", "name=Acme")["id"]
    number = terminal.json("history")[0]["change_set"]
    terminal("set", "account", "Acme", "city=York")
    answer = terminal.json("undo", "--change-set", number)
    assert (terminal.code, answer["undone"], answer["change_set"]) == (2, None, None)
    (conflict,) = answer["conflicts"]
    assert (conflict["kind"], conflict["id"], conflict["record"]) == ("account", key, "Acme")
    assert conflict["reason"]
    assert conflict["changed_at"]
    assert conflict["changed_by"]
    assert "Account Acme: It was edited since." in terminal.err
    assert [row["city"] for row in terminal.json("list", "account")] == ["York"]


def test_a_field_that_changed_since_is_named(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme")
    terminal("set", "account", "Acme", "city=York")
    number = terminal.json("history")[0]["change_set"]
    terminal("set", "account", "Acme", "city=Leeds")
    terminal("undo", "--change-set", number)
    assert "Account Acme: City changed since." in terminal.err


def test_with_consent_the_rest_is_taken_back_and_what_stays_is_told(terminal: Terminal) -> None:
    number = two_changed_and_one_of_them_again(terminal)
    answer = terminal.json("undo", "--change-set", number, "--keep-conflicts")
    assert (terminal.code, answer["undone"]) == (0, number)
    assert [conflict["record"] for conflict in answer["conflicts"]] == ["Acme"]


def test_one_of_what_changed_since_is_taken_back_all_the_same(terminal: Terminal) -> None:
    number = two_changed_and_one_of_them_again(terminal)
    (conflict,) = terminal.json("undo", "--change-set", number)["conflicts"]
    assert conflict["is_choice"]
    answer = terminal.json("undo", "--change-set", number, "--take-back", conflict["id"])
    assert (terminal.code, answer["conflicts"]) == (0, [])
    assert [row["city"] for row in terminal.json("list", "account")] == ["Ulm", "Ulm"]


def test_only_what_changed_since_can_be_taken_back_all_the_same(terminal: Terminal) -> None:
    number = two_changed_and_one_of_them_again(terminal)
    terminal("undo", "--change-set", number, "--take-back", "0000000000000")
    assert (terminal.code, "none of the records" in terminal.err) == (2, True)
    terminal("undo", "--take-back", "0000000000000")
    assert (terminal.code, "--change-set N" in terminal.err) == (2, True)


def test_one_cell_of_what_changed_since_is_taken_back_all_the_same(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme", "city=Ulm", "phone=030 555100")
    terminal("set", "account", "Acme", "city=Bonn", "phone=030 555200")
    number = terminal.json("history")[0]["change_set"]
    terminal("set", "account", "Acme", "city=York", "phone=030 555300")
    (conflict,) = terminal.json("undo", "--change-set", number)["conflicts"]
    city = next(cell for cell in conflict["cells"] if cell["field"] == "city")
    assert (city["before"], city["written"], city["now"]) == ("Ulm", "Bonn", "York")
    cell = f"{conflict['id'].lower()}.city"
    terminal("undo", "--change-set", number, "--take-back", cell, "--keep-conflicts")
    (row,) = terminal.json("list", "account")
    assert (row["city"], row["phone"]) == ("Ulm", "030 555300")


def test_what_stands_in_the_way_is_named_the_newest_first(terminal: Terminal) -> None:
    number = two_changed_and_one_of_them_again(terminal)
    terminal("set", "account", "Acme", "city=Linz")
    (conflict,) = terminal.json("undo", "--change-set", number)["conflicts"]
    assert [one["change_set"] for one in conflict["later"]] == [number + 2, number + 1]
    terminal("undo", "--change-set", number)
    assert f"In the way, the newest first: {number + 2} “" in terminal.err


def test_what_was_taken_back_again_is_not_in_the_way(terminal: Terminal) -> None:
    number = two_changed_and_one_of_them_again(terminal)
    terminal("undo")
    terminal("set", "account", "Acme", "city=Linz")
    (conflict,) = terminal.json("undo", "--change-set", number)["conflicts"]
    assert [one["change_set"] for one in conflict["later"]] == [number + 3]


def test_what_refers_to_a_record_that_has_to_stay_is_in_the_way(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme")
    number = terminal.json("history")[0]["change_set"]
    terminal("add", "action", "title=Call", "account=Acme")
    (conflict,) = terminal.json("undo", "--change-set", number)["conflicts"]
    assert [one["change_set"] for one in conflict["later"]] == [number + 1]


def test_a_record_and_a_cell_may_be_named_as_people_name_them(terminal: Terminal) -> None:
    terminal("add", "account", "name=Meyer GmbH & Co. KG", "city=Ulm", "phone=030 555100")
    terminal("set", "account", "Meyer GmbH & Co. KG", "city=Bonn", "phone=030 555200")
    number = terminal.json("history")[0]["change_set"]
    terminal("set", "account", "Meyer GmbH & Co. KG", "city=York", "phone=030 555300")
    name = "account meyer gmbh & co. kg.Phone"
    terminal("undo", "--change-set", number, "--take-back", name, "--keep-conflicts")
    (row,) = terminal.json("list", "account")
    assert (terminal.code, row["city"], row["phone"]) == (0, "York", "030 555100")


def test_a_name_of_several_records_is_refused_with_their_keys(terminal: Terminal) -> None:
    for city in ("Ulm", "Bonn"):
        terminal("add", "contact", "name=Ana Silva", f"notes={city}")
    terminal("set", "contact", "--where", "name=Ana Silva", "notes=Buyer")
    number = terminal.json("history")[0]["change_set"]
    terminal("set", "contact", "--where", "name=Ana Silva", "notes=Owner")
    terminal("undo", "--change-set", number, "--take-back", "Ana Silva")
    assert "the name of several records" in terminal.err


def test_what_was_taken_back_already_is_not_taken_back_again(terminal: Terminal) -> None:
    terminal("add", "account", "name=Acme")
    number = terminal.json("history")[0]["change_set"]
    terminal("undo", "--change-set", number)
    terminal("undo", "--change-set", number)
    assert terminal.code == 2
    assert f"was taken back already, by change set {number + 1}." in terminal.err
    terminal("undo", "--change-set", number + 1)
    assert [row["name"] for row in terminal.json("list", "account")] == ["Acme"]
    terminal("undo", "--change-set", number)
    assert (terminal.code, terminal.json("list", "account")) == (0, [])
