"""Tests of putting off, completing and moving what is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from relmanager_desktop.queries.records import ListRequest, one_record, record_ids
from relmanager_desktop.ui.dialogs.touches import (
    SmallForm,
    open_complete,
    open_reschedule,
    open_snooze,
)
from relmanager_desktop.ui.main_window import MainWindow

Add = Callable[..., int]


def test_a_snooze_needs_its_reason(qtbot: QtBot, window: MainWindow, add: Add) -> None:
    form = open_snooze(window, add("account", name="Acme"))
    assert not form.ok.isEnabled()
    form.boxes["reason"].editor.show_value("On holiday")
    form.check()
    with qtbot.waitSignal(window.bridge.changed):
        form.try_save()
    (id_,) = window.bridge.ask(record_ids, ListRequest("snooze"))
    values = window.bridge.ask(one_record, "snooze", id_).values
    assert values["until"] == window.page("today").today + timedelta(days=7)


def test_completing_keeps_the_outcome(qtbot: QtBot, window: MainWindow, add: Add) -> None:
    action = add("action", title="Send the list")
    form = open_complete(window, action, "Send the list")
    QTest.keyClicks(form.boxes["outcome"].editor.control, "Sent by mail")
    with qtbot.waitSignal(window.bridge.changed):
        form.try_save()
    values = window.bridge.ask(one_record, "action", action).values
    assert (values["state"], values["outcome"]) == ("done", "Sent by mail")
    assert window.undo_offer.isVisible()


def test_an_action_moves_to_another_day(qtbot: QtBot, window: MainWindow, add: Add) -> None:
    action = add("action", title="Send the list")
    form = open_reschedule(window, action, "Send the list")
    assert form is not None
    QTest.keyClicks(form.boxes["due"].editor.control, "tomorrow")
    with qtbot.waitSignal(window.bridge.changed):
        form.try_save()
    values = window.bridge.ask(one_record, "action", action).values
    assert values["due"] == window.page("today").today + timedelta(days=1)


def test_an_action_that_is_gone_is_said(window: MainWindow) -> None:
    assert open_reschedule(window, 1, "Send the list") is None


def test_a_touch_is_not_put_off_until_a_day_that_is_past(window: MainWindow, add: Add) -> None:
    form = open_snooze(window, add("account", name="Acme"))
    form.boxes["reason"].editor.show_value("On holiday")
    form.boxes["until"].editor.show_value(form.today)
    form.check()
    assert "would be over already: choose a day after today." in form._missing.text()
    assert not form.ok.isEnabled()
    form.boxes["until"].editor.show_value(form.today + timedelta(days=1))
    form.check()
    assert form.ok.isEnabled()


def asks(form: SmallForm) -> bool:
    """Whether Esc leaves the form open and asks what is to become of what was typed."""
    QTest.keyClick(form, Qt.Key.Key_Escape)
    return form.isVisible()


def test_esc_asks_before_what_was_typed_is_lost(window: MainWindow, add: Add) -> None:
    account, action = add("account", name="Acme"), add("action", title="Send the list")
    forms: dict[str, SmallForm | None] = {
        "reason": open_snooze(window, account),
        "outcome": open_complete(window, action, "Send the list"),
        "due": open_reschedule(window, action, "Send the list"),
    }
    for name, form in forms.items():
        assert form is not None
        QTest.keyClicks(form.boxes[name].editor.control, "soon")
        assert asks(form), name


def test_esc_closes_a_question_that_nobody_answered(window: MainWindow, add: Add) -> None:
    account, action = add("account", name="Acme"), add("action", title="Send the list")
    forms: tuple[SmallForm | None, ...] = (
        open_snooze(window, account),
        open_complete(window, action, "Send the list"),
        open_reschedule(window, action, "Send the list"),
    )
    for form in forms:
        assert form is not None
        assert not asks(form)
