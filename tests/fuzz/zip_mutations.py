"""Damage to the zip around a workbook: parts lost, swapped, doubled, renamed, taken from others."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable
from random import Random

from tests.fuzz import byte_mutations, xml_mutations

Parts = list[tuple[str, bytes]]
Mutation = Callable[[Random, Parts, Parts], Parts]
_NAMES = ("xl/workbook.xml", "content.xml", "../../x.xml", "XL/Worksheets/Sheet1.xml", "a\\b", "")
_CODINGS = ("utf-16", "utf-16-le", "latin-1", "utf-8-sig", "utf-32")


def damage_xml(rng: Random, parts: Parts, others: Parts) -> Parts:
    return _change(rng, parts, _is_xml, lambda data: xml_mutations.damage(rng, data))


def damage_bytes(rng: Random, parts: Parts, others: Parts) -> Parts:
    return _change(rng, parts, bool, lambda data: byte_mutations.damage(rng, data))


def damage_cells(rng: Random, parts: Parts, others: Parts) -> Parts:
    return _change(rng, parts, _holds_cells, lambda data: _damage(rng, data))


def recode(rng: Random, parts: Parts, others: Parts) -> Parts:
    coding = rng.choice(_CODINGS)
    return _change(rng, parts, _is_xml, lambda data: _recoded(data, coding))


def lose_a_part(rng: Random, parts: Parts, others: Parts) -> Parts:
    lost = rng.choice(parts)
    return [part for part in parts if part is not lost]


def swap_two_parts(rng: Random, parts: Parts, others: Parts) -> Parts:
    first, second = rng.choice(parts), rng.choice(parts)
    contents = {first[0]: second[1], second[0]: first[1]}
    return [(name, contents.get(name, data)) for name, data in parts]


def rename_a_part(rng: Random, parts: Parts, others: Parts) -> Parts:
    old, name = rng.choice(parts), rng.choice([*_NAMES, rng.choice(parts)[0].upper()])
    return [(name, part[1]) if part is old else part for part in parts]


def double_a_part(rng: Random, parts: Parts, others: Parts) -> Parts:
    return [*parts, rng.choice(parts)]


def take_a_part_of_another(rng: Random, parts: Parts, others: Parts) -> Parts:
    theirs = {name: data for name, data in others if data}
    if not theirs:
        return parts
    common = [name for name, _ in parts if name in theirs] or [*theirs]
    name = rng.choice(common)
    return [part for part in parts if part[0] != name] + [(name, theirs[name])]


MUTATIONS: tuple[Mutation, ...] = (
    damage_xml,
    damage_xml,
    damage_cells,
    damage_cells,
    damage_cells,
    damage_bytes,
    recode,
    lose_a_part,
    swap_two_parts,
    rename_a_part,
    double_a_part,
    take_a_part_of_another,
)


def damage(rng: Random, data: bytes, other: bytes) -> bytes:
    """Return a zip with one kind of damage inside; bytes that are no zip are damaged as bytes."""
    parts = _parts_of(data)
    if not parts:
        return byte_mutations.damage(rng, data)
    parts = rng.choice(MUTATIONS)(rng, parts, _parts_of(other))
    target = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w", _compression(rng)) as package:
        warnings.simplefilter("ignore")
        for name, content in parts:
            # A zip keeps the time at which a part was written; a case must not depend on it.
            package.writestr(zipfile.ZipInfo(name or "x"), content, package.compression)
    return target.getvalue()


def _compression(rng: Random) -> int:
    return rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))


def _parts_of(data: bytes) -> Parts:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return [(part.filename, package.read(part)) for part in package.infolist()]
    # zipfile answers damage with a dozen different exceptions.
    except Exception:  # noqa: BLE001 - a corpus of damaged files has them all
        return []


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _holds_cells(name: str) -> bool:
    return any(word in name.lower() for word in ("worksheets/", "sharedstrings", "content.xml"))


def _damage(rng: Random, data: bytes) -> bytes:
    is_xml = data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<")
    return xml_mutations.damage(rng, data) if is_xml else byte_mutations.damage(rng, data)


def _recoded(data: bytes, coding: str) -> bytes:
    text = data.decode("utf-8", "replace")
    if coding != "utf-8-sig":
        text = text.replace('encoding="UTF-8"', f'encoding="{coding}"')
    return text.encode(coding, "xmlcharrefreplace")


def _change(
    rng: Random, parts: Parts, is_wanted: Callable[[str], bool], change: Callable[[bytes], bytes]
) -> Parts:
    wanted = [part for part in parts if is_wanted(part[0]) and part[1]]
    if not wanted:
        return parts
    chosen = rng.choice(wanted)
    return [(part[0], change(part[1])) if part is chosen else part for part in parts]
