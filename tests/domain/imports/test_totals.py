"""Totals are no records, and firms that are called like one are."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.cells import Cell
from tests.domain.imports.lists import plan_of, rows_of

COLUMNS = {"Company": "account.name", "City": "account.city", "Staff": "account.employees"}
FIRMS: list[list[Cell]] = [["Acme", "Ulm", 3], ["Bolt", "Bonn", 4]]


def skipped(*rows: list[Cell]) -> list[int]:
    (sheet,) = plan_of(rows_of(COLUMNS, rows, "account")).sheets
    return [s.row for s in sheet.skipped if str(s.reason) == "The row is a total."]


@pytest.mark.parametrize(
    "word",
    [
        *("Total", "Totals:", "Grand total", "Summe", "Gesamt", "TOTALE", "Gesamtergebnis"),
        *("Subtotal", "Sub-total", "Zwischensumme", "Sous-total", "Subtotal Europe", "Итого"),
        *("Totaal", "Totaal:", "Subtotaal", "Somma", "Totale generale", "Total général", "Suma"),
        *("Razem", "Ogółem", "Toplam", "Genel toplam", "Soma", "Totaux", "Totali", "Всего"),
        *("Summa", "Yhteensä", "Összesen", "Celkem", "Σύνολο", "合計"),
    ],
)
def test_a_word_for_a_total_beside_nothing_but_figures_is_one(word: str) -> None:
    assert skipped(*FIRMS, [word, None, 99]) == [4]


def test_a_word_for_a_total_alone_is_one() -> None:
    assert skipped(*FIRMS, ["Zwischensumme", None, None]) == [4]


@pytest.mark.parametrize("name", ["Total Europe", "Europe Total", "Summe Nord", "Nord gesamt"])
def test_a_total_of_a_group_is_one_where_its_figures_add_up(name: str) -> None:
    assert skipped(*FIRMS, [name, None, 7]) == [4]


@pytest.mark.parametrize(
    "name", ["Total Energies", "Summit", "Summe Bau", "Sumitomo", "Toto", "Somma Wine"]
)
def test_a_firm_whose_figures_add_nothing_up_stays(name: str) -> None:
    assert skipped(*FIRMS, [name, None, 70]) == []


@pytest.mark.parametrize("name", ["Total", "Total Energies", "Subtotal Europe"])
def test_a_firm_that_is_told_by_another_cell_stays(name: str) -> None:
    assert skipped(*FIRMS, [name, "Paris", 7]) == []


def test_a_group_is_added_up_since_the_total_before_it_and_the_last_adds_up_all() -> None:
    more: list[list[Cell]] = [["Total South", None, 7], ["Cold", "Oslo", 5], ["Dart", "Rom", 1]]
    assert skipped(*FIRMS, *more, ["North total", None, 6], ["All in total", None, 13]) == [4, 7, 8]


def test_totals_are_added_up_as_the_column_writes_its_figures() -> None:
    rows: list[list[Cell]] = [["Acme", "Ulm", "1,200"], ["Bolt", "Bonn", "800"]]
    assert skipped(*rows, ["Europe total", None, "2,000"]) == [4]


def test_a_currency_beside_a_total_is_no_name() -> None:
    assert skipped(*FIRMS, ["Total", "EUR", 7]) == [4]
