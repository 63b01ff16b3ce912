"""What people write for our choices, in nine languages: 'Hoch' is high, 'Lieferant' a supplier."""

from __future__ import annotations

from relmanager_desktop.domain.folding import fold

# code: words in English, German, French, Spanish, Portuguese, Italian, Dutch, Polish and Russian.
_WORDS = {
    "low": "minor, trivial, niedrig, gering, faible, basse, bajo, baja, baixo, baixa, basso, "
    "bassa, laag, niski, niska, низкий, низкая, p4, p5, planning, sev 4, sev4, s4, severity 4, 3 "
    "- low, 4 - low, green, grün, vert, verde, groen, zielony, зелёный, 🟢, klein, small, "
    "negligible, unlikely, mała",
    "medium": "moderate, normal, standard, average, mittel, moyen, moyenne, medio, media, médio, "
    "middel, gemiddeld, sredni, średni, średnia, средний, средняя, p3, sev 3, sev3, s3, severity "
    "3, amber, yellow, gelb, orange, jaune, amarillo, amarelo, giallo, geel, żółty, жёлтый, 🟡, "
    "🟠, mittlere, mäßig, possible, umiarkowany",
    "normal": "medium, standard, mittel, moyenne, normale, media, normaal, normalny, обычный, "
    "средний, gewöhnlich",
    "high": "major, important, hoch, wichtig, élevé, élevée, haute, alto, alta, hoog, wysoki, "
    "wysoka, высокий, высокая, p2, sev 2, sev2, s2, severity 2, red, rot, rouge, rojo, vermelho, "
    "rosso, rood, czerwony, красный, 🔴, hohe, sehr wichtig, likely, big, duży",
    "urgent": "critical, severe, blocker, very high, highest, dringend, kritisch, sehr hoch, "
    "urgente, critique, crítico, crítica, critico, pilny, krytyczny, срочный, критический, p1, "
    "emergency, spoed, sev 1, sev1, s1, severity 1, immediate, showstopper, top, asap, sofort, "
    "bloquant, kritische, krytyczna, критичный, critica, kritiek",
    "open": "to do, todo, new, not started, in progress, pending, active, ongoing, offen, neu, in "
    "arbeit, ouvert, ouverte, abierto, abierta, aberto, aberta, aperto, aperta, otwarty, открыт, "
    "открыта, идентифицирован, identified, à faire, a faire, pendiente, pendientes, pendente, da "
    "fare, te doen, do zrobienia, новая, новый, nicht begonnen, nicht gestartet, laufend, läuft, "
    "en cours, en curso, em andamento, in corso, bezig, in behandeling, lopend, w toku, w "
    "trakcie, в работе, в процессе, wip, doing, started, on hold, blocked, wartet, blockiert, "
    "overdue, überfällig, en retard, vencida, scaduto, nieuw, nowe, nowy, запланировано, te "
    "starten, niet gestart, rozpoczęte, not yet started, open item, delayed, at risk, 🔴, 🟡, ✗, "
    "✘, ☐",
    "done": "completed, complete, finished, closed, erledigt, fertig, abgeschlossen, terminé, "
    "terminée, fait, hecho, terminado, concluído, feito, fatto, completato, klaar, gereed, "
    "voltooid, zrobione, zakończone, выполнено, готово, erledigte, gelöst, umgesetzt, realisiert, "
    "réalisé, réalisée, achevé, terminada, completado, completada, finalizado, finalizada, hecha, "
    "realizada, concluída, concluido, feita, fatta, completata, conclusa, chiuso, chiusa, "
    "cerrado, cerrada, fechado, fechada, gesloten, afgerond, afgehandeld, zakończono, wykonane, "
    "zamknięte, ukończone, выполнена, завершено, завершена, закрыта, закрыт, сделано, done ✓, ✓, "
    "✔, ✅, ☑, 🟢, 100 %, 100%, delivered, implemented, resolved, approved, agreed, accepted",
    "dropped": "cancelled, canceled, abandoned, verworfen, abgebrochen, abandonné, cancelado, "
    "annullato, vervallen, anulowane, отменено, entfällt, zurückgezogen, gestrichen, abandonnée, "
    "annulée, cancelada, anulada, annullata, geannuleerd, anulowano, отменена, rejected, "
    "obsolete, withdrawn, not needed, superseded",
    "new": "neu, nouveau, nouvelle, nuevo, nueva, novo, nova, nuovo, nuova, nieuw, nowy, nowa, "
    "новый, новая, submitted, reported, logged, new business, new logo, neugeschäft, existing "
    "business - new, not started, to do, todo, à traiter, te doen, zgłoszone, zgłoszony, "
    "зарегистрировано, зарегистрирован, gemeldet, erfasst, eingegangen, aberto novo, открыто "
    "новое, backlog, draft, received, registered, nuova segnalazione",
    "in_progress": "active, working, assigned, work in progress, started, open, in bearbeitung, "
    "ouvert, ouverte, abierto, abierta, aberto, aberta, aperto, aperta, otwarty, otwarta, открыт, "
    "открыта, открыто, in arbeit, offen, en cours, en curso, en proceso, em andamento, in corso, "
    "in behandeling, w toku, в работе, под работой, in review, under investigation, "
    "investigating, in analysis, analyse, wip, doing, in prüfung, bezig, w trakcie, в процессе, "
    "tratamento, en traitement, en proceso de, lopend, in trattamento, being processed, in "
    "process, under review, open - in progress, laufend, in klärung",
    "waiting_on_them": "awaiting user info, waiting for customer, awaiting customer, pending "
    "customer, waiting on customer, wartet auf kunde, warten auf kunde, rückfrage, en attente "
    "client, awaiting reply, awaiting response",
    "waiting_on_us": "waiting for us, waiting on us, wartet auf uns, escalated, awaiting vendor, "
    "awaiting problem, awaiting evidence, awaiting change",
    "on_hold": "hold, paused, pending, deferred, pausiert, zurückgestellt, en attente, en espera, "
    "em espera, in attesa, in wacht, wstrzymane, на паузе, отложено, blocked, blockiert, waiting, "
    "wartend, suspended, en pause, suspendu, suspendido, suspenso, sospeso, geblokkeerd, "
    "zawieszone, приостановлено",
    "resolved": "solved, fixed, gelöst, behoben, résolu, résolue, resuelto, resolvido, risolto, "
    "opgelost, rozwiązane, решено, answered, gelöste, résolues, resuelta, solucionado, "
    "solucionada, resolvida, risolta, afgehandeld, verholpen, rozwiązany, решена, решен, решён, "
    "implemented, verified",
    "closed": "done, completed, finished, geschlossen, abgeschlossen, erledigt, fermé, clos, "
    "cerrado, fechado, chiuso, gesloten, zamknięty, закрыт, закрыта, fermée, clôturé, clôturée, "
    "cerrada, fechada, encerrado, encerrada, chiusa, afgesloten, zamknięta, zamknięte, закрыто, "
    "archived, complete, zakończone, завершено, ☑, done - closed",
    "cancelled": "canceled, withdrawn, storniert, abgebrochen, annulé, cancelado, annullato, "
    "geannuleerd, anulowano, отменено, rejected, abgelehnt, not accepted, refusé, rejeté, "
    "rechazada, rechazado, rejeitado, respinto, afgewezen, odrzucone, отклонено, won t fix, "
    "invalid, void, annullata, cancelada",
    "duplicate": "dublette, doublon, duplicado, duplicato, dubbel, duplikat, дубликат",
    "customer": "client, clients, customers, buyer, kunde, kunden, debitor, cliente, clientes, "
    "clienti, klant, klanten, klient, klienci, клиент, покупатель, customer - direct, customer - "
    "channel, a client, existing customer, current customer",
    "supplier": "suppliers, vendor, vendors, seller, provider, lieferant, lieferanten, kreditor, "
    "fournisseur, fournisseurs, proveedor, proveedores, fornecedor, fornitore, fornitori, "
    "leverancier, dostawca, поставщик, subcontractor",
    "distributor": "reseller, dealer, wholesaler, händler, grosshändler, vertriebspartner, "
    "distributeur, revendeur, distribuidor, distributore, rivenditore, dystrybutor, дистрибьютор, "
    "дилер, channel partner / reseller",
    "partner": "partners, partenaire, socio, parceiro, partenaire commercial, партнёр, партнер, "
    "channel partner, technology partner, integrator",
    "internal": "intern, interne, interno, intern, wewnętrzny, внутренний, own company, colleague",
    "personal": "private, privat, privé, privado, pessoal, personale, privaat, prywatny, личный, "
    "friend, family",
    "community": "gemeinschaft, verein, communauté, comunidad, comunidade, comunità, сообщество, "
    "association, club",
    "prospect": "lead, subscriber, marketing qualified lead, sales qualified lead, mql, sql, "
    "potential, interessent, prospekt, prospecto, prospective, potentieel, potencjalny, "
    "потенциальный, target, opportunity, cold, warm, hot, qualified",
    "active": "customer, client, evangelist, aktiv, actif, active customer, activo, activa, ativo, "
    "ativa, attivo, attiva, actief, aktywny, активный, активен, in-contract, current, live, "
    "valid, signed, in force, gültig, laufend, en vigueur, vigente, running, executed, activated",
    "dormant": "inactive, inaktiv, ruhend, inactif, inactivo, inativo, inattivo, inactief, "
    "nieaktywny, неактивный, sleeping, paused, on hold",
    "ended": "former, lost, churned, closed, expired, terminated, ehemalig, beendet, gekündigt, "
    "abgelaufen, ancien, perdu, terminé, expiré, antiguo, perdido, vencido, encerrado, cessato, "
    "scaduto, beëindigd, verlopen, zakończony, завершён, завершен, истёк, out of business",
    "draft": "entwurf, brouillon, borrador, rascunho, bozza, concept, szkic, черновик, proposed, "
    "in preparation, in negotiation, planned, in approval process",
    "agreed": "approved, signed, vereinbart, genehmigt, approuvé, aprobado, aprovado, approvato, "
    "akkoord, uzgodniony, согласован",
    "call": "phone, phone call, telephone, tel, cold call, outbound call, inbound call, telefon, "
    "anruf, telefonat, appel, téléphone, llamada, teléfono, ligação, telefonema, chiamata, "
    "telefonata, telefoon, telefoontje, telefoniczny, rozmowa, звонок, телефон, telefonisch, ☎, "
    "📞, telefonique, conference call, telco, telko, anrufe, dzwonek, rozmowa telefoniczna, "
    "telefonisches gespräch",
    "video": "video call, video conference, videocall, teams, zoom, webex, google meet, "
    "videokonferenz, visioconférence, visio, videollamada, videochiamata, видеозвонок, online "
    "meeting, virtual meeting, web meeting, wideokonferencja",
    "meeting": "meet, in person, face to face, appointment, demo, lunch, besprechung, termin, "
    "treffen, réunion, rendez-vous, rdv, reunión, reunião, riunione, incontro, vergadering, "
    "afspraak, spotkanie, встреча, совещание, workshop, presentation",
    "visit": "site visit, on-site, on site, besuch, vor ort, visite, visita, bezoek, wizyta, "
    "визит, field visit",
    "email": "e-mail, mail, emailed, e-mail sent, courriel, mél, correo, correo electrónico, posta "
    "elettronica, письмо, эл. почта, электронная почта, почта, outbound email, ✉, 📧, per mail, "
    "per e-mail, emails, e-mails",
    "chat": "message, sms, text, whatsapp, slack, instant message, nachricht, mensaje, mensagem, "
    "messaggio, bericht, wiadomość, сообщение, чат, textmessage",
    "letter": "post, postal mail, brief, lettre, courrier, carta, lettera, list, письмо почтой",
    "social": "linkedin, social media, twitter, xing, facebook, soziale medien, réseaux sociaux",
    "event": "conference, trade fair, trade show, webinar, fair, messe, veranstaltung, salon, "
    "événement, evento, feria, fiera, beurs, targi, мероприятие, выставка",
    "survey": "questionnaire, umfrage, befragung, enquête, encuesta, pesquisa, sondaggio, ankieta, "
    "опрос",
    "mailing": "newsletter, mass mail, bulk email, rundschreiben, campaign, mass email",
    "planned": "scheduled, upcoming, geplant, planifié, prévu, planificado, planejado, "
    "pianificato, gepland, zaplanowane, запланировано, open, not started, to do",
    "held": "done, completed, held, closed, erledigt, durchgeführt, stattgefunden, effectué, "
    "réalisé, realizado, realizada, svolto, afgerond, odbyte, проведено, состоялась, finished",
    "not_held": "cancelled, canceled, no show, missed, abgesagt, ausgefallen, annulé, cancelado, "
    "annullato, geannuleerd, odwołane, отменено, deferred",
    "in": "inbound, incoming, received, eingehend, entrant, entrante, recebido, in entrata, "
    "inkomend, przychodzące, входящий",
    "out": "outbound, outgoing, sent, ausgehend, sortant, saliente, enviado, in uscita, uitgaand, "
    "wychodzące, исходящий",
    "both": "two-way, beide, both ways, les deux, ambos, entrambi, obie, оба",
    "us": "we, our side, ours, wir, uns, unsere seite, nous, nosotros, nós, noi, wij, my, мы",
    "them": "they, client, customer, supplier, other side, sie, kunde, lieferant, eux, ellos, "
    "eles, loro, zij, oni, они, counterparty",
    "ours": "our, us, we, unsere, nôtre, nuestro, nosso, nostro, onze, nasze, наши",
    "theirs": "their, them, client, customer, ihre, leur, su, deles, loro, hun, ich, их",
    "won": "closed won, gewonnen, gagné, gagnée, ganado, ganada, ganho, vinto, vinta, wygrana, "
    "выиграно, won deal",
    "lost": "closed lost, verloren, perdu, perdue, perdido, perdida, perso, persa, przegrana, "
    "проиграно, lost deal",
    "sell": "sales, sale, customer, we sell, verkauf, vente, venta, venda, vendita, verkoop, "
    "sprzedaż, продажа, client, kundenvertrag, verkaufsvertrag, sales contract, customer contract",
    "buy": "purchase, purchasing, procurement, supplier, vendor, we buy, einkauf, achat, compra, "
    "acquisto, inkoop, zakup, закупка, lieferantenvertrag, einkaufsvertrag, purchase contract, "
    "supplier contract",
    "sold": "sale, sales, sell, out, verkauft, verkauf, vendu, vendido, venduto, verkocht",
    "bought": "purchase, buy, in, gekauft, einkauf, acheté, comprado, acquistato, gekocht",
    "billing": "invoice, bill to, bill, rechnung, rechnungsadresse, facturation, facturación, "
    "faturamento, fatturazione, factuur, faktura, счёт, invoice address",
    "delivery": "shipping, ship to, late delivery, lieferung, lieferadresse, livraison, entrega, "
    "envío, consegna, spedizione, levering, dostawa, доставка, logistics, delivery address",
    "other": "sonstige, andere, autre, otro, otra, outro, outra, altro, overig, inny, другое",
    "service": "support, incident, service request, kundendienst, dienst, servicio, serviço, "
    "servizio, usługa, обслуживание, problem, technical",
    "complaint": "claim, beschwerde, reklamation, plainte, réclamation, queja, reclamación, "
    "reclamação, reclamo, klacht, reklamacja, skarga, жалоба, рекламация",
    "quality": "defect, qualität, mangel, qualité, défaut, calidad, defecto, qualidade, qualità, "
    "difetto, kwaliteit, jakość, wada, качество, брак",
    "dispute": "streit, litige, disputa, contestazione, geschil, spór, спор",
    "request": "question, enquiry, inquiry, feature request, anfrage, frage, demande, question, "
    "solicitud, pedido, richiesta, verzoek, vraag, zapytanie, запрос, вопрос",
    "avoid": "vermeiden, éviter, evitar, evitare, vermijden, unikać, unikanie, избегать, prevent",
    "reduce": "mitigate, mitigation, mindern, vermindern, réduire, atténuer, reducir, mitigar, "
    "reduzir, ridurre, mitigare, verminderen, redukować, снизить, control, treat",
    "transfer": "share, übertragen, transférer, transferir, trasferire, overdragen, przenieść, "
    "передать, insure",
    "accept": "tolerate, retain, akzeptieren, accepter, aceptar, aceitar, accettare, accepteren, "
    "akceptować, принять, acceptance, monitor",
    "watched": "monitoring, monitored, watch, beobachtet, surveillé, vigilado, monitorado, "
    "monitor, watching, im blick, unter beobachtung, in beobachtung, under observation",
    "granted": "yes, opt-in, opted in, subscribed, given, erteilt, ja, accordé, oui, otorgado, sí, "
    "concedido, sim, concesso, verleend, udzielona, дано, да, true, 1, double opt-in",
    "withdrawn": "no, opt-out, opted out, unsubscribed, revoked, widerrufen, nein, retiré, non, "
    "retirado, revocado, no dado, não, ritirato, ingetrokken, wycofana, отозвано, нет, false, 0",
    "cross_sell": "cross-sell, cross sale, crossselling, querverkauf, vente croisée, existing "
    "business - cross-sell",
    "up_sell": "upsell, upgrade, expansion, existing customer - upgrade, existing business, add-on",
    "renewal": "renew, verlängerung, renouvellement, renovación, renovação, rinnovo, verlenging, "
    "odnowienie, продление, existing customer - replacement",
    "decision_maker": "entscheider, décideur, decisor, decisore, beslisser, decydent, лпр, "
    "economic buyer, economic decision maker, budget holder, decision-maker, executive sponsor",
    "user": "end user, anwender, nutzer, utilisateur, usuario, usuário, utente, gebruiker, "
    "użytkownik, пользователь, business user",
    "evaluator": "technical buyer, bewerter, évaluateur, evaluador, avaliador, valutatore, "
    "technical decision maker, influencer, gatekeeper",
    "champion": "coach, fürsprecher, promoteur, promotor, supporter, чемпион",
    "neutral": "neutre, neutro, neutraal, neutralny, нейтральный",
    "higher": "higher is better, up, maximise, maximize, höher, hoch, increase, ↑",
    "lower": "lower is better, down, minimise, minimize, niedriger, decrease, ↓",
    "newsletter": "mailing, rundbrief, bulletin, boletín",
    "chosen": "selected, invited, ausgewählt, eingeladen, invité, planned, target",
    "sent": "delivered, gesendet, versendet, envoyé, enviado, inviato, verzonden, отправлено",
    "answered": "responded, replied, clicked, beantwortet, répondu, respondido, risposto",
    "opted_out": "unsubscribed, abgemeldet, désinscrit, baja, uitgeschreven, bounced",
    "strength": "strengths, stärke, stärken, force, fortaleza, força, forza, sterkte, s",
    "weakness": "weaknesses, schwäche, schwächen, faiblesse, debilidad, fraqueza, zwakte, w",
    "opportunity": "opportunities, chance, chancen, opportunité, oportunidad, oportunidade, o",
    "threat": "threats, risiko, bedrohung, menace, amenaza, ameaça, minaccia, bedreiging, t",
    "competitor": "competition, wettbewerber, mitbewerber, concurrent, competidor, concorrente",
    "R": "responsible, verantwortlich, durchführend, responsable",
    "A": "accountable, rechenschaftspflichtig, approver, autorité",
    "C": "consulted, konsultiert, consulté, consultado",
    "I": "informed, informiert, informé, informado",
    "NPS": "net promoter score, net promoter",
    "CSAT": "customer satisfaction, satisfaction, zufriedenheit",
    "CES": "customer effort score, effort",
    "QBR": "quarterly business review, quarterly review, quartalsgespräch",
    "EBR": "executive business review, executive review",
    "link": "url, website, web, homepage, linkedin",
    "phone": "telephone, tel, mobile, telefon, téléphone",
    "on_track": "green, on track, im plan, grün, vert, verde, groen, zielony, 🟢, nach plan, en "
    "bonne voie, en plazo, no prazo, op schema",
    "at_risk": "amber, yellow, red, gefährdet, gelb, off track, behind, orange, jaune, rot, rouge, "
    "amarillo, amarelo, geel, 🟡, 🔴, 🟠, kritisch, en risque, en riesgo, em risco, a rischio, в "
    "зоне риска",
    "achieved": "met, done, completed, reached, erreicht, atteint, logrado, ✓, ✅, erfüllt, "
    "conseguido, atingido, raggiunto, behaald, osiągnięty, достигнуто, complete, closed",
    "missed": "failed, not met, verfehlt, manqué, ✗, ✘, ❌, verpasst, no logrado, não atingido, "
    "mancato, niet gehaald, nie osiągnięto, не достигнуто",
    "legitimate_interest": "berechtigtes interesse, intérêt légitime, interés legítimo, interesse "
    "legítimo, legittimo interesse, gerechtvaardigd belang, uzasadniony interes, законный "
    "интерес, li",
    "consent": "einwilligung, consentement, consentimiento, consentimento, consenso, toestemming, "
    "zgoda, согласие, opt-in",
    "legal_duty": "legal obligation, rechtliche verpflichtung, gesetzliche pflicht, obligation "
    "légale, obligación legal, obrigação legal, obbligo legale, wettelijke plicht, obowiązek "
    "prawny, правовая обязанность",
    "contract": "vertrag, contrat, contrato, contratto, overeenkomst, umowa, договор, performance "
    "of contract, vertragserfüllung",
    "marketing": "werbung, publicité, publicidad, publicidade, pubblicità, reclame, reklama, "
    "реклама, advertising, newsletter, direct marketing",
    "win_back": "win-back, winback, rückgewinnung, reactivation, reaktivierung, reconquête",
}
SYNONYMS: dict[str, tuple[str, ...]] = {
    code: tuple(fold(word.strip()) for word in words.split(",")) for code, words in _WORDS.items()
}
_YES = (
    "yes y true t 1 x ja j wahr waar oui o vrai si s sim verdadeiro verdadero cierto vero v tak t "
    "prawda да д истина ✓ ✔ ☑ ✅ 👍 on checked ticked enabled"
)
_NO = (
    "no n false f 0 nein falsch non faux nao falso nee onwaar nie falsz нет н ложь ✗ ✘ ☐ ❌ ✖ 👎 "
    "off unchecked disabled"
)
YES_NO: dict[str, bool] = {
    **dict.fromkeys(_YES.split(), True),
    **dict.fromkeys(_NO.split(), False),
    "opted in": True,
    "opted out": False,
    "aktiv": True,
    "inaktiv": False,
    "active": True,
    "inactive": False,
    "subscribed": True,
    "unsubscribed": False,
    "-1": True,
    "done": True,
}
