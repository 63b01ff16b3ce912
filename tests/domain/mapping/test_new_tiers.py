"""Words that would make a new tier are asked where the portfolio has tiers."""

from __future__ import annotations

from relmanager_desktop.domain.mapping.looks import KnownNames
from relmanager_desktop.domain.mapping.maps import SheetMap, Wishes
from tests.domain.mapping.sheets_of import sheet_of, understood

LIST = sheet_of("Firma;Einstufung\nA GmbH;A\nB AG;hoch\nC KG;b")


def asked(found: SheetMap) -> list[str]:
    """Return what is asked of the second column."""
    return [question.about for question in found.questions if question.column == 1]


def test_an_unknown_word_is_asked_with_a_new_tier_among_the_answers() -> None:
    found = understood(LIST, known=KnownNames(tiers=("A", "B")))
    assert asked(found) == ["value:hoch"]
    assert [code for code, _label in found.questions[0].answers] == ["A", "B", "hoch"]


def test_what_was_said_of_a_word_is_not_asked_again() -> None:
    wishes = Wishes(values={"Einstufung": {"hoch": "A"}})
    assert not asked(understood(LIST, wishes=wishes, known=KnownNames(tiers=("A", "B"))))


def test_the_first_tiers_of_a_portfolio_are_not_asked() -> None:
    assert not asked(understood(LIST))
