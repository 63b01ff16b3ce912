"""Tests of the editors: each type of field has one, and it gives back what it was shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from relmanager_desktop.domain.records import KINDS, FieldType
from relmanager_desktop.domain.records.kinds import Kind
from relmanager_desktop.ui.bridge import Bridge
from relmanager_desktop.ui.widgets.choosers import ChipsEditor, CodeEditor, WordEditor
from relmanager_desktop.ui.widgets.colours import ColourEditor
from relmanager_desktop.ui.widgets.editors import Editor, LineEditor, Surroundings
from relmanager_desktop.ui.widgets.fields import EDITORS, FieldBox, editor_of
from relmanager_desktop.ui.widgets.links import ID, LinkEditor

Add = Callable[..., int]
ACCOUNT: Kind = KINDS["account"]
VALUES: dict[FieldType, Any] = {
    FieldType.TEXT: "Harbour & Pine",
    FieldType.LONG_TEXT: "One line\nand another",
    FieldType.INTEGER: 1240,
    FieldType.DECIMAL: 12.25,
    FieldType.PERCENT: 12.5,
    FieldType.MONEY: 1_234_50,
    FieldType.DATE: date(2026, 11, 3),
    FieldType.INSTANT: datetime(2026, 11, 3, 8, 12, tzinfo=UTC),
    FieldType.PERIOD: "2026-Q3",
    FieldType.YES_NO: True,
    FieldType.EMAIL: "priya@harbour.example",
    FieldType.PHONE: "+31 10 555 0101",
    FieldType.URL: "https://harbour.example",
    FieldType.COUNTRY: "NL",
    FieldType.CURRENCY: "GBP",
    FieldType.ZONE: "Europe/Amsterdam",
    FieldType.LANGUAGE: "nl",
    FieldType.COLOUR: "#3F51C9",
    FieldType.LISTED: "Freight",
}


@pytest.fixture
def around(bridge: Bridge, today: date) -> Surroundings:
    return Surroundings(bridge, today, lambda: "EUR", lambda _name: None)


def field_of(type_: FieldType) -> Any:
    return next(f for kind in KINDS.values() for f in kind.shown_fields if f.type is type_)


def test_every_type_has_an_editor() -> None:
    assert set(EDITORS) == set(FieldType)


@pytest.mark.parametrize("type_", list(VALUES))
def test_an_editor_gives_back_what_it_shows(
    qtbot: QtBot, around: Surroundings, type_: FieldType
) -> None:
    editor = editor_of(field_of(type_), around)
    qtbot.addWidget(editor)
    editor.show_value(VALUES[type_])
    assert editor.value() == VALUES[type_]
    assert editor.unreadable() is None


@pytest.mark.parametrize("type_", [t for t in FieldType if t is not FieldType.YES_NO])
def test_an_empty_editor_gives_nothing(
    qtbot: QtBot, around: Surroundings, type_: FieldType
) -> None:
    found = [f for k in KINDS.values() for f in k.fields if f.type is type_ and not f.required]
    if found:
        editor = editor_of(found[0], around)
        qtbot.addWidget(editor)
        editor.show_value(None)
        assert editor.value() is None


@pytest.mark.parametrize(
    ("field", "text"), [("email", "nobody"), ("employees", "many"), ("phone", "none at all")]
)
def test_a_text_that_does_not_fit_says_why(
    qtbot: QtBot, around: Surroundings, field: str, text: str
) -> None:
    editor = editor_of(ACCOUNT.field(field), around)
    qtbot.addWidget(editor)
    assert isinstance(editor, LineEditor)
    QTest.keyClicks(editor.line, text)
    assert editor.value() is None
    assert editor.unreadable() is not None


def test_chips_are_switched_on_and_off(qtbot: QtBot, around: Surroundings) -> None:
    editor = ChipsEditor(ACCOUNT.field("roles"), around)
    qtbot.addWidget(editor)
    editor.show_value(["customer"])
    editor.chips.buttons["supplier"].click()
    assert editor.value() == ["customer", "supplier"]
    editor.chips.buttons["customer"].click()
    assert editor.value() == ["supplier"]


def test_a_country_is_typed_by_name_or_letters(qtbot: QtBot, around: Surroundings) -> None:
    editor = CodeEditor(ACCOUNT.field("country"), around)
    qtbot.addWidget(editor)
    for text in ("Netherlands", "netherlands", "NL", "nl"):
        editor.combo.setEditText(text)
        assert editor.value() == "NL"
    editor.combo.setEditText("Atlantis")
    assert editor.unreadable() is not None


def test_a_growing_list_offers_its_words(qtbot: QtBot, around: Surroundings, add: Add) -> None:
    add("account", name="Acme", industry="Freight")
    editor = WordEditor(ACCOUNT.field("industry"), around)
    qtbot.addWidget(editor)
    assert "Freight" in editor.words()
    editor.fill(editor.words())
    editor.combo.setEditText("Shipping")
    assert editor.value() == "Shipping"


def test_a_colour_needs_six_digits(qtbot: QtBot, around: Surroundings) -> None:
    editor = ColourEditor(KINDS["tag"].field("colour"), around)
    qtbot.addWidget(editor)
    QTest.keyClicks(editor.line, "blue")
    assert editor.unreadable() is not None


def test_a_link_is_taken_by_its_exact_name(qtbot: QtBot, around: Surroundings, add: Add) -> None:
    account = add("account", name="Harbour & Pine")
    editor = LinkEditor(KINDS["action"].field("account"), around)
    qtbot.addWidget(editor)
    QTest.keyClicks(editor.line, "harbour & pine")
    editor.settle()
    assert editor.value() == account
    assert editor.line.text() == "Harbour & Pine"


@pytest.mark.parametrize(
    ("kind", "field", "said"),
    [
        ("action", "account", "account"),
        ("kpi_value", "kpi", "KPI"),
        ("issue", "policy", "SLA policy"),
    ],
)
def test_a_link_to_nobody_is_said(
    qtbot: QtBot, around: Surroundings, kind: str, field: str, said: str
) -> None:
    editor = LinkEditor(KINDS[kind].field(field), around)
    qtbot.addWidget(editor)
    QTest.keyClicks(editor.line, "Atlantis")
    assert f"There is no {said} called “Atlantis”" in str(editor.unreadable())


def test_a_link_that_is_not_there_yet_can_be_added(
    qtbot: QtBot, bridge: Bridge, today: date
) -> None:
    asked: list[tuple[str, str]] = []
    around = Surroundings(
        bridge, today, str, lambda _name: None, lambda kind, name, _t: asked.append((kind, name))
    )
    editor = LinkEditor(KINDS["action"].field("account"), around)
    qtbot.addWidget(editor)
    QTest.keyClicks(editor.line, "Acme")
    editor.offer("Acme")
    last: QModelIndex = editor._options.index(editor._options.rowCount() - 1, 0)
    assert last.data(ID) == 0
    editor._chosen(last)
    assert asked == [("account", "Acme")]


def test_the_help_stands_below_while_somebody_types(qtbot: QtBot, around: Surroundings) -> None:
    box = FieldBox(ACCOUNT.field("reference"), around)
    qtbot.addWidget(box)
    editor: Editor = box.editor
    editor.entered.emit()
    assert box._note.text() == "Your own number for it, as in your ERP."
    editor.left.emit()
    assert box._note.isHidden()


@pytest.mark.parametrize(
    ("name", "typed", "shown", "value"),
    [
        ("employees", "10000", "10,000", 10_000),
        ("founded", "1985", "1985", 1985),
        ("annual_value", "1234567.5", "1,234,567.50", 1_234_567_50),
        ("margin_percent", "12.50", "12.5", 12.5),
        ("employees", "many", "many", None),
    ],
)
def test_a_typed_number_is_shown_with_its_thousands_parted(
    qtbot: QtBot, around: Surroundings, name: str, typed: str, shown: str, value: object
) -> None:
    editor = editor_of(ACCOUNT.field(name), around)
    assert isinstance(editor, LineEditor)
    qtbot.addWidget(editor)
    QTest.keyClicks(editor.line, typed)
    editor.line.editingFinished.emit()
    assert (editor.line.text(), editor.value()) == (shown, value)


def test_a_tier_that_is_none_is_answered_with_those_there_are(
    qtbot: QtBot, around: Surroundings, add: Add
) -> None:
    for number, name in enumerate("ABC"):
        add("tier", name=name, order=number)
    editor = editor_of(ACCOUNT.field("tier"), around)
    assert isinstance(editor, LinkEditor)
    qtbot.addWidget(editor)
    QTest.keyClicks(editor.line, "X")
    assert str(editor.unreadable()) == (
        "There is no tier called “X”. There are: A, B, C. Make one on Records › Tiers."
    )
