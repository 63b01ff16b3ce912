"""Which file a case damages, and how: told by its seed and its number alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.fuzz import byte_mutations, text_mutations, zip_mutations

LISTS = Path(__file__).parents[1] / "data" / "lists"
ENDINGS = frozenset((".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".tsv", ".zip", ".vcf"))
_LARGEST_BYTES = 300_000
_RAW_SHARE = 0.15


@dataclass(frozen=True)
class Case:
    """A damaged file; ``name`` says which case of which seed it is and from what it was made."""

    name: str
    data: bytes


def corpus(folders: list[Path]) -> list[Path]:
    """Return the files that are small enough to damage many times, in their order."""
    return [
        path
        for folder in [LISTS, *folders]
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in ENDINGS and 0 < path.stat().st_size < _LARGEST_BYTES
    ]


def case_of(files: list[Path], seed: int, number: int) -> Case:
    """Return the damaged file of this number; the same corpus and seed give the same again."""
    rng = Random(f"{seed}-{number}")
    path, other = rng.choice(files), rng.choice(files)
    data = _damaged(rng, path, other.read_bytes())
    return Case(f"{seed}-{number}-{path.name}", data)


def _damaged(rng: Random, path: Path, other: bytes) -> bytes:
    data = path.read_bytes()
    if rng.random() < _RAW_SHARE:
        return byte_mutations.damage(rng, data)
    if data.startswith(b"PK"):
        return zip_mutations.damage(rng, data, other)
    is_text = path.suffix.lower() in (".csv", ".tsv", ".vcf")
    return text_mutations.damage(rng, data) if is_text else byte_mutations.damage(rng, data)
