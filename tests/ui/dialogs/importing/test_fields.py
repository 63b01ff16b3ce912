"""Tests of the fields a column can go to: their words, and how they are searched."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.mapping.maps import ColumnMap, SheetMap, Target
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui.dialogs.importing.fields import (
    choices_for,
    matching,
    spoken_target,
    sureness,
)

FOUND = SheetMap("Customers", 1, ("account",), (), 1.0, tr(""))
NAME = Target("account", "name")


@pytest.mark.parametrize(
    ("target", "spoken"),
    [
        (NAME, "Name · Account"),
        (Target("contact_point", "value", "", (("kind", "email"),)), "E-mail · Contact"),
        (
            Target("contact_point", "value", "", (("kind", "phone"), ("label", "Mobile"))),
            "Mobile · Contact",
        ),
        (
            Target("contact_point", "value", "", (("kind", "phone"), ("label", "Home"))),
            "Phone · Contact",
        ),
    ],
)
def test_a_target_is_called_by_the_words_of_people(target: Target, spoken: str) -> None:
    assert spoken_target(target).spoken == spoken


def test_the_fields_of_the_own_records_come_first() -> None:
    choices = choices_for(FOUND)
    assert choices[0].path == "account.name"
    assert "contact.email" in {choice.path for choice in choices}
    assert len({choice.path for choice in choices}) == len(choices)


@pytest.mark.parametrize("typed", ["e-mail contact", "email cont", "E-MAIL"])
def test_fields_are_found_by_the_beginnings_of_their_words(typed: str) -> None:
    assert "contact.email" in [choice.path for choice in matching(choices_for(FOUND), typed)]


@pytest.mark.parametrize(
    ("target", "confidence", "is_asked", "word"),
    [
        (NAME, 0.98, False, "sure"),
        (NAME, 0.7, False, "likely"),
        (NAME, 0.98, True, "asked"),
        (None, 0.0, False, "left"),
    ],
)
def test_a_guess_is_sure_or_likely_or_asked(
    target: Target | None, confidence: float, is_asked: bool, word: str
) -> None:
    mapped = ColumnMap(0, "Name", target, confidence, tr(""))
    assert sureness(mapped, is_asked=is_asked) == word
