"""A workbook of ours opens as it was meant, and every cell reads back as it was written."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.workbooks import same_cell
from relmanager_desktop.domain.workbooks.tints import Tint, Tone
from relmanager_desktop.exchange.cells_out import to_cell
from relmanager_desktop.exchange.layouts import Column, RowCountError, SheetSpec, Visibility
from relmanager_desktop.exchange.readings import read_file
from relmanager_desktop.exchange.xlsx_write import (
    DamagedWorkbookError,
    verify_workbook,
    write_workbook,
)

TROUBLE = ["=1+1", "+1", "@SUM(A1)", "#N/A", "<r>x</r>", "_x0041_", "a&b", "]]>", "'x", "  a ", "0"]
TEXTS = st.one_of(st.sampled_from(TROUBLE), st.text(st.characters(codec="utf-8"), max_size=30))
FIRST = datetime.fromisoformat("1900-03-01")
CELLS = st.one_of(
    st.none(),
    TEXTS,
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.floats(allow_nan=False, allow_infinity=False, min_value=-1e300, max_value=1e300),
    st.dates(min_value=date(1900, 3, 1)),
    st.datetimes(min_value=FIRST).map(lambda m: m.replace(microsecond=0)),
    st.times().map(lambda t: t.replace(microsecond=0)),
)
STYLES = ("text", "integer", "decimal", "date", "instant", "time", "")


def cover(*sheets: SheetSpec) -> tuple[SheetSpec, ...]:
    return (SheetSpec("Read me", (Column("", 80, "prose"),), [["Hello"]]), *sheets)


def table(rows: Sequence[Sequence[Cell]], columns: Sequence[Column], **given: Any) -> SheetSpec:
    return SheetSpec("Accounts", tuple(columns), rows, len(rows), "tblAccounts", **given)


def written(folder: Path, *sheets: SheetSpec) -> Path:
    path = folder / "book.xlsx"
    write_workbook(path, cover(*sheets))
    verify_workbook(path)
    return path


def style_of(cell: object) -> str:
    known = {date: "date", datetime: "instant", time: "time"}
    return known.get(type(cell), "")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(drawn=st.lists(CELLS, min_size=1, max_size=40))
def test_every_value_reads_back_as_it_was_written(drawn: list[Any], tmp_path: Path) -> None:
    cells = [to_cell(value)[0] for value in drawn]
    columns = [Column(f"C{n}", style=style_of(cell)) for n, cell in enumerate(cells)]
    path = written(tmp_path, table([cells], columns))
    rows = read_file(path).sheets[1].rows
    back = [*(rows[1] if len(rows) > 1 else []), *[None] * len(cells)][: len(cells)]
    unlike = [(one, two) for one, two in zip(cells, back, strict=True) if not same_cell(one, two)]
    assert unlike == []
    assert b"<f>" not in zipfile.ZipFile(path).read("xl/worksheets/sheet2.xml")


def test_texts_that_look_like_formulas_stay_texts(tmp_path: Path) -> None:
    columns = [Column(f"C{n}") for n in range(len(TROUBLE))]
    path = written(tmp_path, table([TROUBLE], columns))
    cells = openpyxl.load_workbook(path)["Accounts"][2]
    assert {cell.data_type for cell in cells} == {"s"} or {c.data_type for c in cells} == {
        "inlineStr"
    }


def test_a_number_keeps_its_last_digit(tmp_path: Path) -> None:
    path = written(tmp_path, table([[0.1 + 0.2]], [Column("A")]))
    assert openpyxl.load_workbook(path)["Accounts"]["A2"].value == 0.1 + 0.2


def test_a_sheet_is_one_table_with_its_first_row_frozen(tmp_path: Path) -> None:
    path = written(tmp_path, table([["a", 1], ["b", 2]], [Column("Name"), Column("Count")]))
    sheet = openpyxl.load_workbook(path)["Accounts"]
    assert sheet.tables["tblAccounts"].ref == "A1:B3"
    assert sheet.tables["tblAccounts"].autoFilter.ref == "A1:B3"
    assert sheet.freeze_panes == "A2"
    assert sheet.dimensions == "A1:B3"


def test_yes_no_and_spans_of_time_are_values(tmp_path: Path) -> None:
    columns = [Column("Active"), Column("Worked")]
    path = written(tmp_path, table([[True, timedelta(hours=36)]], columns))
    row = openpyxl.load_workbook(path)["Accounts"][2]
    assert [cell.value for cell in row] == [True, 1.5]


def test_a_table_without_rows_has_one_empty_one(tmp_path: Path) -> None:
    path = written(tmp_path, table([], [Column("Name"), Column("Count")]))
    assert openpyxl.load_workbook(path)["Accounts"].tables["tblAccounts"].ref == "A1:B2"


def test_formats_widths_and_notes_follow_the_columns(tmp_path: Path) -> None:
    columns = [Column("Since", 14, "date", note="Since when."), Column("Value", 20, "money")]
    path = written(tmp_path, table([[date(2026, 1, 2), 12.5]], columns))
    sheet = openpyxl.load_workbook(path)["Accounts"]
    assert (sheet["A2"].number_format, sheet["B2"].number_format) == ("yyyy-mm-dd", "#,##0.00#")
    assert sheet["A1"].comment.text == "Since when."
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["A"].width > 14


def test_a_column_offers_the_words_of_its_list(tmp_path: Path) -> None:
    lists = SheetSpec("Lists", (Column(""),), [["Yes"]], visibility=Visibility.HIDDEN)
    columns = [Column("Active", offers="Lists!$A$1:$A$1", is_strict=True), Column("Account")]
    path = written(tmp_path, table([], columns), lists)
    (rule,) = openpyxl.load_workbook(path)["Accounts"].data_validations.dataValidation
    assert (rule.formula1, str(rule.sqref), rule.errorStyle) == (
        "Lists!$A$1:$A$1",
        "A2:A1048576",
        None,
    )


def test_a_cell_says_at_once_what_is_no_day_or_beyond_its_limits(tmp_path: Path) -> None:
    columns = [
        Column("Since", style="date"),
        Column("Trust", style="integer", limits=(1, 5)),
        Column("Chance", style="percent", limits=(0, 1)),
        Column("Price", style="money", limits=(0, 1e15)),
    ]
    rules = openpyxl.load_workbook(written(tmp_path, table([], columns)))["Accounts"]
    said = {
        str(rule.sqref)[0]: (rule.type, rule.formula1, rule.formula2, rule.error)
        for rule in rules.data_validations.dataValidation
    }
    assert said["A"][:2] == ("date", "61")
    assert said["B"] == ("whole", "1", "5", "Between 1 and 5.")
    assert said["C"] == ("decimal", "0", "1", "Between 0% and 100%.")
    assert said["D"][3] == "At least 0."


def test_days_gone_by_take_colour_while_their_state_is_open(tmp_path: Path) -> None:
    tints = (Tint(0, Tone.BAD, state=1, open_words=("Open", 'a"b')), Tint(1, Tone.GOOD, "Done"))
    path = written(tmp_path, table([], [Column("Due"), Column("State")], tints=tints))
    rules = openpyxl.load_workbook(path)["Accounts"].conditional_formatting
    formulas = sorted(rule.formula[0] for found in rules for rule in found.rules)
    assert formulas == [
        '$B2="Done"',
        'AND(ISNUMBER($A2),$A2<TODAY(),OR($B2="Open",$B2="a""b"))',
    ]


def test_hidden_sheets_are_hidden(tmp_path: Path) -> None:
    sheets = [
        SheetSpec("Lists", (Column(""),), [["a"]], visibility=Visibility.HIDDEN),
        SheetSpec("_relmanager", (Column(""),), [["b"]], visibility=Visibility.VERY_HIDDEN),
    ]
    book = openpyxl.load_workbook(written(tmp_path, *sheets))
    assert [sheet.sheet_state for sheet in book] == ["visible", "hidden", "veryHidden"]


def test_a_sheet_written_later_still_stands_where_it_was_listed(tmp_path: Path) -> None:
    order: list[str] = []

    def rows(name: str) -> Any:
        order.append(name)
        yield (name,)

    first = SheetSpec("First", (Column(""),), rows("first"), order=1)
    second = SheetSpec("Second", (Column(""),), rows("second"))
    path = tmp_path / "book.xlsx"
    write_workbook(path, [first, second])
    assert openpyxl.load_workbook(path).sheetnames == ["First", "Second"]
    assert order == ["second", "first"]


def test_rows_are_told_as_they_are_done(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    sheets = cover(table([["a"]] * 2500, [Column("Name")]))
    write_workbook(tmp_path / "book.xlsx", sheets, progress=lambda *told_: told.append(told_))
    assert told[1:] == [(n, max(n, 2500), "Accounts") for n in (1001, 2001, 2501)]


def test_another_number_of_rows_than_announced_is_refused(tmp_path: Path) -> None:
    spec = SheetSpec("Accounts", (Column("Name"),), [["a"]], 2, "tblAccounts")
    with pytest.raises(RowCountError):
        write_workbook(tmp_path / "book.xlsx", cover(spec))


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 no zip at all"])
def test_a_damaged_workbook_is_found_out(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(damage)
    with pytest.raises(DamagedWorkbookError):
        verify_workbook(path)
