"""Lists without a header: their columns are called by letters, and the first words are names."""

from __future__ import annotations

from relmanager_desktop.domain.mapping.maps import Wishes
from tests.domain.mapping.sheets_of import sheet_of, understood

FIRMS = "1;Acme Ltd;London;ann@acme.com\n2;Zeta GmbH;Berlin;z@zeta.de\n3;Eta;Leeds;e@eta.com"


def fields(text: str, **wishes: object) -> list[str]:
    found = understood(sheet_of(text), wishes=Wishes(**wishes))  # type: ignore[arg-type]  # its own names
    return [column.target.path if column.target else "" for column in found.columns]


def test_the_first_column_of_different_words_names_the_companies() -> None:
    assert fields(FIRMS) == ["", "account.name", "", "account.email"]


def test_another_column_names_them_where_the_user_says_so() -> None:
    assert fields(FIRMS, fields={"c": "account.name"})[1:3] == ["", "account.name"]


def test_under_a_header_no_column_is_a_name_by_its_place() -> None:
    text = "Foo;Bar;E-mail\nAcme;London;a@acme.com\nZeta;Berlin;z@zeta.de"
    assert "account.name" not in fields(text, kind="account")


def test_a_column_without_a_header_is_asked_about_by_its_letter() -> None:
    text = "Acme;IT;a@acme.com\nZeta;HR;z@zeta.de\nIota;PR;i@iota.com"
    found = understood(sheet_of(text), wishes=Wishes(kind="account"))
    assert [str(q.text) for q in found.questions] == ["B: what does it mean?"]
