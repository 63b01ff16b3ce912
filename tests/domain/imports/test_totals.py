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


@pytest.mark.parametrize(
    "row",
    [
        ["Total", "2 customers", None],
        ["Total", "2 open items", 7],
        ["Total: 2 contacts", None, None],
        ["Summe (2)", None, None],
        ["Gesamt: 2 Kunden", None, 7],
        ["Total de proveedores: 2", None, None],
        ["2 customers in total", None, None],
        ["Number of customers: 2", None, None],
        ["Anzahl Kunden: 2", None, None],
        ["Anzahl Kunden", None, 2],
        ["Nombre de clients : 2", None, None],
        ["Liczba klientów: 2", None, None],
    ],
)
def test_a_row_that_counts_those_above_it_is_a_total(row: list[Cell]) -> None:
    assert skipped(*FIRMS, row) == [4]


def test_a_count_that_is_wrong_is_one_beneath_the_list_alone() -> None:
    assert skipped(*FIRMS, ["Total: 5 customers", None, None]) == [4]
    assert skipped(FIRMS[0], ["Total: 5 customers", None, None], FIRMS[1]) == []
    assert skipped(*FIRMS, ["Total", "5 customers", 99], [None], ["Total: 5", None, None]) == [4, 6]


def test_rows_that_count_may_follow_each_other_behind_each_group() -> None:
    rows: list[list[Cell]] = [["Total: 2 firms"], ["Cold", "Oslo", 5], ["Total: 1 firm"]]
    assert skipped(*FIRMS, *rows, ["Grand total (3)"], ["Number of firms: 3"]) == [4, 6, 7, 8]


@pytest.mark.parametrize(
    "row",
    [
        ["Total 2 GmbH", None, None],
        ["Summe & Söhne GmbH", None, 2],
        ["Total Energies", None, 2],
        ["Total", "12 High Street", None],
        ["Total 24", None, None],
        ["Count Basie", None, 2],
        ["Records & Co 2", "Ulm", None],
    ],
)
def test_a_firm_with_a_number_that_counts_nothing_stays(row: list[Cell]) -> None:
    assert skipped(*FIRMS, row) == []
