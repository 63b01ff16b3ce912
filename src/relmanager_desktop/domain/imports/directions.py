"""Logs of calls and meetings: 'Outbound' says who began, not that nobody answered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from relmanager_desktop.domain.folding import fold
from relmanager_desktop.domain.imports.parts import Part
from relmanager_desktop.domain.imports.sheet_rows import SheetRows
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.domain.touches import HELD, TALKS, TWO_WAY

_TOLD_IN = ("subject", "outcome", "body")
# How people write that nobody was there, in nine languages, folded.
_NOBODY_THERE = (
    "voicemail, voice mail, no answer, not answered, did not answer, didn't answer, unanswered, "
    "no reply, no response, not reached, unreachable, could not reach, left message, left a "
    "message, left msg, left a msg, left vm, message left, left word, line busy, line engaged, "
    "no show, nicht erreicht, niemand erreicht, nicht erreichbar, mailbox, anrufbeantworter, "
    "keine antwort, nachricht hinterlassen, messagerie, repondeur, pas de reponse, injoignable, "
    "message laisse, buzon de voz, no contesta, no contesto, sin respuesta, contestador, dejo "
    "mensaje, caixa postal, correio de voz, nao atendeu, nao atende, sem resposta, deixou "
    "mensagem, segreteria telefonica, non risponde, non ha risposto, nessuna risposta, "
    "irraggiungibile, niet bereikt, geen gehoor, niet bereikbaar, ingesproken, poczta glosowa, "
    "nie odbiera, nie odebral, brak odpowiedzi, автоответчик, не отвечает, не ответил, не "
    "дозвонил, нет ответа, голосовая почта"
)
_LEFT = re.compile(r"\b(?:" + "|".join(re.escape(fold(w)) for w in _NOBODY_THERE.split(", ")) + ")")
_FIELD = KINDS["interaction"].field("direction")
_ONE_WAY = frozenset({"in", "out"})
_OWN_WORDS = frozenset(fold(str(choice.label)) for choice in _FIELD.choices)


def settle_directions(found: SheetRows) -> None:
    """Let talks that were held go both ways, whoever began them.

    E-mails and letters keep their way, and so do rows that tell of a message left, what the user
    said of a word, and our own words, which say that nothing came back.
    """
    if found.is_home:
        return
    for part in found.parts_of("interaction"):
        ways = part.column("direction")
        source = part.sources[part.fields.index("direction")] if ways else -1
        if ways is not None and source >= 0:
            part.put("direction", _settled(found, part, ways, source))


def _settled(found: SheetRows, part: Part, ways: Sequence[Any], source: int) -> list[Any]:
    kept = _OWN_WORDS | _said_words(found, source)
    told = [column for name in _TOLD_IN if (column := part.column(name)) is not None]
    channels, states, keys = (part.column(name) for name in ("channel", "state", "id"))
    settled = list(ways)
    for n, way in enumerate(ways):
        is_talk = channels is None or channels[n] is None or channels[n] in TALKS
        is_held = states is None or (states[n] or HELD) == HELD
        if way not in _ONE_WAY or not (is_talk and is_held) or (keys and keys[n]):
            continue
        is_meant = fold(str(found.cells[n][source])).strip() in kept
        if not is_meant and not any(_is_left(column[n]) for column in told):
            settled[n] = TWO_WAY
    return settled


def _said_words(found: SheetRows, source: int) -> frozenset[str]:
    """Return the words of a column of which the user said what they mean."""
    readings = (c.reading for c in found.map.columns if c.column == source)
    return frozenset(word for reading in readings for word in reading.values)


def _is_left(text: Any) -> bool:
    return isinstance(text, str) and _LEFT.search(fold(text)) is not None
