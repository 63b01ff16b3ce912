"""Steps of a scale from 1 to 5 in figures and words: '4 – likely', 'High (3)', 'sehr hoch'."""

from __future__ import annotations

import re

from relmanager_desktop.domain.folding import fold

_STEP = re.compile(r"(\d{1,2})\s*(?:[-–—:=.)/]|\s)\s*\D.*|[^\d]+[(\[=:–—-]\s*(\d{1,2})\s*[)\]]?")
_STEP_WORDS = {
    1: "very negative, very bad, sehr schlecht, sehr negativ, 😡, 😠, very low, rare, remote, "
    "negligible, sehr gering, sehr niedrig, tres faible, muy bajo, muy baja, muito baixo, "
    "molto basso, zeer laag, bardzo niski, очень низкий, очень низкая",
    2: "negative, negativ, negatif, negativo, bad, schlecht, 🙁, ☹, 👎, low, unlikely, minor, "
    "niedrig, gering, unwahrscheinlich, faible, bajo, baja, baixo, baixa, basso, bassa, "
    "laag, niski, niskie, низкий, низкая, l",
    3: "neutral, neutre, neutro, okay, 😐, medium, moderate, possible, mittel, moglich, "
    "moyen, moyenne, medio, media, gemiddeld, midden, sredni, srednie, средний, средняя, m",
    4: "positive, good, gut, positiv, positif, positivo, 🙂, 👍, high, likely, major, hoch, "
    "wahrscheinlich, eleve, elevee, haut, haute, alto, alta, hoog, wysoki, wysokie, "
    "высокий, высокая, h",
    5: "very high, critical, severe, almost certain, catastrophic, sehr hoch, kritisch, tres "
    "eleve, critique, muy alto, muy alta, critico, muito alto, molto alto, zeer hoog, "
    "very positive, very good, sehr gut, sehr positiv, 😀, 😃, 😊, 😍, bardzo wysoki, очень "
    "высокий, очень высокая",
}
_ONE_SIGN = re.compile(r"(?:[★☆]{1,5}|⭐{1,5}|\*{1,5})")
_OF_FIVE = re.compile(r"([1-5])\s*(?:/|of|von|sur|de|su|van|z|из)\s*5")
_STEPS = {word.strip(): n for n, words in _STEP_WORDS.items() for word in words.split(",")}


def step_of(text: str) -> int | None:
    """Return the step that a text names on a scale from 1 to 5, None if it names none."""
    folded = fold(text).replace("\ufe0f", "").strip()
    if _ONE_SIGN.fullmatch(folded):  # of '★★★☆☆' the full ones count
        return sum(sign != "☆" for sign in folded) or None
    if match := _OF_FIVE.fullmatch(folded):
        return int(match[1])
    if match := _STEP.fullmatch(folded):
        return int(match[1] or match[2])
    return _STEPS.get(folded)
