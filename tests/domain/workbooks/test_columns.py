"""The sheets of the portfolio workbook are read off the catalogue, and read back by it."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.own_fields import own_field
from relmanager_desktop.domain.records import SEEN, FieldType
from relmanager_desktop.domain.workbooks import (
    in_order,
    read_layout,
    sheet_layout,
    sheet_name,
    table_name,
)
from relmanager_desktop.domain.workbooks.notes import note_of
from relmanager_desktop.domain.workbooks.tints import tints_of

KINDS_SEEN = [kind.name for kind in SEEN]


@pytest.mark.parametrize("kind", KINDS_SEEN)
def test_every_sheet_reads_back_to_its_layout(kind: str) -> None:
    layout = sheet_layout(kind)
    reading = read_layout(sheet_name(kind), [column.header for column in layout])
    assert reading is not None
    assert reading.kind == kind
    assert [reading.columns[n] for n in range(len(layout))] == list(layout)
    assert (reading.unknown, reading.missing, reading.key_position) == ((), (), 0)


@pytest.mark.parametrize("kind", KINDS_SEEN)
def test_every_sheet_begins_with_the_key_and_has_no_header_twice(kind: str) -> None:
    headers = [column.header.casefold() for column in sheet_layout(kind)]
    assert headers[0] == "key"
    assert len(set(headers)) == len(headers)


def test_sheets_and_tables_have_names_of_their_own() -> None:
    assert len({sheet_name(kind).casefold() for kind in KINDS_SEEN}) == len(KINDS_SEEN)
    assert len({table_name(kind) for kind in KINDS_SEEN}) == len(KINDS_SEEN)
    assert all(len(sheet_name(kind, 99)) <= 31 for kind in KINDS_SEEN)


def test_the_sheets_stand_in_the_order_of_the_work() -> None:
    names = [kind.name for kind in in_order()]
    assert names[:2] == ["account", "contact"]
    assert names.index("interaction") < names.index("action") < names.index("issue")
    assert sorted(names) == sorted(KINDS_SEEN)


def test_columns_are_understood_by_label_name_and_path_wherever_they_stand() -> None:
    reading = read_layout("accounts", ["legal name", "Mine", "annual_value", "account.name", "KEY"])
    assert reading is not None
    found = {at: column.field.name for at, column in reading.columns.items()}
    assert found == {0: "legal_name", 2: "annual_value", 3: "name", 4: "id"}
    assert reading.unknown == (1,)
    assert "city" in {column.field.name for column in reading.missing}


def test_a_continued_sheet_is_of_the_same_kind() -> None:
    reading = read_layout(sheet_name("interaction", 2), ["Key", "Subject"])
    assert reading is not None
    assert reading.kind == "interaction"


def test_another_sheet_is_none_of_ours() -> None:
    assert read_layout("Q3 targets", ["Key", "Name"]) is None


def test_headers_noted_at_export_win_over_labels() -> None:
    reading = read_layout(
        "Accounts", ["Schlüssel", "Ort"], recorded={"Schlüssel": "id", "Ort": "city"}
    )
    assert reading is not None
    assert [reading.columns[n].field.name for n in (0, 1)] == ["id", "city"]


def test_a_users_own_field_gets_a_column_and_a_number_where_its_label_is_taken() -> None:
    own = own_field("town", "City", "choice", choices="Bonn; Kiel")
    columns = sheet_layout("account", (own,))
    assert columns[-1].header == "City (2)"
    assert columns[-1].list_name == "choice:town"
    assert [choice.code for choice in own.choices] == ["Bonn", "Kiel"]


def test_a_users_own_field_of_a_known_name_is_told_apart() -> None:
    own = own_field("city", "Town", "text")
    reading = read_layout(
        "Accounts", ["Town", "City"], {"account": (own,)}, {"Town": "custom.city"}
    )
    assert reading is not None
    assert [reading.columns[n].path for n in (0, 1)] == ["custom.city", "city"]


def test_a_label_that_no_header_can_hold_is_made_fit() -> None:
    own = own_field("odd", "<r>A\x00\nB</r>", "text")
    assert sheet_layout("account", (own,))[-1].header == "A B"


def test_files_are_left_out() -> None:
    shown = [column.field.type for kind in KINDS_SEEN for column in sheet_layout(kind)]
    assert FieldType.BYTES not in shown


def test_a_note_says_what_is_required_and_in_what_form() -> None:
    notes = {c.field.name: note_of(c, "Europe/Berlin") for c in sheet_layout("interaction")}
    assert "Required." in notes["account"]
    assert "Europe/Berlin" in notes["at"]
    assert "Call, Video, Meeting" in notes["channel"]
    assert "min" in notes["minutes"]


def test_limits_are_those_of_the_cells() -> None:
    chance = {c.field.name: c.limits for c in sheet_layout("opportunity")}
    assert chance["probability"] == (0, 1)
    assert chance["amount"] is None
    minutes = {c.field.name: c.limits for c in sheet_layout("contract")}["notice_days"]
    assert minutes is not None
    assert minutes[0] == 0


def test_overdue_actions_and_severe_issues_take_colour() -> None:
    action, issue = sheet_layout("action"), sheet_layout("issue")
    overdue = tints_of("action", action)[0]
    assert action[overdue.column].field.name == "due"
    assert overdue.open_words == ("Open",)
    severe = [tint.equals for tint in tints_of("issue", issue) if tint.equals]
    assert severe == ["Urgent", "High"]
