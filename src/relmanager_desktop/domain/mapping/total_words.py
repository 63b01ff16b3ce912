"""The words for totals, averages and counts in the languages that lists are in, folded."""

from __future__ import annotations

import re


def _words(text: str) -> tuple[str, ...]:
    """Return the words of a table, longer ones first, so that a pattern prefers them."""
    return tuple(sorted((word.strip() for word in text.split(",")), key=len, reverse=True))


def pattern_of(words: tuple[str, ...]) -> str:
    """Return the pattern that matches any of some words."""
    return "(?:" + "|".join(map(re.escape, words)) + ")"


# Words that begin no company's name, and words that may: "Total Energies", "Summe Bau GmbH".
SURE_WORDS = _words(
    "subtotal, subtotals, sub-total, sub-totals, sub total, sub totals, grand total, grand totals, "
    "grand-total, grand-totals, zwischensumme, zwischensummen, gesamtsumme, gesamtsummen, "
    "zwischenergebnis, gesamtergebnis, sous-totaux, sous-total, sous total, total general, "
    "total generale, total generali, totale general, totale generale, totale generali, "
    "totalis generalis, total geral, total global, total globale, totale global, totale globale, "
    "subtotaal, subtotaalen, subtotale, subtotalen, sub-totaal, sub-totalen, sub totaal, "
    "eindtotaal, eindtotal, totale complessivo, suma czesciowa, suma koncowa, suma total, "
    "razem ogolem, общии итог, общая сумма, промежуточныи итог, genel toplam, ara toplam, "
    "delsumma, totalsumma, celkovy soucet, mezisoucet, vegosszeg"
)
LIKELY_WORDS = _words(
    "total, totals, totale, totales, totaal, totalen, totali, totaux, totais, sum, sums, "
    "summe, gesamt, insgesamt, ergebnis, suma, soma, somma, somme, итого, всего, сумма, razem, "
    "ogolem, toplam, summa, sammanlagt, i alt, yhteensa, celkem, osszesen, συνολο, 合計, 小計, "
    "average, durchschnitt, mittelwert, moyenne, promedio, gemiddelde"
)
# What heads a column that sums up its row, and begins no row that sums up its columns; Ø is an o.
HEADING_WORDS = _words(
    "ytd, year to date, full year, year total, avg, mean, media, medel, srednia, среднее, "
    "ortalama, totalt, jahressumme, gesamtjahr, schnitt, σ, o"
)
# What begins a row that counts the rows above it: "Number of customers: 12", "Anzahl Kunden: 3".
COUNT_WORDS = _words(
    "number of, no. of, no of, count of, count:, rows:, records:, entries:, items:, anzahl, "
    "zeilen:, datensatze:, eintrage:, nombre de, nombre des, nombre d, lignes:, enregistrements:, "
    "numero de, numero di, num. de, n.º de, no de, cantidad de, cantidad:, filas:, registros:, "
    "quantidade de, quantidade:, righe:, aantal, rijen:, liczba, ilosc, wiersze:, количество, "
    "число, строк:, antal, antall, pocet, lukumaara, adet, sayisi, αριθμος, 件数, 数量"
)
