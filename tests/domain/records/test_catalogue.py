"""The catalogue: complete, consistent, and each field written down once."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.records import KINDS, FieldType, field_at, pointing_at
from relmanager_desktop.domain.records.fields import choices_of


@pytest.mark.parametrize("name", KINDS)
def test_links_titles_and_keys_name_what_exists(name: str) -> None:
    kind = KINDS[name]
    assert all(link.target in KINDS for link in kind.links)
    assert all(field in kind.by_name for field in kind.title)
    assert all(field in kind.by_name for key in kind.keys for field in key)


@pytest.mark.parametrize("name", KINDS)
def test_labels_are_unique_within_a_kind(name: str) -> None:
    labels = [str(field.label) for field in KINDS[name].shown_fields]
    assert len(labels) == len(set(labels))


def test_python_words_keep_their_catalogue_name() -> None:
    field = KINDS["plan"].field("from")
    assert (field.name, field.attribute) == ("from", "from_")


def test_a_path_names_kind_and_field() -> None:
    kind, field = field_at("account.tier")
    assert (kind.name, field.type) == ("account", FieldType.LINK)
    with pytest.raises(KeyError):
        field_at("account.nothing")


def test_what_points_at_a_kind_is_known() -> None:
    assert ("contact_point", "contact") in {
        (kind.name, field.name) for kind, field in pointing_at("contact")
    }


def test_codes_get_readable_labels() -> None:
    labels = [str(choice.label) for choice in choices_of(["not_held", "QBR", "email=E-mail"])]
    assert labels == ["Not held", "QBR", "E-mail"]


def test_a_label_answers_for_its_code() -> None:
    field = KINDS["interaction"].field("state")
    assert field.label_of("not_held") == "Not held"
    assert field.label_of("odd") == "odd"


def test_numbers_are_told_from_texts() -> None:
    assert KINDS["account"].field("turnover").is_number
    assert not KINDS["account"].field("name").is_number
