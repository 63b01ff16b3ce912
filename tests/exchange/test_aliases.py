"""The shipped words fit the catalogue."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.mapping.word_lists import POINTS
from relmanager_desktop.domain.records import KINDS
from relmanager_desktop.exchange.aliases import load_aliases

NAMED = {field for kind in KINDS.values() for field in kind.by_name}


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "pt", "it", "nl", "pl", "ru"])
def test_words_of_a_language_name_fields_that_there_are(language: str) -> None:
    for section, fields in load_aliases()[language].items():
        if section == "kinds":
            assert {name.partition(":")[0] for name in fields} <= KINDS.keys()
        elif section == "point":
            assert fields.keys() <= POINTS.keys()
        elif section == "any":
            assert fields.keys() <= NAMED
        elif section not in {"place", "split"}:
            assert fields.keys() <= KINDS[section].by_name.keys()


def test_english_goes_first() -> None:
    assert next(iter(load_aliases())) == "en"
