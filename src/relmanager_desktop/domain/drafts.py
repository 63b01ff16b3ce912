"""What is wrong with a draft: one rule for the form, the command and the row of a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from relmanager_desktop.domain.figures import is_too_large
from relmanager_desktop.domain.problems import InvalidError, Problem
from relmanager_desktop.domain.records import KINDS, Field, FieldType
from relmanager_desktop.domain.rules import ONE_OF, RULES
from relmanager_desktop.domain.texts import Text, tr
from relmanager_desktop.domain.touches import usual_direction

ValueCheck = Callable[[Any], Text | None]
# Defaults that follow from another field: kind → field → that field, and the rule.
FOLLOWING: dict[str, dict[str, tuple[str, Callable[[Any], Any]]]] = {
    "interaction": {"direction": ("channel", usual_direction)}
}
_CHOSEN = frozenset(
    {
        FieldType.CHOICE,
        FieldType.CHOICES,
        FieldType.COLOUR,
        FieldType.COUNTRY,
        FieldType.CURRENCY,
        FieldType.LANGUAGE,
        FieldType.LINK,
        FieldType.LISTED,
        FieldType.RECORD,
        FieldType.YES_NO,
        FieldType.ZONE,
    }
)


def problems_of(kind: str, values: Mapping[str, Any], today: date) -> tuple[Problem, ...]:
    """Return what has to be mended before this record can be kept.

    ``values`` maps catalogue names to typed values; a name left out counts as empty, so give the
    catalogue's defaults too. Links are ids.
    """
    missing = missing_among(KINDS[kind].shown_fields, values)
    wrong = [
        Problem(name, message)
        for name, check in value_checks(kind)
        if not is_empty(value := values.get(name)) and (message := check(value))
    ]
    return (*missing, *_about_nothing(kind, values), *wrong, *rule_problems(kind, values, today))


def missing_among(fields: Iterable[Field], values: Mapping[str, Any]) -> list[Problem]:
    """Return a problem for each required field without a value; own ones go by their keys."""
    return [
        Problem(field.name, missing_text(field))
        for field in fields
        if field.required and is_empty(values.get(field.name))
    ]


def _about_nothing(kind: str, values: Mapping[str, Any]) -> Iterable[Problem]:
    names = ONE_OF.get(kind, ())
    if names and all(is_empty(values.get(name)) for name in names):
        yield Problem(names[0], about_nothing_text(kind))


def about_nothing_text(kind: str) -> Text:
    """Return the sentence for a record that says of nobody and nothing what it is about."""
    labels = [str(KINDS[kind].field(name).label) for name in ONE_OF[kind]]
    known = tr("{some} or {last}", some=", ".join(labels[:-1]), last=labels[-1])
    return tr("{fields} is required: choose one.", fields=known)


def refuse_problems(kind: str, values: Mapping[str, Any], today: date) -> None:
    """Let a good draft pass.

    Raises:
        InvalidError: If the draft has problems, with all of them.
    """
    if problems := problems_of(kind, values, today):
        raise InvalidError(problems)


def refuse_kept(kind: str, names: Iterable[str]) -> None:
    """Let fields pass that a person fills; keys, versions and moments are the program's.

    Raises:
        InvalidError: With a sentence for each field that the program keeps.
    """
    fields = (KINDS[kind].field(name) for name in names)
    if problems := [Problem(field.name, _kept_text(field)) for field in fields if field.system]:
        raise InvalidError(problems)


def defaults_of(kind: str) -> dict[str, Any]:
    """Return what a new record of this kind holds before anybody typed."""
    return {
        field.name: field.default for field in KINDS[kind].shown_fields if field.default is not None
    }


def begun(kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a new record with the catalogue's defaults, and those that follow from the rest."""
    draft = {**defaults_of(kind), **values}
    for name, (source, follow) in FOLLOWING.get(kind, {}).items():
        if is_empty(draft.get(name)) and not is_empty(draft.get(source)):
            draft[name] = follow(draft[source])
    return draft


def is_empty(value: object) -> bool:
    """Whether nothing was given; 0 and False are given."""
    return value is None or (isinstance(value, str | list | tuple) and not value)


def _kept_text(field: Field) -> Text:
    if field.name == "archived_at":
        return tr("“Archived” is not set: archive the record with archive, or archive --back.")
    return tr("“{field}” is kept by the program and cannot be set.", field=field.label)


def missing_text(field: Field) -> Text:
    """Return the sentence for a required field without a value."""
    if field.type in _CHOSEN:
        return tr("{field} is required: choose one.", field=field.label)
    return tr("{field} is required: fill it in.", field=field.label)


@cache
def value_checks(kind: str) -> tuple[tuple[str, ValueCheck], ...]:
    """Return, for the fields whose values can be wrong by themselves, the check of one value."""
    checks = ((field.name, _value_check(field)) for field in KINDS[kind].shown_fields)
    return tuple((name, check) for name, check in checks if check is not None)


def too_large_text(field: Field) -> Text:
    """Return the sentence for a number that is larger than any that is kept."""
    return tr(
        "{field} is too large: a number has at most 15 digits, an amount with its cents. "
        "Check the figure.",
        field=field.label,
    )


def _value_check(field: Field) -> ValueCheck | None:
    if field.is_number:
        return _number_check(field)
    if field.type is FieldType.CHOICE:
        return _choice_check(field)
    if field.type is FieldType.CHOICES:
        return _choices_check(field)
    return None


def _number_check(field: Field) -> ValueCheck:
    low = float("-inf") if field.minimum is None else field.minimum
    high = float("inf") if field.maximum is None else field.maximum

    def check(value: float) -> Text | None:
        if is_too_large(value):
            return too_large_text(field)
        return None if low <= value <= high else _range_text(field, value)

    return check


def _range_text(field: Field, value: float) -> Text:
    given: dict[str, Any] = {"field": field.label, "value": f"{value:.15g}"}
    if field.minimum is None:
        return tr("{field} is at most {high}, not {value}.", high=f"{field.maximum:g}", **given)
    if field.maximum is None:
        return tr("{field} is at least {low}, not {value}.", low=f"{field.minimum:g}", **given)
    return tr(
        "{field} lies between {low} and {high}, not at {value}.",
        low=f"{field.minimum:g}",
        high=f"{field.maximum:g}",
        **given,
    )


def _choice_check(field: Field) -> ValueCheck:
    codes = {choice.code for choice in field.choices}

    def check(value: str) -> Text | None:
        return None if value in codes else _choice_text(field, value)

    return check


def _choices_check(field: Field) -> ValueCheck:
    codes = {choice.code for choice in field.choices}

    def check(values: list[str]) -> Text | None:
        unknown = [value for value in values if value not in codes]
        return _choice_text(field, unknown[0]) if unknown else None

    return check


def _choice_text(field: Field, value: str) -> Text:
    return tr(
        "“{value}” is no {field}: choose one of {choices}.",
        value=value,
        field=field.label,
        choices=", ".join(str(choice.label) for choice in field.choices),
    )


def rule_problems(kind: str, values: Mapping[str, Any], today: date) -> tuple[Problem, ...]:
    """Return what these values break of a kind's rules; a rule is asked where it has its values."""
    problems = []
    for rule in RULES.get(kind, ()):
        given = [values.get(name) for name in rule.fields]
        if any(is_empty(value) for value in given):
            continue
        if message := rule.problem(*given, today):
            problems.append(Problem(rule.fields[-1], message))
    return tuple(problems)
