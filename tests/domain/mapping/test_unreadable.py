"""Errors of spreadsheets that text files hold as words are errors, in every language."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.cells import Cell
from relmanager_desktop.domain.imports.columns import read_column
from relmanager_desktop.domain.mapping.looks import look_at
from relmanager_desktop.domain.mapping.maps import Reading
from relmanager_desktop.domain.mapping.unreadable import is_blank_text, is_error_text
from relmanager_desktop.domain.mapping.values import reader_of
from relmanager_desktop.domain.records import field_at

ERRORS = (
    "#REF! #N/A #DIV/0! #WERT! #ZAHL! #BEZUG! #NV #VALEUR! #¡REF! #N/D #NÚM! #RIF! #WAARDE! "
    "#ADR! #ССЫЛКА! #Н/Д Err:502 #ref!"
)
FIELDS = (
    "account.name account.city account.annual_value account.since account.tier account.email "
    "account.phone account.employees issue.severity account.country account.roles"
)


@pytest.mark.parametrize("text", ERRORS.split())
def test_errors_are_known_in_nine_languages(text: str) -> None:
    assert is_error_text(text)
    assert not is_blank_text(text)


@pytest.mark.parametrize("text", ["#1 Plumbing", "# 12", "#", "Error Ltd", "n/a", "", "e-mail"])
def test_other_words_are_no_errors(text: str) -> None:
    assert not is_error_text(text)


@pytest.mark.parametrize("path", FIELDS.split())
def test_an_error_word_is_no_value_of_any_field(path: str) -> None:
    cells: list[Cell] = ["#WERT!", None]
    values, problems = read_column(cells, reader_of(field_at(path)[1], Reading()))
    assert values == [None, None]
    assert "an error of the spreadsheet" in str(problems[0])


def test_an_error_word_does_not_count_in_the_look_of_a_column() -> None:
    assert look_at(["#REF!", "12", "#DIV/0!"]).values == ["12"]
