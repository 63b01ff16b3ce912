"""Tests of logging a touch."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from relmanager_desktop.queries.records import ListRequest, one_record, record_ids
from relmanager_desktop.ui.dialogs.interactions import LogForm, open_log
from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.widgets.choosers import Chips
from relmanager_desktop.ui.widgets.editors import LineEditor
from relmanager_desktop.ui.widgets.moments import MomentEditor

Add = Callable[..., int]


def type_into(qtbot: QtBot, form: LogForm, field: str, text: str) -> None:
    editor = form.boxes[field].editor
    assert isinstance(editor, LineEditor)
    QTest.keyClicks(editor.line, text)


def test_a_subject_is_all_that_is_missing(qtbot: QtBot, window: MainWindow, add: Add) -> None:
    form = open_log(window, add("account", name="Acme"))
    assert form._missing.text() == "Subject is required: fill it in."
    type_into(qtbot, form, "subject", "Rates for 2027")
    assert form.ok.isEnabled()


def test_a_touch_is_logged_with_its_follow_up(qtbot: QtBot, window: MainWindow, add: Add) -> None:
    account = add("account", name="Acme")
    form = open_log(window, account)
    type_into(qtbot, form, "subject", "Rates for 2027")
    type_into(qtbot, form, "next_title", "Send the list")
    type_into(qtbot, form, "next_due", "+3")
    wanted = {"interaction", "action"}  # others may tell of their writes meanwhile
    with qtbot.waitSignal(window.bridge.changed, check_params_cb=wanted.issubset):
        form.try_save()
    (id_,) = window.bridge.ask(record_ids, ListRequest("action"))
    due = window.bridge.ask(one_record, "action", id_).values["due"]
    assert due == window.page("today").today + timedelta(days=3)


def test_who_took_part_is_chosen_by_chips(qtbot: QtBot, window: MainWindow, add: Add) -> None:
    account, contact = add("account", name="Acme"), add("contact", name="Priya Raman")
    add("contact_role", contact=contact, account=account)
    form = open_log(window, account)
    (chips,) = [c for c in form.findChildren(Chips) if c is not form.channels]
    chips.buttons[contact].click()
    assert form.draft().contacts == (contact,)


def test_a_held_touch_in_the_future_is_refused(qtbot: QtBot, window: MainWindow, add: Add) -> None:
    form = open_log(window, add("account", name="Acme"))
    type_into(qtbot, form, "subject", "Rates")
    moment = form.boxes["at"].editor
    assert isinstance(moment, MomentEditor)
    moment.day.line.clear()
    QTest.keyClicks(moment.day.line, "tomorrow")
    assert "still to come" in form._missing.text()
    assert not form.ok.isEnabled()


def test_the_channel_is_one_of_the_chips(window: MainWindow, add: Add) -> None:
    form = open_log(window, add("account", name="Acme"))
    form.channels.buttons["visit"].click()
    assert form.draft().channel == "visit"
    assert form.channels.chosen() == ("visit",)


def test_a_letter_is_said_not_to_count_until_it_was_answered(window: MainWindow, add: Add) -> None:
    form = open_log(window, add("account", name="Acme"))
    assert (form.draft().direction, form.counts.isHidden()) == ("both", True)
    form.channels.buttons["email"].click()
    assert form.draft().direction == "out"
    assert "nothing came back" in form.counts.text()
    assert not form.counts.isHidden()
    form.boxes["direction"].editor.show_value("both")
    form.boxes["direction"].editor.edited.emit()
    assert form.counts.isHidden()


def test_a_direction_that_was_chosen_stays_with_another_channel(
    window: MainWindow, add: Add
) -> None:
    form = open_log(window, add("account", name="Acme"))
    form.boxes["direction"].editor.show_value("in")
    form.boxes["direction"].editor.edited.emit()
    form.channels.buttons["email"].click()
    assert form.draft().direction == "in"


@pytest.mark.parametrize("where", ["account", "subject", "at", "purpose", "body"])
def test_ctrl_enter_logs_it_from_every_field(
    qtbot: QtBot, window: MainWindow, add: Add, where: str
) -> None:
    form = open_log(window, add("account", name="Acme"))
    type_into(qtbot, form, "subject", "Rates for 2027")
    control = form.boxes[where].editor.control
    control.setFocus()
    with qtbot.waitSignal(window.bridge.changed):
        QTest.keyClick(control, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(window.bridge.ask(record_ids, ListRequest("interaction"))) == 1


def test_ctrl_enter_goes_to_what_is_missing(window: MainWindow, add: Add) -> None:
    form = open_log(window, add("account", name="Acme"))
    form.boxes["body"].editor.control.setFocus()
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.focusWidget() is form.boxes["subject"].editor.control
    assert form.boxes["subject"].editor.control.property("wrong")


@pytest.mark.parametrize(
    ("field", "text"), [("subject", "R"), ("minutes", "x"), ("next_due", "+3")]
)
def test_esc_asks_only_where_something_was_typed(
    qtbot: QtBot, window: MainWindow, add: Add, field: str, text: str
) -> None:
    form = open_log(window, add("account", name="Acme"))
    type_into(qtbot, form, field, text)
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert form._question.isVisible()
    untouched = open_log(window)
    QTest.keyClick(untouched, Qt.Key.Key_Escape)
    assert not untouched.isVisible()


@pytest.fixture
def reviewed(add: Add) -> int:
    """A supplier whose reviews are by video call, meeting or visit."""
    add(
        "cadence_rule",
        name="Reviews",
        target_kind="role",
        target_value="supplier",
        purpose="supplier_review",
        ideal_days=90,
        max_days=120,
        channels=["video", "meeting", "visit"],
    )
    return add("account", name="Redshank Couriers", roles=["supplier"])


def test_it_begins_with_the_channel_that_the_rule_of_the_card_wants(
    window: MainWindow, reviewed: int
) -> None:
    form = open_log(window, reviewed, purpose="supplier_review")
    assert form.draft().channel == "video"
    assert form.counts.isHidden()
    assert not form.is_dirty()


def test_a_channel_that_the_rule_does_not_want_is_said_not_to_count(
    window: MainWindow, reviewed: int
) -> None:
    form = open_log(window, reviewed, purpose="supplier_review")
    form.channels.buttons["call"].click()
    assert "rule 'Reviews' wants video call, meeting or visit" in form.counts.text()
    assert not form.counts.isHidden()


def test_what_was_logged_is_said_with_the_day_that_moved(
    qtbot: QtBot, window: MainWindow, reviewed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(window, "offer_undo", lambda text: said.append(str(text)))
    form = open_log(window, reviewed, purpose="supplier_review")
    type_into(qtbot, form, "subject", "Rates for 2027")
    form.try_save()
    qtbot.waitUntil(lambda: bool(said))
    assert said[0].startswith(
        "Logged: video call with Redshank Couriers; the next supplier review is due on "
    )


def test_who_asked_not_to_be_contacted_is_warned_of(window: MainWindow, add: Add) -> None:
    account = add("account", name="Acme")
    calm, priya = (
        add("contact", name=name, do_not_contact=name.startswith("Priya"))
        for name in ("Calm Carla", "Priya Raman")
    )
    for person in (calm, priya):
        add("contact_role", contact=person, account=account)
    form = open_log(window, account, contact=priya)
    assert "Priya Raman asked not to be contacted: log only what did happen." in form.blocked.text()
    assert not form.blocked.isHidden()
    assert open_log(window, account, contact=calm).blocked.isHidden()


def test_required_fields_of_the_users_own_are_asked_and_kept(
    qtbot: QtBot, window: MainWindow, add: Add
) -> None:
    for kind, label in (("interaction", "Project"), ("action", "Gate")):
        own = {"kind": kind, "label": label, "type": "text", "required": True}
        add("field_definition", name=label.lower(), **own)
    form = open_log(window, add("account", name="Acme"))
    type_into(qtbot, form, "subject", "Rates for 2027")
    assert "Project is required" in form._missing.text()
    type_into(qtbot, form, "custom.project", "Falcon")
    assert form.ok.isEnabled()
    type_into(qtbot, form, "next_title", "Send the list")
    assert "Gate is required" in form._missing.text()
    type_into(qtbot, form, "next:custom.gate", "4")
    with qtbot.waitSignal(window.bridge.changed, check_params_cb={"action"}.issubset):
        form.try_save()
    kept: dict[str, object] = {}
    for kind in ("interaction", "action"):
        (id_,) = window.bridge.ask(record_ids, ListRequest(kind))
        kept |= window.bridge.ask(one_record, kind, id_).values
    assert (kept["custom.project"], kept["custom.gate"]) == ("Falcon", "4")
