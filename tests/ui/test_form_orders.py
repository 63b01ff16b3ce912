"""Tests of which fields a form shows first."""

from __future__ import annotations

import pytest

from relmanager_desktop.domain.problems import Problem
from relmanager_desktop.domain.records import KINDS, SEEN
from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui.form_orders import (
    FILLED,
    FIRST,
    extra_fields,
    first_fields,
    grouped_rest,
    without_filled,
)


@pytest.mark.parametrize("kind", [kind.name for kind in SEEN])
def test_what_must_be_filled_stands_on_top(kind: str) -> None:
    fields = {field.name: field for field in KINDS[kind].shown_fields}
    first = {field.name for field in first_fields(kind, fields)}
    required = {field.name for field in fields.values() if field.required}
    assert required - first <= set(FILLED.get(kind, {}))


@pytest.mark.parametrize("kind", sorted(FIRST))
def test_the_order_names_only_fields_that_there_are(kind: str) -> None:
    known = {field.name for field in KINDS[kind].shown_fields} | set(
        extra_fields(kind, is_new=True)
    )
    assert set(FIRST[kind]) <= known


@pytest.mark.parametrize("kind", [kind.name for kind in SEEN])
def test_every_other_field_has_a_heading(kind: str) -> None:
    fields = {field.name: field for field in KINDS[kind].shown_fields}
    first = first_fields(kind, fields)
    rest = [field for _, group in grouped_rest(fields, first) for field in group]
    assert len(first) + len(rest) == len(fields)


def test_a_name_follows_from_its_parts() -> None:
    missing = (Problem("name", tr("Name is required: fill it in.")),)
    assert without_filled("contact", {"given_name": "Priya"}, missing) == []
    assert without_filled("contact", {}, missing) == list(missing)
