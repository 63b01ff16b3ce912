"""Words of headers that are no field's own: fillers, short forms, titles, words for roles."""

from __future__ import annotations

from relmanager_desktop.domain.records import FieldType

# What a way to reach a person is, beside its value.
POINTS: dict[str, tuple[tuple[str, str], ...]] = {
    "email": (("kind", "email"),),
    "phone": (("kind", "phone"),),
    "mobile": (("kind", "phone"), ("label", "Mobile")),
    "fax": (("kind", "phone"), ("label", "Fax")),
    "pager": (("kind", "phone"), ("label", "Pager")),
    "linkedin": (("kind", "link"), ("label", "LinkedIn")),
    "xing": (("kind", "link"), ("label", "Xing")),
    "skype": (("kind", "link"), ("label", "Skype")),
    "twitter": (("kind", "link"), ("label", "Twitter")),
    "facebook": (("kind", "link"), ("label", "Facebook")),
}
# Kinds whose lists often know people by nothing but their e-mail address.
KNOWN_BY_MAIL = frozenset({"consent", "survey_answer"})
# Fields whose common words hold for one type alone: 'from' is a day here and a party there.
ONLY_FOR = {
    "from": FieldType.DATE,
    "to": FieldType.DATE,
    "value": FieldType.DECIMAL,
    "on": FieldType.DATE,
    "text": FieldType.LONG_TEXT,
    "product": FieldType.LINK,
    "probability": FieldType.PERCENT,
    "role": FieldType.TEXT,
    "unit": FieldType.TEXT,
    "target": FieldType.DECIMAL,
}
# Fields that bear the name of a common one and mean something of their own.
NOT_COMMON = {("contact_role", "title")}
_FILLERS = (
    "the a an of our your their please enter current official full total le la les de du des l d "
    "der die das und el los il lo della del do da dos het een netto brutto ht ttc affected "
    "concerned associated involved respective related betroffener betroffene betreffender concerne "
    "concernee afectado afectada coinvolto coinvolta afetado afetada betrokken затронутыи"
)
FILLERS = frozenset(_FILLERS.split())
# What people of a list are there, before the words for what is told of them: 'Attendee e-mail'.
_THERE = (
    "attendee participant guest delegate speaker registrant subscriber recipient respondent member "
    "client patient student lead donor volunteer supporter policyholder tenant resident pupil "
    "applicant candidate shareholder investor spender mitglied mieter bewohner socio donante "
    "inquilino doador donatore donateur locataire huurder darczynca teilnehmer gast empfanger "
    "abonnent mandant invite participante "
    "asistente invitado convidado partecipante ospite iscritto deelnemer uczestnik gosc участник "
    "гость"
)
THERE = frozenset(_THERE.split())
_PARTICLES = (
    "on at am um by is was has been le el of the a an de du des la les d l das dem den der die für "
    "fur von vom zum zur da dos di del della dei della dello delle degli dell il lo gli al las "
    "los para por het een voor van z ze dla по для"
)
PARTICLES = frozenset(_PARTICLES.split())
# Words as machines shorten them.
_SHORTENED = (
    "addr=address acct=account mgr=manager ctry=country cntry=country cust=customer supp=supplier "
    "vend=vendor qty=quantity amt=amount desc=description dt=date dept=department cod=codigo "
    "tel=telephone org=organization prod=product inv=invoice ord=order comp=company nm=name "
    "resp=responsible pers=person kd=kunden lief=lieferanten ansprechp=ansprechpartner "
    "bez=bezeichnung num=number emp=employees ann=annual rev=revenue cd=code yr=year mth=month "
    "dlv=delivery reqd=requested req=requested prom=promised conf=confirmed sev=severity "
    "stat=status val=value pct=percent curr=currency sts=status cmt=comment rmk=remark "
    "loc=location prc=price typ=type grp=group seg=segment cat=category opp=opportunity "
    "contr=contract agmt=agreement exp=expected est=estimated act=actual sched=scheduled "
    "mtg=meeting ph=phone ts=timestamp dur=duration telno=telephone dest=destination "
    "fcst=forecast fcast=forecast "
    "rcvd=received rcv=received rej=rejected prob=probability imp=impact"
)
SHORT_FORMS = dict(pair.split("=") for pair in _SHORTENED.split())
# Words for the name of whatever stands before them.
SELF = frozenset({"name", "names", "title", "full name", "titel", "nom", "nombre", "nome", "naam"})
# Words that turn what stands before them into something else: a problem id is no problem.
_HEADS = (
    "id number code date type count by group rate status time nr datum typ art fecha tipo data "
    "kod дата тип код"
)
HEADS = frozenset(_HEADS.split())
# How the words for each role of an account begin, folded.
ROLE_STEMS: dict[str, tuple[str, ...]] = {
    "customer": ("customer", "client", "kund", "debitor", "klant", "klient", "клиент"),
    "supplier": (
        *("supplier", "vendor", "lieferant", "kreditor", "fournisseur", "proveedor"),
        *("fornecedor", "fornitore", "leverancier", "dostawca", "поставщик"),
    ),
    "distributor": ("distributor", "reseller", "handler"),
}
# Words for the day on which somebody was last spoken to, folded, and the channel they tell, if any.
LAST_TOUCH = {
    words: channel
    for channel, all_words in {
        "": (
            *("last contact", "last contacted", "last touch", "letzter kontakt"),
            *("dernier contact", "ultimo contacto", "ultimo contato", "ultimo contatto"),
            *("laatste contact", "ostatni kontakt", "последнии контакт"),
            *("last met", "last spoke", "last spoken"),
            *("last spoken to", "last spoke to", "zuletzt gesprochen"),
            *("zuletzt kontaktiert", "last contact date", "date of last contact"),
            *("datum letzter kontakt", "datum des letzten kontakts", "letzter kontakt am"),
            *("date du dernier contact", "date dernier contact", "fecha ultimo contacto"),
            *("fecha del ultimo contacto", "data do ultimo contato", "data do ultimo contacto"),
            *("data ultimo contato", "data ultimo contatto", "data dell ultimo contatto"),
            *("datum laatste contact", "data ostatniego kontaktu", "дата последнего контакта"),
        ),
        "call": (
            "last call",
            "letzter anruf",
            "letztes telefonat",
            "dernier appel",
            "last called",
            "last phone call",
            "ultima llamada",
            "ultima chiamata",
            "последнии звонок",
            *("дата последнего звонка", "data ostatniej rozmowy", "date of last call"),
        ),
        "visit": (
            "last visit",
            "letzter besuch",
            "derniere visite",
            "ultima visita",
            "last visited",
            "last site visit",
            "last customer visit",
            "zuletzt besucht",
            "letzter kundenbesuch",
            "laatste bezoek",
            "ostatnia wizyta",
            "последнии визит",
            *("дата последнего визита", "datum letzter besuch", "date of last visit"),
            *("date de derniere visite", "date de la derniere visite", "fecha ultima visita"),
            *("data da ultima visita", "data ultima visita", "datum laatste bezoek"),
            "data ostatniej wizyty",
        ),
        "meeting": (
            "last meeting",
            "letztes treffen",
            "letzter termin",
            "derniere reunion",
            "last meeting date",
            "last review meeting",
            "letzte besprechung",
            "letztes gesprach",
            "dernier rendez vous",
            "dernier rdv",
            "ultima reunion",
            "ultima reuniao",
            "ultimo incontro",
            "ultima riunione",
            "laatste gesprek",
            "ostatnie spotkanie",
            "последняя встреча",
        ),
        "email": (
            "last email",
            "letzte e mail",
            "letzte mail",
            "dernier e mail",
            "last emailed",
            "last mail",
        ),
    }.items()
    for words in all_words
}
_HONORIFICS = (
    "mr mrs ms miss mx dr prof sir dame lady lord rev hon capt maj col lt gen sgt herr frau hr "
    "fr ddr dr.-ing ing dipl.-ing dipl.-kfm dipl.-inform dipl.-phys dipl.-volksw dipl di mag pd ra "
    "univ.-prof herr/frau mr/ms m mme mlle monsieur madame mademoiselle me sr sra srta senor "
    "senora senorita lic licda licdo dra ing.ra arq abg dna eng enga exmo exma prof.ssa dott "
    "dott.ssa dr.ssa sig sig.ra sig.na signor signora signorina avv arch geom rag cav dhr mevr mw "
    "mevrouw meneer heer drs ir pan pani mgr inz lek mec г-н г-жа господин госпожа д-р проф "
)
HONORIFICS = frozenset(_HONORIFICS.split())
# Those that may be a name or an initial as well, unless a point ends them: 'Pan Wei', 'M Jones'.
_NAMELIKE = (
    "m fr sr sig ing pan sir hr me di mag ra pd ir lic eng arch arq avv geom rag cav col gen lt "
    "hon rev maj dame lady lord heer lek mec inz abg dipl"
)
NAMELIKE = frozenset(_NAMELIKE.split())
# What goes on with a title, and is none by itself: 'dr hab. inż.', 'Prof. Dr. h.c.', 'Sr. D.'.
_BEHIND = (
    "h.c hc h c e.h e mult hab habil inz med jur iur rer nat phil oec pol ing dent vet techn theol "
    "univ emer em d don dona dna lic fh"
)
TITLES_BEHIND = frozenset(_BEHIND.split())
# Degrees behind a name, in capitals and without points.
_BEHIND_NAMES = (
    "phd md mba msc bsc ma ba llm llb cpa cfa esq rn dds dvm jd edd dphil mphil meng beng fca aca "
    "acca cima pmp mcips fcips dba mag mpa mph"
)
TITLES_BEHIND_NAMES = frozenset(_BEHIND_NAMES.split())
_PEOPLE = (
    "person individual contact people private privatperson personne particulier persona "
    "individuo pessoa fisica persoon osoba физлицо человек"
)
PEOPLE = frozenset(_PEOPLE.split())
_OF_THE_HOUSE = "main central company office switchboard zentrale headquarters hq centralino"
OF_THE_HOUSE = frozenset(_OF_THE_HOUSE.split())
# What comes before the '@' of addresses that are nobody's own.
_MAILBOXES = (
    "info infos office contact kontakt kontakti contacto contato contatti mail email post sales "
    "vertrieb ventes ventas vendas vendite verkauf verkoop sprzedaz support service help helpdesk "
    "hello hallo hi admin administration buero zentrale empfang reception accueil biuro hr "
    "einkauf purchasing procurement achats compras acquisti inkoop order orders bestellung "
    "accounts accounting buchhaltung rechnung billing invoice team webmaster sekretariat "
    "marketing general enquiries secretariat direction customerservice"
)
MAILBOXES = frozenset(_MAILBOXES.split())
# Of what people call the steps by which they rank customers.
TIERS = frozenset(
    {"strategic", "key", "core", "gold", "silver", "bronze", "platinum", "diamond", "premium"}
    | {"top", "vip", "basic", "standard", "tail", "high", "medium", "low", "hoch", "mittel"}
    | {"niedrig", "strategisch", "schlusselkunde", "or", "argent", "oro", "plata", "ouro", "goud"}
    | {"important", "minor", "major", "enterprise", "small", "large", "middle", "klasse", "class"}
)
