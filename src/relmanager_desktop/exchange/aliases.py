"""The words that people write above columns, read from the files that we ship."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from relmanager_desktop.domain.mapping.vocabulary import Aliases, Vocabulary
from relmanager_desktop.paths import RESOURCES


@cache
def load_aliases() -> Aliases:
    """Return the words of all languages: language → section → name → words."""
    return {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted((RESOURCES / "aliases").glob("*.toml"), key=_english_first)
    }


def _english_first(path: Path) -> tuple[bool, str]:
    return path.stem != "en", path.stem


@cache
def load_vocabulary() -> Vocabulary:
    """Return the words of all languages and of the catalogue, indexed; made once a process."""
    return Vocabulary(load_aliases())
