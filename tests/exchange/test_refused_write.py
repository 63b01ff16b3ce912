"""Refused rows come back with the reason, and go in again once they are mended."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl

from relmanager_desktop.domain.imports.fates import CellProblem
from relmanager_desktop.domain.imports.refusals import RefusedRow, RefusedTable
from relmanager_desktop.domain.texts import verbatim
from relmanager_desktop.exchange.refused_write import write_refused


def problem(column: int | None, message: str) -> CellProblem:
    return CellProblem("Customers", 14, column, "Since", "31/02/2025", verbatim(message))


def table(*rows: RefusedRow, sheet: str = "Customers") -> RefusedTable:
    return RefusedTable(sheet, ("Company", "Since"), rows)


def test_a_refused_row_keeps_its_cells_and_says_why(tmp_path: Path) -> None:
    row = RefusedRow(14, ("=Acme", "31/02/2025"), (problem(1, "“31/02/2025” is not a date."),))
    write_refused(tmp_path / "mend.xlsx", [table(row)])
    sheet = openpyxl.load_workbook(tmp_path / "mend.xlsx")["Customers"]
    assert [[cell.value for cell in line] for line in sheet.iter_rows()] == [
        ["Company", "Since", "Why it was refused"],
        ["=Acme", "31/02/2025", "“31/02/2025” is not a date."],
    ]
    assert sheet["A2"].data_type == "s"
    assert sheet["B2"].comment.text == "“31/02/2025” is not a date."


def test_a_problem_of_the_whole_row_is_noted_at_the_reason(tmp_path: Path) -> None:
    row = RefusedRow(
        14, ("Acme", date(2025, 2, 1)), (problem(None, "Two accounts are called so."),)
    )
    write_refused(tmp_path / "mend.xlsx", [table(row)])
    sheet = openpyxl.load_workbook(tmp_path / "mend.xlsx")["Customers"]
    assert sheet["C2"].comment is not None
    assert sheet["B2"].value.date() == date(2025, 2, 1)


def test_a_row_with_too_many_cells_keeps_them_all(tmp_path: Path) -> None:
    row = RefusedRow(14, ("Acme", "Rua do Paço", "67"), (problem(2, "3 cells under 2 headers."),))
    write_refused(tmp_path / "mend.xlsx", [table(row)])
    sheet = openpyxl.load_workbook(tmp_path / "mend.xlsx")["Customers"]
    assert [cell.value for cell in sheet[1]] == ["Company", "Since", None, "Why it was refused"]
    assert [cell.value for cell in sheet[2]][:3] == ["Acme", "Rua do Paço", "67"]


def test_sheets_whose_names_excel_refuses_or_knows_already_get_others(tmp_path: Path) -> None:
    row = RefusedRow(2, ("Acme", None), (problem(0, "no"),))
    write_refused(tmp_path / "mend.xlsx", [table(row, sheet="a/b"), table(row, sheet="A b")])
    assert openpyxl.load_workbook(tmp_path / "mend.xlsx").sheetnames == ["a b", "A b 2"]
