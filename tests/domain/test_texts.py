"""Texts: lazy, with plurals, put into words of the language when shown."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from datetime import date

import pytest

from relmanager_desktop.domain.texts import (
    joined,
    lowered,
    month_short,
    tr,
    use_translations,
    verbatim,
)


class German(gettext.NullTranslations):
    """A catalogue of three sentences."""

    def gettext(self, message: str) -> str:
        return {"Save {name}": "{name} sichern", "Nov": "Nov."}.get(message, message)

    def ngettext(self, message: str, plural: str, n: int) -> str:
        return "{n} Kontakt" if n == 1 else "{n} Kontakte"


@pytest.fixture
def german() -> Iterator[None]:
    use_translations(German())
    yield
    use_translations(gettext.NullTranslations())


def test_values_fill_the_braces() -> None:
    assert str(tr("Due {day}", day=date(2026, 11, 3))) == "Due 3 Nov 2026"


def test_plurals_follow_the_number() -> None:
    assert str(tr("{n} touch", plural="{n} touches", n=1)) == "1 touch"
    assert str(tr("{n} touch", plural="{n} touches", n=1200)) == "1,200 touches"


@pytest.mark.usefixtures("german")
def test_a_text_made_before_speaks_the_language_of_now() -> None:
    assert str(tr("Save {name}", name="Acme")) == "Acme sichern"
    assert str(tr("{n} contact", plural="{n} contacts", n=2)) == "2 Kontakte"
    assert month_short(11) == "Nov."


def test_data_is_never_translated_nor_filled() -> None:
    assert str(verbatim("{n} of 100 %")) == "{n} of 100 %"


def test_parts_are_joined_lazily() -> None:
    assert str(joined("; ", tr("one"), "two")) == "one; two"
    assert str(tr("one") + "!") == "one!"


def test_a_text_can_be_formatted() -> None:
    assert f"{tr('ab'):>4}" == "  ab"


@pytest.mark.parametrize(
    ("label", "inside"), [("Account", "account"), ("SLA policy", "SLA policy"), ("KPI", "KPI")]
)
def test_a_label_inside_a_sentence_begins_small_unless_it_is_letters(
    label: str, inside: str
) -> None:
    assert lowered(label) == inside
