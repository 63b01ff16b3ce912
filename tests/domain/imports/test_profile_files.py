"""A saved mapping as a file: there and back, and refused in a sentence where it is none."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relmanager_desktop.domain.imports.profile_files import profile_from_text, profile_text
from relmanager_desktop.domain.imports.profiles import profile_of
from relmanager_desktop.domain.mapping.maps import ColumnMap, Reading, SheetMap, Target
from relmanager_desktop.domain.own_fields import own_field
from relmanager_desktop.domain.problems import InvalidError
from relmanager_desktop.domain.texts import tr

CODE = own_field("code", "Region code", "choice", choices="N;M")
MAP = SheetMap(
    "Customers",
    1,
    ("account",),
    (
        ColumnMap(0, "Firma", Target("account", "name"), 1.0, tr("")),
        ColumnMap(1, "Code", Target("account", "custom.code", own=CODE), 1.0, tr("")),
        ColumnMap(2, "Gate", Target("account", "notes", adds=True), 1.0, tr("")),
        ColumnMap(3, "Seit", Target("account", "since"), 1.0, tr(""), Reading(dates="dmy")),
    ),
    1.0,
    tr(""),
    header=("Firma", "Code", "Gate", "Seit"),
)
NORTH = profile_of("North", [MAP], {"": "fill"})
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)


def stored() -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(profile_text(NORTH))
    return kept


def test_a_mapping_comes_back_from_its_file_as_it_was() -> None:
    assert profile_from_text(profile_text(NORTH), "north.relmap") == NORTH


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is no saved mapping"),
        ("[]", "is no saved mapping"),
        ("{}", "is no saved mapping"),
        ("[" * 100_000, "is no saved mapping"),
        ('{"relmanager mapping": true}', "is no saved mapping"),
        ('{"relmanager mapping": 2}', "by a newer RelManager"),
        ('{"relmanager mapping": 1}', "changed by hand"),
    ],
)
def test_what_is_none_is_refused_in_a_sentence(text: str, words: str) -> None:
    with pytest.raises(InvalidError, match=words):
        profile_from_text(text, "odd.relmap")


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("fields", "firma", "path"), "account.nothing"),
        (("fields", "firma", "path"), "nobody.name"),
        (("fields", "firma", "fixed"), [["nothing", "x"]]),
        (("fields", "firma"), 7),
        (("kinds",), None),
    ],
)
def test_fields_that_are_not_known_are_refused(place: tuple[str, ...], value: object) -> None:
    kept = stored()
    (inner,) = kept["mapping"].values()
    for name in place[:-1]:
        inner = inner[name]
    inner[place[-1]] = value
    with pytest.raises(InvalidError, match=r"odd\.relmap"):
        profile_from_text(json.dumps(kept), "odd.relmap")


@given(json_values, st.sampled_from(["name", "mapping", "readings", "collisions"]))
def test_no_content_makes_it_fail_otherwise(value: object, name: str) -> None:
    text = json.dumps({**stored(), name: value})
    try:
        profile = profile_from_text(text, "odd.relmap")
    except InvalidError:
        return
    assert profile.name


def test_a_collision_that_is_not_known_is_refused() -> None:
    kept = {**stored(), "collisions": {"": "explode"}}
    with pytest.raises(InvalidError, match="changed by hand"):
        profile_from_text(json.dumps(kept), "odd.relmap")
