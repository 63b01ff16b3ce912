"""Tests of the form of a record: type, see what is missing, save, and find it in the portfolio."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from relmanager_desktop.commands.records import change_record
from relmanager_desktop.domain.records import SEEN
from relmanager_desktop.queries.account_pages import people_of
from relmanager_desktop.queries.records import ListRequest, one_record, record_ids
from relmanager_desktop.ui.dialogs.record_forms import (
    ExistingRecord,
    NewRecord,
    open_record_form,
)
from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.widgets.basics import Label
from relmanager_desktop.ui.widgets.differences import ChoiceOfTwo
from relmanager_desktop.ui.widgets.editors import LineEditor
from relmanager_desktop.ui.widgets.links import LinkEditor

Add = Callable[..., int]


def new_form(window: MainWindow, kind: str, **values: object) -> NewRecord:
    form = open_record_form(window, kind, values=values)
    assert isinstance(form, NewRecord)
    return form


def existing_form(window: MainWindow, kind: str, id_: int) -> ExistingRecord:
    form = open_record_form(window, kind, id_)
    assert isinstance(form, ExistingRecord)
    return form


def type_into(qtbot: QtBot, form: NewRecord | ExistingRecord, field: str, text: str) -> None:
    editor = form.form.boxes[field].editor
    assert isinstance(editor, LineEditor | LinkEditor)
    editor.line.clear()
    QTest.keyClicks(editor.line, text)


def press_ctrl_enter(where: QWidget) -> None:
    QTest.keyClick(where, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_name_is_enough_for_an_account(qtbot: QtBot, window: MainWindow) -> None:
    form = new_form(window, "account")
    assert not form.ok.isEnabled()
    type_into(qtbot, form, "name", "Harbour & Pine")
    assert form.ok.isEnabled()
    with qtbot.waitSignal(window.bridge.changed) as told:
        QTest.mouseClick(form.ok, Qt.MouseButton.LeftButton)
    assert "account" in told.args[0]
    (id_,) = window.bridge.ask(record_ids, ListRequest("account"))
    assert window.bridge.ask(one_record, "account", id_).title == "Harbour & Pine"


def test_ctrl_enter_saves(qtbot: QtBot, window: MainWindow) -> None:
    form = new_form(window, "tag")
    type_into(qtbot, form, "name", "billing")
    with qtbot.waitSignal(window.bridge.changed):
        press_ctrl_enter(form.form.boxes["name"].editor.control)
    assert len(window.bridge.ask(record_ids, ListRequest("tag"))) == 1


def test_ctrl_enter_shows_what_is_missing(window: MainWindow) -> None:
    form = new_form(window, "account")
    form.form.boxes["city"].editor.control.setFocus()
    press_ctrl_enter(form)
    assert form.focusWidget() is form.form.boxes["name"].editor.control
    assert form.form.boxes["name"].editor.control.property("wrong")


def change_it(qtbot: QtBot, window: MainWindow, id_: int, **values: object) -> None:
    today = window.page("today").today
    with qtbot.waitSignal(window.bridge.changed):
        window.bridge.run("Elsewhere", change_record, "account", id_, values, today)


def test_what_others_changed_in_other_fields_is_kept(
    qtbot: QtBot, window: MainWindow, add: Add
) -> None:
    id_ = add("account", name="Acme", city="Ulm")
    form = existing_form(window, "account", id_)
    change_it(qtbot, window, id_, name="Apex")
    type_into(qtbot, form, "city", "Bern")
    with qtbot.waitSignal(window.bridge.changed):
        form.try_save()
    values = window.bridge.ask(one_record, "account", id_).values
    assert (values["name"], values["city"]) == ("Apex", "Bern")


@pytest.mark.parametrize(("button", "kept"), [("theirs", "Graz"), ("mine", "Bern")])
def test_where_two_changed_the_same_field_one_value_is_chosen(
    qtbot: QtBot, window: MainWindow, add: Add, button: str, kept: str
) -> None:
    id_ = add("account", name="Acme", city="Ulm")
    form = existing_form(window, "account", id_)
    change_it(qtbot, window, id_, city="Graz")
    type_into(qtbot, form, "city", "Bern")
    type_into(qtbot, form, "name", "Apex")
    form.try_save()
    qtbot.waitUntil(lambda: form.findChild(ChoiceOfTwo) is not None)
    (choice,) = form.findChildren(ChoiceOfTwo)
    assert "changed to “Graz” meanwhile; you typed “Bern”" in choice.accessibleName()
    assert not form.ok.isEnabled()
    getattr(choice, button).click()
    with qtbot.waitSignal(window.bridge.changed):
        form.try_save()
    values = window.bridge.ask(one_record, "account", id_).values
    assert (values["name"], values["city"]) == ("Apex", kept)


def test_what_is_missing_is_said_beside_the_buttons(window: MainWindow) -> None:
    assert new_form(window, "account")._missing.text() == "Name is required: fill it in."


def test_a_problem_stands_under_its_field(qtbot: QtBot, window: MainWindow) -> None:
    form = new_form(window, "account", name="Acme")
    type_into(qtbot, form, "email", "nobody")
    box = form.form.boxes["email"]
    assert "not an e-mail address" in box._note.text()
    assert box.editor.control.property("wrong")
    assert not form.ok.isEnabled()


def test_an_untouched_field_is_not_blamed(window: MainWindow) -> None:
    form = new_form(window, "account")
    assert not form.form.boxes["name"].editor.control.property("wrong")


def test_a_contact_comes_with_its_place(qtbot: QtBot, window: MainWindow, add: Add) -> None:
    account = add("account", name="Harbour & Pine")
    form = new_form(window, "contact", account=account)
    for field, text in (
        ("given_name", "Priya"),
        ("family_name", "Raman"),
        ("title", "Site lead"),
        ("email", "priya@harbour.example"),
    ):
        type_into(qtbot, form, field, text)
    with qtbot.waitSignal(window.bridge.changed):
        form.try_save()
    (person,) = window.bridge.ask(people_of, account)
    assert (person.name, person.title) == ("Priya Raman", "Site lead")
    assert person.email == "priya@harbour.example"


def test_an_issue_gives_itself_a_number(qtbot: QtBot, window: MainWindow) -> None:
    form = new_form(window, "issue")
    type_into(qtbot, form, "title", "Gate scanner offline")
    with qtbot.waitSignal(window.bridge.changed):
        form.try_save()
    (id_,) = window.bridge.ask(record_ids, ListRequest("issue"))
    assert window.bridge.ask(one_record, "issue", id_).values["number"] == "ISS-1"


def test_a_change_is_saved(qtbot: QtBot, window: MainWindow, add: Add) -> None:
    id_ = add("account", name="Acme", annual_value=41_200_00)
    form = existing_form(window, "account", id_)
    type_into(qtbot, form, "city", "Rotterdam")
    with qtbot.waitSignal(window.bridge.changed):
        form.try_save()
    values = window.bridge.ask(one_record, "account", id_).values
    assert (values["city"], values["annual_value"]) == ("Rotterdam", 41_200_00)


def test_money_is_typed_in_whole_units(qtbot: QtBot, window: MainWindow, add: Add) -> None:
    id_ = add("account", name="Acme", annual_value=41_200_00)
    form = existing_form(window, "account", id_)
    form.form.show_rest()
    editor = form.form.boxes["annual_value"].editor
    assert isinstance(editor, LineEditor)
    assert editor.line.text() == "41,200"
    type_into(qtbot, form, "annual_value", "1,500.25")
    assert editor.value() == 1_500_25


def test_opening_the_rest_changes_nothing(window: MainWindow, add: Add) -> None:
    form = existing_form(window, "account", add("account", name="Acme"))
    form.form.show_rest()
    assert not form.is_dirty()


def test_esc_asks_before_it_discards(qtbot: QtBot, window: MainWindow) -> None:
    form = new_form(window, "account")
    type_into(qtbot, form, "name", "Acme")
    form.reject()
    assert form.isVisible()
    assert form._question.isVisible()


def test_esc_closes_an_untouched_form_at_once(window: MainWindow) -> None:
    form = new_form(window, "account")
    form.reject()
    assert not form.isVisible()


def test_deleting_offers_the_way_back(qtbot: QtBot, window: MainWindow, add: Add) -> None:
    id_ = add("tag", name="billing")
    form = existing_form(window, "tag", id_)
    with qtbot.waitSignal(window.bridge.changed):
        from relmanager_desktop.ui import removals

        form._remove_by(removals.delete)
    assert window.undo_offer.isVisible()
    assert len(window.bridge.ask(record_ids, ListRequest("tag"))) == 0


def test_the_history_names_what_changed(qtbot: QtBot, window: MainWindow, add: Add) -> None:
    id_ = add("account", name="Acme")
    form = existing_form(window, "account", id_)
    type_into(qtbot, form, "city", "Leeds")
    with qtbot.waitSignal(window.bridge.changed):
        form.try_save()
    again = existing_form(window, "account", id_)
    again._show_tab("history")
    texts = [label.text() for label in again._history.findChildren(Label)]
    assert "City: empty → Leeds" in texts


@pytest.mark.parametrize(
    ("kind", "marked", "made"),
    [
        ("consent", {"Purpose (required)", "State (required)"}, set()),
        ("cadence_rule", {"Applies to (required)"}, {"Purpose"}),
    ],
)
def test_a_choice_that_has_to_be_made_is_marked_as_required(
    window: MainWindow, kind: str, marked: set[str], made: set[str]
) -> None:
    texts = {label.text() for label in new_form(window, kind).form.findChildren(Label)}
    assert marked | made <= texts


@pytest.mark.parametrize("kind", [kind.name for kind in SEEN])
def test_every_kind_has_a_form(window: MainWindow, kind: str) -> None:
    form = new_form(window, kind)
    form.form.show_rest()
    assert set(form.form.boxes) >= {f.name for f in form.form.kind.shown_fields if f.required}
    unnamed = [
        name for name, box in form.form.boxes.items() if not box.editor.control.accessibleName()
    ]
    assert unnamed == []
    buttons = form.findChildren(QToolButton)
    assert all(button.accessibleName() and button.toolTip() for button in buttons)


def test_a_long_name_is_told_by_how_it_begins(window: MainWindow, add: Add) -> None:
    name = "Donaudampfschifffahrtsgesellschaft " * 17
    form = existing_form(window, "account", add("account", name=name, city=name))
    for field in ("name", "city"):
        editor = form.form.boxes[field].editor
        assert isinstance(editor, LineEditor)
        assert editor.line.cursorPosition() == 0
    assert form._heading._shown().startswith("Donau")
    assert form._heading._shown().endswith("…")


def test_a_choice_that_has_to_be_made_is_not_made_by_the_form(window: MainWindow) -> None:
    form = new_form(window, "status_rule")
    assert form._missing.text() == "Status is required: choose one."
    assert not form.ok.isEnabled()


def test_a_record_that_is_told_by_a_choice_is_named_by_its_word(window: MainWindow) -> None:
    form = new_form(window, "status_rule", status="waiting_on_us")
    assert form._name() == "waiting on us"


def test_what_was_typed_wrong_is_said_before_what_is_missing(window: MainWindow) -> None:
    form = new_form(window, "cadence_rule", name="Weekly", ideal_days=30, max_days=7)
    assert "The maximum of 7 days is below the ideal of 30 days" in form._missing.text()


def test_a_long_name_is_shown_from_its_beginning(window: MainWindow, add: Add) -> None:
    account = add("account", name="Donaudampfschifffahrt " * 8)
    form = new_form(window, "action", account=account)
    editor = form.form.boxes["account"].editor
    assert isinstance(editor, LinkEditor)
    assert editor.line.cursorPosition() == 0


def test_own_fields_are_filled_in_like_every_other(
    qtbot: QtBot, window: MainWindow, add: Add
) -> None:
    add("field_definition", kind="account", name="gate", label="Gate", type="text")
    id_ = add("account", name="Acme", **{"custom.gate": "4"})
    form = existing_form(window, "account", id_)
    form.form.show_rest()
    assert form.form.value_of("custom.gate") == "4"
    type_into(qtbot, form, "custom.gate", "5")
    with qtbot.waitSignal(window.bridge.changed):
        press_ctrl_enter(form.form.boxes["custom.gate"].editor.control)
    assert window.bridge.ask(one_record, "account", id_).values["custom.gate"] == "5"


def test_a_required_own_field_has_to_be_filled(qtbot: QtBot, window: MainWindow, add: Add) -> None:
    add("field_definition", kind="account", name="code", label="Code", type="text", required=True)
    form = new_form(window, "account")
    type_into(qtbot, form, "name", "Acme")
    assert not form.ok.isEnabled()
    type_into(qtbot, form, "custom.code", "N1")
    assert form.ok.isEnabled()
