"""The words for totals, averages and counts in the languages that lists are in, folded."""

from __future__ import annotations

# Words that begin no company's name, and words that may: "Total Energies", "Summe Bau GmbH".
SURE_WORDS = (
    r"sub-? ?totals?|grand[ -]totals?|zwischensummen?|gesamtsummen?|zwischenergebnis|gesamtergebnis"
    r"|sous-totaux|sous[ -]total|total(?:e|is)? general[ei]?|total geral|total globale?"
    r"|sub-?totaa?le?n?|eindtotaa?l|totale complessivo|suma czesciowa|suma koncowa|suma total"
    r"|razem ogolem|общии итог|общая сумма|промежуточныи итог|genel toplam|ara toplam"
    r"|delsumma|totalsumma|celkovy soucet|mezisoucet|vegosszeg"
)
LIKELY_WORDS = (
    r"totals?|tota(?:le|les|al|alen|li|ux|is)|sums?|summe|gesamt|insgesamt|ergebnis|suma|soma|somma"
    r"|somme|итого|всего|сумма|razem|ogolem|toplam|summa|sammanlagt|i alt|yhteensa|celkem|osszesen"
    r"|συνολο|合計|小計|average|durchschnitt|mittelwert|moyenne|promedio|gemiddelde"
)
# What heads a column that sums up its row, and begins no row that sums up its columns.
HEADING_WORDS = (
    r"ytd|year to date|full year|year total|avg|mean|media|medel|srednia|среднее|ortalama|totalt"
    r"|jahressumme|gesamtjahr|schnitt|σ|o"  # Ø is folded to o
)
