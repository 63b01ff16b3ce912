"""Tests of keeping what no field takes: as an own field, as tags, as lines of the notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from relmanager_desktop.domain.mapping.maps import SheetMap, Target
from relmanager_desktop.domain.own_fields import own_field
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.queries.records import ListRequest, one_record, record_ids
from relmanager_desktop.ui.dialogs.importing.fields import keepings_for, shortened, spoken_target
from relmanager_desktop.ui.dialogs.importing.wizard import ImportWizard
from relmanager_desktop.ui.main_window import MainWindow
from relmanager_desktop.ui.widgets.choosers import Chips
from tests.ui.dialogs.importing.wizards import press, settled, wizard_of

FOUND = SheetMap("Customers", 1, ("account", "contact"), (), 1.0, tr(""))
LIST = "Company,City,Gate no\nAlster GmbH,Hamburg,4\nBolt AG,Bremen,12\n"


@pytest.fixture
def gates(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Iterator[ImportWizard]:
    path = tmp_path / "gates.csv"
    path.write_text(LIST, encoding="utf-8")
    window.deeds.take_files([path])
    shown = wizard_of(window)
    settled(qtbot, shown, "columns")
    yield shown
    shown.close_it()


def chosen(qtbot: QtBot, wizard: ImportWizard, path: str) -> Target | None:
    wizard.columns.view.chips[2].click()
    wizard.columns.chooser.choose(path)
    settled(qtbot, wizard, "columns")
    return wizard.look.tables[0].map.columns[2].target


def test_each_way_to_keep_a_column_says_what_becomes_of_it() -> None:
    paths = {k.path: k.title for k in keepings_for(FOUND, "Gate no", ["4", "12"], {})}
    assert paths["account.own"] == "Own field “Gate no” (whole number)"
    assert paths.keys() >= {"contact.own", "account_tag.tag", "account.notes+", "contact.notes+"}


def test_a_field_that_stands_is_not_offered_anew() -> None:
    own = {"account": (own_field("gate_no", "Gate no", "text"),)}
    assert "account.own" not in {k.path for k in keepings_for(FOUND, "Gate no", [], own)}


def test_long_headers_are_cut_on_buttons() -> None:
    assert len(shortened("x" * 130)) < 30


def test_lines_are_told_from_the_text_itself() -> None:
    assert "line" in spoken_target(Target("account", "notes", adds=True)).title


def test_a_column_is_kept_as_an_own_field(
    qtbot: QtBot, gates: ImportWizard, window: MainWindow
) -> None:
    target = chosen(qtbot, gates, "account.own")
    assert target is not None
    assert target.spoken == "account.own:Gate no"
    assert gates.look.by_kind["field_definition"] == (1, 0)
    gates.go_on()
    gates.go_on()
    settled(qtbot, gates, "report")
    ids = window.bridge.ask(record_ids, ListRequest("account"))
    record = window.bridge.ask(one_record, "account", ids[0])
    assert record.values["custom.gate_no"] == 4


def test_the_type_of_a_new_field_is_corrected_below_the_fields(
    qtbot: QtBot, gates: ImportWizard
) -> None:
    chosen(qtbot, gates, "account.own")
    gates.columns.view.chips[2].click()
    chips = gates.columns.chooser.findChildren(Chips)
    next(group for group in chips if "text" in group.buttons).buttons["text"].click()
    settled(qtbot, gates, "columns")
    target = gates.look.tables[0].map.columns[2].target
    assert target is not None
    assert target.own is not None
    assert target.own.type.value == "text"


def test_columns_left_out_are_listed_in_the_plan(qtbot: QtBot, gates: ImportWizard) -> None:
    chosen(qtbot, gates, "")
    assert [line.title for line in gates.look.lines["columns"]] == ["Gate no"]


def test_an_open_column_is_kept_by_one_press(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, add: Callable[..., int]
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Company,Remarks by hand\nAlster GmbH,prefers mail\n", encoding="utf-8")
    window.deeds.take_files([path])
    wizard = wizard_of(window)
    settled(qtbot, wizard, "columns")
    press(wizard, "New field “Remarks by hand”")
    settled(qtbot, wizard, "columns")
    target = wizard.look.tables[0].map.columns[1].target
    assert target is not None
    assert target.own is not None
    wizard.close_it()


def test_a_column_of_two_things_is_cut_by_one_press(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "places.csv"
    path.write_text(
        "Company,PLZ Ort\nAlster GmbH,20095 Hamburg\nBolt AG,28195 Bremen\n", encoding="utf-8"
    )
    window.deeds.take_files([path])
    wizard = wizard_of(window)
    settled(qtbot, wizard, "columns")
    press(wizard, "Postcode + City")
    settled(qtbot, wizard, "columns")
    assert wizard.columns.view.chips[1].text_shown.title == "Postcode + City"
    wizard.close_it()
