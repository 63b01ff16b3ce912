"""Letters of a text that nothing tells the encoding of."""

from __future__ import annotations

import pytest

from relmanager_desktop.exchange.code_pages import code_page_of

GERMAN = "Firma;Straße;Ort\nMüller & Söhne;Königsallee 5;Köln\nÜberall;3 m³, 20 °C;Größe"
FRENCH = "Société;Ville\nL’Œuvre d’été – « Noël »;Besançon\nCafé à l’île;Orléans n° 5 €"
SPANISH = "Compañía;Ciudad\n¿Qué? Señor Muñoz;Málaga\n¡Olé! 1ª;Córdoba"
POLISH = "Firma;Miasto\nŁódzkie Zakłady Mąki;Łódź\nŻywiec i Święta;Kraków\nŚląsk;Gdańsk"
RUSSIAN = "Компания;Город\nООО Ромашка;Москва\nЗАО Acme;Тверь"


@pytest.mark.parametrize(
    ("text", "page"),
    [
        (GERMAN, "cp1252"),
        (FRENCH, "cp1252"),
        (SPANISH, "cp1252"),
        ("Nom\nJosé\n", "cp1252"),
        ("Price\n€uro £5\n", "cp1252"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (FRENCH, "mac_roman"),
        (GERMAN.replace("³", ""), "mac_roman"),
    ],
)
def test_a_text_is_read_in_the_page_in_which_its_words_look_right(text: str, page: str) -> None:
    assert code_page_of(text.encode(page)) == page
