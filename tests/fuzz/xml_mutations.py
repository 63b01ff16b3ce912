"""Damage to XML that mostly leaves it XML: other values, elements lost, doubled, respelled."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

Mutation = Callable[[Random, str], str]
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_ELEMENT = re.compile(r"<([\w:-]+)(?:\s[^<>]*)?>[^<]*</\1>|<[\w:-]+(?:\s[^<>]*)?/>")
_ROW = re.compile(r"<row\b.*?</row>|<table:table-row\b.*?</table:table-row>", re.DOTALL)
_TEXT = re.compile(r">([^<>]+)<")
_TAG = re.compile(r"<[\w:-]+(\s[^<>]*?)?/?>")
_VALUES = (
    *("", "0", "-1", "1", "60", "1e308", "1e999", "NaN", "-0", "0x10", "1,5", " 7 ", "+3", "٣"),
    *("4294967296", "1048577", "A1", "XFD1048576", "a1", "$A$1", "ZZZZ9", "A0", "A1:B2", "#REF!"),
    *("s", "str", "inlineStr", "b", "e", "d", "n", "true", "2024-02-30", "12345678901234567890"),
    *("_x0000_", "_xD83D_", "&#x9;", "&#65;", "&amp;", "&lt;", "x" * 40_000, "../../x", "\u202e"),
)


def change_an_attribute(rng: Random, text: str) -> str:
    return _exchange(rng, _ATTRIBUTE, text, lambda m: f'{m[1]}="{rng.choice(_VALUES)}"')


def lose_an_attribute(rng: Random, text: str) -> str:
    return _exchange(rng, _ATTRIBUTE, text, lambda m: "")


def respell_an_attribute(rng: Random, text: str) -> str:
    spellings = ("{0}='{1}'", '{0} = "{1}"', '{0}="{1}" ', '{0}\n=\n"{1}"')
    spelling = rng.choice(spellings)
    return _exchange(rng, _ATTRIBUTE, text, lambda m: spelling.format(m[1], m[2]))


def swap_two_values(rng: Random, text: str) -> str:
    others = _ATTRIBUTE.findall(text)
    return _exchange(
        rng, _ATTRIBUTE, text, lambda m: f'{m[1]}="{rng.choice(others)[1]}"' if others else m[0]
    )


def change_a_text(rng: Random, text: str) -> str:
    return _exchange(rng, _TEXT, text, lambda m: f">{rng.choice(_VALUES)}<")


def respell_a_text(rng: Random, text: str) -> str:
    spellings = ("><![CDATA[{0}]]><", "><!-- x -->{0}<", ">{0}<?x y?><", ">\n {0} \n<", "> {0}<")
    spelling = rng.choice(spellings)
    return _exchange(rng, _TEXT, text, lambda m: spelling.format(m[1]))


def lose_an_element(rng: Random, text: str) -> str:
    return _exchange(rng, _ELEMENT, text, lambda m: "")


def double_an_element(rng: Random, text: str) -> str:
    return _exchange(rng, _ELEMENT, text, lambda m: m[0] * rng.choice((2, 2, 3, 500)))


def move_an_element(rng: Random, text: str) -> str:
    found = [*_ELEMENT.finditer(text)]
    if len(found) < 2:
        return text
    first, second = sorted(rng.sample(found, 2), key=lambda m: m.start())
    between = text[first.end() : second.start()]
    return text[: first.start()] + second[0] + between + first[0] + text[second.end() :]


def move_a_row(rng: Random, text: str) -> str:
    found = [*_ROW.finditer(text)]
    if len(found) < 2:
        return text
    first, second = sorted(rng.sample(found, 2), key=lambda m: m.start())
    between = text[first.end() : second.start()]
    return text[: first.start()] + second[0] + between + first[0] + text[second.end() :]


def double_a_row(rng: Random, text: str) -> str:
    return _exchange(rng, _ROW, text, lambda m: m[0] * 2)


def spread_a_tag(rng: Random, text: str) -> str:
    return _exchange(rng, _TAG, text, lambda m: m[0].replace(" ", "\n\t ").replace(">", "\n>"))


def add_a_document_type(rng: Random, text: str) -> str:
    kind = rng.choice(('<!DOCTYPE a [<!ENTITY e "x">]>', "<!DOCTYPE a>", "<!doctype a>"))
    return _exchange(rng, re.compile(r"<[A-Za-z]"), text, lambda m: kind + m[0], first=True)


def _exchange(
    rng: Random,
    pattern: re.Pattern[str],
    text: str,
    change: Callable[[re.Match[str]], str],
    *,
    first: bool = False,
) -> str:
    """Return the text with one place that the pattern finds changed, if there is any."""
    found = [*pattern.finditer(text)]
    if not found:
        return text
    match = found[0] if first else rng.choice(found)
    return text[: match.start()] + change(match) + text[match.end() :]


MUTATIONS: tuple[Mutation, ...] = (
    change_an_attribute,
    change_an_attribute,
    lose_an_attribute,
    respell_an_attribute,
    swap_two_values,
    change_a_text,
    change_a_text,
    respell_a_text,
    lose_an_element,
    double_an_element,
    move_an_element,
    move_a_row,
    double_a_row,
    spread_a_tag,
    add_a_document_type,
)


def damage(rng: Random, data: bytes) -> bytes:
    """Return an XML part with one to three kinds of damage."""
    text = data.decode("utf-8", "surrogateescape")
    for _ in range(rng.choice((1, 1, 2, 3))):
        text = rng.choice(MUTATIONS)(rng, text)
    return text.encode("utf-8", "surrogateescape")
