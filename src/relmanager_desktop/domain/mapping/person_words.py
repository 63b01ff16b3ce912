"""Words of headers that tell one person of a row from another, in nine languages."""

from __future__ import annotations


def _keyed(words: str) -> dict[str, str]:
    """Return word → key of lines such as '2 second secondary'."""
    lines = (line.split() for line in words.strip().splitlines())
    return {word: key for key, *found in lines for word in (key, *found)}


# Words for a person whom a row names.
_NOUNS = (
    "contact contacts person contactperson ansprechpartner ansprechpartnerin ansprechperson asp "
    "kontakt kontaktperson interlocuteur correspondant contacto persona contato pessoa contatto "
    "referente contactpersoon kontaktpersoon osoba kontaktowa контакт контактное лицо"
)
NOUNS = frozenset(_NOUNS.split())
# The order in which they are named: key, then the words, as headers fold them.
ORDERS = _keyed(
    """
1 primary main principal first 1st erster erste erstes primar primarer primare hauptansprechpartner
1 premier premiere principale primario primaria primeiro primeira primer primero primera primo prima
1 hoofd eerste primaire glowny glowna pierwszy pierwsza podstawowy основнои первыи главныи
2 secondary second 2nd zweiter zweite zweites sekundar secondaire deuxieme segundo segunda
2 secundario secundaria secondo seconda secondario secondaria tweede secundaire drugi druga второи
3 third 3rd tertiary dritter dritte drittes troisieme tercero tercera terceiro terceira terzo terza
3 derde trzeci trzecia третии
4 fourth 4th vierter vierte quatrieme cuarto quarto vierde czwarty четвертыи
other alternate alternative additional weiterer weitere andere autre otro otra outro outra altro
other altra andere inny inna dodatkowy дополнительныи другои
"""
)
# Who stands in for another: such a word names the person by itself.
DEPUTIES = _keyed(
    """
deputy backup substitute stellvertreter stellvertreterin stellvertretung stellv suppleant
deputy suppleante adjoint adjointe suplente sustituto sustituta substituto substituta sostituto
deputy sostituta vice plaatsvervanger vervanger zastepca заместитель
"""
)
# Whom a title names by itself: 'CEO name'.
TITLES = _keyed(
    """
buyer acheteur comprador inkoper
ceo
cfo
cto
coo
sponsor
champion
director geschaftsfuhrer geschaftsfuhrung gerant gerente directeur direttore prezes директор
"""
)
# What they are there for: key, then the words, which name nobody without a word for a person.
ROLES = _keyed(
    """
technical technik technische technischer technisches technique tecnico tecnica technisch techniczny
technical techniczna техническии
commercial kaufmannisch kaufmannischer kaufmannische kommerziell comercial commerciale commercieel
commercial handlowy handlowa коммерческии
purchasing procurement einkauf beschaffung achat achats compras acquisti inkoop zakupy закупки
sales vertrieb verkauf ventes ventas vendas vendite verkoop sprzedaz продажи
billing invoice invoicing rechnung rechnungs facturation facturacion facturacao faturamento
billing fatturazione facturatie faktury
finance accounting accounts finanzen buchhaltung finances finanzas financeiro contabilidad
finance contabilidade comptabilite amministrazione contabilita financien boekhouding ksiegowosc
finance финансы бухгалтерия
quality qualitat qs qm qualite calidad qualidade qualita kwaliteit jakosc качество
logistics logistik logistique logistica logistiek logistyka логистика
shipping versand expedition envio spedizione verzending wysylka
legal recht juridique juridico legale juridisch prawny
management
emergency escalation eskalation notfall urgence emergencia
it
marketing
service support kundendienst sav
hr personal rh
operations betrieb produktion production
"""
)
# How compounds begin: 'Hauptansprechpartner', 'Zweitkontakt', 'Einkaufskontakt'.
BEGINNINGS = {
    "haupt": "1",
    "erst": "1",
    "zweit": "2",
    "dritt": "3",
    "ersatz": "deputy",
    "hoofd": "1",
    "einkaufs": "purchasing",
    "vertriebs": "sales",
    "technik": "technical",
    "rechnungs": "billing",
    "qualitats": "quality",
    "logistik": "logistics",
    "notfall": "emergency",
}
